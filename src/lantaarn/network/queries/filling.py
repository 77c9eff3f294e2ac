"""Which desks are filled: per desk who is there, who is trained, and what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.utils import timezone

from lantaarn.network.models import Desk, Membership
from lantaarn.network.queries.people import MemberView, members_of_desks, valid_today
from lantaarn.network.queries.places import DeskView, desks, municipalities

Gap = Literal["empty", "one_person", "nobody_today", "no_deputy", "untrained", "training_old", "no_channel"]
SERIOUS: frozenset[Gap] = frozenset({"empty", "one_person", "nobody_today", "no_channel"})
"""With one of these a signal may lie still; the others weaken the desk."""
TRAINING_HOLDS = dt.timedelta(days=365)


@dataclass(frozen=True)
class DeskFilling:
    """One desk with its people and its gaps, the gravest first."""

    desk: DeskView
    members: tuple[MemberView, ...]
    gaps: tuple[Gap, ...]

    @property
    def reachable(self) -> int:
        return sum(member.reachable for member in self.members)

    @property
    def state(self) -> Literal["good", "heed", "stuck"]:
        return desk_state(self.gaps)


@dataclass(frozen=True)
class PlaceFilling:
    """A municipality and its desks."""

    id: UUID
    name: str
    desks: tuple[DeskFilling, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(gap for desk in self.desks for gap in desk.gaps)

    @property
    def state(self) -> Literal["good", "heed", "stuck"]:
        return "stuck" if not self.desks else desk_state(self.gaps)


@dataclass(frozen=True)
class Filling:
    """The whole region."""

    places: tuple[PlaceFilling, ...]
    region_desks: tuple[DeskFilling, ...]
    off_system: tuple[DeskFilling, ...]


def empty_desks(*, region: str) -> int:
    """At how many desks of Lantaarn in the region nobody holds a role today."""
    held = Membership.objects.filter(valid_today(), desk__isnull=False, user__is_active=True).values("desk")
    return Desk.objects.filter(region_id=region, off_system=False, body__isnull=True).exclude(id__in=held).count()


def desk_state(gaps: tuple[Gap, ...]) -> Literal["good", "heed", "stuck"]:
    if not gaps:
        return "good"
    return "stuck" if any(gap in SERIOUS for gap in gaps) else "heed"


def gaps_of(members: tuple[MemberView, ...], *, today: dt.date) -> tuple[Gap, ...]:
    """What is missing at a desk where people work. A desk is never one person."""
    if not members:
        return ("empty",)
    found: list[Gap] = []
    if len({member.user_id for member in members}) == 1:
        found.append("one_person")
    if not any(member.reachable for member in members):
        found.append("nobody_today")
    if "one_person" not in found and not any(member.is_deputy for member in members):
        found.append("no_deputy")
    if any(member.trained_on is None for member in members):
        found.append("untrained")
    if any(is_old(member.trained_on, today) for member in members):
        found.append("training_old")
    return tuple(found)


def is_old(trained_on: dt.date | None, today: dt.date) -> bool:
    return trained_on is not None and today - trained_on > TRAINING_HOLDS


def filling(*, region: str, on: dt.date | None = None) -> Filling:
    """Four queries, however large the region. `on`: who was there on an earlier day.

    Of a person the last training alone is known: who was trained after that day is not known to have been before.
    """
    today = timezone.localdate()
    day = min(on or today, today)
    every = [desk for desk in desks(region=region) if desk.body_id is None]
    people = members_of_desks(desk_ids=[desk.id for desk in every], on=day)
    filled = [_filled(desk, tuple(people.get(desk.id, ())), day) for desk in every]
    places = tuple(
        PlaceFilling(m.id, m.name, tuple(f for f in filled if f.desk.municipality_id == m.id))
        for m in municipalities(region=region)
    )
    own = [f for f in filled if f.desk.municipality_id is None]
    return Filling(
        places=places,
        region_desks=tuple(f for f in own if not f.desk.off_system),
        off_system=tuple(f for f in own if f.desk.off_system),
    )


def _filled(desk: DeskView, members: tuple[MemberView, ...], today: dt.date) -> DeskFilling:
    if desk.off_system and not members:
        return DeskFilling(desk, (), () if desk.channel else ("no_channel",))
    return DeskFilling(desk, members, gaps_of(members, today=today))
