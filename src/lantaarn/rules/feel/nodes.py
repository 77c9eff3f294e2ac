"""The parts of S-FEEL that Lantaarn understands: expressions and unary tests, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

Value = str | bool | Decimal


class FeelError(ValueError):
    """A text that is not S-FEEL, or S-FEEL that cannot be right; the message is Dutch."""


@dataclass(frozen=True)
class Literal:
    value: Value


@dataclass(frozen=True)
class Name:
    name: str


@dataclass(frozen=True)
class Negation:
    operand: Expression


@dataclass(frozen=True)
class Arithmetic:
    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Comparison:
    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Logic:
    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Denial:
    operand: Expression


Expression = Literal | Name | Negation | Arithmetic | Comparison | Logic | Denial
Endpoint = Literal | Name


@dataclass(frozen=True)
class Compare:
    """The value of the column stands in this relation to an end point; "=" is a plain literal."""

    operator: str
    endpoint: Endpoint


@dataclass(frozen=True)
class Range:
    low: Endpoint
    high: Endpoint
    low_closed: bool
    high_closed: bool


Alternative = Compare | Range


@dataclass(frozen=True)
class UnaryTests:
    """One cell of a condition: any of the alternatives, or none of them; no alternatives is "-"."""

    alternatives: tuple[Alternative, ...] = ()
    negated: bool = False

    @property
    def is_any(self) -> bool:
        return not self.alternatives

    def endpoints(self) -> Iterator[Endpoint]:
        for alternative in self.alternatives:
            if isinstance(alternative, Range):
                yield alternative.low
                yield alternative.high
            else:
                yield alternative.endpoint

    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(end.name for end in self.endpoints() if isinstance(end, Name)))

    def values(self) -> tuple[Value, ...]:
        return tuple(end.value for end in self.endpoints() if isinstance(end, Literal))


def operands(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside this one."""
    if isinstance(expression, Negation | Denial):
        return (expression.operand,)
    if isinstance(expression, Arithmetic | Comparison | Logic):
        return (expression.left, expression.right)
    return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and everything inside it."""
    yield expression
    for operand in operands(expression):
        yield from walk(operand)


def substituted(expression: Expression, replacements: Mapping[str, Expression]) -> Expression:
    """The expression with some names replaced by what they stand for."""
    if isinstance(expression, Name):
        return replacements.get(expression.name, expression)
    if isinstance(expression, Negation | Denial):
        return replace(expression, operand=substituted(expression.operand, replacements))
    if isinstance(expression, Arithmetic | Comparison | Logic):
        left, right = (substituted(side, replacements) for side in operands(expression))
        return replace(expression, left=left, right=right)
    return expression


def names_in(expression: Expression) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.name for part in walk(expression) if isinstance(part, Name)))


def values_in(expression: Expression) -> tuple[Value, ...]:
    return tuple(part.value for part in walk(expression) if isinstance(part, Literal))


def type_of(value: Value) -> str:
    """The S-FEEL type of a value; a bool is asked first because it is no number here."""
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "number"
