"""The values that matter of each fact: declared ones, or for numbers the cut points and the intervals between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Context, Decimal
from itertools import pairwise
from math import ceil, floor

from lantaarn.rules.feel.nodes import Value
from lantaarn.rules.feel.unary import holds
from lantaarn.rules.tables.parts import Input

OTHER = "iets anders"
_EXACT = Context(prec=25_000)
"""More digits than a cell has room for: a number between two others must not be rounded onto one of them."""


def domain(fact: Input, named: Iterable[Value], inside: int = 1) -> tuple[Value, ...]:
    """Values of the fact that together show all that cells naming these values can tell apart.

    A text without declared values gets the named ones and another. A number gets every named end point and a number
    in every open interval between, before and after them. `inside` is how many facts are compared with each other:
    with that many others, and numbers in each interval, they can be equal or in any order.
    """
    if fact.allowed is not None:
        return fact.allowed
    if fact.type == "boolean":
        return (True, False)
    if fact.type == "string":
        texts = tuple(dict.fromkeys(value for value in named if isinstance(value, str)))
        return (*texts, *_others(texts, inside))
    cuts = {value for value in (*named, *fact.limits.values()) if isinstance(value, Decimal)}
    return tuple(value for value in _numbers(sorted(cuts), inside) if holds(fact.limits, value, {}))


def _others(texts: tuple[str, ...], inside: int) -> Iterator[str]:
    """Texts that no cell names; as many as there are facts that may be compared with each other."""
    other = OTHER
    for _ in range(inside):
        while other in texts:
            other += "…"
        yield other
        other += "…"


def _numbers(cuts: list[Decimal], inside: int) -> Iterator[Decimal]:
    if not cuts:
        yield from (Decimal(step) for step in range(inside))
        return
    yield from (_EXACT.subtract(cuts[0], Decimal(step)) for step in range(inside, 0, -1))
    for low, high in pairwise(cuts):
        yield low
        yield from _between(low, high, inside)
    yield cuts[-1]
    yield from (_EXACT.add(cuts[-1], Decimal(step)) for step in range(1, inside + 1))


def _between(low: Decimal, high: Decimal, inside: int) -> Iterator[Decimal]:
    """Numbers strictly between, whole ones where there is room, because they read better."""
    first, last = floor(low) + 1, ceil(high) - 1
    if last - first + 1 >= inside:
        middle = first + (last - first + 1 - inside) // 2
        yield from (Decimal(middle + step) for step in range(inside))
        return
    part = _EXACT.divide(_EXACT.subtract(high, low), Decimal(1 << inside.bit_length()))
    for step in range(1, inside + 1):
        yield _EXACT.add(low, _EXACT.multiply(part, Decimal(step)))


def named_values(
    conditions: Iterable[Iterable[Value]], limits: Mapping[str, Input], names: Iterable[str]
) -> list[Value]:
    """All values named for a group of facts, by their cells and by their own limits."""
    found = [value for values in conditions for value in values]
    for name in names:
        found.extend(limits[name].limits.values())
        found.extend(limits[name].allowed or ())
    return list(dict.fromkeys(found))
