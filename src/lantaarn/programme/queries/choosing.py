"""Actions chosen from many: those that run, those of somebody, what is stuck, due or silent, and who answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.network.models import Membership, Organisation
from lantaarn.programme.models import Action
from lantaarn.programme.queries.board import ActionView, views
from lantaarn.rules.lights import COLOURS


def running(*, today: dt.date | None = None, by: Actor) -> list[ActionView]:
    """Every live action of every adopted programme that is not closed: what dashboards are made of."""
    found = Action.objects.filter(region_id=by.region, ended_on__isnull=True, programme__state="adopted")
    pairs = [(action, action.programme) for action in found.select_related("programme")]
    return views(pairs, today or timezone.localdate(), by)


def owed_by(actions: Iterable[ActionView], *, organisation_id: UUID, by: Actor) -> list[ActionView]:
    """What this organisation owes: what it holds itself, and what each municipality holds when it is one."""
    found = Organisation.objects.filter(id=organisation_id, region_id=by.region).first()
    if found is None:
        raise Http404
    every = found.kind == "municipality"
    return [
        action
        for action in actions
        if any(
            party.organisation_id == found.id or (every and party.group == "municipalities") for party in action.holders
        )
    ]


def mine(*, today: dt.date | None = None, by: Actor) -> list[ActionView]:
    """What the actor's organisation or role holds, what waits longest first."""
    return held_by_actor(running(today=today, by=by), by=by)


def held_by_actor(actions: Iterable[ActionView], *, by: Actor) -> list[ActionView]:
    """Of these actions those that the actor's organisation or role holds, what waits longest first."""
    asked = list(actions)
    own = owed_by(asked, organisation_id=by.organisation_id, by=by) if by.organisation_id else []
    by_role = [a for a in asked if a not in own and by.role and any(p.role == by.role for p in a.holders)]
    return sorted([*own, *by_role], key=lambda a: (-COLOURS.index(a.light.colour), a.last_word or dt.date.min))


NEEDS_CARE = ("red", "orange")


def stuck(actions: Iterable[ActionView]) -> list[ActionView]:
    """Red before orange; what was said longest ago first."""
    found = [action for action in actions if action.light.colour in NEEDS_CARE]
    return sorted(found, key=lambda a: (NEEDS_CARE.index(a.light.colour), a.last_word or dt.date.min))


def due(actions: Iterable[ActionView], *, today: dt.date, days: int = 92) -> list[tuple[dt.date, ActionView]]:
    """What must be done within so many days, by its day; what is done is left out."""
    found = []
    for action in actions:
        day = action.ends_on or (action.tally.last if action.tally and action.tally.target else None)
        reached = action.light.code in {"reached", "done", "not_needed"}
        if day and today <= day <= today + dt.timedelta(days=days) and not reached:
            found.append((day, action))
    return sorted(found, key=lambda pair: (pair[0], pair[1].place))


QUIET = frozenset({"no_word", "never_heard", "silent"})


def to_answer(actions: Iterable[ActionView]) -> list[ActionView]:
    """What only the holder can tell: a number that no room counts, or a word after half a year of silence."""
    return [
        action
        for action in actions
        if action.light.code in QUIET
        or (action.tally is not None and action.tally.asked_of_holder and action.tally.number is None)
    ]


def who_reports(*, organisation_ids: Iterable[UUID], by: Actor) -> dict[UUID, list[UUID]]:
    """Per organisation the people who may answer for it today: whom a reminder goes to."""
    today = timezone.localdate()
    found = Membership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=today),
        region_id=by.region,
        organisation_id__in=list(organisation_ids),
        role__may__contains=["programme.report"],
        valid_from__lte=today,
        user__is_active=True,
    )
    people: dict[UUID, list[UUID]] = {}
    for organisation_id, user_id in found.values_list("organisation_id", "user_id").distinct().order_by("user_id"):
        people.setdefault(organisation_id, []).append(user_id)
    return people
