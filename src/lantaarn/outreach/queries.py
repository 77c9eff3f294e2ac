"""What was planned and held: for the list, for the calendar, and to be counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from lantaarn.context.actor import Actor
from lantaarn.network.models import Meeting
from lantaarn.network.queries import bodies
from lantaarn.outreach.models import Training


@dataclass(frozen=True)
class TrainingView:
    """A training as its readers see it."""

    id: UUID
    kind: str
    audience: str
    title: str
    on_day: dt.date
    until_day: dt.date | None
    state: str
    given_by: str
    people: int | None
    municipalities: tuple[tuple[str, int | None], ...]
    cancelled_why: str


@dataclass(frozen=True)
class Held:
    """One thing that counts: the day and its name, so that who reads a number can see what was counted."""

    on_day: dt.date
    title: str
    kind: str
    """training, information, campaign; meeting."""
    audience: str
    """For whom; of a meeting `network` when focal points sit in its body."""


def trainings(
    *, by: Actor, first: dt.date | None = None, last: dt.date | None = None, state: str = "", limit: int = 200
) -> list[TrainingView]:
    """Newest first."""
    found = Training.objects.filter(region_id=by.region).select_related("given_by")
    if first:
        found = found.filter(on_day__gte=first)
    if last:
        found = found.filter(on_day__lte=last)
    if state:
        found = found.filter(state=state)
    return [_view(t) for t in found.prefetch_related("reached__municipality").order_by("-on_day", "id")[:limit]]


def _view(training: Training) -> TrainingView:
    return TrainingView(
        id=training.id,
        kind=training.kind,
        audience=training.audience,
        title=training.title,
        on_day=training.on_day,
        until_day=training.until_day,
        state=training.state,
        given_by=training.given_by.name if training.given_by else training.given_by_other,
        people=training.people,
        municipalities=tuple(sorted((r.municipality.name, r.people) for r in training.reached.all())),
        cancelled_why=training.cancelled_why,
    )


def held(*, region: str, first: dt.date, last: dt.date) -> list[Held]:
    """What was held in these days, oldest first; who is not of the region sees nothing."""
    found = Training.objects.filter(region_id=region, state="held", on_day__range=(first, last))
    return [Held(*row) for row in found.order_by("on_day", "id").values_list("on_day", "title", "kind", "audience")]


def reached(*, region: str, first: dt.date, last: dt.date) -> dict[UUID, int]:
    """Per municipality how many trainings reached it in these days."""
    rows = (
        Training.objects.filter(region_id=region, state="held", on_day__range=(first, last))
        .values("reached__municipality_id")
        .annotate(times=Count("id"))
        .order_by()
    )
    return {row["reached__municipality_id"]: row["times"] for row in rows if row["reached__municipality_id"]}


def meetings_held(*, region: str, first: dt.date, last: dt.date) -> list[Held]:
    """The sittings that took place in these days: those that were closed."""
    found = Meeting.objects.filter(
        region_id=region, closed_at__isnull=False, starts_at__date__gte=first, starts_at__date__lte=last
    )
    rows = found.order_by("starts_at", "id").values_list("starts_at__date", "body__name", "body__kind", "body__members")
    return [
        Held(day, name, "meeting", "network" if _is_network(kind, members) else "") for day, name, kind, members in rows
    ]


def _is_network(kind: str, members: Collection[str]) -> bool:
    """A body of policy in which the focal points sit is their network."""
    return kind == "policy" and "focal_point" in members


def network_bodies(*, region: str) -> tuple[UUID, ...]:
    """The bodies that are the network of focal points: policy bodies in which the focal points sit."""
    return tuple(b.id for b in bodies(region=region) if _is_network(b.kind, b.members))
