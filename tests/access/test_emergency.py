"""Emergency access: a reason, an hour, never what the police brought, and at once before the privacy officers' eyes."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest
from django.http import Http404

from ground.region import ASSEN
from lantaarn.folders import sharing
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import actions, queries

WHY = "Zij is weg en haar telefoon staat uit."


def brought(stage, folder, by, text, category="care", domain="care"):
    return stage.do(
        actions.add_contribution,
        folder_id=folder,
        kind="observed",
        category=category,
        text=text,
        domain=domain,
        by=by,
    )


def texts(stage, folder, by) -> set[str]:
    return {one.text for one in stage.do(queries.one, folder_id=folder, by=by).words}


def held_by_two(stage):
    """Noor's folder in which the chain director looks along; care's words stayed with Noor."""
    folder = stage.accepted()
    brought(stage, folder, stage.noor, "Zij krijgt hulp.")
    stage.do(
        actions.pass_on_otherwise,
        folder_id=folder,
        desk_id=stage.sanne.desk_id,
        leads=False,
        reason="x",
        note="",
        revision=stage.revision(folder),
        by=stage.noor,
    )
    return folder


def end_the_hour(stage, emergency_id) -> None:
    stage.superuser.execute(
        "UPDATE access_emergency SET opened_at = opened_at - interval '1 hour', ends_at = ends_at - interval '1 hour'"
        " WHERE id = %s",
        [emergency_id],
    )
    stage.superuser.execute("UPDATE access_grant SET ends_at = ends_at - interval '1 hour' WHERE ground = 'emergency'")


def test_in_an_emergency_the_desk_sees_what_stayed_behind_for_an_hour_and_then_no_more(stage):
    folder = held_by_two(stage)
    assert "Zij krijgt hulp." not in texts(stage, folder, stage.sanne)
    opened = stage.do(sharing.open_emergency, folder_id=folder, reason=WHY, by=stage.sanne)
    assert "Zij krijgt hulp." in texts(stage, folder, stage.sanne)
    end_the_hour(stage, opened.emergency_id)
    assert "Zij krijgt hulp." not in texts(stage, folder, stage.sanne)


def test_no_emergency_lasts_longer_than_an_hour_whatever_is_written(stage):
    folder = held_by_two(stage)
    opened = stage.do(sharing.open_emergency, folder_id=folder, reason=WHY, by=stage.sanne)
    with pytest.raises(psycopg.errors.CheckViolation):
        stage.superuser.execute(
            "UPDATE access_emergency SET ends_at = ends_at + interval '1 minute' WHERE id = %s", [opened.emergency_id]
        )


def test_it_ends_when_the_desk_says_so(stage):
    folder = held_by_two(stage)
    opened = stage.do(sharing.open_emergency, folder_id=folder, reason=WHY, by=stage.sanne)
    stage.do(sharing.close_emergency, emergency_id=opened.emergency_id, by=stage.sanne)
    assert "Zij krijgt hulp." not in texts(stage, folder, stage.sanne)
    with pytest.raises(Http404):
        stage.do(sharing.close_emergency, emergency_id=opened.emergency_id, by=stage.sanne)


def test_what_the_police_brought_stays_closed(stage):
    folder = held_by_two(stage)
    police = stage.row("network_desk", id=stage.desk("tmm"))
    stage.superuser.execute(
        "INSERT INTO folders_contribution (id, region_id, folder_id, desk_id, organisation_id, by_reporter, domain,"
        " kind, category, text, data, said_by, source, ground, at) VALUES (gen_random_uuid(), 'drenthe', %s, %s, %s,"
        " false, 'safety', 'observed', 'criminal', 'Hij is verdachte.', '{}', '', '', '', now())",
        [folder, police.id, police.organisation_id],
    )
    stage.do(sharing.open_emergency, folder_id=folder, reason=WHY, by=stage.sanne)
    seen = texts(stage, folder, stage.sanne)
    assert "Zij krijgt hulp." in seen
    assert "Hij is verdachte." not in seen


def test_a_code_typed_exactly_opens_for_an_hour_and_gives_no_lasting_sight(stage):
    received = stage.report(source_domain="care")
    folder = received.folder_id
    by = stage.at("focal_point_safety", ASSEN)
    with pytest.raises(Http404):
        texts(stage, folder, by)
    opened = stage.do(sharing.open_emergency, code=received.signal_code, reason=WHY, by=by)
    assert opened.folder_id == folder
    assert "Zes matrassen in een kamer." in texts(stage, folder, by)
    with pytest.raises(Http404):
        stage.do(
            sharing.share,
            folder_id=folder,
            to=stage.sanne.desk_id,
            ground="covenant",
            purpose="help",
            contribution_ids=[stage.rows("folders_contribution", folder_id=folder)[0].id],
            by=by,
        )
    end_the_hour(stage, opened.emergency_id)
    with pytest.raises(Http404):
        texts(stage, folder, by)


def test_a_wrong_code_opens_nothing_is_kept_and_after_five_codes_are_refused(stage):
    by = stage.at("focal_point_safety", ASSEN)
    received = stage.report(source_domain="care")
    for number in range(5):
        tried = stage.do(sharing.open_emergency, code=f"S-22222{number}", reason=WHY, by=by)
        assert tried.folder_id is None
    with pytest.raises(NotAllowed, match="kenmerken"):
        stage.do(sharing.open_emergency, code=received.signal_code, reason=WHY, by=by)
    assert len(stage.rows("access_emergency")) == 5
    tries = [row for row in stage.rows("audit_event") if row.action == "emergency.tried"]
    assert {row.outcome for row in tries} == {"denied"}


def test_without_a_reason_or_the_task_nothing_opens(stage):
    folder = held_by_two(stage)
    with pytest.raises(NotAllowed):
        stage.do(sharing.open_emergency, folder_id=folder, reason="  ", by=stage.sanne)
    without = replace(stage.sanne, may=stage.sanne.may - {"emergency.open"})
    for actor in (without, stage.bram):
        with pytest.raises(Http404):
            stage.do(sharing.open_emergency, folder_id=folder, reason=WHY, by=actor)
    riec = replace(stage.sanne, role="riec_partner")
    with pytest.raises(NotAllowed):
        stage.do(sharing.open_emergency, folder_id=folder, reason=WHY, by=riec)


def test_the_privacy_officer_of_whose_words_were_opened_sees_it_at_once_and_gets_a_mail(stage):
    folder = held_by_two(stage)
    opened = stage.do(sharing.open_emergency, folder_id=folder, reason=WHY, by=stage.sanne)
    (seen,) = stage.do(sharing.emergencies_now, by=stage.esra)
    assert (seen.id, seen.reason, seen.desk) == (opened.emergency_id, WHY, "Ketenregisseur")
    with pytest.raises(Http404):
        texts(stage, folder, stage.esra)
    jobs = stage.superuser.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'tell'").fetchall()
    told = {args["officers_of"] for (args,) in jobs if args.get("officers_of")}
    assert told == {str(stage.noor.organisation_id), str(stage.sanne.organisation_id)}
    assert all(WHY not in str(args) for (args,) in jobs)
    stage.do(sharing.note_emergency_seen, emergency_id=opened.emergency_id, by=stage.esra)
    assert stage.row("access_emergency", id=opened.emergency_id).seen_by_privacy_officer_at is not None


def test_an_officer_of_another_organisation_does_not_see_it(stage):
    received = stage.report(ASSEN, source_domain="care")
    by = stage.at("focal_point_social", ASSEN)
    stage.do(sharing.open_emergency, folder_id=received.folder_id, reason=WHY, by=by)
    assert stage.do(sharing.emergencies_now, by=stage.esra) == ()


def test_whoever_adds_something_meanwhile_has_a_privacy_officer_who_sees_it_too(stage):
    received = stage.report(ASSEN, source_domain="safety")
    folder, by = received.folder_id, stage.at("focal_point_safety", ASSEN)
    stage.accept(folder, by=by)
    stage.do(
        actions.pass_on_otherwise,
        folder_id=folder,
        desk_id=stage.noor.desk_id,
        leads=False,
        reason="x",
        note="",
        revision=stage.revision(folder),
        by=by,
    )
    opened = stage.do(sharing.open_emergency, folder_id=folder, reason=WHY, by=by)
    assert stage.do(sharing.emergencies_now, by=stage.esra) == ()
    brought(stage, folder, stage.noor, "Zij krijgt hulp.")
    assert [one.id for one in stage.do(sharing.emergencies_now, by=stage.esra)] == [opened.emergency_id]
    assert "Zij krijgt hulp." in texts(stage, folder, by)
