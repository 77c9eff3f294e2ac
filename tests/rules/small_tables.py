"""Small tables with an oracle of their own: every cell comes with a plain Python test, every result by trying all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from xml.sax.saxutils import escape

from hypothesis import strategies as st

Facts = dict[str, object]
Test = Callable[[object], bool]
NAMESPACE = "https://www.omg.org/spec/DMN/20211108/MODEL/"

CELLS: dict[str, list[tuple[str, Test]]] = {
    "soort": [
        ("-", lambda v: True),
        ('"arbeid"', lambda v: v == "arbeid"),
        ('"arbeid", "seksueel"', lambda v: v != "crimineel"),
        ('not("arbeid")', lambda v: v != "arbeid"),
        ('not("arbeid", "seksueel", "crimineel")', lambda v: False),
    ],
    "gevaar": [("-", lambda v: True), ("true", lambda v: v is True), ("not(true)", lambda v: v is False)],
    "leeftijd": [
        ("-", lambda v: True),
        ("< 12", lambda v: v < 12),
        (">= 12", lambda v: v >= 12),
        ("[12..18)", lambda v: 12 <= v < 18),
        ("]12..18[", lambda v: 12 < v < 18),
        ("12, > 18", lambda v: v == 12 or v > 18),
        ("not((12..18])", lambda v: not 12 < v <= 18),
        ("(12..12)", lambda v: False),
    ],
}
DOMAINS: dict[str, tuple[object, ...]] = {
    "soort": ("arbeid", "seksueel", "crimineel"),
    "gevaar": (True, False),
    "leeftijd": tuple(Decimal(value) for value in ("11", "12", "15", "18", "19")),
}
TYPES = {"soort": "string", "gevaar": "boolean", "leeftijd": "number"}
VALUES = {"soort": '<inputValues><text>"arbeid","seksueel","crimineel"</text></inputValues>'}
DESKS = ("politie", "zorg", "gemeente")
POLICIES = ("UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER", "COLLECT")


@dataclass(frozen=True)
class Small:
    """Rules as (places of cells, desk), under a hit policy, perhaps with a default."""

    policy: str
    rules: tuple[tuple[tuple[int, int, int], str], ...]
    default: str | None = None

    def hits(self, facts: Mapping[str, object]) -> list[int]:
        return [number for number, (cells, _) in enumerate(self.rules, start=1) if self._applies(cells, facts)]

    def _applies(self, cells: tuple[int, int, int], facts: Mapping[str, object]) -> bool:
        return all(CELLS[name][cell][1](facts[name]) for name, cell in zip(CELLS, cells, strict=True))

    def desk(self, number: int) -> str:
        return self.rules[number - 1][1]

    def gap(self, facts: Mapping[str, object]) -> bool:
        return self.default is None and not self.hits(facts)

    def overlap(self, facts: Mapping[str, object]) -> bool:
        hits = self.hits(facts)
        if self.policy == "UNIQUE":
            return len(hits) > 1
        return self.policy == "ANY" and len({self.desk(hit) for hit in hits}) > 1

    def deciders(self, facts: Mapping[str, object]) -> list[int]:
        hits = self.hits(facts)
        if self.policy == "FIRST":
            return hits[:1]
        if self.policy == "PRIORITY" and hits:
            best = min(DESKS.index(self.desk(hit)) for hit in hits)
            return [hit for hit in hits if DESKS.index(self.desk(hit)) == best]
        return hits

    def result(self, facts: Mapping[str, object]) -> object:
        """What the table gives; not asked where hits contradict each other."""
        hits = self.deciders(facts)
        if self.policy == "OUTPUT ORDER":
            hits.sort(key=lambda hit: DESKS.index(self.desk(hit)))
        several = self.policy in ("RULE ORDER", "OUTPUT ORDER", "COLLECT")
        if not hits:
            return [self.default] if several and self.default else self.default
        return [self.desk(hit) for hit in hits] if several else self.desk(hits[0])

    def dmn(self) -> str:
        head = f'<definitions xmlns="{NAMESPACE}" id="d" name="klein" namespace="https://example.org/klein">'
        return "\n".join([head, *self.lines(), "</definitions>"])

    def lines(self) -> Iterator[str]:
        yield f'<decision id="route" name="Route"><decisionTable hitPolicy="{self.policy}">'
        for name, kind in TYPES.items():
            yield f'<input><inputExpression typeRef="{kind}"><text>{name}</text></inputExpression>'
            yield f"{VALUES.get(name, '')}</input>"
        listed = ",".join(f'"{desk}"' for desk in DESKS)
        default = f'<defaultOutputEntry><text>"{self.default}"</text></defaultOutputEntry>' if self.default else ""
        yield f'<output name="desk" typeRef="string"><outputValues><text>{listed}</text></outputValues>'
        yield f"{default}</output>"
        for cells, desk in self.rules:
            texts = [CELLS[name][cell][0] for name, cell in zip(CELLS, cells, strict=True)]
            entries = "".join(f"<inputEntry><text>{escape(text)}</text></inputEntry>" for text in texts)
            yield f'<rule>{entries}<outputEntry><text>"{desk}"</text></outputEntry></rule>'
        yield "</decisionTable></decision>"


def worlds(held: Mapping[str, object] | None = None) -> Iterator[Facts]:
    """All combinations of facts that agree with those held."""
    fixed = held or {}
    options = [(fixed[name],) if name in fixed else values for name, values in DOMAINS.items()]
    for values in product(*options):
        yield dict(zip(DOMAINS, values, strict=True))


_CELLS = st.tuples(*(st.integers(0, len(cells) - 1) for cells in CELLS.values()))


def small_tables(policies: tuple[str, ...] = POLICIES) -> st.SearchStrategy[Small]:
    return st.builds(
        Small,
        st.sampled_from(policies),
        st.lists(st.tuples(_CELLS, st.sampled_from(DESKS)), min_size=0, max_size=6).map(tuple),
        st.sampled_from((None, None, None, "zorg")),
    )
