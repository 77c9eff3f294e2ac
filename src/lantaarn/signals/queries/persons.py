"""Persons in signals: what each desk wrote of one, which records were joined, and which may be the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import Http404

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.folders.persons import Likeness, alike, look_for
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import ONE_KEY, Keys, open_one


@dataclass(frozen=True)
class PersonValue:
    """One thing that a desk says of a person, with where it comes from."""

    id: UUID
    field: str
    text: str
    kind: str
    said_by: str
    at: dt.datetime
    corrected: bool


@dataclass(frozen=True)
class PersonView:
    """The record of one desk, as far as the reader sees it."""

    id: UUID
    folder_id: UUID
    code: str
    desk_id: UUID
    desk: str
    values: tuple[PersonValue, ...]

    @property
    def now(self) -> tuple[PersonValue, ...]:
        """What the desk says today: without what it corrected."""
        return tuple(one for one in self.values if not one.corrected)

    @property
    def name(self) -> str:
        return next((one.text for one in self.now if one.field == "name"), "")

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(one.field, one.text) for one in self.now]


@dataclass(frozen=True)
class JoinView:
    """Two records that a desk joined, and why."""

    first_id: UUID
    second_id: UUID
    desk_id: UUID
    desk: str
    why: str
    at: dt.datetime

    def other(self, person_id: UUID) -> UUID:
        return self.second_id if person_id == self.first_id else self.first_id


@dataclass(frozen=True)
class Linked:
    """From the page of a signal: this record is the same person as one of another desk, here or in another signal."""

    person_id: UUID
    other_id: UUID
    folder_id: UUID
    code: str
    desk: str


@dataclass(frozen=True)
class Together:
    """A record with all that were joined with it, each as its own desk wrote it."""

    person: PersonView
    others: tuple[PersonView, ...] = ()
    joins: tuple[JoinView, ...] = ()
    past: tuple[tuple[bool, str, dt.datetime], ...] = ()
    """All that was ever said of these pairs: joined or parted, by which desk, when."""


@dataclass(frozen=True)
class Candidate:
    """A record that may be of the same person, and what they have in common."""

    person: PersonView
    likeness: Likeness


_LAST = """
SELECT DISTINCT ON (j.first_id, j.second_id) j.id, j.first_id, j.second_id, j.same, j.desk_id, j.why, j.at
FROM folders_personjoin j WHERE j.first_id = ANY (%(ids)s) OR j.second_id = ANY (%(ids)s)
ORDER BY j.first_id, j.second_id, j.at DESC
"""
_LINKED = f"""
SELECT mine.id, p.id, p.folder_id, s.code, d.label FROM ({_LAST}) j
JOIN unnest(%(ids)s) AS mine (id) ON mine.id IN (j.first_id, j.second_id)
JOIN folders_personrecord p ON p.id IN (j.first_id, j.second_id) AND p.id <> mine.id
JOIN signals_signal s ON s.folder_id = p.folder_id JOIN network_desk d ON d.id = p.desk_id
WHERE j.same ORDER BY d.label, p.id
"""  # noqa: S608 - composed of our own names
_JOINS = f"""
SELECT j.id, j.first_id, j.second_id, j.same, j.desk_id, j.why, j.at, d.label, (
    SELECT {ONE_KEY} FROM vault_datakey k WHERE k.id = vault_key_of(j.why))
FROM folders_personjoin j JOIN network_desk d ON d.id = j.desk_id
WHERE j.first_id = ANY (%s) OR j.second_id = ANY (%s) ORDER BY j.at
"""  # noqa: S608 - composed of our own names
_VALUES = f"""
SELECT c.person_id, c.folder_id, s.code, c.desk_id, d.label, c.id, c.field, c.text, c.kind, c.said_by, c.at,
       c.corrects_id, (SELECT {ONE_KEY} FROM vault_datakey k WHERE k.id = vault_key_of(c.text))
