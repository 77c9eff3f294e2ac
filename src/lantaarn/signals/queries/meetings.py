"""The consultation: planned sittings, and what waits on the list of each, with what happened since last time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, Prefetch, Q
from django.http import Http404

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.models import Meeting
from lantaarn.signals.models import AgendaItem, Moment, Task
from lantaarn.signals.models.signal import CLOSED_COLUMNS
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import keys_for, open_one


@dataclass(frozen=True)
class MeetingView:
    """A sitting of a body."""

    id: UUID
    body_id: UUID
    body: str
    starts_at: dt.datetime
    closed_at: dt.datetime | None
    waiting: int
    is_next: bool


@dataclass(frozen=True)
class AgendaTask:
    """A task that a meeting gave."""

    id: UUID
    desk: str
    text: str
    due_on: dt.date | None
    done_at: dt.datetime | None


@dataclass(frozen=True)
class Since:
    """What happened to a signal since the body last spoke of it."""

    at: dt.datetime
    kind: str
    desk: str
    words: dict[str, object]


@dataclass(frozen=True)
class AgendaRow:
    """One signal on the list."""

    item_id: UUID
    folder_id: UUID
    code: str
    title: str
    municipality: str
    status: str
    minor: str
    put_by: str
    put_at: dt.datetime
    last_decision: str
    last_decided_at: dt.datetime | None
    last_tasks: tuple[AgendaTask, ...]
    since: tuple[Since, ...]
    decision: str
    decided_at: dt.datetime | None
    comes_back: bool
    tasks: tuple[AgendaTask, ...]


_MY_BODIES = """
SELECT id, name FROM network_body
WHERE region_id = %(region)s AND kind = 'operational' AND members @> to_jsonb(%(role)s::text) ORDER BY name
"""


def my_bodies(*, by: Actor) -> list[tuple[UUID, str]]:
    """The operational bodies in which the actor's role sits."""
    with connection.cursor() as cursor:  # written out: it runs with each open signal
        cursor.execute(_MY_BODIES, {"region": by.region, "role": by.role})
        return list(cursor.fetchall())


def meetings(*, by: Actor) -> list[MeetingView]:
    """The sittings of the actor's bodies: open ones first, then the closed, newest first."""
    bodies = dict(my_bodies(by=by))
    waiting = dict(
        AgendaItem.objects.filter(body_id__in=bodies, decided_at__isnull=True)
        .values_list("body_id")
        .annotate(count=Count("id"))
    )
    found = list(Meeting.objects.filter(body_id__in=bodies).order_by("starts_at"))
    first_open: dict[UUID, UUID] = {}
    for m in found:
        if m.closed_at is None:
            first_open.setdefault(m.body_id, m.id)
    views = [_meeting(m, bodies[m.body_id], waiting, first_open) for m in found]
    return [v for v in views if v.closed_at is None] + [v for v in reversed(views) if v.closed_at is not None]


def _meeting(m: Meeting, name: str, waiting: dict[UUID, int], first_open: dict[UUID, UUID]) -> MeetingView:
    is_next = first_open.get(m.body_id) == m.id
    return MeetingView(
        m.id, m.body_id, name, m.starts_at, m.closed_at, waiting.get(m.body_id, 0) if is_next else 0, is_next
    )


def meeting(*, meeting_id: UUID, by: Actor) -> MeetingView:
    """One sitting of a body in which the actor sits; else missing."""
    found = next((m for m in meetings(by=by) if m.id == meeting_id), None)
    if found is None:
        raise Http404
    return found


def agenda(*, meeting: MeetingView, by: Actor) -> list[AgendaRow]:
    """What this sitting discusses: what waits (for the next one), and what it has decided."""
    here = Q(meeting_id=meeting.id)
    if meeting.is_next:
        here |= Q(body_id=meeting.body_id, decided_at__isnull=True)
    tasks = Prefetch("tasks", Task.objects.select_related("desk"))
    items = list(
        AgendaItem.objects.filter(here, body_id=meeting.body_id)
        .select_related("folder__signal__municipality", "put_by", "previous")
        .defer(*(f"folder__signal__{name}" for name in CLOSED_COLUMNS["signals_signal"]), "previous__decision")
        .prefetch_related(tasks, Prefetch("previous__tasks", Task.objects.select_related("desk")))
    )
    moments = _moments([i.folder_id for i in items])
    decided = _decisions([i.id for i in items] + [i.previous_id for i in items if i.previous_id])
    _open(items, decided)
    audit.record(action="meeting.read", objects=[i.folder_id for i in items], about=meeting.body, by=by)
    return [_agenda_row(item, moments.get(item.folder_id, []), decided) for item in items]


def _open(items: list[AgendaItem], decided: dict[UUID | None, str]) -> None:
    """Open, in place, what was decided and what was asked."""
    here = [task for item in items for task in item.tasks.all()]
    before = [task for item in items if item.previous for task in item.previous.tasks.all()]
    tasks = [*here, *before]
    keys = keys_for([*decided.values(), *(task.text for task in tasks)])
    for item_id, text in decided.items():
        decided[item_id] = open_one(Cell("signals_agendaitem", "decision", str(item_id)), text, keys)
    for task in tasks:
        task.text = open_one(Cell("signals_task", "text", task.id), task.text, keys)


def _decisions(items: list[UUID]) -> dict[UUID | None, str]:
    """What was decided, as far as it is told to the acting desk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, decision FROM signals_decisions(%s)", [items])
        return dict(cursor.fetchall())


def _moments(folders: list[UUID]) -> dict[UUID, list[Moment]]:
    found: dict[UUID, list[Moment]] = {}
    for moment in Moment.objects.filter(folder_id__in=folders).order_by("at"):
        found.setdefault(moment.folder_id, []).append(moment)
    return found


def _agenda_row(item: AgendaItem, moments: list[Moment], decided: dict[UUID | None, str]) -> AgendaRow:
    signal = item.folder.signal
    last = item.previous.decided_at if item.previous else None
    return AgendaRow(
        item_id=item.id,
        folder_id=item.folder_id,
        code=signal.code,
        title=signal.title,
        municipality=signal.municipality.name if signal.municipality else "",
        status=signal.status,
        minor=signal.minor,
        put_by=item.put_by.label,
        put_at=item.put_at,
        last_decision=decided.get(item.previous_id, ""),
        last_decided_at=last,
        last_tasks=tuple(_task(t) for t in item.previous.tasks.all()) if item.previous else (),
        since=tuple(Since(m.at, m.kind, m.desk_label, m.words) for m in moments if last is None or m.at > last),
        decision=decided.get(item.id, ""),
        decided_at=item.decided_at,
        comes_back=item.comes_back,
        tasks=tuple(_task(t) for t in item.tasks.all()),
    )


def _task(task: Task) -> AgendaTask:
    return AgendaTask(task.id, task.desk.label, task.text, task.due_on, task.done_at)
