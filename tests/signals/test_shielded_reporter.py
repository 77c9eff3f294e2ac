"""A shielded reporter is known to the first desk alone, and is not lost when that desk gives the signal back."""

from __future__ import annotations

import pytest
from django.db import connection

from lantaarn.context.session import acting
from lantaarn.signals import actions, queries

NAME = "Mirte Verzonnen"


def seen_by(stage, folder, *people) -> list[str]:
    """The name, as each of these people reads it; empty where it is shielded."""
    views = [stage.do(queries.one, folder_id=folder, by=by) for by in people]
    return [view.report.name if view.report else "" for view in views]


@pytest.fixture
def given_back(stage):
    """Noor was the first, and gave it back: the chain director answers for it now, beside the care coordinators."""
    folder = stage.report(shielded=True, name=NAME, facts={"possible_victim": "yes"}).folder_id
    (first,) = [r for r in stage.rows("signals_referral", folder_id=folder) if r.leads]
    assert seen_by(stage, folder, stage.noor) == [NAME]
    stage.do(
        actions.decline,
        folder_id=folder,
        referral_id=first.id,
        reason="Hoort hier niet.",
        revision=stage.revision(folder),
        by=stage.noor,
    )
    return folder


def test_who_answers_for_it_now_reads_the_name_and_nobody_else(stage, given_back):
    care = stage.at("care_coordinators")
    assert seen_by(stage, given_back, stage.sanne, care) == [NAME, ""]
    with acting(stage.noor), connection.cursor() as cursor:
        assert cursor.execute("SELECT name FROM signals_report").fetchall() == []


def test_nobody_takes_the_name_along_without_giving_back(stage):
    folder = stage.report(shielded=True, name=NAME).folder_id
    for by in (stage.noor, stage.sanne, stage.bram):
        with acting(by), connection.cursor() as cursor:
            cursor.execute("SELECT signals_reporter_goes_along(%s)", [folder])
    assert seen_by(stage, folder, stage.noor) == [NAME]
    (row,) = stage.rows("signals_report", folder_id=folder)
    assert row.desk_id == stage.noor.desk_id


def test_who_gave_it_back_cannot_fetch_it_again(stage, given_back):
    with acting(stage.noor), connection.cursor() as cursor:
        cursor.execute("SELECT signals_reporter_goes_along(%s)", [given_back])
    (row,) = stage.rows("signals_report", folder_id=given_back)
    assert row.desk_id == stage.sanne.desk_id
