"""The light follows from dates, counts and the last word; doing more never makes it worse."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.rules.lights import (
    COLOURS,
    LABELS,
    STATES,
    Facts,
    Light,
    Target,
    Window,
    due_by,
    forecast,
    light,
    target_of,
    together,
    window_of,
)

TODAY = dt.date(2026, 11, 24)
YEAR = Window(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2028, 12, 31))
MAYBE = st.one_of(st.none(), DAYS)
RANK = {"green": 0, "orange": 1, "red": 2}


@st.composite
def windows(draw):
    first = draw(DAYS)
    return Window(first, first + dt.timedelta(days=draw(st.integers(0, 800))))


@st.composite
def facts(draw):
    counting = draw(st.booleans())
    return Facts(
        starts_on=draw(MAYBE),
        ends_on=draw(MAYBE),
        state=draw(st.sampled_from(("", *STATES))),
        last_word=draw(MAYBE),
        known_since=draw(MAYBE),
        target=draw(st.integers(1, 12)) if counting else None,
        counted=draw(st.integers(0, 15)) if counting else None,
        window=draw(windows()) if counting else None,
    )


@given(facts(), DAYS)
def test_every_action_has_one_light_and_a_reason_in_a_sentence(given_facts, today):
    found = light(given_facts, today=today)
    assert found.colour in LABELS
    assert found.code
    assert found.reason.endswith(".")
    assert found.reason[0].isupper() or found.reason[0].isdigit()


@given(st.integers(0, 12), st.integers(0, 12), st.integers(1, 12), windows(), DAYS)
def test_doing_more_never_makes_the_light_worse(less, more, target, window, today):
    if less > more:
        less, more = more, less
    few, many = (light(Facts(target=target, counted=n, window=window), today=today) for n in (less, more))
    assert RANK[many.colour] <= RANK[few.colour]


@given(st.integers(0, 11), st.integers(1, 12), windows(), st.integers(0, 800), st.integers(0, 800))
def test_waiting_never_makes_the_light_better(counted, target, window, early, late):
    first, second = sorted((early, late))
    one, two = (
        light(Facts(target=target, counted=counted, window=window), today=window.first + dt.timedelta(days=n))
        for n in (first, second)
    )
    assert RANK[two.colour] >= RANK[one.colour]


@given(st.integers(0, 12), st.integers(1, 12), windows(), DAYS)
def test_a_target_that_is_met_is_green_and_one_that_was_missed_is_red(counted, target, window, today):
    found = light(Facts(target=target, counted=counted, window=window), today=today)
    assert (found.code == "reached") == (counted >= target)
    if counted < target and today > window.last:
        assert found.colour == "red"


@given(st.integers(0, 12), st.integers(1, 12), windows(), DAYS)
def test_a_forecast_never_takes_away_what_was_done(counted, target, window, today):
    assert forecast(counted=counted, target=target, window=window, today=today).number >= counted
    assert 0 <= due_by(target=target, window=window, today=today) <= target


@given(facts(), DAYS)
def test_nothing_is_late_before_it_begins(given_facts, today):
    if given_facts.starts_on and today < given_facts.starts_on and given_facts.state != "stuck":
        assert light(given_facts, today=today).colour in {"grey", "green"}


def test_three_trainings_a_year_two_held_in_november_is_on_course_for_two_of_three():
    two = forecast(counted=2, target=3, window=YEAR, today=TODAY)
    assert two.words == "op koers voor 2 van 3"
    found = light(Facts(target=3, counted=2, window=YEAR), today=TODAY)
    assert found.colour == "green", "two are due by now; the third has until New Year's Eve"
    assert light(Facts(target=3, counted=1, window=YEAR), today=TODAY).colour == "orange"
    assert light(Facts(target=3, counted=0, window=YEAR), today=TODAY).colour == "red"


def test_a_training_at_least_once_a_year_turns_from_orange_to_green_when_it_is_recorded():
    target = target_of("at least 1 a year")
    assert target == Target(1, "year")
    window = window_of(target, TODAY)
    assert light(Facts(target=1, counted=0, window=window), today=TODAY).colour == "orange"
    assert light(Facts(target=1, counted=1, window=window), today=TODAY).colour == "green"


@pytest.mark.parametrize(
    "recurrence,number,per",
    [
        ("yearly", 1, "year"),
        ("3 a year", 3, "year"),
        ("ongoing, 3 a year", 3, "year"),
        ("quarterly", 1, "quarter"),
        ("half-yearly", 2, "year"),
        ("4 a quarter", 4, "quarter"),
        ("monthly", 1, "month"),
    ],
)
def test_a_rhythm_states_a_target(recurrence, number, per):
    assert target_of(recurrence) == Target(number, per)


@pytest.mark.parametrize("recurrence", [None, "", "ongoing", "incidental"])
def test_what_goes_on_states_none(recurrence):
    assert target_of(recurrence) is None


@given(st.sampled_from(["yearly", "quarterly", "monthly", "2 a half-year"]), DAYS)
def test_today_lies_in_its_window(recurrence, today):
    window = window_of(target_of(recurrence), today)
    assert window.first <= today <= window.last
    assert window.first.day == 1


def test_a_window_is_cut_to_the_action_and_stays_with_it_when_it_is_over():
    year = Target(1, "year")
    assert window_of(year, TODAY, first=dt.date(2026, 7, 1)).first == dt.date(2026, 7, 1)
    assert window_of(year, TODAY, last=dt.date(2025, 6, 30)) == Window(dt.date(2025, 1, 1), dt.date(2025, 6, 30))


def test_an_action_that_nobody_reports_on_turns_orange_after_half_a_year():
    begun = dt.date(2026, 1, 1)
    assert light(Facts(starts_on=begun), today=dt.date(2026, 3, 1)).colour == "grey"
    assert light(Facts(starts_on=begun), today=TODAY).code == "never_heard"
    assert light(Facts(starts_on=begun, last_word=dt.date(2026, 10, 1)), today=TODAY).colour == "green"
    assert light(Facts(starts_on=begun, last_word=dt.date(2026, 2, 1)), today=TODAY).code == "silent"


def test_what_is_done_is_green_also_after_its_day_and_what_is_not_is_red():
    end = dt.date(2025, 12, 31)
    assert light(Facts(ends_on=end, state="done"), today=TODAY).colour == "green"
    assert light(Facts(ends_on=end, state="busy"), today=TODAY).code == "over"


def test_what_goes_on_until_a_day_is_over_then_and_not_late():
    end = dt.date(2025, 12, 31)
    assert light(Facts(ends_on=end, ongoing=True), today=TODAY).code == "ended"
    assert light(Facts(ends_on=dt.date(2026, 12, 31), ongoing=True), today=TODAY).code == "no_word"


@given(st.lists(st.sampled_from(COLOURS), max_size=50))
def test_one_light_for_many_municipalities_is_never_better_than_all_of_them(colours):
    lights = [Light(colour, "x", "X.") for colour in colours]
    found = together(Counter(one.colour for one in lights))
    if found.colour == "green":
        assert not {"red", "orange"} & set(colours)
    if "red" in colours or "orange" in colours:
        assert found.colour in {"orange", "red"}
    if set(colours) <= {"grey"}:
        assert found.colour == "grey"
