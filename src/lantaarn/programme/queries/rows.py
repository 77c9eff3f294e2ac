"""What was said and done about actions, and by whom: one statement, however many actions there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
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


class LocalGroup(NamedTuple):
    """So many municipalities of a local action are in this state and were heard this long ago."""

    state: str
    heard: str
    number: int
    last_word: dt.date | None

    @property
    def name(self) -> str:
        return f"{self.state} {self.heard}"


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
DAY = "(p.at AT TIME ZONE 'Europe/Amsterdam')::date"
HEARD = "CASE WHEN {day} IS NULL THEN 'never' WHEN {day} < %(silent)s THEN 'old' ELSE 'new' END"
"""How long ago, as the rules tell it apart."""


def _last(field: str, where: str) -> str:
    return _LAST.format(field=field, where=where)


_SAID = f"""
SELECT p.action_id, max({DAY}) FILTER (WHERE {_WORD}) AS last_on,
       coalesce({_last("p.state", "p.state <> ''")}, '') AS state,
       coalesce({_last("p.story", "p.story <> ''")}, '') AS story, coalesce({_last("p.who", _WORD)}, '') AS who,
       {_last("p.counted", "p.counted IS NOT NULL")} AS counted,
       {_last(DAY, "p.counted IS NOT NULL")} AS counted_on,
       coalesce({_last("p.light", "p.light_until IS NOT NULL")}, '') AS light,
       coalesce({_last("p.light_reason", "p.light_until IS NOT NULL")}, '') AS light_reason,
       {_last("p.light_until", "p.light_until IS NOT NULL")} AS light_until,
       coalesce({_last("p.who", "p.light_until IS NOT NULL")}, '') AS light_who
FROM programme_progress p
WHERE p.action_id = ANY (%(actions)s) AND p.municipality_id IS NULL
GROUP BY p.action_id
"""  # noqa: S608 - composed of our own names
_LOCAL = f"""
SELECT action_id, state, {HEARD.format(day="last_word")} AS heard, count(*) AS number, max(last_word) AS last_word
FROM programme_localstate WHERE action_id = ANY (%(actions)s) GROUP BY 1, 2, 3
"""  # noqa: S608 - composed of our own names
_PARTIES = """
SELECT p.action_id, p.holds, p.name, p.organisation_id, coalesce(o.name, '') AS organisation, p.role, p."group"
FROM programme_party p LEFT JOIN network_organisation o ON o.id = p.organisation_id
WHERE p.action_id = ANY (%(actions)s) ORDER BY p.action_id, p.holds DESC, p.place
"""
_ALL = f"""
SELECT (SELECT json_object_agg(s.action_id, s) FROM ({_SAID}) s), (SELECT json_agg(l) FROM ({_LOCAL}) l),
       (SELECT json_agg(p) FROM ({_PARTIES}) p)
"""  # noqa: S608 - composed of our own names


@dataclass(frozen=True)
class Rows:
    """By action: the last words, municipalities grouped by all that the rules ask, and who holds or takes part."""

    said: Mapping[UUID, Said]
    local: Mapping[UUID, list[LocalGroup]]
    parties: Mapping[UUID, list[PartyRow]]


def rows_of(action_ids: Sequence[UUID], today: dt.date) -> Rows:
    """Handed over as one value: a value per column and row would cost more than the counting."""
    ((said, local, named),) = _rows(_ALL, {"actions": list(action_ids), "silent": today - SILENT})
    groups: dict[UUID, list[LocalGroup]] = {}
    for row in local or ():
        group = LocalGroup(row["state"], row["heard"], row["number"], day_of(row["last_word"]))
        groups.setdefault(UUID(row["action_id"]), []).append(group)
    found: dict[UUID, list[PartyRow]] = {}
    for row in named or ():
        key, organisation = UUID(row.pop("action_id")), row.pop("organisation_id")
        found.setdefault(key, []).append(
            PartyRow(key, organisation_id=UUID(organisation) if organisation else None, **row)
        )
    return Rows({UUID(key): _said(row) for key, row in (said or {}).items()}, groups, found)


def _said(row: dict[str, Any]) -> Said:
    del row["action_id"]
    for name in ("last_on", "counted_on", "light_until"):
        row[name] = day_of(row[name])
    return Said(**row)


def day_of(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def parties(action_ids: Iterable[UUID]) -> dict[UUID, list[PartyRow]]:
    found: dict[UUID, list[PartyRow]] = {}
    for row in _rows(_PARTIES, {"actions": list(action_ids)}):
        found.setdefault(row[0], []).append(PartyRow(*row))
    return found


def _rows(query: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
