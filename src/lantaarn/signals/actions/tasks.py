"""Tasks that people give a desk: by a decision of a meeting, or as the advice of the chain director."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network import queries as network
from lantaarn.network.models import Desk
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals.actions.course import hold, let_see, step
from lantaarn.signals.actions.mailing import tell_desk
from lantaarn.signals.models import Task
from lantaarn.signals.routing import CHAIN_DIRECTOR
from lantaarn.vault.sealing import seal_rows

SUBMITS = "focal_point_safety"
"""The desk of a municipality that can hand in a case at RIEC, on the municipality's own ground."""


@dataclass(frozen=True)
class TaskInput:
    """What a desk is asked to do, by when."""

    desk_id: UUID
    text: str
    due_on: dt.date


def give_task(folder_id: UUID, task: TaskInput, *, item: UUID | None = None, ground: str, by: Actor) -> None:
    """Keep the task; a desk in Lantaarn gets a mail, sight, and what may go along. `item`: the meeting's decision."""
    desk = Desk.objects.filter(id=task.desk_id, region_id=by.region).first()
    if desk is None:
        raise Http404
    row = Task(
        region_id=by.region,
        folder_id=folder_id,
        desk=desk,
        given_by_id=by.desk_id,
        item_id=item,
        text=task.text,
        due_on=task.due_on,
        made_at=timezone.now(),
    )
    seal_rows([row], folder_id=folder_id, by=by)
    row.save(force_insert=True)
    if not desk.off_system and desk.body_id is None:
        let_see(folder_id, desk.id, ground=ground, purpose="signal.handle", by=by)
        tell_desk(desk.id, template="task", link=f"/postvak/{folder_id}/", by=by)


@transaction.atomic
def advise_submission(*, folder_id: UUID, note: str, due_on: dt.date, revision: int, by: Actor) -> None:
    """The chain director advises the municipality to hand the case in at RIEC; its safety focal point gets the task."""
    if by.desk_kind != CHAIN_DIRECTOR:
        raise Http404
    signal = hold(folder_id, revision=revision, by=by)
    if signal.municipality_id is None:
        raise NotAllowed(_("De gemeente is niet bekend. Alleen een gemeente kan indienen bij het RIEC."))
    desk = network.find_desk(region=by.region, kind=SUBMITS, municipality_id=signal.municipality_id)
    if desk is None:
        raise NotAllowed(_("Deze gemeente heeft hier geen aandachtsfunctionaris veiligheid. Bel de gemeente."))
    advice = _("Advies van de ketenregisseur: dien deze zaak als gemeente in bij het RIEC, op eigen grond.")
    give_task(folder_id, TaskInput(desk.id, f"{advice} {note}".strip(), due_on), ground="advice", by=by)
    step(signal, "advised", by=by, desk=desk.label)
    audit.record(action="signal.submission_advised", objects=[folder_id], about=signal.code, ground="advice", by=by)


@transaction.atomic
def finish_task(*, task_id: UUID, note: str, by: Actor) -> None:
    """A desk did what it was asked."""
    task = Task.objects.select_for_update(of=("self",)).filter(id=task_id, desk_id=by.own_desk).first()
    if task is None:
        raise Http404
    if task.done_at is None:
        task.done_at, task.done_note = timezone.now(), note
        seal_rows([task], folder_id=task.folder_id, by=by)
        task.save(update_fields=["done_at", "done_note"])
        audit.record(action="task.done", objects=[task.folder_id], by=by)
