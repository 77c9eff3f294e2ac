"""The inbox of a desk: what is new, what it works on, what waits for others, what is late, what it was asked to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.signals.models import Mail, Referral, Task

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

    @property
    def everything(self) -> tuple[InboxRow, ...]:
        return (*self.new, *self.mine, *self.waiting, *self.watching)


def count_new(*, by: Actor) -> int:
    """How many offers the desk has not answered; for the menu."""
    if by.desk_id is None:
        return 0
    return Referral.objects.filter(to_desk_id=by.desk_id, state="offered").count()


def inbox(*, by: Actor) -> Inbox:
    """The inbox of the acting desk; reading it is one event in the log, with the folders that it showed."""
    found = list(
        Referral.objects.filter(
            Q(to_desk_id=by.desk_id) | Q(from_desk_id=by.desk_id), state__in=("offered", "accepted")
        )
        .select_related("folder__signal__municipality", "to_desk")
        .order_by("due_at", "offered_at")[: MOST + 1]
    )
    rows = [_row(r, by) for r in found[:MOST]]
    tasks = open_tasks(by=by)
    audit.record(action="inbox.read", objects={r.folder_id for r in rows}, by=by)
    return _grouped(rows, found[:MOST], tasks, more=len(found) > MOST, by=by)


def _grouped(
    rows: Iterable[InboxRow], referrals: Iterable[Referral], tasks: tuple[TaskRow, ...], *, more: bool, by: Actor
) -> Inbox:
    groups: dict[str, list[InboxRow]] = {"new": [], "mine": [], "waiting": [], "watching": []}
    late = []
    for row, referral in zip(rows, referrals, strict=True):
        group = _group(row, referral, by)
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
    )


def _put(group: list[InboxRow], row: InboxRow) -> None:
    """A signal stands once in a group, whoever it waits for."""
    for number, before in enumerate(group):
        if before.folder_id == row.folder_id:
            group[number] = replace(before, waits_for=before.waits_for + row.waits_for, late=before.late or row.late)
            return
    group.append(row)


def _group(row: InboxRow, referral: Referral, by: Actor) -> str:
    if referral.to_desk_id != by.desk_id:
        return "waiting"
    if referral.state == "offered":
        return "new"
    return "watching" if row.status == "watching" else "mine"


def _row(referral: Referral, by: Actor) -> InboxRow:
    signal = referral.folder.signal
    return InboxRow(
        folder_id=referral.folder_id,
        referral_id=referral.id,
        code=signal.code,
        title=signal.title,
        municipality=signal.municipality.name if signal.municipality else "",
        domain=signal.domain,
        entry=signal.entry,
        task=referral.task,
        leads=referral.leads,
        urgent=referral.urgent,
        acute=signal.acute,
        minor=signal.minor,
        status=signal.status,
        offered_at=referral.offered_at,
        due_at=referral.due_at if referral.state == "offered" else None,
        late=referral.state == "offered" and referral.due_at is not None and referral.due_at < timezone.now(),
        waits_for=(referral.to_desk.label,) if referral.to_desk_id != by.desk_id else (),
        off_system=referral.to_desk.off_system,
        manual_reason=signal.manual_reason,
        escalated=referral.escalated_at is not None,
    )


def open_tasks(*, by: Actor) -> tuple[TaskRow, ...]:
    """The desk's open tasks, first what is due first."""
    if by.desk_id is None:
        return ()
    found = Task.objects.filter(desk_id=by.desk_id, done_at__isnull=True).extra(
        select={
            "may_open": (
                "EXISTS (SELECT 1 FROM access_grant g WHERE g.folder_id = signals_task.folder_id"
                " AND g.revoked_at IS NULL)"
            )
        }
    )
    today = timezone.localdate()
    return tuple(
        TaskRow(t.id, t.folder_id, t.text, t.due_on, bool(t.due_on and t.due_on < today), t.may_open)
        for t in found[:MOST]
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
