"""Tables of a given size, made from a seed: trees that split the facts, and lists of rules that fall through."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle, islice
from math import prod
from xml.sax.saxutils import escape

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
SIZES = (2, 3, 4, 5, 2, 4, 6, 5, 3, 5, 4, 5)
Row = dict[str, tuple[str, ...]]


def facts_of(count: int) -> dict[str, tuple[str, ...]]:
    """Facts with two to six values each; twelve of them have 51.8 million combinations."""
    return {
        f"fact_{at}": tuple(f"v{value}" for value in range(size))
        for at, size in enumerate(islice(cycle(SIZES), count), start=1)
    }


def split_table(facts: int, rules: int, seed: int = 1) -> str:
    """A UNIQUE table that is total and unambiguous: the whole space, split again and again."""
    chance = random.Random(seed)
    known = facts_of(facts)
    if prod(len(values) for values in known.values()) < rules:
        raise ValueError(f"{facts} facts have fewer combinations than {rules} rules")
    parts: list[Row] = [dict(known)]
    while len(parts) < rules:
        part = parts.pop(chance.randrange(len(parts)))
        open_facts = [name for name, values in part.items() if len(values) > 1]
        if not open_facts:
            parts.append(part)
            continue
        name = chance.choice(open_facts)
        values = list(part[name])
        chance.shuffle(values)
        cut = chance.randrange(1, len(values))
        parts += [{**part, name: tuple(values[:cut])}, {**part, name: tuple(values[cut:])}]
    return table(known, parts, [f"r{at % 7}" for at in range(rules)], "UNIQUE")


def falling_table(facts: int, rules: int, seed: int = 1, asked: int = 3) -> str:
    """A FIRST table: each rule asks a few facts, the last one nothing."""
    chance = random.Random(seed)
    known = facts_of(facts)
    rows = [_asking(known, chance, asked) for _ in range(rules - 1)] + [dict(known)]
    return table(known, rows, [f"r{at % 7}" for at in range(rules)], "FIRST")


def _asking(known: Row, chance: random.Random, asked: int) -> Row:
    row = dict(known)
    for name in chance.sample(sorted(known), min(asked, len(known))):
        row[name] = tuple(chance.sample(known[name], chance.randrange(1, len(known[name]))))
    return row


def table(known: Row, rows: list[Row], results: list[str], policy: str) -> str:
    """The rows as DMN; a fact with all its values is "-"."""
    return "\n".join(_lines(known, rows, results, policy))


def _lines(known: Row, rows: list[Row], results: list[str], policy: str) -> Iterator[str]:
    yield f'<definitions xmlns="{NAMESPACE}" id="d" name="made" namespace="https://example.org/made">'
    yield f'<decision id="made" name="Made"><decisionTable hitPolicy="{policy}">'
    for name, values in known.items():
        yield f'<input><inputExpression typeRef="string"><text>{name}</text></inputExpression>'
        yield f"<inputValues><text>{escape(_listed(values))}</text></inputValues></input>"
    yield '<output name="result" typeRef="string"/>'
    for row, result in zip(rows, results, strict=True):
        cells = ("-" if row[name] == values else _listed(row[name]) for name, values in known.items())
        entries = "".join(f"<inputEntry><text>{escape(cell)}</text></inputEntry>" for cell in cells)
        yield f'<rule>{entries}<outputEntry><text>"{result}"</text></outputEntry></rule>'
    yield "</decisionTable></decision></definitions>"


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(f'"{value}"' for value in values)
