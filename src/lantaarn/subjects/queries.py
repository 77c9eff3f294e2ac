"""Requests as their handlers see them, what a desk is asked to correct, and all that a letter needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import Http404
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.subjects.models import Item, Request
from lantaarn.subjects.sealing import opened

OPEN = ("received", "safe", "known")


@dataclass(frozen=True)
class RequestRow:
    """One line of the list: no names."""

    id: UUID
    code: str
    kind: str
    state: str
    received_on: dt.date
    due_on: dt.date
    answer: str
    contact: str

    @property
    def days_left(self) -> int:
        return (self.due_on - timezone.localdate()).days


@dataclass(frozen=True)
class ItemView:
    """One statement that may be about who asks."""

    id: UUID
    folder_id: UUID
    code: str
    desk: str
    kind: str
    category: str
    at: dt.datetime
    opened_at: dt.datetime | None
    verdict: str
    ground: str
    tells: str
    decided_by: str
    asks: str
    passed_at: dt.datetime | None
    corrected: bool | None
    desk_says: str
    desk_at: dt.datetime | None


@dataclass(frozen=True)
class ReaderView:
    """Who saw it: a role of an organisation, never a name."""

    role: str
    organisation: str
    times: int
    first_at: dt.datetime
    last_at: dt.datetime


@dataclass(frozen=True)
class RequestView:
    """A request with everything that was noted."""

    row: RequestRow
    asked_by: str
    channel: str
    received_by: str
    extended_on: dt.date | None
    extended_why: str
    name: str
    reach: str
    words: str
    safe_contact: str
    never_call: bool
    contact_note: str
    contact_by: str
    contact_at: dt.datetime | None
    identity: str
    identity_by: str
    identity_at: dt.datetime | None
    answer_ground: str
    answer_words: str
    tells_readers: bool
    ended_at: dt.datetime | None
    ended_by: str
    ended_why: str
    items: tuple[ItemView, ...]


def requests(*, by: Actor) -> tuple[RequestRow, ...]:
    """All requests to the own organisation: what is due first, first."""
    rows = Request.objects.filter(organisation_id=by.own_organisation, region_id=by.region)
    found = tuple(_row(row) for row in rows.order_by("due_on", "code"))
    audit.record(action="subject.list_read", objects=[row.id for row in found], kind="request", by=by)
    return tuple(sorted(found, key=lambda row: row.state not in OPEN))


def one(*, request_id: UUID, by: Actor) -> RequestView:
    """One request with what was found; missing for who does not handle it."""
    row = Request.objects.filter(id=request_id, organisation_id=by.own_organisation, region_id=by.region).first()
    if row is None:
        raise Http404
    items = list(Item.objects.filter(request=row).select_related("desk"))
    opened([row, *items])
    audit.record(action="subject.read", objects=[row.id], kind="request", about=row.code, by=by)
    same = ("row", "items")
    plain = {name: getattr(row, name) for name in RequestView.__dataclass_fields__ if name not in same}
    return RequestView(row=_row(row), items=_items(items), **plain)


def _row(row: Request) -> RequestRow:
    return RequestRow(**{name: getattr(row, name) for name in RequestRow.__dataclass_fields__})


def _items(items: Iterable[Item]) -> tuple[ItemView, ...]:
    return tuple(_item(item) for item in items)


def _item(item: Item) -> ItemView:
    plain: dict[str, Any] = {name: getattr(item, name) for name in ItemView.__dataclass_fields__ if name != "desk"}
    return ItemView(desk=item.desk.label, **plain)


def readers(*, request_id: UUID, by: Actor) -> tuple[ReaderView, ...]:
    """Who saw the signals of which something is told: roles and organisations."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT role, organisation, times, first_at, last_at FROM subjects_readers(%s)", [request_id])
        found = tuple(ReaderView(*row) for row in cursor.fetchall())
    audit.record(action="subject.readers_read", objects=[request_id], kind="request", by=by)
    return found


def passed_to_my_desk(*, by: Actor) -> tuple[ItemView, ...]:
    """What a data subject asks this desk to correct: what is open first."""
    if by.desk_id is None:
        return ()
    rows = Item.objects.filter(desk_id=by.own_desk, passed_at__isnull=False).select_related("desk")
    items = list(rows.order_by("-desk_at", "passed_at"))
    opened(items)
    audit.record(action="subject.corrections_read", objects=[item.folder_id for item in items], by=by)
    return _items(items)
