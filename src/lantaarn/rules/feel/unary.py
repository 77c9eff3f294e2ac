"""S-FEEL unary tests: what may stand in a condition cell, parsed, checked against a type and tried on a value."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from lantaarn.rules.feel.lexing import quoted
from lantaarn.rules.feel.nodes import (
    Alternative,
    Compare,
    Endpoint,
    FeelError,
    Literal,
    Name,
    Range,
    UnaryTests,
    Value,
    type_of,
)
from lantaarn.rules.feel.parsing import Cursor

DUTCH_TYPES = {
    "string": "tekst",
    "boolean": "waar of onwaar",
    "number": "een getal",
    "list": "een lijst",
    "object": "een groep uitkomsten",
    "": "van onbekend type",
}
RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def parse_unary(text: str, names: Collection[str] = ()) -> UnaryTests:
    """Parse a condition cell; an empty one means the same as "-"."""
    if text.strip() in ("", "-"):
        return UnaryTests()
    cursor = Cursor(text, names)
    if cursor.take("not") is not None:
        cursor.expect("(")
        tests = UnaryTests(_alternatives(cursor), negated=True)
        cursor.expect(")")
    else:
        tests = UnaryTests(_alternatives(cursor))
    cursor.finish()
    return tests


def _alternatives(cursor: Cursor) -> tuple[Alternative, ...]:
    found = [_alternative(cursor)]
    while cursor.take(",") is not None:
        found.append(_alternative(cursor))
    return tuple(found)


def _alternative(cursor: Cursor) -> Alternative:
    if cursor.sees("not"):
        raise FeelError('"not" kan alleen om de hele cel staan, bijvoorbeeld not("a", "b").')
    if cursor.sees("=", "!="):
        raise FeelError('Een cel begint niet met "=" of "!=". Schrijf alleen de waarde, of not(waarde).')
    relation = cursor.take("<", "<=", ">", ">=")
    if relation is not None:
        return Compare(relation, _endpoint(cursor))
    opening = cursor.take("[", "(", "]")
    if opening is not None:
        return _range(cursor, opening == "[")
    return Compare("=", _endpoint(cursor))


def _range(cursor: Cursor, low_closed: bool) -> Range:
    low = _endpoint(cursor)
    cursor.expect("..")
    high = _endpoint(cursor)
    closing = cursor.take("]", ")", "[")
    if closing is None:
        raise FeelError(f'Een bereik eindigt met "]", ")" of "["{cursor.found()}.')
    tests = Range(low, high, low_closed, closing == "]")
    _refuse_backwards(tests)
    return tests


def _refuse_backwards(tests: Range) -> None:
    low, high = tests.low, tests.high
    if not (isinstance(low, Literal) and isinstance(high, Literal)):
        return
    if type_of(low.value) != "number" or type_of(high.value) != "number":
        raise FeelError("Een bereik kan alleen tussen getallen lopen. Som teksten op met komma's.")
    if low.value > high.value:  # type: ignore[operator]
        raise FeelError("Het bereik loopt van hoog naar laag. Zet het kleinste getal vooraan.")


def _endpoint(cursor: Cursor) -> Endpoint:
    negative = cursor.take("-") is not None
    token = cursor.token
    if token.kind == "literal" and token.value is not None:
        cursor.advance()
        return Literal(_signed(token.value, negative))
    if token.kind == "name" and not negative:
        cursor.advance()
        if cursor.sees("("):
            raise FeelError(f'De functie "{token.text}" wordt niet ondersteund. Gebruik S-FEEL, zonder functies.')
        return Name(token.text)
    raise FeelError(f"Hier wordt een waarde verwacht{cursor.found()}.")


def _signed(value: Value, negative: bool) -> Value:
    if not negative:
        return value
    if not isinstance(value, Decimal):
        raise FeelError("Een minteken kan alleen voor een getal staan.")
    return -value


def check_unary(tests: UnaryTests, wanted: str, types: Mapping[str, str], allowed: Collection[Value] | None) -> None:
    """Refuse a cell whose parts are of another type than the column, or outside its allowed values."""
    for alternative in tests.alternatives:
        if wanted != "number" and not (isinstance(alternative, Compare) and alternative.operator == "="):
            raise FeelError("Groter, kleiner en een bereik kunnen alleen bij getallen. Som de waarden op met komma's.")
    for end in tests.endpoints():
        _check_endpoint(end, wanted, types, allowed)


def _check_endpoint(end: Endpoint, wanted: str, types: Mapping[str, str], allowed: Collection[Value] | None) -> None:
    if isinstance(end, Name):
        if end.name not in types:
            raise FeelError(
                f'"{end.name}" is geen bekend feit. Zet tekst tussen dubbele aanhalingstekens: "{end.name}".'
            )
        found, shown = types[end.name], f"Het feit {end.name}"
    else:
        found, shown = type_of(end.value), quoted(end.value)
    if found != wanted:
        raise FeelError(f"{shown} is {DUTCH_TYPES[found]}, maar deze kolom vraagt {DUTCH_TYPES[wanted]}.")
    if isinstance(end, Literal) and allowed is not None and end.value not in allowed:
        choice = ", ".join(quoted(value) for value in allowed)
        raise FeelError(f"De waarde {shown} is hier niet toegestaan. Kies uit: {choice}.")


def holds(tests: UnaryTests, value: Value, facts: Mapping[str, Value]) -> bool:
    """Does the value of the column pass this cell, given the other facts?"""
    if tests.is_any:
        return True
    return any(_passes(part, value, facts) for part in tests.alternatives) != tests.negated


def _passes(part: Alternative, value: Value, facts: Mapping[str, Value]) -> bool:
    if isinstance(part, Compare):
        return RELATIONS[part.operator](value, _value(part.endpoint, facts))
    low, high = _value(part.low, facts), _value(part.high, facts)
    above = RELATIONS[">=" if part.low_closed else ">"](value, low)
    return above and RELATIONS["<=" if part.high_closed else "<"](value, high)


def _value(end: Endpoint, facts: Mapping[str, Value]) -> Value:
    return end.value if isinstance(end, Literal) else facts[end.name]


def unary_text(tests: UnaryTests) -> str:
    """The tests as S-FEEL writes them."""
    if tests.is_any:
        return "-"
    listed = ", ".join(_alternative_text(part) for part in tests.alternatives)
    return f"not({listed})" if tests.negated else listed


def _alternative_text(part: Alternative) -> str:
    if isinstance(part, Compare):
        return ("" if part.operator == "=" else f"{part.operator} ") + _endpoint_text(part.endpoint)
    opening, closing = "[" if part.low_closed else "(", "]" if part.high_closed else ")"
    return f"{opening}{_endpoint_text(part.low)}..{_endpoint_text(part.high)}{closing}"


def _endpoint_text(end: Endpoint) -> str:
    return quoted(end.value) if isinstance(end, Literal) else end.name
