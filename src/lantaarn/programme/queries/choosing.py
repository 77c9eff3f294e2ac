"""Rows of actions that were chosen from many, and who answers for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Count, F, QuerySet, Window
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.network.models import Membership
from lantaarn.network.queries.people import valid_today
from lantaarn.programme.indicators import Count as Tallies
from lantaarn.programme.models import Action
from lantaarn.programme.queries.board import ActionView, views
from lantaarn.programme.queries.survey import Seen, Survey

UNSEEN = ("part__card", "programme__title", "programme__source_name", "programme__revision", "changed_at")
"""Of an action, its part and its programme: what no list shows."""


def chosen(seen: Sequence[Seen], *, of: Survey, by: Actor) -> list[ActionView]:
    """These actions with everything that a list shows, in this order: two queries, however many there are."""
    ids = [one.id for one in seen]
    known = Action.objects.filter(id__in=ids, region_id=by.region).select_related("programme", "part")
    found = {action.id: action for action in known.defer(*UNSEEN)}
    return views([(found[key], found[key].programme) for key in ids if key in found], of.today, of.count)


def listed(
    *, programme_id: UUID, start: int, most: int, today: dt.date | None = None, by: Actor
) -> tuple[list[ActionView], int]:
    """`most` live actions of a programme from `start` on, in the order of the plan, and how many there are."""
    rows = list(
        Action.objects.filter(programme_id=programme_id, region_id=by.region, ended_on__isnull=True)
        .select_related("programme", "part")
        .defer(*UNSEEN)
        .annotate(every=Window(Count("id")))
        .order_by(F("part__place").asc(nulls_last=True), "place")[start : start + most]
    )
    count = Tallies(by, lights_only=True)
    found = views([(row, row.programme) for row in rows], today or timezone.localdate(), count)
    return found, rows[0].every if rows else 0


def reporters(*, by: Actor) -> QuerySet[Membership]:
    """Who may say today how it stands with an action."""
    return Membership.objects.filter(
        valid_today(), region_id=by.region, role__may__contains=["programme.report"], user__is_active=True
    )


def who_reports(*, organisation_ids: Iterable[UUID], by: Actor) -> dict[UUID, list[UUID]]:
    """Per organisation the people who may answer for it today: whom a reminder goes to."""
    found = reporters(by=by).filter(organisation_id__in=list(organisation_ids))
    people: dict[UUID, list[UUID]] = {}
    for organisation_id, user_id in found.values_list("organisation_id", "user_id").distinct().order_by("user_id"):
        people.setdefault(organisation_id, []).append(user_id)
    return people
