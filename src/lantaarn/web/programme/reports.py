"""The kinds of report on a programme, as data: of which days, with which sections, and what a person is asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lantaarn.programme.queries import ProgrammeRow

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Kind:
    """A report. `sections` are names of what `views.papers` writes; `questions` are left open for a person."""

    code: str
    title: Promise
    lead: Promise
    days: Callable[[dt.date, ProgrammeRow], Days]
    sections: tuple[str, ...]
    questions: tuple[tuple[Promise, Promise], ...] = ()
    since_first: bool = False
    """What changed is told since the first adoption; else since the last."""


def half_year(today: dt.date, _programme: ProgrammeRow | None = None) -> Days:
    """The half-year that runs, whole: counts of signals are told over whole months alone."""
    if today.month < 7:
        return dt.date(today.year, 1, 1), dt.date(today.year, 6, 30)
    return dt.date(today.year, 7, 1), dt.date(today.year, 12, 31)


def year(today: dt.date, _programme: ProgrammeRow) -> Days:
    """The year that runs; in the first quarter the year before, for then it is written."""
    number = today.year - (today.month < 4)
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def whole(today: dt.date, programme: ProgrammeRow) -> Days:
    """From the first day of the programme to its last."""
    first = programme.starts_on or dt.date(today.year, 1, 1)
    return first, programme.ends_on or max(dt.date(today.year, 12, 31), first)


_LESSONS = (_("Wat leerden wij?"), _("Wat werkte, wat niet, en waardoor?"))
_NEXT = (_("Aanbevelingen voor het volgende programma"), _("Wat gaat door, wat stopt, wat komt erbij?"))
_AHEAD = (_("Wat gaan wij volgend jaar anders doen?"), _("Noem per punt wie het doet."))

KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind(
            "halfjaar",
            _("Halfjaarbericht"),
            _("Voor bestuurders: hoe staan de acties ervoor, en wat vraagt aandacht?"),
            half_year,
            ("standing", "attention", "counts", "stories", "money"),
        ),
        Kind(
            "jaar",
            _("Jaarevaluatie"),
            _("Wat is bereikt naast wat was afgesproken, wat kostte het, en wat veranderde er?"),
            year,
            ("standing", "reached", "counts", "money", "changes", "stories"),
            (_LESSONS, _AHEAD),
        ),
        Kind(
            "eind",
            _("Eindevaluatie"),
            _("Het hele programma, jaar voor jaar, met aanbevelingen voor het volgende."),
            whole,
            ("standing", "reached", "counts", "money", "changes"),
            (_LESSONS, _NEXT),
            since_first=True,
        ),
    )
}


def year_ends(first: dt.date, last: dt.date, today: dt.date) -> list[dt.date]:
    """The last day of each year of the report that has begun; of the year that runs, today."""
    until = min(last, max(today, first))
    return [min(dt.date(number, 12, 31), until) for number in range(first.year, until.year + 1)]
