"""What the log says to whoever may read it: who saw this signal, when, as what. Reading it is itself in the log.

The rows of other organisations are out of reach by row-level security; naming the organisation lets the index serve.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from lantaarn.audit.actions import record
from lantaarn.audit.words import ACTIONS, KINDS, OUTCOMES, PURPOSES, WAYS_IN
from lantaarn.context.actor import Actor

__all__ = [
    "ACTIONS",
    "KINDS",
    "OUTCOMES",
    "PURPOSES",
    "WAYS_IN",
    "Asked",
    "Cursor",
    "EventDetail",
    "EventPage",
    "EventRow",
    "event",
    "events",
    "events_to_export",
]

PAGE = 50
EXPORT = 10_000
"""More than this nobody reads; a narrower period gives the rest."""


@dataclass(frozen=True)
class Asked:
    """The filters; people by their accounts (none of them: no line), a signal by its folder's id or by its code."""

    first_day: dt.datetime | None = None
    last_day: dt.datetime | None = None
    people: tuple[UUID, ...] | None = None
    action: str = ""
    outcome: str = ""
    folder_id: UUID | None = None
    code: str = ""

    def in_words(self) -> str:
        """For the log of the log; a name that was searched for stays out of it."""
        found = [
            f"signaal {self.folder_id or self.code}" if self.folder_id or self.code else "",
            "op persoon" if self.people is not None else "",
            self.action,
            self.outcome,
            f"vanaf {self.first_day.date().isoformat()}" if self.first_day else "",
            f"tot {self.last_day.date().isoformat()}" if self.last_day else "",
        ]
        return ", ".join(word for word in found if word)


@dataclass(frozen=True)
class Cursor:
    """Where the next page begins: after this event."""

    at: dt.datetime
    id: UUID


@dataclass(frozen=True)
class EventRow:
    """One line of the log."""

    id: UUID
    at: dt.datetime
    who: str
    role: str
    desk: str
    action: str
    purpose: str
    ground: str
    outcome: str
    about: str
    objects_count: int


@dataclass(frozen=True)
class EventPage:
    """Newest first; `further` is None at the end."""

    rows: tuple[EventRow, ...]
    further: Cursor | None


@dataclass(frozen=True)
class EventDetail:
    """One line with all that it touched."""

    row: EventRow
    trace: str
    objects: tuple[tuple[UUID, str], ...]


_COLUMNS = "e.id, e.at, e.who, e.role, e.desk, e.action, e.purpose, e.ground, e.outcome, e.about, e.objects_count"
_OF_FOLDERS = """(e.id, e.at) IN (
    SELECT o.event_id, o.at FROM audit_event_object o WHERE o.object_id = ANY (%(folders)s)
    UNION SELECT n.id, n.at FROM audit_event n WHERE n.organisation_id = %(organisation)s AND n.about = %(code)s)"""


def events(*, asked: Asked, after: Cursor | None = None, by: Actor) -> EventPage:
    """One page of the own organisation's log."""
    rows = _select(asked, after, PAGE + 1, by)
    record(action="log.read", about=asked.in_words(), by=by)
    page = rows[:PAGE]
    further = Cursor(page[-1].at, page[-1].id) if len(rows) > PAGE else None
    return EventPage(tuple(page), further)


def events_to_export(*, asked: Asked, by: Actor) -> tuple[EventRow, ...]:
    """All lines that the filters leave, up to what a person can read."""
    rows = _select(asked, None, EXPORT, by)
    record(action="log.exported", about=asked.in_words(), by=by)
    return tuple(rows)


def _select(asked: Asked, after: Cursor | None, limit: int, by: Actor) -> list[EventRow]:
    wheres, values = _conditions(asked, by)
    if after is not None:
        wheres.append("(e.at, e.id) < (%(after_at)s, %(after_id)s)")
        values |= {"after_at": after.at, "after_id": after.id}
    # Composed of our own constants alone; what people typed travels as parameters.
    query = (
        f"SELECT {_COLUMNS} FROM audit_event e WHERE {' AND '.join(wheres)}"  # noqa: S608
        " ORDER BY e.at DESC, e.id DESC LIMIT %(limit)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, values | {"limit": limit})
        return [EventRow(*row) for row in cursor.fetchall()]


def _conditions(asked: Asked, by: Actor) -> tuple[list[str], dict[str, Any]]:
    about_signal = asked.folder_id is not None or asked.code != ""
    folders = _folders(asked) if about_signal else []
    people = None if asked.people is None else list(asked.people)
    possible = (
        (asked.first_day, "e.at >= %(first_day)s", "first_day"),
        (asked.last_day, "e.at < %(last_day)s", "last_day"),
        (people, "e.user_id = ANY (%(people)s)", "people"),
        (asked.action or None, "e.action = %(action)s", "action"),
        (asked.outcome or None, "e.outcome = %(outcome)s", "outcome"),
        (folders if about_signal else None, _OF_FOLDERS, "folders"),
    )
    chosen = [(value, where, name) for value, where, name in possible if value is not None]
    wheres = ["e.organisation_id = %(organisation)s", *(where for _value, where, _name in chosen)]
    values = {"organisation": by.organisation_id, "code": asked.code or None}
    return wheres, values | {name: value for value, _where, name in chosen}


def _folders(asked: Asked) -> list[UUID]:
    """The folder that was named, or those that the region's log knows by this code and the own log holds."""
    if asked.folder_id is not None:
        return [asked.folder_id]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_folders_of_code(%s)", [asked.code])
        return [row[0] for row in cursor.fetchall()]


def event(*, event_id: UUID, by: Actor) -> EventDetail | None:
    """One line with its objects; None when it is not there, or not for this reader."""
    values = {"id": event_id, "organisation": by.organisation_id}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_COLUMNS}, e.trace FROM audit_event e"  # noqa: S608 - a constant
            " WHERE e.id = %(id)s AND e.organisation_id = %(organisation)s",
            values,
        )
        found = cursor.fetchone()
        if found is None:
            return None
        cursor.execute(
            "SELECT object_id, kind FROM audit_event_object WHERE event_id = %(id)s AND at = %(at)s ORDER BY object_id",
            values | {"at": found[1]},
        )
        objects = tuple(cursor.fetchall())
    record(action="log.event_read", objects=[event_id], kind="event", by=by)
    return EventDetail(row=EventRow(*found[:-1]), trace=found[-1], objects=objects)
