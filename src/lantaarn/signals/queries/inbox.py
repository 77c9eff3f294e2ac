"""The inbox of a desk: what is new, what it works on, what waits for others, what is late, what it was asked to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.signals.models import Mail, Referral
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import ONE_KEY, Keys, open_one

MOST = 200


@dataclass(frozen=True)
class InboxRow:
    """One line of the inbox; never a person's name."""

    folder_id: UUID
    referral_id: UUID
    code: str
    title: str
    municipality: str
    domain: str
    entry: str
    task: str
    leads: bool
    urgent: bool
    acute: bool
    minor: str
    status: str
    offered_at: dt.datetime
    due_at: dt.datetime | None
    late: bool
    waits_for: tuple[str, ...]
    off_system: bool
    manual_reason: str
    escalated: bool


@dataclass(frozen=True)
class TaskRow:
    """A task of the desk. Of a notice the desk sees the task alone."""

    id: UUID
    folder_id: UUID
    text: str
    due_on: dt.date | None
    late: bool
    may_open: bool


@dataclass(frozen=True)
class Inbox:
    """All groups, each in the order in which it asks attention."""

    new: tuple[InboxRow, ...]
    mine: tuple[InboxRow, ...]
    waiting: tuple[InboxRow, ...]
    watching: tuple[InboxRow, ...]
    late: tuple[InboxRow, ...]
    tasks: tuple[TaskRow, ...]
    more: bool
    offered: int = 0
    """How many offers the desk has not answered, those that did not fit included."""

    @property
    def everything(self) -> tuple[InboxRow, ...]:
        return (*self.new, *self.mine, *self.waiting, *self.watching)


def count_new(*, by: Actor) -> int:
    """How many offers the desk has not answered; for the menu."""
    if by.desk_id is None:
        return 0
    return Referral.objects.filter(to_desk_id=by.desk_id, state="offered").count()


# What came to the desk and what it sent are each read in the order of an index, so that a full inbox costs no more.
_OPEN = """
SELECT r.to_desk_id, r.state, r.folder_id, r.id, s.code, s.title, coalesce(m.name, ''), s.domain, s.entry, r.task,
       r.leads, r.urgent, s.acute, s.minor, s.status, r.offered_at, r.due_at, t.label, t.off_system, s.manual_reason,
       r.escalated_at IS NOT NULL, (
           SELECT count(*) FROM signals_referral WHERE to_desk_id = %(desk)s AND state = 'offered')
FROM (
    (SELECT id, folder_id, to_desk_id, state, task, leads, urgent, offered_at, due_at, escalated_at
     FROM signals_referral WHERE to_desk_id = %(desk)s AND state IN ('offered', 'accepted')
     ORDER BY due_at, offered_at LIMIT %(most)s)
    UNION
    (SELECT id, folder_id, to_desk_id, state, task, leads, urgent, offered_at, due_at, escalated_at
     FROM signals_referral WHERE from_desk_id = %(desk)s AND state IN ('offered', 'accepted')
     ORDER BY due_at, offered_at LIMIT %(most)s)
) r
JOIN signals_signal s ON s.folder_id = r.folder_id
JOIN network_desk t ON t.id = r.to_desk_id
LEFT JOIN network_municipality m ON m.id = s.municipality_id
ORDER BY r.due_at, r.offered_at LIMIT %(most)s
"""


_STATUS = 12


def inbox(*, by: Actor, most: int = MOST) -> Inbox:
    """The inbox of the acting desk, what is due first first; one event in the log, with the folders that it showed."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"desk": by.desk_id, "most": most + 1})
        found = cursor.fetchall()
    now = timezone.now()
    rows = [
        (_group(to_desk, state, status=row[_STATUS], by=by), _row(to_desk, state, row, now, by))
        for to_desk, state, *row in found[:most]
    ]
    tasks = open_tasks(by=by)
    audit.record(action="inbox.read", objects={row.folder_id for _name, row in rows}, by=by)
    offered = found[0][-1] if found else 0
    return _grouped(rows, tasks, more=len(found) > most, offered=offered)


def _grouped(rows: Iterable[tuple[str, InboxRow]], tasks: tuple[TaskRow, ...], *, more: bool, offered: int) -> Inbox:
    groups: dict[str, list[InboxRow]] = {"new": [], "mine": [], "waiting": [], "watching": []}
    late = []
    for group, row in rows:
        if row.late and group in ("new", "waiting"):
            late.append(row)
        _put(groups[group], row)
    return Inbox(
        new=tuple(groups["new"]),
        mine=tuple(groups["mine"]),
        waiting=tuple(groups["waiting"]),
        watching=tuple(groups["watching"]),
        late=tuple(late),
        tasks=tasks,
        more=more,
        offered=offered,
    )


def _put(group: list[InboxRow], row: InboxRow) -> None:
    """A signal stands once in a group, whoever it waits for."""
    for number, before in enumerate(group):
        if before.folder_id == row.folder_id:
            group[number] = replace(before, waits_for=before.waits_for + row.waits_for, late=before.late or row.late)
            return
    group.append(row)


def _group(to_desk: UUID, state: str, *, status: str, by: Actor) -> str:
    if to_desk != by.desk_id:
        return "waiting"
    if state == "offered":
        return "new"
    return "watching" if status == "watching" else "mine"


def _row(to_desk: UUID, state: str, found: Sequence[Any], now: dt.datetime, by: Actor) -> InboxRow:
    """A row of the query as a line: a deadline counts while nobody has answered."""
    *same, due_at, desk, off_system, manual_reason, escalated, _offered = found
    due_at = due_at if state == "offered" else None
    late = due_at is not None and due_at < now
    waits_for = (desk,) if to_desk != by.desk_id else ()
    values = (*same, due_at, late, waits_for, off_system, manual_reason, escalated)
    return InboxRow(*values)


_TASKS = f"""
SELECT t.id, t.folder_id, t.text, t.due_on, (
           SELECT {ONE_KEY} FROM vault_datakey k WHERE k.id = vault_key_of(t.text)),
       EXISTS (SELECT 1 FROM access_grant g WHERE g.folder_id = t.folder_id AND g.revoked_at IS NULL
               AND (g.ends_at IS NULL OR g.ends_at > now()))
FROM signals_task t WHERE t.desk_id = %(desk)s AND t.done_at IS NULL
ORDER BY t.due_on, t.made_at LIMIT %(most)s
"""  # noqa: S608 - composed of our own names


def open_tasks(*, by: Actor) -> tuple[TaskRow, ...]:
    """The desk's open tasks, first what is due first."""
    if by.desk_id is None:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_TASKS, {"desk": by.desk_id, "most": MOST})
        found = cursor.fetchall()
    today = timezone.localdate()
    keys = Keys.read([row[4] for row in found])

    def late(day: dt.date | None) -> bool:
        return day is not None and day < today

    return tuple(
        TaskRow(key, folder, open_one(Cell("signals_task", "text", key), text, keys), day, late(day), may_open)
        for key, folder, text, day, _key, may_open in found
    )


@dataclass(frozen=True)
class MailRow:
    """A mail that may or may not have left."""

    id: UUID
    to: str
    template: str
    state: str
    problem: str
    changed_at: dt.datetime


def uncertain_mail(*, by: Actor) -> tuple[MailRow, ...]:
    """Mail that a person must decide on: shown to who manages accounts and to the chain director."""
    found = Mail.objects.filter(region_id=by.region, state__in=("uncertain", "failed")).select_related("to_user")
    return tuple(
        MailRow(m.id, m.to_user.name, m.template, m.state, m.problem, m.changed_at)
        for m in found.order_by("-changed_at")[:50]
    )
