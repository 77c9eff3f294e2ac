"""The programme of a region as data: parts, actions with holder and rhythm, money; a start, never a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lantaarn.tables.packs.locate import line_of
from lantaarn.tables.packs.problems import Problem

if TYPE_CHECKING:
    from lantaarn.tables.packs.checks import Found
    from lantaarn.tables.packs.pack import Pack

FILE = "programme.toml"
GROUPS = {"municipalities": "Gemeenten", "region": "De partijen van de regio"}
"""Who is no organisation or role: each municipality by itself, and the chain together."""


@dataclass(frozen=True)
class PlanPart:
    """A pillar, line or goal of the programme."""

    code: str
    kind: str
    title: str
    number: str = ""


@dataclass(frozen=True)
class PlanAction:
    """One action. Holders and parties are codes of organisations or roles of the pack, or of `GROUPS`."""

    what: str
    level: str
    holders: tuple[str, ...]
    part: str = ""
    why: str = ""
    parties: tuple[str, ...] = ()
    when: str = ""
    starts_on: str = ""
    ends_on: str = ""
    recurrence: str = ""
    target: int = 0
    per: str = ""
    indicator: str = ""


@dataclass(frozen=True)
class PlanMoney:
    """What a measure costs in a year, in whole euros."""

    measure: str
    year: int
    planned: int
    money_from: str = ""


@dataclass(frozen=True)
class Plan:
    """The programme that a region may begin with: it becomes a draft, which a person adopts."""

    title: str
    starts_on: str
    ends_on: str
    source: str = ""
    parts: tuple[PlanPart, ...] = ()
    actions: tuple[PlanAction, ...] = ()
    money: tuple[PlanMoney, ...] = ()


def plan_in(data: Mapping[str, Any]) -> Plan | None:
    """The programme of a programme.toml that was read and held against its schema; None where there is none."""
    if "programme" not in data:
        return None
    return Plan(
        **data["programme"],
        parts=tuple(PlanPart(**row) for row in data.get("part", [])),
        actions=tuple(PlanAction(**_listed(row)) for row in data.get("action", [])),
        money=tuple(PlanMoney(**row) for row in data.get("budget", [])),
    )


def _listed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def check_programme(pack: Pack, text: str) -> list[Problem]:
    """What a JSON Schema cannot say: names that exist, days that are, one row per measure and year."""
    plan = pack.programme
    if plan is None:
        return []
    found = [*_period(plan), *_parts(plan), *_named(pack, plan), *_money(plan)]
    return [Problem(FILE, line_of(text, path), problem, remedy) for path, problem, remedy in found]


def _period(plan: Plan) -> Found:
    yield from _days(("programme",), plan.starts_on, plan.ends_on)
    for at, action in enumerate(plan.actions):
        yield from _days(("action", at), action.starts_on, action.ends_on)


def _days(path: tuple[str | int, ...], first: str, last: str) -> Found:
    for key, day in (("starts_on", first), ("ends_on", last)):
        if day and not _is_day(day):
            yield (*path, key), f"De dag '{day}' bestaat niet.", "Schrijf jaar, maand en dag: 2026-10-18."
            return
    if first and last and last < first:
        yield (*path, "ends_on"), "De laatste dag ligt voor de eerste dag.", "Draai ze om."


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _parts(plan: Plan) -> Found:
    codes = [part.code for part in plan.parts]
    for at, code in enumerate(codes):
        if code in codes[:at]:
            yield ("part", at, "code"), f"'{code}' komt twee keer voor in 'part'.", "Geef elk een eigen code."
    for at, action in enumerate(plan.actions):
        if action.part and action.part not in codes:
            remedy = f"Voeg het toe, of kies uit: {', '.join(codes) or 'nog niets'}."
            yield ("action", at, "part"), f"Het onderdeel '{action.part}' bestaat niet.", remedy
        if action.target and not action.per:
            yield ("action", at, "target"), "Bij een doel hoort per wanneer het geldt.", "Voeg per toe."


def _named(pack: Pack, plan: Plan) -> Found:
    known = {*GROUPS, *(one.code for one in pack.organisations), *(one.code for one in pack.roles)}
    for at, action in enumerate(plan.actions):
        for key, codes in (("holders", action.holders), ("parties", action.parties)):
            for code in codes:
                if code not in known:
                    remedy = "Noem een organisatie of rol uit region.toml, of municipalities of region."
                    yield ("action", at, key), f"De partij '{code}' bestaat niet in dit pakket.", remedy


def _money(plan: Plan) -> Found:
    seen = set()
    for at, row in enumerate(plan.money):
        key = (row.measure, row.year, row.money_from)
        if key in seen:
            yield ("budget", at, "measure"), f"'{row.measure}' staat twee keer in {row.year}.", "Tel ze bij elkaar op."
        seen.add(key)
