"""How it went: the words about an action, the versions of a programme, what changed since, and what is proposed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models.expressions import RawSQL
from django.http import Http404

from lantaarn.context.actor import Actor
from lantaarn.programme.models import Action, Programme, Progress, Proposal, Version
from lantaarn.programme.snapshots import Change, changes, changes_since


@dataclass(frozen=True)
class Word:
    """One word about an action, as it was said."""

    at: dt.datetime
    who: str
    municipality: str
    state: str
    story: str
    counted: int | None
    light: str
    light_reason: str
    light_until: dt.date | None


@dataclass(frozen=True)
class VersionRow:
    """A version as a body adopted it."""

    id: UUID
    number: int
    adopted_on: dt.date
    adopted_by: str
    actions: int


@dataclass(frozen=True)
class ProposalView:
    """What is asked, by whom and why, and what a body decided."""

    id: UUID
    kind: str
    action_id: UUID | None
    what: str
    values: dict[str, Any]
    why: str
    state: str
    made_at: dt.datetime
    made_who: str
    is_mine: bool
    decided_on: dt.date | None
    decided_by_body: str
    decision: str


def history(*, action_id: UUID, by: Actor, limit: int = 200) -> list[Word]:
    """Newest first; nothing of it was ever changed."""
    if not Action.objects.filter(id=action_id, region_id=by.region).exists():
        raise Http404
    found = Progress.objects.filter(action_id=action_id).select_related("municipality").order_by("-at")[:limit]
    return [_word(one) for one in found]


def _word(one: Progress) -> Word:
    return Word(
        at=one.at,
        who=one.who,
        municipality=one.municipality.name if one.municipality else "",
        state=one.state,
        story=one.story,
        counted=one.counted,
        light=one.light,
        light_reason=one.light_reason,
        light_until=one.light_until,
    )


@dataclass(frozen=True)
class Told:
    """The stories about one action in a period, oldest first: what a report begins with."""

    action_id: UUID
    words: tuple[Word, ...]


def told(*, programme_id: UUID, first: dt.date, last: dt.date, by: Actor) -> list[Told]:
    """Everything that was said about the actions of a programme between these days."""
    found = Progress.objects.filter(
        action__programme=_programme(programme_id, by), at__date__gte=first, at__date__lte=last
    ).select_related("municipality")
    words: dict[UUID, list[Word]] = {}
    for one in found.order_by("action__place", "at"):
        words.setdefault(one.action_id, []).append(_word(one))
    return [Told(action_id, tuple(said)) for action_id, said in words.items()]


def _programme(programme_id: UUID, by: Actor) -> Programme:
    found = Programme.objects.filter(id=programme_id, region_id=by.region).first()
    if found is None:
        raise Http404
    return found


_NUMBER = RawSQL("(SELECT count(*) FROM jsonb_object_keys(programme_version.snapshot -> 'actions'))", ())


def versions(*, programme_id: UUID, by: Actor) -> list[VersionRow]:
    """Newest first."""
    found = Version.objects.filter(programme_id=programme_id, region_id=by.region).annotate(actions=_NUMBER)
    return [VersionRow(*row) for row in found.values_list("id", "number", "adopted_on", "adopted_by", "actions")]


def changed_since(*, programme_id: UUID, number: int | None = None, by: Actor) -> tuple[Change, ...]:
    """What differs from a version, the last one when none is named; nothing when it was never adopted."""
    programme = _programme(programme_id, by)
    found = Version.objects.filter(programme=programme)
    version = (
        (found.filter(number=number) if number else found).order_by("-number").values_list("id", flat=True).first()
    )
    return changes_since(version, programme) if version else ()


def between(*, programme_id: UUID, first: int, second: int, by: Actor) -> tuple[Change, ...]:
    """What one version changed of another."""
    numbers = {v.number: v for v in Version.objects.filter(programme=_programme(programme_id, by))}
    if first not in numbers or second not in numbers:
        raise Http404
    return changes(numbers[first].snapshot, numbers[second].snapshot, {})


def proposals(*, programme_id: UUID, by: Actor) -> list[ProposalView]:
    """Open ones first, then newest first."""
    found = Proposal.objects.filter(programme_id=programme_id, region_id=by.region).select_related("action")
    views = [
        ProposalView(
            id=one.id,
            kind=one.kind,
            action_id=one.action_id,
            what=one.action.what if one.action else str(one.values.get("what", "")),
            values=one.values,
            why=one.why,
            state=one.state,
            made_at=one.made_at,
            made_who=one.made_who,
            is_mine=one.made_by_id is not None and one.made_by_id == by.user_id,
            decided_on=one.decided_on,
            decided_by_body=one.decided_by_body,
            decision=one.decision,
        )
        for one in found
    ]
    return sorted(views, key=lambda v: (v.state != "open", -v.made_at.timestamp()))
