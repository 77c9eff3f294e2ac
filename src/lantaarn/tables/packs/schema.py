"""Holds TOML text against its JSON Schema; every fault comes with file, line and remedy, in Dutch."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

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
_RHYTHM = "^(ongoing|incidental|once|daily|weekly|monthly|quarterly|half-yearly|yearly|[1-9][0-9]? a year)$(?!\\n)"
_PATTERNS = {
    "^GM[0-9]{4}$(?!\\n)": "Schrijf de CBS-code: GM en vier cijfers, bijvoorbeeld GM0114.",
    "^[a-z][a-z0-9_]{0,59}$(?!\\n)": "Gebruik kleine letters, cijfers en _, eerst een letter, ten hoogste 60 tekens.",
    "^(?![\\s\\S]*[\\r\\n])": "Schrijf de tekst op één regel.",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\\n)": "Schrijf jaar, maand en dag: 2026-10-18.",
    _RHYTHM: "Kies bijvoorbeeld: ongoing, yearly, quarterly, once of 3 a year.",
    "^[A-Za-z0-9_-]+\\.dmn$(?!\\n)": "Noem een bestand in dezelfde map dat eindigt op .dmn.",
}


def read_toml(file: str, content: bytes, schema: str) -> tuple[str, dict[str, Any]]:
    """The text and the checked values of one TOML file of a pack."""
    text, data = _parse(file, content)
    _check_version(file, text, data)
    problems = [_problem(file, text, fault) for fault in _faults(_validator(schema).iter_errors(data))]
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
def _validator(schema: str) -> Validator:
    """JSON Schema calls 2.0 an integer; TOML tells the two apart, and so do we."""
    text = resources.files("lantaarn.tables.packs").joinpath(schema).read_text(encoding="utf-8")
    kinds = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _, value: isinstance(value, int) and not isinstance(value, bool)
    )
    kind: type[Validator] = extend(Draft202012Validator, type_checker=kinds)  # type: ignore[no-untyped-call]
    return kind(json.loads(text))


@dataclass(frozen=True)
class Fault:
    """One place where the values differ from the schema: which rule of it, what it wants, what stands there."""

    place: Path
    rule: str
    wanted: tuple[str, ...]
    found: object

    @property
    def key(self) -> str:
        """The last named step: an element of a list is known by the list."""
        names = [step for step in self.place if isinstance(step, str)]
        return names[-1] if names else "het bestand"


def _faults(errors: Iterable[ValidationError]) -> Iterator[Fault]:
    """Each fault with the path of the key that it is about; an unknown key is a fault of its own."""
    for error in errors:
        place = tuple(error.absolute_path)
        rule, found = str(error.validator), error.instance
        if rule == "additionalProperties" and isinstance(error.schema, Mapping) and isinstance(found, Mapping):
            known = tuple(sorted(error.schema["properties"]))
            for key in sorted(set(found) - set(known)):
                yield Fault((*place, key), rule, known, found)
        elif isinstance(error.validator_value, list | tuple):
            yield Fault(place, rule, tuple(str(one) for one in error.validator_value), found)
        else:
            yield Fault(place, rule, (str(error.validator_value),), found)


def _problem(file: str, text: str, fault: Fault) -> Problem:
    problem, remedy = _WORDS.get(fault.rule, _other)(fault)
    return Problem(file, line_of(text, fault.place), problem, remedy)


def _unknown(fault: Fault) -> tuple[str, str]:
    return f"De sleutel '{fault.key}' is hier niet bekend.", f"Haal hem weg, of kies uit: {', '.join(fault.wanted)}."


def _missing(fault: Fault) -> tuple[str, str]:
    present = fault.found if isinstance(fault.found, Mapping) else {}
    absent = ", ".join(key for key in fault.wanted if key not in present)
    where = f"In '{fault.key}' ontbreekt" if fault.place else "Er ontbreekt"
    return f"{where}: {absent}.", "Vul dit aan."


def _kind(fault: Fault) -> tuple[str, str]:
    return f"De waarde van '{fault.key}' is van de verkeerde soort.", f"Schrijf {_TYPES[fault.wanted[0]]}."


def _choice(fault: Fault) -> tuple[str, str]:
    return f"De waarde '{fault.found}' past niet bij '{fault.key}'.", f"Kies uit: {', '.join(fault.wanted)}."


def _pattern(fault: Fault) -> tuple[str, str]:
    remedy = _PATTERNS.get(fault.wanted[0], "Gebruik cijfers, spaties en streepjes.")
    return f"De waarde '{fault.found}' van '{fault.key}' heeft niet de juiste vorm.", remedy


def _twice(fault: Fault) -> tuple[str, str]:
    return f"In '{fault.key}' staat iets twee keer.", "Haal de dubbele weg."


def _size(fault: Fault) -> tuple[str, str]:
    limit = fault.wanted[0]
    words = {
        "minLength": "Vul een tekst in.",
        "minItems": "Noem er ten minste één.",
        "maxLength": f"Gebruik ten hoogste {limit} tekens.",
        "minimum": f"Kies {limit} of meer.",
        "maximum": f"Kies {limit} of minder.",
    }
    return f"De waarde van '{fault.key}' is te klein, te groot of leeg.", words[fault.rule]


def _other(fault: Fault) -> tuple[str, str]:
    return f"De waarde van '{fault.key}' klopt niet.", "Kijk in docs/region-packs.md wat hier kan staan."


_WORDS: dict[str, Callable[[Fault], tuple[str, str]]] = {
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
