"""Where a condition can change its answer: the numbers in it, or where its linear calculation crosses them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal
from fractions import Fraction

from lantaarn.rules.feel.expressions import evaluate
from lantaarn.rules.feel.nodes import (
    Arithmetic,
    Comparison,
    Expression,
    Literal,
    Name,
    Negation,
    Value,
    names_in,
    values_in,
    walk,
)
from lantaarn.rules.proofs.boards import Condition
from lantaarn.rules.tables.parts import TableError

_PRECISE = Context(prec=34)
Line = tuple[Fraction, Fraction]
"""slope and offset"""


def named_by(condition: Condition) -> tuple[Value, ...]:
    """All values at which the condition can change its answer, for the facts that it names."""
    if not condition.calculates:
        return condition.values
    if len(condition.names) != 1:
        raise _unprovable(condition)
    texts = (value for value in condition.values if isinstance(value, str))
    return (*texts, *_crossings(condition))


def _crossings(condition: Condition) -> Iterator[Decimal]:
    for part in walk(condition.asks):
        if isinstance(part, Comparison) and _numeric(part):
            yield from _crossing(condition, part.left, part.right)
    for value in condition.tests.values():
        if isinstance(value, Decimal):
            yield from _crossing(condition, condition.asks, Literal(value))
    if condition.tests.names():
        raise _unprovable(condition)


def _numeric(comparison: Comparison) -> bool:
    sides = (*values_in(comparison), *(part for part in walk(comparison) if isinstance(part, Arithmetic | Negation)))
    return not any(isinstance(side, str | bool) for side in sides)


def _crossing(condition: Condition, left: Expression, right: Expression) -> Iterator[Decimal]:
    first, second = _line(condition, left), _line(condition, right)
    slope, offset = first[0] - second[0], first[1] - second[1]
    if slope:
        at = -offset / slope
        yield _PRECISE.divide(Decimal(at.numerator), Decimal(at.denominator))


def _line(condition: Condition, expression: Expression) -> Line:
    """The expression as slope times the fact plus offset."""
    if isinstance(expression, Name):
        return Fraction(1), Fraction(0)
    if not names_in(expression):
        value = evaluate(expression, {})
        if isinstance(value, Decimal):
            return Fraction(0), Fraction(value)
    if isinstance(expression, Negation):
        slope, offset = _line(condition, expression.operand)
        return -slope, -offset
    if isinstance(expression, Arithmetic) and expression.operator in "+-*/":
        return _combined(condition, expression)
    raise _unprovable(condition)


def _combined(condition: Condition, expression: Arithmetic) -> Line:
    left, right = _line(condition, expression.left), _line(condition, expression.right)
    if expression.operator == "+":
        return left[0] + right[0], left[1] + right[1]
    if expression.operator == "-":
        return left[0] - right[0], left[1] - right[1]
    if expression.operator == "*" and not left[0]:
        left, right = right, left
    if right[0] or (expression.operator == "/" and not right[1]):
        raise _unprovable(condition)
    factor = right[1] if expression.operator == "*" else 1 / right[1]
    return left[0] * factor, left[1] * factor


def _unprovable(condition: Condition) -> TableError:
    return TableError(
        f"Er wordt gerekend met {' en '.join(condition.names)} op een manier die kan worden uitgevoerd, maar niet "
        "bewezen. Reken met een feit tegelijk, en alleen met optellen, aftrekken, keer of delen door een getal."
    )