FROM folders_contribution c JOIN signals_signal s ON s.folder_id = c.folder_id
JOIN network_desk d ON d.id = c.desk_id WHERE c.person_id IS NOT NULL AND {{where}} ORDER BY c.at, c.id
"""  # noqa: S608 - composed of our own names


def linked(person_ids: Collection[UUID]) -> tuple[Linked, ...]:
    """Which of these were joined, with what: for the page of a signal, whose reading is in the log already."""
    if not person_ids:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_LINKED, {"ids": list(person_ids)})
        return tuple(Linked(*row) for row in cursor.fetchall())


def together(*, folder_id: UUID, person_id: UUID, by: Actor) -> Together:
    """One record beside those that were joined with it, hand by hand. Missing for who sees nothing of it."""
    joins, past = _joined(person_id)
    ids = {person_id} | {one for row in joins for one in (row.first_id, row.second_id)}
    records = {record.id: record for record in _persons("c.person_id = ANY (%s)", [list(ids)])}
    person = records.pop(person_id, None)
    if person is None or person.folder_id != folder_id:
        raise Http404
    read = {person.folder_id, *(record.folder_id for record in records.values())}
    audit.record(action="person.read", objects=read, about=person.code, by=by)
    return Together(person, tuple(sorted(records.values(), key=lambda one: (one.desk, one.code))), joins, past)


def candidates(*, person: PersonView, code: str = "", without: Collection[UUID] = (), by: Actor) -> list[Candidate]:
    """Other records that the reader sees: of this signal, of one named by its code, and those that are alike."""
    likely, code = look_for(person.pairs, by=by), code.strip().upper()
    found = _persons("(c.folder_id = ANY (%s) OR s.code = %s)", [[person.folder_id, *likely], code or None])
    here = {person.folder_id}
    rows = [Candidate(one, alike(person.pairs, one.pairs)) for one in found if one.id not in {person.id, *without}]
    shown = [one for one in rows if one.likeness or one.person.folder_id in here or one.person.code == code]
    audit.record(
        action="person.compared", objects=here | {one.person.folder_id for one in shown}, about=person.code, by=by
    )
    return sorted(shown, key=lambda one: (-one.likeness.name - one.likeness.birth, one.person.desk, one.person.name))


def _joined(person_id: UUID) -> tuple[tuple[JoinView, ...], tuple[tuple[bool, str, dt.datetime], ...]]:
    """The joins that hold, from this record on as far as they go; and what was ever said of these pairs."""
    known, fresh = {person_id}, {person_id}
    rows: dict[UUID, tuple[Any, ...]] = {}
    last: dict[tuple[UUID, UUID], tuple[Any, ...]] = {}
    while fresh:
        with connection.cursor() as cursor:
            cursor.execute(_JOINS, [list(fresh), list(fresh)])
            rows |= {row[0]: row for row in cursor.fetchall()}
        last = {(row[1], row[2]): row for row in sorted(rows.values(), key=lambda row: row[6])}
        reached = {one for pair, row in last.items() if row[3] for one in pair}
        fresh, known = reached - known, known | reached
    keys = Keys.read([row[8] for row in rows.values()])
    joins = [_join(row, keys) for row in last.values() if row[3]]
    return tuple(joins), tuple((row[3], row[7], row[6]) for row in sorted(rows.values(), key=lambda row: row[6]))


def _join(row: tuple[Any, ...], keys: Keys) -> JoinView:
    join_id, first, second, _same, desk_id, why, at, desk, _key = row
    return JoinView(first, second, desk_id, desk, open_one(Cell("folders_personjoin", "why", join_id), why, keys), at)


def _persons(where: str, given: list[Any]) -> list[PersonView]:
    """The records that the reader sees, each with the values that the reader sees."""
    with connection.cursor() as cursor:
        cursor.execute(_VALUES.replace("{where}", where), given)
        rows = cursor.fetchall()
    keys = Keys.read([row[12] for row in rows])
    corrected = {row[11] for row in rows if row[11]}
    found: dict[tuple[UUID, UUID, str, UUID, str], list[PersonValue]] = {}
    for row in rows:
        found.setdefault(row[:5], []).append(_value(row, keys, corrected=row[5] in corrected))
    return [PersonView(*head, tuple(values)) for head, values in found.items()]


def _value(row: tuple[Any, ...], keys: Keys, *, corrected: bool) -> PersonValue:
    row_id, field_name, text, kind, said_by, at = row[5:11]
    plain = open_one(Cell("folders_contribution", "text", row_id), text, keys)
    told = open_one(Cell("folders_contribution", "said_by", row_id), said_by, keys)
    return PersonValue(row_id, field_name, plain, kind, told, at, corrected)
