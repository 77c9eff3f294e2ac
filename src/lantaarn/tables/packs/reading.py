"""Reads the files of a region pack into plain values, or says everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lantaarn.rules.tables import Model, TableError, read_dmn
from lantaarn.tables.packs.checks import check_indicators, check_pack
from lantaarn.tables.packs.checks_sharing import check_sharing
from lantaarn.tables.packs.locate import line_of
from lantaarn.tables.packs.pack import (
    Agreement,
    Body,
    Deadline,
    Desk,
    Fact,
    FactValue,
    Indicator,
    IndicatorGroup,
    Municipality,
    Organisation,
    Pack,
    Phone,
    Region,
    Role,
    RouteSpec,
    Task,
    Word,
)
from lantaarn.tables.packs.problems import PackError, Problem
from lantaarn.tables.packs.programme import FILE as PROGRAMME
from lantaarn.tables.packs.programme import Plan, check_programme, plan_in
from lantaarn.tables.packs.retention import rules_in
from lantaarn.tables.packs.schema import read_toml
from lantaarn.tables.packs.sharing import Sharing, SharingAgreement, SharingKind, SharingPaper

REGION = "region.toml"
INDICATORS = "indicators.toml"
LARGEST = 2_000_000

Rows = list[dict[str, Any]]


def read_folder(folder: Path) -> Pack:
    """The pack in a folder; what is no file of a pack is left alone."""
    if not folder.is_dir():
        raise PackError([Problem(".", 1, "Deze map bestaat niet.", "Noem de map waarin region.toml staat.")])
    paths = sorted(path for path in folder.iterdir() if _is_ours(path.name) and path.is_file())
    try:
        return read_pack({path.name: path.read_bytes() for path in paths})
    except OSError as error:
        raise PackError(
            [Problem(str(error.filename), 1, "Dit bestand kan niet worden gelezen.", "Geef leesrecht.")]
        ) from error


def read_texts(files: Mapping[str, str]) -> Pack:
    """As `read_pack`, of files that were kept as text."""
    return read_pack({name: text.encode() for name, text in files.items()})


def read_pack(files: Mapping[str, bytes]) -> Pack:
    """The pack in these files (by name within its folder); PackError holds all problems at once."""
    problems = [_too_large(name) for name, content in files.items() if _is_ours(name) and len(content) > LARGEST]
    if REGION not in files:
        problems.append(Problem(REGION, 1, "Het bestand ontbreekt.", "Een regiopakket begint met region.toml."))
    if problems:
        raise PackError(problems)
    failures: list[Problem] = []
    text, data = _toml(files, REGION, "region.schema.json", failures)
    card_text, card = _toml(files, INDICATORS, "indicators.schema.json", failures)
    plan_text, plan = _toml(files, PROGRAMME, "programme.schema.json", failures)
    model = _model(files, str(data["route"]["file"]) if data else "route.dmn", bool(data), failures)
    shared = _shared_model(files, text, data, failures)
    if failures or model is None:
        raise PackError(failures)
    pack = replace(_pack(data, card, model, shared), programme=plan_in(plan))
    failures = [
        *check_pack(pack, REGION, text),
        *check_sharing(pack, REGION, text),
        *check_indicators(pack, INDICATORS, card_text),
        *check_programme(pack, plan_text),
    ]
    if failures:
        raise PackError(failures)
    return pack


def read_plan(content: bytes) -> Plan | None:
    """The programme of a pack that was read and checked before."""
    return plan_in(read_toml(PROGRAMME, content, "programme.schema.json")[1])


def _is_ours(name: str) -> bool:
    return name in (REGION, INDICATORS, PROGRAMME) or name.endswith(".dmn")


def _too_large(name: str) -> Problem:
    return Problem(name, 1, f"Het bestand is groter dan {LARGEST // 1_000_000} MB.", "Maak het kleiner.")


def _toml(files: Mapping[str, bytes], name: str, schema: str, failures: list[Problem]) -> tuple[str, dict[str, Any]]:
    if name not in files:
        return "", {}
    try:
        return read_toml(name, files[name], schema)
    except PackError as error:
        failures.extend(error.problems)
        return "", {}


def _shared_model(
    files: Mapping[str, bytes], text: str, data: Mapping[str, Any], failures: list[Problem]
) -> Model | None:
    """The sharing tables, of a region that has them."""
    if "sharing" in data:
        name = str(data["sharing"]["file"])
        if name == data["route"]["file"]:
            problem = "De meldroute en de deeltabel staan in hetzelfde bestand."
            failures.append(Problem(REGION, line_of(text, ("sharing", "file")), problem, "Geef elk een eigen bestand."))
        return _model(files, name, True, failures)
    for key in ("sharing_kind", "sharing_fact", "sharing_word", "sharing_paper", "sharing_invariant"):
        if key in data:
            remedy = "Voeg [sharing] toe, met file en decision."
            failures.append(Problem(REGION, line_of(text, (key,)), f"'{key}' hoort bij een deeltabel.", remedy))
    return None


def _model(files: Mapping[str, bytes], name: str, named: bool, failures: list[Problem]) -> Model | None:
    """The decision tables; without a readable region.toml the usual file name is tried, to tell all at once."""
    if name not in files:
        if named:
            failures.append(Problem(name, 1, "Het bestand ontbreekt.", f"Voeg het toe, of noem een ander in {REGION}."))
        return None
    try:
        return read_dmn(files[name])
    except TableError as error:
        line = line_in_dmn(files[name], error)
        failures.append(Problem(name, line, str(error), "Herstel dit in een DMN-programma of in de tekst."))
        return None


def line_in_dmn(content: bytes, error: TableError) -> int:
    """The line where the decision, or the rule in it, begins; 1 when the error names none."""
    lines = content.decode("utf-8", errors="replace").splitlines()
    within, rule = error.decision is None, 0
    found = 1
    for number, line in enumerate(lines, start=1):
        if f'name="{error.decision}"' in line and "<" in line and "decision" in line:
            within, found, rule = True, number, 0
        elif within and error.rule is not None and "<" in line and "rule " in line.replace("rule>", "rule "):
            rule += "</" not in line.split("rule")[0][-6:]
            if rule == error.rule:
                return number
    return found


def _pack(data: Mapping[str, Any], card: Mapping[str, Any], model: Model, shared: Model | None) -> Pack:
    phones = tuple(Phone(**row) for row in _rows(data, "phone"))
    return Pack(
        region=Region(**data["region"], phones=phones),
        municipalities=tuple(Municipality(**row) for row in _rows(data, "municipality")),
        organisations=tuple(Organisation(**row) for row in _rows(data, "organisation")),
        roles=tuple(Role(**_tuples(row, "may")) for row in _rows(data, "role")),
        desks=tuple(Desk(**_tuples(row, "municipalities")) for row in _rows(data, "desk")),
        bodies=tuple(Body(**_tuples(row, "members")) for row in _rows(data, "body")),
        facts=tuple(_fact(row) for row in _rows(data, "fact")),
        deadlines=tuple(Deadline(**row) for row in _rows(data, "deadline")),
        tasks=tuple(Task(**row) for row in _rows(data, "task")),
        invariants=tuple(Agreement(**row) for row in _rows(data, "invariant")),
        route=_route(data["route"]),
        model=model,
        words=tuple(Word(**row) for row in _rows(data, "word")),
        indicator_groups=tuple(IndicatorGroup(**row) for row in _rows(card, "group")),
        indicators=tuple(Indicator(**row) for row in _rows(card, "indicator")),
        sharing=_sharing(data, shared) if shared is not None else None,
        retention=rules_in(data),
    )


def _sharing(data: Mapping[str, Any], model: Model) -> Sharing:
    return Sharing(
        **_tuples(data["sharing"], "verdicts", "written_consent"),
        kinds=tuple(SharingKind(**row) for row in _rows(data, "sharing_kind")),
        facts=tuple(_fact(row) for row in _rows(data, "sharing_fact")),
        invariants=tuple(SharingAgreement(**row) for row in _rows(data, "sharing_invariant")),
        words=tuple(Word(**row) for row in _rows(data, "sharing_word")),
        papers=tuple(SharingPaper(**row) for row in _rows(data, "sharing_paper")),
        model=model,
    )


def _rows(data: Mapping[str, Any], key: str) -> Rows:
    return list(data.get(key, []))


def _tuples(row: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: tuple(value) if key in keys else value for key, value in row.items()}


def _fact(row: dict[str, Any]) -> Fact:
    plain = {key: value for key, value in row.items() if key != "value"}
    return Fact(**plain, values=tuple(FactValue(**value) for value in row["value"]))


def _route(row: dict[str, Any]) -> RouteSpec:
    return RouteSpec(
        file=row["file"],
        first=tuple(row.get("first", [])),
        lead=row["lead"],
        parallel=tuple(row.get("parallel", [])),
        stage=row.get("stage", "stage"),
        entry=row.get("entry", "entry"),
        fallback=row["fallback"],
    )
