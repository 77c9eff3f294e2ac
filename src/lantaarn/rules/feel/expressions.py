"""S-FEEL expressions checked for type and evaluated, with decimal arithmetic of 34 digits as DMN asks."""

from __future__ import annotations

import decimal
from collections.abc import Callable, Mapping
from decimal import Decimal

from lantaarn.rules.feel.nodes import (
    Arithmetic,
    Comparison,
    Denial,
    Expression,
    FeelError,
    Literal,
    Logic,
    Name,
    Negation,
    Value,
    type_of,
)
from lantaarn.rules.feel.unary import DUTCH_TYPES, RELATIONS

_CONTEXT = decimal.Context(
    prec=34,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[decimal.InvalidOperation, decimal.DivisionByZero, decimal.Overflow],
)
_SUMS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _CONTEXT.add,
    "-": _CONTEXT.subtract,
    "*": _CONTEXT.multiply,
    "/": _CONTEXT.divide,
    "**": _CONTEXT.power,
}


def check_expression(expression: Expression, types: Mapping[str, str]) -> str:
    """The type of the expression; refuses unknown names and parts that do not fit together."""
    if isinstance(expression, Literal):
        return type_of(expression.value)
    if isinstance(expression, Name):
        if expression.name not in types:
            raise FeelError(
                f'"{expression.name}" is geen bekend feit. Noem een invoer van deze beslissing, '
                f'of schrijf tekst tussen dubbele aanhalingstekens: "{expression.name}".'
            )
        return types[expression.name]
    if isinstance(expression, Negation | Denial):
        wanted = "number" if isinstance(expression, Negation) else "boolean"
        return _want(check_expression(expression.operand, types), wanted)
    left, right = check_expression(expression.left, types), check_expression(expression.right, types)
    if isinstance(expression, Logic):
        _want(right, "boolean")
        return _want(left, "boolean")
    if left != right:
        raise FeelError(f"Links staat {DUTCH_TYPES[left]} en rechts {DUTCH_TYPES[right]}. Maak beide gelijk van soort.")
    return _check_pair(expression, left)


def _check_pair(expression: Arithmetic | Comparison, kind: str) -> str:
    if isinstance(expression, Comparison):
        if expression.operator not in ("=", "!="):
            _want(kind, "number")
        return "boolean"
    if expression.operator == "+" and kind == "string":
        return "string"
    return _want(kind, "number")


def _want(found: str, wanted: str) -> str:
    if found != wanted:
        raise FeelError(f"Hier staat {DUTCH_TYPES[found]}, maar nodig is {DUTCH_TYPES[wanted]}.")
    return wanted


def evaluate(expression: Expression, facts: Mapping[str, Value]) -> Value:
    """The value of a checked expression."""
    if isinstance(expression, Literal):
        return expression.value
    if isinstance(expression, Name):
        return facts[expression.name]
    if isinstance(expression, Negation):
        return _CONTEXT.minus(_number(evaluate(expression.operand, facts)))
    if isinstance(expression, Denial):
        return not evaluate(expression.operand, facts)
    if isinstance(expression, Logic):
        left = bool(evaluate(expression.left, facts))
        decided = left if expression.operator == "or" else not left
        return left if decided else bool(evaluate(expression.right, facts))
    return _pair(expression, evaluate(expression.left, facts), evaluate(expression.right, facts))


def _pair(expression: Arithmetic | Comparison, left: Value, right: Value) -> Value:
    if isinstance(expression, Comparison):
        return RELATIONS[expression.operator](left, right)
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    return calculate(expression.operator, _number(left), _number(right))


def calculate(operator: str, left: Decimal, right: Decimal) -> Decimal:
    try:
        return _SUMS[operator](left, right)
    except decimal.DivisionByZero as error:
        raise FeelError("Deze berekening deelt door nul.") from error
    except decimal.DecimalException as error:
        raise FeelError(f"De berekening {left} {operator} {right} heeft geen bruikbare uitkomst.") from error


def _number(value: Value) -> Decimal:
    if not isinstance(value, Decimal):
        raise FeelError("Hier is een getal nodig.")
    return value
