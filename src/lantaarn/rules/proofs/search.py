"""Exact search through all combinations of facts, fact by fact, that stops wherever the live rules decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lantaarn.rules.feel.nodes import Value
from lantaarn.rules.proofs.space import Choice, Field, Masks, Space
from lantaarn.rules.tables.parts import TableError

MOST_STEPS = 1_000_000
MOST_STEPS_TO_DROP = 30_000
"""A fact that takes longer to judge is kept: the counterexample stays certain, it is only not the smallest."""
Verdict = Callable[[Masks, Masks], bool | None]
"""Given the rules still alive and those that are sure: certainly failing, certainly good, or not yet known."""


class TooLargeError(TableError):
    """More steps than a proof may take."""


def find(field: Field, verdict: Verdict, wanted: bool, most: int = MOST_STEPS) -> dict[str, Value] | None:
    """Facts under which the verdict is certainly the wanted one, or None when no combination has it."""
    choices, sure = field.choices, field.sure
    known_bad: set[tuple[int, Masks]] = set()
    steps = 0

    def visit(depth: int, live: Masks) -> list[Choice] | None:
        nonlocal steps
        found = verdict(live, tuple(map(int.__and__, live, sure[depth])))
        if found is not None or depth == len(choices):
            return [] if found is wanted else None
        if (depth, live) in known_bad:
            return None
        steps += 1
        if steps > most:
            raise TooLargeError("De tabel is te groot om te bewijzen. Verdeel haar over meer beslissingen.")
        for choice in choices[depth]:
            path = visit(depth + 1, tuple(map(int.__and__, live, choice.masks)))
            if path is not None:
                return [choice, *path]
        known_bad.add((depth, live))
        return None

    path = visit(0, field.start)
    return None if path is None else field.witness(path)


def minimal(space: Space, verdict: Verdict, facts: Mapping[str, Value]) -> dict[str, Value]:
    """Drop facts while the rest still fails for certain, in two orders; the smaller result."""
    forward = list(facts)
    orders = (forward, forward[::-1])
    return min((_dropped(space, verdict, facts, order) for order in orders), key=len)


def _dropped(space: Space, verdict: Verdict, facts: Mapping[str, Value], order: list[str]) -> dict[str, Value]:
    kept = dict(facts)
    for name in order:
        fewer = {other: value for other, value in kept.items() if other != name}
        if _certain(space, verdict, fewer):
            kept = fewer
    return kept


def _certain(space: Space, verdict: Verdict, facts: Mapping[str, Value]) -> bool:
    """Does every completion of these facts fail? No when that takes too long to say."""
    try:
        return find(space.field(facts), verdict, wanted=False, most=MOST_STEPS_TO_DROP) is None
    except TooLargeError:
        return False
