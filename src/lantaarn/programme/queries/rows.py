"""What the database gives for a whole programme in a handful of queries, however many actions it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from lantaarn.rules.lights import SILENT


@dataclass(frozen=True)
class Said:
    """The last words about an action: each field from the newest word that has one."""

    last_on: dt.date | None = None
    state: str = ""
    story: str = ""
    who: str = ""
    counted: int | None = None
    counted_on: dt.date | None = None
    light: str = ""
    light_reason: str = ""
    light_until: dt.date | None = None
    light_who: str = ""


@dataclass(frozen=True)
class LocalGroup:
    """So many municipalities of a local action are in this state and were heard this long ago."""

    state: str
    heard: str
    number: int
    last_word: dt.date | None = None


@dataclass(frozen=True)
class PartyRow:
    """One who holds or takes part."""

    action_id: UUID
    holds: bool
    name: str
    organisation_id: UUID | None
    organisation: str
    role: str
    group: str


_LAST = "(array_agg({field} ORDER BY p.at DESC) FILTER (WHERE {where}))[1]"
_WORD = "p.light = '' AND p.light_until IS NULL"
_DAY = "(p.at AT TIME ZONE 'Europe/Amsterdam')::date"


def _last(field: str, where: str) -> str:
    return _LAST.format(field=field, where=where)


_SAID = f"""
SELECT p.action_id, max({_DAY}) FILTER (WHERE {_WORD}) AS last_on,
       coalesce({_last("p.state", "p.state <> ''")}, '') AS state,
       coalesce({_last("p.story", "p.story <> ''")}, '') AS story, coalesce({_last("p.who", _WORD)}, '') AS who,
       {_last("p.counted", "p.counted IS NOT NULL")} AS counted,
       {_last(_DAY, "p.counted IS NOT NULL")} AS counted_on,
       coalesce({_last("p.light", "p.light_until IS NOT NULL")}, '') AS light,
       coalesce({_last("p.light_reason", "p.light_until IS NOT NULL")}, '') AS light_reason,
       {_last("p.light_until", "p.light_until IS NOT NULL")} AS light_until,
       coalesce({_last("p.who", "p.light_until IS NOT NULL")}, '') AS light_who
FROM programme_progress p
WHERE p.action_id = ANY (%s) AND p.municipality_id IS NULL
GROUP BY p.action_id
"""  # noqa: S608 - composed of our own names


def said(action_ids: Sequence[UUID]) -> dict[UUID, Said]:
    return {row[0]: Said(*row[1:]) for row in _rows(_SAID, [list(action_ids)])}


_LOCAL = """
SELECT action_id, state,
       CASE WHEN last_word IS NULL THEN 'never' WHEN last_word < %s THEN 'old' ELSE 'new' END AS heard,
       count(*), max(last_word)
FROM programme_localstate WHERE action_id = ANY (%s) GROUP BY 1, 2, 3
"""


def local_groups(action_ids: Sequence[UUID], today: dt.date) -> dict[UUID, list[LocalGroup]]:
    """Grouped by all that the rules ask of a municipality, so that fifty of them cost no more than five."""
    found: dict[UUID, list[LocalGroup]] = {}
    for key, *group in _rows(_LOCAL, [today - SILENT, list(action_ids)]):
        found.setdefault(key, []).append(LocalGroup(*group))
    return found


_PARTIES = """
SELECT p.action_id, p.holds, p.name, p.organisation_id, coalesce(o.name, ''), p.role, p."group"
FROM programme_party p LEFT JOIN network_organisation o ON o.id = p.organisation_id
WHERE p.action_id = ANY (%s) ORDER BY p.action_id, p.holds DESC, p.place
"""


def parties(action_ids: Iterable[UUID]) -> dict[UUID, list[PartyRow]]:
    found: dict[UUID, list[PartyRow]] = {}
    for row in _rows(_PARTIES, [list(action_ids)]):
        found.setdefault(row[0], []).append(PartyRow(*row))
    return found


def _rows(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
