"""A grant is the only key to a folder; the website cannot cut one, but through three functions that ask who asks."""

from __future__ import annotations

import uuid
from dataclasses import replace

import psycopg
import pytest
from django.db import DatabaseError, connection

from lantaarn.context.session import acting
from lantaarn.folders.models import Contribution, Folder
from lantaarn.signals.actions.course import end_access, give_access, open_folder
from lantaarn.signals.models import Report, Signal

WORDS = {"ground": "meldroute", "purpose": "signal.handle"}


def sqlstate(caught) -> str:
    return caught.value.__cause__.sqlstate


def holders(stage, folder_id) -> set:
    found = stage.rows("access_grant", folder_id=folder_id)
    return {row.desk_id for row in found if row.revoked_at is None}


@pytest.mark.parametrize(
    "statement",
    [
        """INSERT INTO access_grant (id, region_id, folder_id, desk_id, ground, purpose, given_at, revoked_why)
        VALUES (gen_random_uuid(), 'drenthe', %(folder)s, %(desk)s, 'x', 'x', now(), '')""",
        "UPDATE access_grant SET desk_id = %(desk)s WHERE folder_id = %(folder)s",
        "DELETE FROM access_grant WHERE folder_id = %(folder)s",
    ],
)
def test_the_website_and_the_queue_cannot_write_a_grant_themselves(stage, as_app, as_worker, statement):
    folder = stage.accepted()
    for session in (as_app, as_worker):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute(statement, {"folder": folder, "desk": stage.bram.desk_id})


def test_a_folder_is_opened_once(stage):
    folder = stage.accepted()
    with pytest.raises(DatabaseError) as caught, acting(stage.noor) as noor:
        open_folder(folder, [noor.desk_id], **WORDS)
    assert sqlstate(caught) == "LA031"


def test_who_is_not_at_a_desk_opens_no_folder(stage):
    for actor in (stage.esra, replace(stage.noor, kind="code"), replace(stage.noor, kind="system")):
        with pytest.raises(DatabaseError) as caught, acting(actor):
            open_folder(uuid.uuid4(), [stage.noor.desk_id], **WORDS)
        assert sqlstate(caught) == "LA030"


def test_an_actor_whose_desk_is_unknown_opens_no_folder(stage):
    with pytest.raises(DatabaseError), acting(replace(stage.noor, desk_id=None)):
        open_folder(uuid.uuid4(), [stage.noor.desk_id], **WORDS)


def test_who_opens_a_folder_holds_it(stage):
    with pytest.raises(DatabaseError) as caught, acting(stage.noor):
        open_folder(uuid.uuid4(), [stage.bram.desk_id], **WORDS)
    assert sqlstate(caught) == "LA032"


def test_who_does_not_hold_a_folder_gives_nobody_sight_of_it(stage):
    folder = stage.accepted()
    before = holders(stage, folder)
    for actor in (stage.bram, stage.esra, replace(stage.noor, kind="intake"), replace(stage.noor, kind="code")):
        with pytest.raises(DatabaseError) as caught, acting(actor):
            give_access(folder, stage.bram.desk_id, **WORDS)
        assert sqlstate(caught) == "LA033"
    assert holders(stage, folder) == before


def test_the_website_cannot_pass_for_the_queue(stage):
    """A system context is worth something only in a session of the queue's own role."""
    folder = stage.accepted()
    with pytest.raises(DatabaseError) as caught, acting(replace(stage.noor, kind="system", desk_id=None)):
        give_access(folder, stage.bram.desk_id, **WORDS)
    assert sqlstate(caught) == "LA033"


def test_who_holds_a_folder_gives_sight_of_it(stage):
    folder = stage.accepted()
    with acting(stage.noor):
        give_access(folder, stage.bram.desk_id, **WORDS)
        give_access(folder, stage.bram.desk_id, **WORDS)
    assert holders(stage, folder) == {stage.noor.desk_id, stage.bram.desk_id}
    with acting(stage.bram):
        assert Signal.objects.get().folder_id == folder


def test_a_desk_ends_its_own_sight_or_what_it_gave_and_nothing_else(stage):
    folder = stage.accepted()
    noor, bram, sanne = stage.noor, stage.bram, stage.sanne
    with acting(noor):
        give_access(folder, bram.desk_id, **WORDS)
        give_access(folder, sanne.desk_id, **WORDS)
    for actor, other in ((bram, noor), (bram, sanne), (stage.esra, bram), (sanne, noor)):
        with pytest.raises(DatabaseError) as caught, acting(actor):
            end_access(folder, other.desk_id, why="geen")
        assert sqlstate(caught) == "LA034"
    with acting(noor):
        end_access(folder, bram.desk_id, why="klaar")
    with acting(sanne):
        end_access(folder, sanne.desk_id, why="klaar")
    assert holders(stage, folder) == {noor.desk_id}
    with acting(bram):
        assert Signal.objects.count() == 0


def test_a_grant_that_ended_stays_as_a_row_that_says_why(stage):
    folder = stage.accepted()
    with acting(stage.noor):
        give_access(folder, stage.bram.desk_id, **WORDS)
        end_access(folder, stage.bram.desk_id, why="verkeerde balie")
    row = stage.row("access_grant", folder_id=folder, desk_id=stage.bram.desk_id)
    assert row.revoked_at is not None
    assert row.revoked_why == "verkeerde balie"
    assert row.given_by_desk == stage.noor.desk_id
    assert row.given_by_user == stage.noor.user_id


