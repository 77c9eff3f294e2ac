"""Each desk keeps its own record of a person; it is seen value by value, as what else a desk brings."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError
from django.http import Http404

from lantaarn.context.session import acting
from lantaarn.folders import sharing
from lantaarn.folders.models import Contribution, PersonRecord
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import actions, queries
from lantaarn.signals.queries import Filters
from persons.known import BORN, COVENANT, NAME


def seen_by(stage, actor) -> set:
    with acting(actor):
        return set(PersonRecord.objects.values_list("id", flat=True))


def test_each_value_has_its_category_and_a_role_of_a_suspect_is_data_about_crime(stage, known):
    folder = stage.accepted()
    known.note(
        folder, stage.noor, ("name", NAME), ("phone", "06 00 00 00 98"), ("role", "PossibleVictimOfTrafficking"),
        ("role", "Transporter"), ("birth_date", "12-3-1998"),
    )  # fmt: skip
    rows = [row for row in stage.rows("folders_contribution", folder_id=folder) if row.person_id]
    assert {(row.field, row.category, row.text) for row in rows} == {
        ("name", "person", NAME),
        ("phone", "contact", "06 00 00 00 98"),
        ("role", "person", "mogelijk slachtoffer"),
        ("role", "criminal", "vervoert"),
        ("birth_date", "person", BORN),
    }
    assert {row.data["code"] for row in rows if row.data} == {
        "PossibleVictimOfTrafficking", "Transporter", "1998-03-12",
    }  # fmt: skip


def test_a_record_is_seen_by_whoever_sees_one_of_its_values_and_only_those_values(stage, known):
    folder = stage.accepted()
    noor, sanne = stage.noor, stage.sanne
    person = known.note(folder, noor, ("name", NAME), ("birth_date", BORN))
    assert seen_by(stage, noor) == {person}
    assert seen_by(stage, sanne) == seen_by(stage, stage.bram) == set()
    share = known.give(folder, noor, sanne, fields=("name",))
    assert [one.text for one in known.together(folder, person, sanne).person.values] == [NAME]
    stage.do(sharing.withdraw_share, share_id=share, why="Toch niet.", by=noor)
    assert seen_by(stage, sanne) == set()
    with pytest.raises(Http404):
        known.together(folder, person, sanne)


def test_nobody_writes_in_a_record_of_another_desk_and_one_that_is_not_there_is_refused_alike(stage, known):
    folder, noors, sannes = known.both()
    for person in (sannes, "00000000-0000-4000-8000-000000000001"):
        with pytest.raises(Http404):
            known.note(folder, stage.noor, person_id=person)
        with pytest.raises(DatabaseError) as caught, acting(stage.noor) as noor:
            Contribution.objects.create(
                region_id="drenthe", folder_id=folder, desk_id=noor.desk_id, organisation_id=noor.organisation_id,
                domain="care", kind="observed", category="person", person_id=person, field="name", text="x",
                at="2026-01-01T00:00Z",
            )  # fmt: skip
        assert caught.value.__cause__.sqlstate == "LA036"
    assert known.note(folder, stage.noor, ("language", "Roemeens"), person_id=noors) == noors


def test_records_are_never_merged_moved_or_removed(stage, known, as_app, as_worker):
    known.both()
    for session in (as_app, as_worker):
        for statement in (
            "UPDATE folders_contribution SET person_id = NULL",
            "UPDATE folders_personrecord SET desk_id = desk_id",
            "DELETE FROM folders_personrecord",
            "UPDATE folders_personjoin SET same = false",
            "DELETE FROM folders_personjoin",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(statement)


def test_a_value_that_was_wrong_stays_readable_beside_the_right_one_and_its_receivers_see_both(stage, known):
    folder = stage.accepted()
    person = known.note(folder, stage.noor, ("name", NAME), ("birth_date", BORN))
    known.give(folder, stage.noor, stage.sanne)
    wrong = next(one for one in known.together(folder, person, stage.noor).person.values if one.field == "birth_date")
    stage.do(actions.correct_person, folder_id=folder, contribution_id=wrong.id, value="13-03-1998", by=stage.noor)
    seen = known.together(folder, person, stage.sanne).person
    assert [one.text for one in seen.now] == [NAME, "13-03-1998"]
    assert [one.text for one in seen.values if one.corrected] == [BORN]
    with pytest.raises(Http404):
        stage.do(actions.correct_person, folder_id=folder, contribution_id=wrong.id, value="x", by=stage.sanne)


def test_a_preview_judges_each_value_by_itself(stage, known):
    folder = stage.accepted()
    known.note(folder, stage.noor, ("name", NAME), ("role", "Exploiter"))
    found = stage.do(sharing.preview, folder_id=folder, to=stage.sanne.desk_id, by=stage.noor, **COVENANT)
    assert {line.category for line in found.lines if line.excerpt in (NAME, "buit uit")} == {"person", "criminal"}


def test_a_day_of_birth_is_a_day_or_a_year_and_something_must_be_known(stage, known):
    folder = stage.accepted()
    for wrong in ("31-02-1998", "vorig jaar"):
        with pytest.raises(NotAllowed, match="12-03-1998"):
            known.note(folder, stage.noor, ("birth_date", wrong))
    with pytest.raises(NotAllowed, match="ten minste"):
        known.note(folder, stage.noor, ("name", "  "))
    known.note(folder, stage.noor, ("birth_date", "1998"))


def test_the_own_desk_finds_a_person_by_name_and_by_day_of_birth_and_not_by_the_words_of_a_list(stage, known):
    folder = stage.accepted()
    known.note(folder, stage.noor, ("name", NAME), ("birth_date", BORN), ("role", "Transporter"))

    def found(words, by=stage.noor) -> int:
        return stage.do(queries.signal_list, filters=Filters(words=words), by=by).count

    assert found("verzonnen-een") == found("12/3/1998") == 1
    assert found("vervoert") == found("verzonnen-een", by=stage.sanne) == 0


def test_who_only_writes_down_a_person_tells_the_readers_of_the_signal_no_name(stage, known):
    folder = stage.accepted()
    known.note(folder, stage.noor)
    told = str([row.words for row in stage.rows("signals_moment", folder_id=folder)])
    assert "Verzonnen-Een" not in told
