"""What the rooms count: for who sees no signal, and never so small that a signal can be known by it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils.timezone import localdate

from ground.region import EMMEN
from lantaarn.programme import queries
from lantaarn.programme.doors import FEWEST

TODAY = localdate()
FIRST, LAST = dt.date(TODAY.year, 1, 1), dt.date(TODAY.year, 12, 31)


def counted(stage, by=None, first=FIRST, last=LAST):
    found = stage.do(queries.counted, first=first, last=last, by=by or stage.esra)
    return {one.code: one for one in found}


def test_every_indicator_counts_an_empty_region_without_a_stumble(stage):
    found = counted(stage)
    assert found["trainings"].number == 0
    assert found["signals"].number == 0
    assert found["days_to_acceptance"].hidden
    assert found["focal_points"].whole == 12


def test_a_small_number_of_signals_is_not_told_and_a_larger_one_is(stage):
    for _ in range(FEWEST - 1):
        stage.report()
    few = counted(stage)["signals"]
    assert (few.number, few.hidden) == (None, True)
    assert all(":" in item and not item.rstrip().endswith(str(FEWEST - 1)) for item in few.items)
    stage.report()
    assert counted(stage)["signals"].number == FEWEST


def test_one_hidden_kind_hides_the_next_so_that_the_total_does_not_tell_it(stage, superuser):
    folders = [stage.report().folder_id for _ in range(FEWEST + 2)]
    superuser.execute("UPDATE signals_signal SET entry = 'phone' WHERE folder_id = ANY (%s)", [folders[:1]])
    found = counted(stage)["signals"]
    assert found.number == FEWEST + 2
    assert len(found.items) == 2
    assert all("minder dan 5" in item for item in found.items)


def test_days_that_are_no_whole_months_are_not_counted(stage):
    """Else two questions, a day apart, could be subtracted to one signal."""
    for _ in range(FEWEST):
        stage.report()
    for first, last in ((FIRST, LAST - dt.timedelta(days=1)), (FIRST + dt.timedelta(days=1), LAST), (LAST, LAST)):
        assert counted(stage, first=first, last=last)["signals"].number == 0


def test_signals_of_another_region_are_not_counted(stage, superuser):
    from dataclasses import replace

    for _ in range(FEWEST):
        stage.report(EMMEN)
    superuser.execute(
        "INSERT INTO network_region (code, name, covenant, citizen_form, phones, pack)"
        " VALUES ('elders', 'Elders', '', false, '[]', '{}')"
    )
    assert counted(stage, by=replace(stage.esra, region="elders"))["signals"].number == 0


def test_the_days_to_acceptance_are_those_of_signals_that_were_taken_up(stage, superuser):
    folders = [stage.accepted() for _ in range(FEWEST)]
    superuser.execute(
        "UPDATE signals_signal SET taken_up_at = received_at + interval '3 days' WHERE folder_id = ANY (%s)", [folders]
    )
    assert counted(stage)["days_to_acceptance"].number == pytest.approx(3.0)
    assert counted(stage)["referrals_in_time"].number in {None, 100.0}


def test_who_sat_at_a_desk_is_counted_as_of_the_last_day_of_the_window(stage, superuser):
    """Who came later did not sit there then; who left since did."""
    superuser.execute("UPDATE network_membership SET valid_from = %s", [TODAY - dt.timedelta(days=800)])
    then = TODAY - dt.timedelta(days=60)
    before = counted(stage)
    assert before["focal_points"].number > 0
    superuser.execute("UPDATE network_membership SET valid_until = %s", [TODAY - dt.timedelta(days=30)])
    superuser.execute(
        "UPDATE network_membership SET valid_until = NULL WHERE role_id IN"
        " (SELECT id FROM network_role WHERE code = 'privacy_officer')"
    )
    now, past = counted(stage), counted(stage, last=then)
    for code in ("focal_points", "desks_filled", "desks_trained"):
        assert now[code].number == 0, code
        assert past[code].number == before[code].number, code
    superuser.execute(
        "UPDATE network_membership SET valid_from = %s, valid_until = NULL", [then + dt.timedelta(days=1)]
    )
    assert counted(stage, last=then)["focal_points"].number == 0