def test_a_desk_sees_its_own_grants_and_asks_who_else_holds_only_what_it_holds(stage):
    folder = stage.accepted()
    with acting(stage.noor):
        give_access(folder, stage.sanne.desk_id, **WORDS)
    for actor, own, told in ((stage.noor, 1, 2), (stage.sanne, 1, 2), (stage.bram, 0, 0), (stage.esra, 0, 0)):
        with acting(actor), connection.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM access_grant").fetchone() == (own,)
            assert cursor.execute("SELECT count(*) FROM access_holders(%s)", [folder]).fetchone() == (told,)


def test_a_report_without_account_writes_into_its_desk_and_reads_nothing(stage):
    folder = stage.accepted()
    intake = replace(stage.noor, kind="intake", user_id=None)
    for table in set(CASE_TABLES) - {"signals_draft"}:
        with acting(intake), connection.cursor() as cursor:
            assert cursor.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    with pytest.raises(DatabaseError), acting(replace(intake, desk_id=stage.bram.desk_id)):
        Contribution.objects.create(
            region_id="drenthe",
            folder_id=folder,
            desk_id=stage.bram.desk_id,
            organisation_id=intake.organisation_id,
            domain="care",
            kind="observed",
            category="phenomenon",
            at="2026-01-01T00:00Z",
        )


def test_half_filled_forms_are_a_table_that_no_visitor_may_even_look_at(stage, as_app, as_worker):
    for session in (as_app, as_worker):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute("SELECT * FROM signals_draft")


CASE_TABLES = (
    "folders_folder",
    "folders_contribution",
    "folders_personrecord",
    "folders_personjoin",
    "signals_signal",
    "signals_place",
    "signals_signallink",
    "signals_moment",
    "signals_report",
    "signals_question",
    "signals_draft",
    "signals_advice",
    "signals_importbatch",
    "signals_referral",
    "signals_agendaitem",
    "signals_task",
    "access_disclosure",
    "access_share",
    "access_shareline",
    "access_consent",
    "access_emergency",
)


def test_these_are_all_tables_with_case_data_of_these_rooms():
    """The log, the vault, clocks and programmes have tests of their own."""
    from lantaarn.access.rights import RIGHTS as ACCESS
    from lantaarn.folders.rights import RIGHTS as FOLDERS
    from lantaarn.signals.rights import RIGHTS as SIGNALS

    stated = {t.name for room in (ACCESS, FOLDERS, SIGNALS) for t in room.tables if t.is_case_data}
    assert set(CASE_TABLES) == stated - {"access_grant", "signals_mail"}


def test_a_contribution_is_its_desks_own_and_never_changed_nor_removed(stage, as_app, as_worker):
    folder = stage.accepted()
    for session in (as_app, as_worker):
        for statement in ("UPDATE folders_contribution SET text = 'x'", "DELETE FROM folders_contribution"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(statement)
    with pytest.raises(DatabaseError) as caught, acting(stage.noor) as noor:
        Contribution.objects.create(
            region_id="drenthe",
            folder_id=folder,
            desk_id=stage.bram.desk_id,
            organisation_id=noor.organisation_id,
            domain="safety",
            kind="checked",
            category="phenomenon",
            at="2026-01-01T00:00Z",
        )
    assert sqlstate(caught) == "42501", "row-level security: nobody writes in another desk's name"


def test_no_row_can_be_moved_into_a_folder_that_the_desk_does_not_hold(stage):
    mine, theirs = stage.accepted(), stage.report(source_domain="safety").folder_id
    with pytest.raises(DatabaseError) as caught, acting(stage.noor), connection.cursor() as cursor:
        cursor.execute("UPDATE signals_referral SET folder_id = %s WHERE folder_id = %s", [theirs, mine])
    assert sqlstate(caught) == "42501"


def test_a_folder_is_not_opened_in_the_name_of_another_desk(stage):
    with pytest.raises(DatabaseError) as caught, acting(stage.noor):
        Folder.objects.create(region_id="drenthe", opened_at="2026-01-01T00:00Z", opened_for_id=stage.bram.desk_id)
    assert sqlstate(caught) == "42501"


def test_a_shielded_reporter_is_known_to_the_first_desk_alone(stage):
    noor, sanne = stage.noor, stage.sanne
    shielded = stage.report(shielded=True).folder_id
    open_ = stage.report(shielded=False).folder_id
    for folder in (shielded, open_):
        with acting(noor):
            give_access(folder, sanne.desk_id, **WORDS)
    with acting(noor):
        assert set(Report.objects.values_list("folder_id", flat=True)) == {shielded, open_}
    with acting(sanne):
        assert set(Report.objects.values_list("folder_id", flat=True)) == {open_}
    with acting(stage.bram):
        assert not Report.objects.exists()


def test_a_desk_that_lost_sight_of_a_signal_no_longer_reads_who_reported_it(stage):
    folder = stage.report(shielded=True).folder_id
    with acting(stage.noor) as noor:
        end_access(folder, noor.desk_id, why="teruggegeven")
        assert not Signal.objects.exists()
        assert not Report.objects.exists()
