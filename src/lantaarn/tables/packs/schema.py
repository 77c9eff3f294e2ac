"""Holds TOML text against its JSON Schema; every fault comes with file, line and remedy, in Dutch."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from lantaarn.tables.packs.locate import Path, line_of, line_of_decode_error
from lantaarn.tables.packs.pack import SCHEMA
from lantaarn.tables.packs.problems import PackError, Problem

_TYPES = {
    "string": "een tekst tussen aanhalingstekens",
    "boolean": "true of false",
    "integer": "een heel getal",
    "array": "een lijst tussen [ en ]",
    "object": "een tabel",
}


def read_toml(file: str, content: bytes, schema: str) -> tuple[str, dict[str, Any]]:
    """The text and the checked values of one TOML file of a pack."""
    text, data = _parse(file, content)
    _check_version(file, text, data)
    problems = [_problem(file, text, error) for error in _errors(_validator(schema).iter_errors(data))]
    if problems:
        raise PackError(problems)
    return text, data


def _parse(file: str, content: bytes) -> tuple[str, dict[str, Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = Problem(file, line, "Het bestand is geen UTF-8.", "Sla het opnieuw op met de tekenset UTF-8.")
        raise PackError([problem]) from error
    try:
        return text, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = Problem(
            file,
            line_of_decode_error(str(error)),
            f"Dit is geen geldige TOML ({error}).",
            "Herstel deze regel: een sleutel, een isgelijkteken en een waarde.",
        )
        raise PackError([problem]) from error


def _check_version(file: str, text: str, data: Mapping[str, Any]) -> None:
    version = data.get("schema")
    if version == SCHEMA and not isinstance(version, bool):
        return
    line = line_of(text, ("schema",))
    if isinstance(version, int) and not isinstance(version, bool) and version > SCHEMA:
        problem = Problem(
            file,
            line,
            f"Dit pakket heeft versie {version}. Deze Lantaarn leest tot en met versie {SCHEMA}.",
            "Werk Lantaarn bij, of vraag een pakket in een oudere versie.",
        )
    else:
        problem = Problem(file, line, "De versie van het pakket ontbreekt.", f"Zet bovenaan: schema = {SCHEMA}")
    raise PackError([problem])


@cache
def _validator(schema: str) -> Draft202012Validator:
    text = resources.files("lantaarn.tables.packs").joinpath(schema).read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def _errors(errors: Iterator[ValidationError]) -> Iterator[tuple[Path, ValidationError]]:
    """Each error with the path of the key that it is about; an unknown key is an error of its own."""
    for error in errors:
        place = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            for key in sorted(set(error.instance) - set(error.schema["properties"])):
                yield (*place, key), error
        else:
            yield place, error


def _problem(file: str, text: str, found: tuple[Path, ValidationError]) -> Problem:
    place, error = found
    say = _WORDS.get(str(error.validator), _other)
    problem, remedy = say(place, error)
    return Problem(file, line_of(text, place), problem, remedy)


def _key(place: Path) -> str:
    """The last named step: an element of a list is known by the list."""
    names = [str(step) for step in place if isinstance(step, str)]
    return names[-1] if names else "het bestand"


def _unknown(place: Path, error: ValidationError) -> tuple[str, str]:
    known = ", ".join(sorted(error.schema["properties"]))
    return f"De sleutel '{_key(place)}' is hier niet bekend.", f"Haal hem weg, of kies uit: {known}."


def _missing(place: Path, error: ValidationError) -> tuple[str, str]:
    absent = [key for key in error.validator_value if key not in error.instance]
    where = f"In '{_key(place)}' ontbreekt" if place else "Er ontbreekt"
    return f"{where}: {', '.join(absent)}.", "Vul dit aan."


def _kind(place: Path, error: ValidationError) -> tuple[str, str]:
    wanted = _TYPES.get(str(error.validator_value), str(error.validator_value))
    return f"De waarde van '{_key(place)}' is van de verkeerde soort.", f"Schrijf {wanted}."


def _choice(place: Path, error: ValidationError) -> tuple[str, str]:
    choice = ", ".join(str(value) for value in error.validator_value)
    return f"De waarde '{error.instance}' past niet bij '{_key(place)}'.", f"Kies uit: {choice}."


def _pattern(place: Path, error: ValidationError) -> tuple[str, str]:
    wanted = {
        "^GM[0-9]{4}$": "Schrijf de CBS-code: GM en vier cijfers, bijvoorbeeld GM0114.",
        "^[a-z][a-z0-9_]{0,59}$": "Gebruik kleine letters, cijfers en _; begin met een letter; ten hoogste 60 tekens.",
        "^[^\\r\\n]*$": "Schrijf de tekst op één regel.",
        "^[A-Za-z0-9_-]+\\.dmn$": "Noem een bestand in dezelfde map dat eindigt op .dmn.",
    }
    remedy = wanted.get(str(error.validator_value), "Gebruik cijfers, spaties en streepjes.")
    return f"De waarde '{error.instance}' van '{_key(place)}' heeft niet de juiste vorm.", remedy


def _twice(place: Path, _: ValidationError) -> tuple[str, str]:
    return f"In '{_key(place)}' staat iets twee keer.", "Haal de dubbele weg."


def _size(place: Path, error: ValidationError) -> tuple[str, str]:
    words = {
        "minLength": "Vul een tekst in.",
        "minItems": "Noem er ten minste één.",
        "maxLength": f"Gebruik ten hoogste {error.validator_value} tekens.",
        "minimum": f"Kies {error.validator_value} of meer.",
        "maximum": f"Kies {error.validator_value} of minder.",
    }
    return f"De waarde van '{_key(place)}' is te klein, te groot of leeg.", words[str(error.validator)]


def _other(place: Path, _: ValidationError) -> tuple[str, str]:
    return f"De waarde van '{_key(place)}' klopt niet.", "Kijk in docs/region-packs.md wat hier kan staan."


_WORDS: dict[str, Callable[[Path, ValidationError], tuple[str, str]]] = {
    "additionalProperties": _unknown,
    "required": _missing,
    "type": _kind,
    "enum": _choice,
    "pattern": _pattern,
    "uniqueItems": _twice,
    "minLength": _size,
    "maxLength": _size,
    "minItems": _size,
    "minimum": _size,
    "maximum": _size,
}
