"""What a decision table is: frozen values, read from DMN and never changed in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lantaarn.rules.feel.nodes import Expression, Name, UnaryTests, Value, names_in

HIT_POLICIES = {
    "UNIQUE": "U",
    "ANY": "A",
    "PRIORITY": "P",
    "FIRST": "F",
    "RULE ORDER": "R",
    "OUTPUT ORDER": "O",
    "COLLECT": "C",
}
AGGREGATORS = {"": "", "SUM": "+", "MIN": "<", "MAX": ">", "COUNT": "#"}
SINGLE_HIT = frozenset("UAPF")
RANKED = frozenset("PO")
Result: TypeAlias = Any
"""A Value, None where nothing applies, or a list or an object by output name of those."""
NO_LIMITS = UnaryTests()
TYPES = frozenset({"string", "boolean", "number"})


class TableError(ValueError):
    """A table that cannot be read or run; says in Dutch where it is and what to mend."""

    def __init__(
        self, message: str, *, decision: str | None = None, rule: int | None = None, cell: str | None = None
    ) -> None:
        super().__init__(message, decision, rule, cell)
        self.message = message
        self.decision = decision
        self.rule = rule
        self.cell = cell

    def __str__(self) -> str:
        place = [f"beslissing '{self.decision}'"] if self.decision else []
        place += [f"regel {self.rule}"] if self.rule is not None else []
        place += [f"kolom '{self.cell}'"] if self.cell else []
        where = ", ".join(place)
        return f"{where[0].upper()}{where[1:]}: {self.message}" if where else self.message


@dataclass(frozen=True)
class Condition:
    """An input cell."""

    text: str
    tests: UnaryTests = NO_LIMITS


@dataclass(frozen=True)
class Conclusion:
    """An output cell."""

    text: str
    expression: Expression


@dataclass(frozen=True)
class Input:
    """A fact that is asked for: as a column of a table, or as a leaf of the whole file.

    `allowed` are the values it may have, in the order of the file; None is any value of the type. `limits` is a test
    that a number must pass. `expression` is there only when a column calculates from facts instead of naming one.
    """

    name: str
    label: str
    type: str
    allowed: tuple[Value, ...] | None = None
    limits: UnaryTests = NO_LIMITS
    expression: Expression | None = None

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.name,) if self.expression is None else names_in(self.expression)

    @property
    def asks(self) -> Expression:
        return Name(self.name) if self.expression is None else self.expression


@dataclass(frozen=True)
class Output:
    name: str
    label: str
    type: str
    allowed: tuple[Value, ...] | None = None
    default: Conclusion | None = None


@dataclass(frozen=True)
class Rule:
    """One rule; `origin` is its place in the file that the model was read from, -1 for a new one."""

    inputs: tuple[Condition, ...]
    outputs: tuple[Conclusion, ...]
    annotations: tuple[str, ...] = ()
    description: str = ""
    id: str = ""
    origin: int = field(default=-1, compare=False)


@dataclass(frozen=True)
class Link:
    """A name in this decision that stands for what another decision decides; `output` is its column, if it has more."""

    name: str
    decision: str
    output: str | None
    type: str


@dataclass(frozen=True)
class Decision:
    """A decision table, or a literal expression when `expression` is there.

    `facts` are the leaf facts it names itself, `links` the names that come from other decisions.
    """

    name: str
    id: str
    label: str
    variable: str = ""
    type: str = ""
    hit_policy: str = "U"
    aggregator: str = ""
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    rules: tuple[Rule, ...] = ()
    annotation_names: tuple[str, ...] = ()
    facts: tuple[Input, ...] = ()
    links: tuple[Link, ...] = ()
    text: str = ""
    expression: Expression | None = None

    @property
    def is_table(self) -> bool:
        return self.expression is None

    @property
    def gives_list(self) -> bool:
        return self.is_table and self.hit_policy not in SINGLE_HIT and not self.aggregator

    @property
    def has_default(self) -> bool:
        return bool(self.outputs) and self.outputs[0].default is not None

    @property
    def types(self) -> Mapping[str, str]:
        """The type of each name that its cells may use."""
        known = {fact.name: fact.type for fact in self.facts}
        known.update((link.name, link.type) for link in self.links)
        return known

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns: conditions, then conclusions, then annotations."""
        asked = tuple(column.name for column in self.inputs)
        return asked + tuple(output.name for output in self.outputs) + self.annotation_names


@dataclass(frozen=True)
class Outcome:
    """What a decision decided, and the 1-based rules that did so; no rule means the default, or nothing (None)."""

    value: Result
    rules: tuple[int, ...] = ()
