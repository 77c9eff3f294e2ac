"""The drieluik: what waits for it, and what was decided there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.models import Body, Meeting
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals.actions.course import hold, let_see, step
from lantaarn.signals.actions.offering import body_desks
from lantaarn.signals.actions.tasks import TaskInput, give_task
from lantaarn.signals.models import AgendaItem
from lantaarn.vault.sealing import seal_rows


@transaction.atomic
def plan_meeting(*, body_id: UUID, starts_at: dt.datetime, by: Actor) -> UUID:
    """Plan a sitting."""
    body = Body.objects.filter(id=body_id, region_id=by.region).first()
    if body is None:
        raise Http404
    if Meeting.objects.filter(body=body, starts_at=starts_at).exists():
        raise NotAllowed(_("Op dit moment is er al een overleg gepland."))
    meeting = Meeting(region_id=by.region, body=body, starts_at=starts_at)
    meeting.save(force_insert=True)
    audit.record(action="meeting.planned", objects=[meeting.id], kind="meeting", about=body.name, by=by)
    return meeting.id


@transaction.atomic
def put_on_agenda(*, folder_id: UUID, body_id: UUID, by: Actor) -> None:
    """Bring a signal to the next sitting; the desks that sit there may see it from now on."""
    signal = hold(folder_id, revision=None, by=by)
    if AgendaItem.objects.filter(body_id=body_id, folder_id=folder_id, decided_at__isnull=True).exists():
        raise NotAllowed(_("Dit signaal staat al op de lijst van het volgende overleg."))
    for desk in body_desks(body_id):
        if desk.id != by.desk_id:
            let_see(folder_id, desk.id, ground="drieluik", purpose="signal.discuss", by=by)
    AgendaItem(
        region_id=by.region, body_id=body_id, folder_id=folder_id, put_by_id=by.own_desk, put_at=timezone.now()
    ).save(force_insert=True)
    step(signal, "on_agenda", by=by)
    audit.record(action="signal.on_agenda", objects=[folder_id], about=signal.code, by=by)


@transaction.atomic
def decide_item(
    *, item_id: UUID, meeting_id: UUID, decision: str, tasks: Sequence[TaskInput], comes_back: bool, by: Actor
) -> None:
    """Note what the meeting decided on one signal: tasks of desks with a date; it may come back next time."""
    item = AgendaItem.objects.select_for_update(of=("self",)).filter(id=item_id).first()
    meeting = Meeting.objects.filter(id=meeting_id, region_id=by.region).first()
    if item is None or meeting is None or meeting.body_id != item.body_id:
        raise Http404
    if item.decided_at is not None:
        raise NotAllowed(_("Over dit signaal is in dit overleg al besloten. Bekijk het besluit."))
    if meeting.closed_at is not None:
        raise NotAllowed(_("Dit overleg is afgesloten. Bespreek het in het volgende."))
    signal = hold(item.folder_id, revision=None, by=by)
    now = timezone.now()
    item.meeting, item.decision, item.comes_back, item.decided_at = meeting, decision, comes_back, now
    seal_rows([item], folder_id=item.folder_id, by=by)
    item.save()
    for task in tasks:
        give_task(item.folder_id, task, item=item.id, ground="drieluik", by=by)
    if comes_back:
        AgendaItem(
            region_id=by.region,
            body_id=item.body_id,
            folder_id=item.folder_id,
            put_by_id=by.own_desk,
            put_at=now,
            previous=item,
        ).save(force_insert=True)
    step(signal, "decided", by=by, tasks=len(tasks))
    audit.record(action="meeting.decided", objects=[item.folder_id], about=signal.code, by=by)


@transaction.atomic
def close_meeting(*, meeting_id: UUID, by: Actor) -> None:
    """End the sitting; what was not discussed waits for the next, and the next is planned by the body's rhythm."""
    meeting = Meeting.objects.select_for_update(of=("self",)).filter(id=meeting_id, region_id=by.region).first()
    if meeting is None:
        raise Http404
    if meeting.closed_at is not None:
        return
    meeting.closed_at = timezone.now()
    meeting.save(update_fields=["closed_at"])
    body = meeting.body
    planned = Meeting.objects.filter(body=body, closed_at__isnull=True).exists()
    if not planned and body.every_days:
        local = timezone.localtime(meeting.starts_at) + dt.timedelta(days=body.every_days)
        Meeting(region_id=by.region, body=body, starts_at=local).save(force_insert=True)
    audit.record(action="meeting.closed", objects=[meeting.id], kind="meeting", about=body.name, by=by)
