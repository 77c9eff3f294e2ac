"""A programme for everybody: what was adopted and who does it, and nothing of how it goes, who said what, or money."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from lantaarn.context.actor import Actor
from lantaarn.programme.models import Action, Programme
from lantaarn.programme.queries.rows import parties


@dataclass(frozen=True)
class PublicAction:
    """An action in its part, as the adopted text names it."""

    part: str
    what: str
    why: str
    level: str
    holders: str
    when_text: str


@dataclass(frozen=True)
class PublicProgramme:
    """A programme on the public page."""

    id: UUID
    title: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    adopted_by: str
    adopted_on: dt.date | None
    actions: tuple[PublicAction, ...]


def public_programmes(*, by: Actor) -> list[PublicProgramme]:
    """Those that the region chose to show; a visitor is an actor without a role."""
    found = Programme.objects.filter(region_id=by.region, public=True, state="adopted").prefetch_related("versions")
    return [_public(one) for one in found]


def _public(one: Programme) -> PublicProgramme:
    actions = list(Action.objects.filter(programme=one, ended_on__isnull=True).select_related("part"))
    named = parties(action.id for action in actions)
    version = max(one.versions.all(), key=lambda v: v.number, default=None)
    return PublicProgramme(
        id=one.id,
        title=one.title,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        adopted_by=version.adopted_by if version else "",
        adopted_on=version.adopted_on if version else None,
        actions=tuple(
            PublicAction(
                part=f"{action.part.number} {action.part.title}".strip() if action.part else "",
                what=action.what,
                why=action.why,
                level=action.level,
                holders=", ".join(p.name for p in named.get(action.id, []) if p.holds),
                when_text=action.when_text,
            )
            for action in actions
        ),
    )
