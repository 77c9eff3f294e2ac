"""A deadline in working days: weekends and the public holidays of the Netherlands do not count."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.signals.deadlines import HERE, add_working_days, days_left, due_at, is_working_day
from lantaarn.tables.packs import Deadline


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    "day,why",
    [
        ("2026-04-03", "Good Friday, equal to a holiday by art. 3 of the Algemene termijnenwet"),
        ("2026-04-05", "first day of Easter"),
        ("2026-04-06", "second day of Easter"),
        ("2026-04-27", "King's day"),
        ("2026-05-05", "Liberation Day, every year by that law"),
        ("2025-05-05", "Liberation Day, every year by that law"),
        ("2026-05-14", "Ascension"),
        ("2026-05-25", "second day of Whitsun"),
        ("2026-12-25", "Christmas"),
        ("2026-12-26", "a Saturday"),
        ("2027-01-01", "New Year"),
        ("2026-11-24", None),
    ],
)
def test_which_days_count(day, why):
    assert is_working_day(dt.date.fromisoformat(day)) is (why is None)


@pytest.mark.parametrize(
    "start,days,end",
    [
        ("2026-11-24 09:00", 2, "2026-11-26 17:00"),
        ("2026-11-27 16:59", 2, "2026-12-01 17:00"),  # from Friday over the weekend
        ("2026-11-28 12:00", 2, "2026-12-01 17:00"),  # a Saturday begins on Monday
        ("2026-04-02 10:00", 2, "2026-04-08 17:00"),  # Thursday before Easter: Tuesday and Wednesday
        ("2026-04-24 10:00", 1, "2026-04-28 17:00"),  # over King's day
        ("2026-12-23 10:00", 2, "2026-12-28 17:00"),
        ("2026-11-28 12:00", 0, "2026-11-30 17:00"),
    ],
)
def test_two_working_days_end_when_people_go_home(start, days, end):
    assert add_working_days(at(start), days) == at(end)


def test_the_same_day_is_this_day_also_in_the_evening_with_an_hour_to_act():
    deadline = Deadline(code="urgent", label="vandaag", kind="same_day")
    assert due_at(deadline, start=at("2026-11-24 09:00"), next_meeting=None) == at("2026-11-24 17:00")
    assert due_at(deadline, start=at("2026-11-24 22:30"), next_meeting=None) == at("2026-11-24 23:30")
    assert due_at(deadline, start=at("2026-11-28 16:30"), next_meeting=None) == at("2026-11-28 17:30"), (
        "also a Saturday"
    )


def test_hours_and_meetings():
    assert due_at(
        Deadline(code="h", label="h", kind="hours", amount=4), start=at("2026-11-24 09:00"), next_meeting=None
    ) == at("2026-11-24 13:00")
    meeting = at("2026-12-01 10:00")
    deadline = Deadline(code="next", label="drieluik", kind="next_meeting", body="drieluik")
    assert due_at(deadline, start=at("2026-11-24 09:00"), next_meeting=meeting) == meeting
    assert due_at(deadline, start=at("2026-11-24 09:00"), next_meeting=None) is None


def test_a_day_of_summer_and_a_day_of_winter_end_at_the_same_hour_of_the_clock():
    for start in ("2026-03-27 10:00", "2026-10-23 10:00"):
        assert add_working_days(at(start), 1).astimezone(HERE).hour == 17


MOMENTS = st.datetimes(
    at("2024-01-01").replace(tzinfo=None), at("2034-01-01").replace(tzinfo=None), timezones=st.just(HERE)
)


@given(start=MOMENTS, days=st.integers(0, 30))
def test_a_deadline_is_always_a_working_day_and_leaves_the_days_it_says(start, days):
    end = add_working_days(start, days)
    assert is_working_day(end.astimezone(HERE).date())
    assert end.date() >= start.date()
    assert days_left(end, now=start) == (days if days or is_working_day(start.date()) else 1)


@given(start=MOMENTS, days=st.integers(0, 20))
def test_a_longer_deadline_ends_later(start, days):
    assert add_working_days(start, days) < add_working_days(start, days + 1) or (
        days == 0 and not is_working_day(start.date())
    )
