"""Persons as the pages show them: on the page of a signal, and records of one person beside each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from lantaarn.folders.persons import form_of
from lantaarn.signals.queries import Candidate, Linked, PersonView, SignalView, Together, WordsView
from lantaarn.web import words
from lantaarn.web.desk.show import of_person
from lantaarn.web.look.shapes import Reader, Seen, SeenRow
from lantaarn.web.templatetags.codes import origin


@dataclass(frozen=True)
class PersonRow:
    """One record on the page of a signal."""

    id: UUID
    name: str
    desk: str
    facts: tuple[tuple[str, str], ...]
    linked: tuple[Linked, ...]


def ids_in(signal: SignalView) -> list[UUID]:
    """The records of which the reader sees something here."""
    return list(dict.fromkeys(row.person_id for row in signal.words if row.person_id is not None))


def rows(signal: SignalView, linked: Iterable[Linked]) -> list[PersonRow]:
    """The records of a signal, each with what its desk says today."""
    found: dict[UUID, list[WordsView]] = {person_id: [] for person_id in ids_in(signal)}
    for row in signal.words:
        if row.person_id is not None and not row.corrected:
            found[row.person_id].append(row)
    links = list(linked)
    return [
        PersonRow(
            id=person_id,
            name=named([(one.field, one.text) for one in said]),
            desk=said[0].desk,
            facts=tuple((label, text) for field, label, text in _told(said) if field != "name"),
            linked=tuple(one for one in links if one.person_id == person_id),
        )
        for person_id, said in found.items()
        if said
    ]


def named(pairs: Iterable[tuple[str, str]]) -> str:
    """By which a person is called here."""
    return next((text for field, text in pairs if field == "name"), _("Naam onbekend"))


def _told(said: Iterable[WordsView]) -> list[tuple[str, str, str]]:
    """Field, its word and all that is said of it, in the order of the form."""
    values = [(one.field, of_person(one.field, one.text)) for one in said]
    return [
        (field, str(label), ", ".join(text for name, text in values if name == field))
        for field, label in words.PERSON.items()
        if field in dict(values)
    ]


def beside(found: Together) -> tuple[list[Reader], list[SeenRow]]:
    """Columns and rows: what each desk says, and where they differ."""
    people = [found.person, *found.others]
    heads = [Reader(one.desk, one.code) for one in people]
    lines = []
    for field, label in words.PERSON.items():
        told = [_all(one, field) for one in people]
        if any(told):
            differs = len({form_of(field, text) for text in told if text}) > 1
            lines.append(SeenRow(str(label), [_cell(text, differs=differs) for text in told]))
    return heads, lines


def _all(person: PersonView, field: str) -> str:
    return ", ".join(of_person(field, one.text) for one in person.now if one.field == field)


def _cell(text: str, *, differs: bool) -> Seen:
    """What differs from another desk is marked in words; what a desk does not say is no difference."""
    if not text:
        return Seen(_("niets bekend"))
    return Seen(text, "part", _("Anders")) if differs else Seen(text)


@dataclass(frozen=True)
class Origin:
    """One value with where it comes from."""

    id: UUID
    kind: str
    text: str
    by: str
    when: str
    corrected: bool


def origins(person: PersonView) -> list[Origin]:
    """All that a desk wrote of a person, also what it corrected."""
    return [
        Origin(
            id=one.id,
            kind=one.kind,
            text=f"{words.PERSON[one.field]}: {of_person(one.field, one.text)}",
            corrected=one.corrected,
            **origin(person.desk, one.said_by, one.at),
        )
        for one in person.values
    ]


@dataclass(frozen=True)
class JoinRow:
    """Two records that were joined: by whom, why, and which other one this desk may part from the one shown."""

    desk: str
    first: str
    second: str
    why: str
    at: dt.datetime
    parts_from: UUID | None


def joins(found: Together, desk_id: UUID | None) -> list[JoinRow]:
    """The joins among these records; the desk of either record may undo one, and the one that made it."""
    people = {one.id: one for one in (found.person, *found.others)}
    lines = []
    for join in found.joins:
        first, second = people[join.first_id], people[join.second_id]
        may = desk_id in {join.desk_id, first.desk_id, second.desk_id}
        here = found.person.id in {join.first_id, join.second_id}
        other = join.other(found.person.id) if may and here else None
        lines.append(JoinRow(join.desk, first.desk, second.desk, join.why, join.at, other))
    return lines


def choices(found: Iterable[Candidate]) -> list[tuple[str, str]]:
    """Whom one can choose: by name, desk and signal, with what they have in common."""
    return [(str(one.person.id), ". ".join(filter(None, (_who(one.person), _common(one))))) for one in found]


def _who(person: PersonView) -> str:
    born = next((one.text for one in person.now if one.field == "birth_date"), "")
    about = _("%(name)s, geboren %(day)s") if born else "%(name)s"
    return f"{about % {'name': named(person.pairs), 'day': born}} ({person.desk}, {person.code})"


def _common(one: Candidate) -> str:
    if one.likeness.name and one.likeness.birth:
        return _("Zelfde naam en zelfde geboortedatum")
    if one.likeness.name:
        return _("Zelfde naam")
    return _("Zelfde geboortedatum") if one.likeness.birth else ""
