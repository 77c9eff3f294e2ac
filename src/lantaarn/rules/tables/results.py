"""Results and facts as JSON: numbers exact, whole ones without a point, nothing that JSON does not know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from lantaarn.rules.tables.parts import TableError

LONGEST_PLAIN = 40


def to_json(value: object) -> str:
    """The value as JSON on one line; a Decimal keeps every digit."""
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(str(key), ensure_ascii=False)}: {to_json(item)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(to_json(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _number(value: Decimal) -> str:
    if not value:
        return "0"
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain if len(plain) <= LONGEST_PLAIN else str(value.normalize()).replace("E+", "e+").replace("E", "e")


def facts_from_json(text: bytes | str) -> dict[str, object]:
    """The object of facts in this JSON; every number as a Decimal."""
    try:
        found = json.loads(
            text, parse_float=_decimal, parse_int=_decimal, parse_constant=_refuse, object_pairs_hook=_once
        )
    except (ValueError, RecursionError) as error:
        raise TableError(f"De feiten zijn geen leesbare JSON ({error}). Kijk het bestand na.") from error
    if not isinstance(found, dict):
        raise TableError('De feiten zijn geen object. Schrijf bijvoorbeeld {"leeftijd": 17}.')
    return found


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text[:40]} is te groot") from error


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} is geen getal")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"'{name}' staat er twee keer")
        found[name] = value
    return found
