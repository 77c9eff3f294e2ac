"""A training is planned, held or cancelled; what is held counts, what is not does not, and others' regions stay out."""

from __future__ import annotations

import datetime as dt

import psycopg
import pytest
from django.http import Http404
from django.utils.timezone import localdate

from ground.region import EMMEN
from lantaarn.outreach import actions, queries
from lantaarn.outreach.actions import TrainingInput
from lantaarn.rules.transitions import NotAllowed

TODAY = localdate()
YEAR = (dt.date(TODAY.year, 1, 1), dt.date(TODAY.year, 12, 31))


def input_(**changed):
    return TrainingInput(**{"title": "Signalen zien", "on_day": TODAY, "audience": "counter"} | changed)


def count(stage, audience=""):
    found = stage.do(lambda by: queries.held(region=by.region, first=YEAR[0], last=YEAR[1]), by=stage.noor)
    return sum(audience in ("", one.audience) for one in found)


def test_a_training_that_was_held_counts_for_its_audience_and_its_municipality(stage):
    emmen = stage.place(EMMEN)
    stage.do(actions.record_training, training=input_(people=14, reached={emmen: 14}), by=stage.sanne)
    assert count(stage) == 1
    assert count(stage, audience="counter") == 1
    assert count(stage, audience="inspectors") == 0
    reached = stage.do(lambda by: queries.reached(region=by.region, first=YEAR[0], last=YEAR[1]), by=stage.noor)
    assert reached == {emmen: 1}


def test_a_planned_training_counts_once_it_was_held_and_no_longer_when_it_was_cancelled(stage):
    training = stage.do(actions.plan_training, training=input_(), by=stage.sanne)
    assert count(stage) == 0
    stage.do(actions.note_held, training_id=training, people=9, reached={}, by=stage.sanne)
    assert count(stage) == 1
    stage.do(actions.cancel_training, training_id=training, why="Dubbel vastgelegd.", by=stage.sanne)
    assert count(stage) == 0
    (view,) = stage.do(queries.trainings, by=stage.noor)
    assert (view.state, view.cancelled_why) == ("cancelled", "Dubbel vastgelegd.")


def test_nobody_records_what_has_yet_to_come(stage):
    with pytest.raises(NotAllowed):
        stage.do(actions.record_training, training=input_(on_day=TODAY + dt.timedelta(days=1)), by=stage.sanne)


def test_who_may_not_record_is_told_so_and_the_database_agrees(stage):
    esra = stage.esra
    with pytest.raises(NotAllowed):
        stage.do(actions.record_training, training=input_(), by=esra)
    from dataclasses import replace

    from django.db.utils import ProgrammingError

    with pytest.raises(ProgrammingError, match="row-level security"):
        stage.do(actions.record_training, training=input_(), by=replace(esra, may=frozenset({"outreach.record"})))


def test_a_training_of_another_region_does_not_exist_here(stage, superuser):
    training = stage.do(actions.plan_training, training=input_(), by=stage.sanne)
    superuser.execute(
        "INSERT INTO network_region (code, name, covenant, citizen_form, phones, pack)"
        " VALUES ('elders', 'Elders', '', false, '[]', '{}')"
    )
    superuser.execute("UPDATE outreach_training SET region_id = 'elders'")
    assert stage.do(queries.trainings, by=stage.noor) == []
    with pytest.raises(Http404):
        stage.do(actions.cancel_training, training_id=training, why="x", by=stage.sanne)


def test_a_meeting_of_the_network_that_took_place_counts_once_a_day(stage, superuser):
    (body,) = superuser.execute("SELECT id FROM network_body WHERE code = 'focal_point_network'").fetchone()
    stage.do(actions.record_meeting, body_id=body, on_day=TODAY, by=stage.sanne)
    with pytest.raises(NotAllowed):
        stage.do(actions.record_meeting, body_id=body, on_day=TODAY, by=stage.sanne)
    found = stage.do(lambda by: queries.meetings_held(region=by.region, first=YEAR[0], last=YEAR[1]), by=stage.noor)
    assert [(one.on_day, one.audience) for one in found] == [(TODAY, "network")]


def test_the_log_knows_who_recorded(stage, superuser):
    stage.do(actions.record_training, training=input_(), by=stage.sanne)
    row = superuser.execute("SELECT who, about FROM audit_event WHERE action = 'training.held'").fetchone()
    assert row == ("Sanne Testpersoon", "Signalen zien")


def test_psycopg_refuses_a_delete_by_the_website(stage, as_app):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_app.execute("DELETE FROM outreach_training")
