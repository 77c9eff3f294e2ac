"""Programmes in time: quarters for a timeline, days for a calendar. What has no moment is said to have none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from lantaarn.context.actor import Actor
from lantaarn.outreach import queries as outreach
from lantaarn.papers.wording import MONTHS
from lantaarn.programme.models import Action
from lantaarn.programme.queries.board import ActionView


@dataclass(frozen=True)
class Quarter:
    """A quarter of the timeline."""

    year: int
    number: int

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        following = Quarter(self.year + self.number // 4, self.number % 4 + 1)
        return following.first - dt.timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """An action on the timeline: from and until a column, or `known` is False and it stands apart."""

    action: ActionView
    start: int | None
    end: int | None
    known: bool
    ongoing: bool


@dataclass(frozen=True)
class Timeline:
    """Quarters and bars."""

    quarters: tuple[Quarter, ...]
    bars: tuple[Bar, ...]
    unknown: tuple[ActionView, ...]
    """Their moment is not in the text: asked, never guessed."""


@dataclass(frozen=True)
class Day:
    """Something on a day or days of the calendar."""

    first: dt.date
    last: dt.date
    what: str
    kind: str
    """action, training, meeting."""
    state: str = ""


def timeline(actions: Sequence[ActionView], *, first: dt.date, last: dt.date) -> Timeline:
    """Every action in the quarters between these days."""
    quarters = _quarters(first, last)
    bars = [_bar(action, quarters) for action in actions]
    return Timeline(
        quarters, tuple(bar for bar in bars if bar.known), tuple(bar.action for bar in bars if not bar.known)
    )


def _quarters(first: dt.date, last: dt.date) -> tuple[Quarter, ...]:
    found = [Quarter(first.year, (first.month + 2) // 3)]
    while found[-1].last < last:
        found.append(Quarter(found[-1].year + found[-1].number // 4, found[-1].number % 4 + 1))
    return tuple(found)


def _bar(action: ActionView, quarters: tuple[Quarter, ...]) -> Bar:
    if action.starts_on or action.ends_on:
        begins = action.starts_on or quarters[0].first
        ends = action.ends_on or quarters[-1].last
        hit = [i for i, quarter in enumerate(quarters) if quarter.first <= ends and begins <= quarter.last]
        return Bar(action, hit[0] if hit else None, hit[-1] if hit else None, known=True, ongoing=False)
    if action.recurrence and action.recurrence != "incidental":
        return Bar(action, 0, len(quarters) - 1, known=True, ongoing=True)
    return Bar(action, None, None, known=False, ongoing=False)


_MONTH = rf"\d\s+({'|'.join(MONTHS)})"
_FIXED = re.compile(
    rf"(\d{{1,2}})(?:\s+({'|'.join(MONTHS)}))?\s*(?:[-–]|t/m|tot en met)\s*(\d{{1,2}})\s+({'|'.join(MONTHS)})"
    rf"|(\d{{1,2}})\s+({'|'.join(MONTHS)})",
    re.IGNORECASE,
)


def fixed_days(text: str, year: int) -> list[tuple[dt.date, dt.date]]:
    """The days of a year that a text names: '18 oktober', '25 november – 10 december'."""
    found = []
    for match in _FIXED.finditer(text):
        day, month, end_day, end_month, single, single_month = match.groups()
        try:
            if single:
                one = dt.date(year, _month(single_month), int(single))
                found.append((one, one))
            else:
                first = dt.date(year, _month(month or end_month), int(day))
                found.append((first, dt.date(year, _month(end_month), int(end_day))))
        except ValueError:  # 31 november is no day, and then it is none of the calendar either
            continue
    return [pair for pair in dict.fromkeys(found) if pair[0] <= pair[1]]


def _month(name: str) -> int:
    return MONTHS.index(name.lower()) + 1


def agenda(*, first: dt.date, last: dt.date, by: Actor) -> list[Day]:
    """What stands on a day between these: fixed days and last days of what runs, trainings planned and held."""
    actions = Action.objects.filter(region_id=by.region, ended_on__isnull=True, programme__state="adopted")
    dated = actions.filter(
        Q(when_text__iregex=_MONTH) | Q(what__iregex=_MONTH) | Q(ends_on__range=(first, last))
    ).values_list("what", "when_text", "ends_on")
    found = []
    for what, when_text, ends_on in dated:
        for year in range(first.year, last.year + 1):
            found += [Day(*pair, what=what, kind="action") for pair in fixed_days(f"{when_text} {what}", year)]
        if ends_on:
            found.append(Day(ends_on, ends_on, what, "last_day"))
    for training in outreach.trainings(by=by, first=first, last=last):
        if training.state != "cancelled":
            until = training.until_day or training.on_day
            found.append(Day(training.on_day, until, training.title, "training", training.state))
    return sorted((d for d in found if d.last >= first and d.first <= last), key=lambda d: (d.first, d.what))
