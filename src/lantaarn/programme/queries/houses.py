"""Is each municipality's house in order: what it says with evidence, and what the rooms know by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.network.queries import PlaceFilling, filling
from lantaarn.outreach.queries import reached
from lantaarn.programme.house import ITEMS, HouseItem
from lantaarn.programme.models import HouseFact
from lantaarn.rules.lights import Colour


@dataclass(frozen=True)
class HouseRow:
    """One thing in one house."""

    code: str
    label: str
    asks: str
    measured: bool
    state: str
    colour: Colour
    evidence: str
    since: dt.date | None
    look_again_on: dt.date | None
    said_on: dt.date | None
    who: str


@dataclass(frozen=True)
class House:
    """A municipality with its list."""

    municipality_id: UUID
    municipality: str
    rows: tuple[HouseRow, ...]

    @property
    def in_order(self) -> int:
        return sum(row.colour == "green" for row in self.rows)

    @property
    def closed(self) -> bool:
        """Sluitend: everything in order."""
        return self.in_order == len(self.rows)


def houses(*, today: dt.date | None = None, by: Actor) -> list[House]:
    """Every municipality of the region: seven queries, however many there are."""
    return _houses(None, today or timezone.localdate(), by)


def house(*, municipality_id: UUID, today: dt.date | None = None, by: Actor) -> House:
    """One municipality's."""
    for found in _houses(municipality_id, today or timezone.localdate(), by):
        return found
    raise Http404


def _houses(only: UUID | None, today: dt.date, by: Actor) -> list[House]:
    said = _said(by)
    taught = reached(region=by.region, first=today - dt.timedelta(days=365), last=today)
    return [
        House(place.id, place.name, tuple(_row(item, place, said, taught, today) for item in ITEMS))
        for place in filling(region=by.region).places
        if only in (None, place.id)
    ]


def _said(by: Actor) -> dict[tuple[UUID, str], HouseFact]:
    rows = HouseFact.objects.filter(region_id=by.region).order_by("municipality_id", "item", "-at")
    return {(row.municipality_id, row.item): row for row in rows.distinct("municipality_id", "item")}


def _row(
    item: HouseItem,
    place: PlaceFilling,
    said: Mapping[tuple[UUID, str], HouseFact],
    taught: Mapping[UUID, int],
    today: dt.date,
) -> HouseRow:
    fact = None if item.measured else said.get((place.id, item.code))
    state = _measured(item.code, place, taught) if item.measured else fact.state if fact else "unknown"
    return HouseRow(
        code=item.code,
        label=str(item.label),
        asks=str(item.asks),
        measured=item.measured,
        state=state,
        colour=_colour(state, fact, today),
        evidence=fact.evidence if fact else "",
        since=fact.since if fact else None,
        look_again_on=fact.look_again_on if fact else None,
        said_on=timezone.localtime(fact.at).date() if fact else None,
        who=fact.who if fact else "",
    )


def _measured(code: str, place: PlaceFilling, taught: Mapping[UUID, int]) -> str:
    if code == "staff_trained":
        return "yes" if taught.get(place.id) else "no"
    bad = {"empty"} if code == "focal_points" else {"empty", "untrained", "training_old"}
    wrong = [desk for desk in place.desks if bad & set(desk.gaps)]
    if place.desks and not wrong:
        return "yes"
    return "partly" if place.desks and len(wrong) < len(place.desks) else "no"


def _colour(state: str, fact: HouseFact | None, today: dt.date) -> Colour:
    if state == "yes":
        return "orange" if fact and fact.look_again_on and fact.look_again_on <= today else "green"
    return {"partly": "orange", "no": "red"}.get(state, "grey")  # type: ignore[return-value]
