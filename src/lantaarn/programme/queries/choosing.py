"""Rows of actions that were chosen from many, and who answers for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.network.models import Membership
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
