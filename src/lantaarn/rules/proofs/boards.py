"""A table seen as boxes: each rule a conjunction of conditions, its outcome a row; one bit per rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lantaarn.rules.feel.expressions import evaluate
from lantaarn.rules.feel.nodes import (
    Arithmetic,
    Expression,
    FeelError,
    Literal,
    Name,
    Negation,
    UnaryTests,
    Value,
    names_in,
    substituted,
    values_in,
    walk,
)
from lantaarn.rules.feel.unary import holds
from lantaarn.rules.tables.parts import Decision, Input, Rule, TableError


@dataclass(frozen=True)
class Condition:
    """One cell that is not "-": what is asked, and the tests it must pass."""

    asks: Expression
    tests: UnaryTests

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*names_in(self.asks), *self.tests.names())))

    @property
    def values(self) -> tuple[Value, ...]:
        return (*values_in(self.asks), *self.tests.values())

    @property
    def calculates(self) -> bool:
        """Does it do sums with facts? Then the numbers where it changes are not those that stand in it."""
        return any(isinstance(part, Arithmetic | Negation) and names_in(part) for part in walk(self.asks))

    def holds(self, scope: Mapping[str, Value]) -> bool:
        return holds(self.tests, evaluate(self.asks, scope), scope)


Box = tuple[Condition, ...]
Cell = Value | Expression
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Board:
    """Boxes by bit. `split` per condition: the boxes that ask it. `linked` ask about other decisions."""

    name: str
    count: int
    plain: Mapping[Condition, int] = field(default_factory=dict)
    linked: Mapping[Condition, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        return (1 << self.count) - 1


def board(name: str, boxes: list[Box], links: frozenset[str] = frozenset()) -> Board:
    """Group the conditions of all boxes, so that each different one is tried once per value."""
    plain: dict[Condition, int] = {}
    linked: dict[Condition, int] = {}
    for at, box in enumerate(boxes):
        for condition in box:
            mixed = links & set(condition.names)
            if mixed and mixed != set(condition.names):
                raise TableError(
                    "Een cel vergelijkt een feit met de uitkomst van een andere beslissing. Zo'n tabel kan worden "
                    "uitgevoerd, maar niet bewezen.",
                    decision=name,
                )
            group = linked if mixed else plain
            group[condition] = group.get(condition, 0) | 1 << at
    return Board(name, len(boxes), plain, linked)


def table_board(decision: Decision, inlined: Mapping[str, Expression]) -> Board:
    """The board of a table; names in `inlined` stand for calculations over leaf facts."""
    links = frozenset(link.name for link in decision.links) - set(inlined)
    _refuse_inlined_ends(decision, inlined)
    return board(decision.name, [_box(decision.inputs, rule, inlined) for rule in decision.rules], links)


def _refuse_inlined_ends(decision: Decision, inlined: Mapping[str, Expression]) -> None:
    compared = {name for rule in decision.rules for cell in rule.inputs for name in cell.tests.names()}
    bounded = {column.name for column in decision.inputs if not column.limits.is_any or column.type == "string"}
    if (compared | bounded) & set(inlined):
        raise TableError(
            "Een kolom krijgt een berekening die begrensd is, of waarmee een cel vergelijkt. Zo'n tabel kan worden "
            "uitgevoerd, maar niet bewezen.",
            decision=decision.name,
        )


def _box(columns: tuple[Input, ...], rule: Rule, inlined: Mapping[str, Expression]) -> Box:
    return tuple(
        Condition(substituted(column.asks, inlined), cell.tests)
        for column, cell in zip(columns, rule.inputs, strict=True)
        if not cell.tests.is_any
    )


def rows_of(decision: Decision) -> tuple[Row, ...]:
    return tuple(tuple(_cell(cell.expression) for cell in rule.outputs) for rule in decision.rules)


def default_row(decision: Decision) -> Row | None:
    if not decision.has_default:
        return None
    return tuple(_cell(output.default.expression) for output in decision.outputs if output.default)


def _cell(expression: Expression) -> Cell:
    """A constant as its value; what depends on facts stays an expression."""
    try:
        return expression if names_in(expression) else evaluate(expression, {})
    except FeelError as error:
        raise TableError(str(error)) from error


def constant(row: Row, decision: str) -> tuple[Value, ...]:
    """The row as values; a row that calculates from facts cannot be proved."""
    values = tuple(cell for cell in row if isinstance(cell, bool | str) or not _is_expression(cell))
    if len(values) != len(row):
        raise TableError(
            "Een uitkomst rekent met feiten. Zo'n tabel kan worden uitgevoerd, maar hier niet bewezen.",
            decision=decision,
        )
    return values  # type: ignore[return-value]


def _is_expression(cell: Cell) -> bool:
    return isinstance(cell, Literal | Name) or hasattr(cell, "operand") or hasattr(cell, "left")
