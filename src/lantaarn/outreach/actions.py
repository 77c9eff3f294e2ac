"""What people record: a training planned, held or cancelled, and a meeting of a body that took place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.models import Body, Meeting, Municipality
from lantaarn.outreach.models import AUDIENCES, KINDS, Reached, Training
from lantaarn.rules.transitions import NotAllowed

MAY = "outreach.record"


@dataclass(frozen=True)
class TrainingInput:
    """A training as it is filled in; `reached` holds people per municipality, None where nobody counted."""

    title: str
    on_day: dt.date
    kind: str = "training"
    audience: str = "other"
    until_day: dt.date | None = None
    given_by: UUID | None = None
    given_by_other: str = ""
    people: int | None = None
    reached: Mapping[UUID, int | None] = field(default_factory=dict)


def may_record(*, by: Actor) -> bool:
    return by.can("outreach.record")


def _check_may(by: Actor) -> None:
    if not may_record(by=by):
        raise NotAllowed(_("U mag in deze rol geen trainingen vastleggen. Vraag de ketenregisseur."))


def _check(given: TrainingInput) -> None:
    if not given.title.strip():
        raise NotAllowed(_("Geef de training een naam, zodat anderen haar herkennen."))
    if given.kind not in KINDS or given.audience not in AUDIENCES:
        raise NotAllowed(_("Kies wat het was en voor wie het was."))
    if given.until_day and given.until_day < given.on_day:
        raise NotAllowed(_("De laatste dag ligt voor de eerste dag. Draai ze om."))


@transaction.atomic
def plan_training(*, training: TrainingInput, by: Actor) -> UUID:
    """Put a training in the calendar."""
    return _make(training, "planned", by)


@transaction.atomic
def record_training(*, training: TrainingInput, by: Actor) -> UUID:
    """Note a training that was held; it counts from now on."""
    _check_held(training.until_day or training.on_day)
    return _make(training, "held", by)


def _check_held(day: dt.date) -> None:
    if day > timezone.localdate():
        raise NotAllowed(_("Deze dag moet nog komen. Plan de training, en leg haar vast als zij is gehouden."))


def _make(given: TrainingInput, state: str, by: Actor) -> UUID:
    _check_may(by)
    _check(given)
    now = timezone.now()
    training = Training(
        region_id=by.region,
        kind=given.kind,
        audience=given.audience,
        title=given.title.strip(),
        on_day=given.on_day,
        until_day=given.until_day,
        state=state,
        given_by_id=given.given_by,
        given_by_other=given.given_by_other.strip(),
        people=given.people,
        made_at=now,
        made_by_id=by.user_id,
        changed_at=now,
    )
    training.save(force_insert=True)
    _reach(training, given.reached, by)
    audit.record(action=f"training.{state}", objects=[training.id], kind="training", about=training.title, by=by)
    return training.id


def _reach(training: Training, reached: Mapping[UUID, int | None], by: Actor) -> None:
    known = set(Municipality.objects.filter(region_id=by.region, id__in=reached).values_list("id", flat=True))
    if known != set(reached):
        raise NotAllowed(_("Kies gemeenten van deze regio."))
    Reached.objects.bulk_create(
        Reached(region_id=by.region, training=training, municipality_id=place, people=people)
        for place, people in reached.items()
    )


def _held(training_id: UUID, by: Actor) -> Training:
    _check_may(by)
    found = Training.objects.select_for_update().filter(id=training_id, region_id=by.region).first()
    if found is None:
        raise Http404
    return found


@transaction.atomic
def note_held(*, training_id: UUID, people: int | None, reached: Mapping[UUID, int | None], by: Actor) -> None:
    """A planned training took place: two clicks, and how many came."""
    training = _held(training_id, by)
    if training.state != "planned":
        raise NotAllowed(_("Deze training staat niet meer gepland. Bekijk eerst wat er is veranderd."))
    _check_held(training.until_day or training.on_day)
    training.state, training.people, training.changed_at = "held", people, timezone.now()
    training.save(update_fields=["state", "people", "changed_at"])
    _reach(training, {place: n for place, n in reached.items() if place not in _already(training)}, by)
    audit.record(action="training.held", objects=[training.id], kind="training", about=training.title, by=by)


def _already(training: Training) -> set[UUID]:
    return set(training.reached.values_list("municipality_id", flat=True))


@transaction.atomic
def cancel_training(*, training_id: UUID, why: str, by: Actor) -> None:
    """It did not take place, or was recorded by mistake: it counts no longer, and stays to be seen."""
    training = _held(training_id, by)
    if training.state == "cancelled":
        return
    if not why.strip():
        raise NotAllowed(_("Schrijf waarom de training niet doorging."))
    training.state, training.cancelled_why, training.changed_at = "cancelled", why.strip(), timezone.now()
    training.save(update_fields=["state", "cancelled_why", "changed_at"])
    audit.record(action="training.cancelled", objects=[training.id], kind="training", about=training.title, by=by)


@transaction.atomic
def record_meeting(*, body_id: UUID, on_day: dt.date, by: Actor) -> UUID:
    """A sitting of a body that has no agenda in Lantaarn took place: it counts as held."""
    _check_may(by)
    _check_held(on_day)
    body = Body.objects.filter(id=body_id, region_id=by.region).first()
    if body is None:
        raise Http404
    at = timezone.make_aware(dt.datetime.combine(on_day, dt.time(9, 0)))
    if Meeting.objects.filter(body=body, starts_at__date=on_day, closed_at__isnull=False).exists():
        raise NotAllowed(_("Dit overleg staat op deze dag al vast."))
    meeting = Meeting(region_id=by.region, body=body, starts_at=at, closed_at=timezone.now())
    meeting.save(force_insert=True)
    audit.record(action="meeting.recorded", objects=[meeting.id], kind="meeting", about=body.name, by=by)
    return meeting.id
