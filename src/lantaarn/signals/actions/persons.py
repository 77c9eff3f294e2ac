"""What a desk writes down of a person in a signal: its own record, value by value."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.keeping import keep
from lantaarn.folders import sharing
from lantaarn.folders.models import Contribution, PersonRecord
from lantaarn.folders.persons import category_of, written
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals.actions.adding import bring, bring_correction
from lantaarn.signals.actions.course import hold, step


@transaction.atomic
def note_person(
    *,
    folder_id: UUID,
    values: Sequence[tuple[str, str]],
    kind: str,
    domain: str,
    said_by: str = "",
    person_id: UUID | None = None,
    by: Actor,
) -> UUID:
    """Write down what the desk knows of a person, as (field, what): in a new record, or in one of its own."""
    signal = hold(folder_id, revision=None, by=by)
    given = [(field, what) for field, what in values if what.strip()]
    if not given:
        raise NotAllowed(_("Schrijf ten minste één ding op dat u van deze persoon weet."))
    if person_id is None:
        record = PersonRecord(region_id=by.region, folder_id=folder_id, desk_id=by.own_desk, made_at=timezone.now())
        keep([record])
        person_id = record.id
    elif not PersonRecord.objects.filter(id=person_id, folder_id=folder_id, desk_id=by.own_desk).exists():
        raise Http404
    rows = [_row(field, what, person_id, kind=kind, domain=domain, said_by=said_by) for field, what in given]
    bring(rows, folder_id, by)
    step(signal, "enriched", by=by, sort=kind)
    audit.record(action="person.noted", objects=[folder_id], about=signal.code, by=by)
    return person_id


@transaction.atomic
def correct_person(*, folder_id: UUID, contribution_id: UUID, value: str, by: Actor) -> sharing.Corrected:
    """Say what a value should have been; it goes to everybody who received the old one. The old one stays, marked."""
    signal = hold(folder_id, revision=None, by=by)
    mine = Contribution.objects.filter(folder_id=folder_id, desk_id=by.own_desk, person__isnull=False)
    old = mine.filter(id=contribution_id).first()
    if old is None or old.person_id is None:
        raise Http404
    if not value.strip():
        raise NotAllowed(_("Schrijf hoe het wel zit."))
    row = _row(old.field, value, old.person_id, kind=old.kind, domain=old.domain)
    return bring_correction(signal, row, of=old.id, by=by)


def _row(field: str, what: str, person_id: UUID, *, kind: str, domain: str, said_by: str = "") -> Contribution:
    text, code = written(field, what)
    return Contribution(
        person_id=person_id,
        field=field,
        kind=kind,
        domain=domain,
        category=category_of(field, what),
        text=text,
        data={"code": code} if code else {},
        said_by=said_by,
    )
