"""When something is due: hours, working days of the Netherlands, the same day, or the next sitting of a body."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone

from lantaarn.tables.packs import Deadline

END_OF_DAY = dt.time(17, 0)
HERE = ZoneInfo("Europe/Amsterdam")


@lru_cache(maxsize=8)
def _free_days(year: int) -> frozenset[dt.date]:
    """The law counts 5 May every year, where the calendar of holidays has it once in five."""
    return frozenset(holidays.country_holidays("NL", years=year)) | {dt.date(year, 5, 5)}


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday, but for the days of the Algemene termijnenwet, art. 3."""
    return day.weekday() < 5 and day not in _free_days(day.year)


def add_working_days(start: dt.datetime, days: int) -> dt.datetime:
    """The end of the `days`-th working day after the day of `start`; zero: the end of the first working day from it."""
    day = start.astimezone(HERE).date()
    left = days
    while left > 0 or not is_working_day(day):
        day += dt.timedelta(days=1)
        if is_working_day(day) and left > 0:
            left -= 1
    return dt.datetime.combine(day, END_OF_DAY, HERE)


def due_at(deadline: Deadline, *, start: dt.datetime, next_meeting: dt.datetime | None) -> dt.datetime | None:
    """The moment, or None when it hangs on a meeting that nobody has planned."""
    if deadline.kind == "same_day":
        today = dt.datetime.combine(start.astimezone(HERE).date(), END_OF_DAY, HERE)
        return max(today, start + dt.timedelta(hours=1))
    if deadline.kind == "hours":
        return start + dt.timedelta(hours=deadline.amount)
    if deadline.kind == "working_days":
        return add_working_days(start, deadline.amount)
    if deadline.kind == "next_meeting":
        return next_meeting
    raise ValueError(f"Unknown kind of deadline: {deadline.kind}")


def days_left(moment: dt.datetime, *, now: dt.datetime | None = None) -> int:
    """Working days between now and `moment`, counted in days; negative when it has passed."""
    return _working_days((now or timezone.now()).astimezone(HERE).date(), moment.astimezone(HERE).date())


@lru_cache(maxsize=2048)
def _working_days(today: dt.date, end: dt.date) -> int:
    step = 1 if end >= today else -1
    count, day = 0, today
    while day != end:
        day += dt.timedelta(days=step)
        if is_working_day(day if step > 0 else day + dt.timedelta(days=1)):
            count += step
    return count
