"""Writes a pack as files: what is read back is equal to what was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any

from lantaarn.rules.tables import write_dmn
from lantaarn.tables.packs.pack import SCHEMA, Fact, Pack
from lantaarn.tables.packs.programme import FILE as PROGRAMME
from lantaarn.tables.packs.programme import Plan
from lantaarn.tables.packs.sharing import Sharing

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_pack(pack: Pack) -> dict[str, str]:
    """The files of the pack by name."""
    files = {"region.toml": _region(pack), pack.route.file: write_dmn(pack.model)}
    if pack.indicator_groups or pack.indicators:
        files["indicators.toml"] = _indicators(pack)
    if pack.programme is not None:
        files[PROGRAMME] = _programme(pack.programme)
    if pack.sharing is not None:
        files[pack.sharing.file] = write_dmn(pack.sharing.model)
    return files


def _region(pack: Pack) -> str:
    blocks = [f"schema = {SCHEMA}", _block("[region]", _values(pack.region, "phones"))]
    for name, rows in (
        ("phone", pack.region.phones),
        ("municipality", pack.municipalities),
        ("organisation", pack.organisations),
        ("role", pack.roles),
        ("desk", pack.desks),
        ("body", pack.bodies),
        ("deadline", pack.deadlines),
        ("task", pack.tasks),
    ):
        blocks += _table(name, rows)
    blocks += _facts("fact", pack.facts)
    blocks += _table("word", pack.words)
    blocks.append(_block("[route]", _values(pack.route)))
    blocks += _table("invariant", pack.invariants)
    blocks += _table("retention", pack.retention)
    if pack.sharing is not None:
        blocks += _sharing(pack.sharing)
    return "\n\n".join(blocks) + "\n"


def _facts(name: str, facts: Iterable[Fact]) -> list[str]:
    blocks = []
    for fact in facts:
        blocks += _table(name, [fact], "values")
        blocks += _table(f"{name}.value", fact.values)
    return blocks


def _sharing(sharing: Sharing) -> list[str]:
    return [
        _block("[sharing]", _values(sharing, "kinds", "facts", "invariants", "words", "papers", "model")),
        *_table("sharing_kind", sharing.kinds),
        *_facts("sharing_fact", sharing.facts),
        *_table("sharing_word", sharing.words),
        *_table("sharing_paper", sharing.papers),
        *_table("sharing_invariant", sharing.invariants),
    ]


def _indicators(pack: Pack) -> str:
    blocks = [f"schema = {SCHEMA}", *_table("group", pack.indicator_groups), *_table("indicator", pack.indicators)]
    return "\n\n".join(blocks) + "\n"


def _programme(plan: Plan) -> str:
    blocks = [
        f"schema = {SCHEMA}",
        _block("[programme]", _values(plan, "parts", "actions", "money")),
        *_table("part", plan.parts),
        *_table("action", plan.actions),
        *_table("budget", plan.money),
    ]
    return "\n\n".join(blocks) + "\n"


def _table(name: str, rows: Iterable[DataclassInstance], *skip: str) -> list[str]:
    return [_block(f"[[{name}]]", _values(row, *skip)) for row in rows]


def _values(row: DataclassInstance, *skip: str) -> dict[str, Any]:
    """The fields that say something: what equals its default is left out."""
    return {
        field.name: getattr(row, field.name)
        for field in fields(row)
        if field.name not in skip and (field.default is MISSING or getattr(row, field.name) != field.default)
    }


def _block(header: str, values: Mapping[str, Any]) -> str:
    return "\n".join([header, *(f"{key} = {toml(value)}" for key, value in values.items())])


def toml(value: str | bool | int | tuple[str, ...]) -> str:
    """One value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(toml(part) for part in value) + "]"
    return '"' + "".join(_character(sign) for sign in value) + '"'


def _character(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    return f"\\u{ord(sign):04X}" if ord(sign) < 0x20 or ord(sign) == 0x7F else sign
