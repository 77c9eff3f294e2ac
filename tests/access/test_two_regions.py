"""A region is a tenant: two in one database see nothing of each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection
from django.http import Http404

from access.test_grants import CASE_TABLES
from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.signals import queries
from lantaarn.signals.actions import answer_question, ask_reporter, pass_on_otherwise, receive_report
from lantaarn.signals.actions.course import give_access
from lantaarn.signals.queries import Filters


@pytest.fixture
def rana(stage, cast):
    """The chain director of the other region, where one signal lies."""
    actor = network.actor_of(user_id=cast.people["Rana Bedacht"], membership_id=None).for_purpose("signal.handle")
    receive_report(region="voorbeeld", report=stage.filled(municipality=""))
    return actor


def test_each_region_sees_its_own_signal_alone(stage, rana):
    folder = stage.report(municipality="").folder_id
    sanne = stage.sanne
    for actor, region in ((rana, "voorbeeld"), (sanne, "drenthe")):
        for table in set(CASE_TABLES) - {"signals_draft"}:
            with acting(actor), connection.cursor() as cursor:
                found = {row[0] for row in cursor.execute(f"SELECT region_id FROM {table}").fetchall()}
            assert found <= {region}, (region, table)
        (row,) = stage.do(queries.signal_list, filters=Filters(), by=actor).rows
        assert (row.folder_id == folder) is (region == "drenthe")
    assert [head.folder_id for head in stage.do(queries.chain, by=sanne).shown] == [folder]


def test_a_signal_of_another_region_is_missing(stage, rana):
    folder = stage.report(municipality="").folder_id
    with pytest.raises(Http404):
        stage.do(queries.one, folder_id=folder, by=rana)


def test_an_actor_of_one_region_writes_no_row_of_another(stage, rana):
    from lantaarn.folders.models import Folder

    with pytest.raises(DatabaseError), acting(rana):
        Folder.objects.create(region_id="drenthe", opened_at="2026-01-01T00:00Z", opened_for_id=rana.desk_id)
    with pytest.raises(DatabaseError), acting(replace(rana, region="drenthe")):
        Folder.objects.create(region_id="voorbeeld", opened_at="2026-01-01T00:00Z", opened_for_id=rana.desk_id)


def test_no_sight_is_given_to_a_desk_of_another_region(stage, rana):
    folder = stage.accepted()
    with pytest.raises(DatabaseError), acting(stage.noor):
        give_access(folder, rana.desk_id, ground="meldroute", purpose="signal.handle")
    assert rana.desk_id not in {row.desk_id for row in stage.rows("access_grant", folder_id=folder)}


def test_a_signal_is_not_passed_on_to_a_desk_of_another_region(stage, rana):
    folder = stage.accepted()
    with pytest.raises(Http404):
        stage.do(
            pass_on_otherwise,
            folder_id=folder,
            desk_id=rana.desk_id,
            leads=True,
            reason="vergissing",
            note="",
            revision=stage.revision(folder),
            by=stage.noor,
        )
    assert stage.signal(folder).lead_desk_id == stage.noor.desk_id


def test_the_queue_works_for_one_region_at_a_time(stage, rana, as_worker):
    import time

    from django.conf import settings

    from lantaarn.context.actor import system
    from lantaarn.context.session import sign

    stage.report()
    for region in ("drenthe", "voorbeeld"):
        raw = sign(
            system(region, purpose="signal.remind"),
            backend_pid=as_worker.info.backend_pid,
            now=time.time(),
            key=settings.CONTEXT_KEY,
        )
        with as_worker.transaction():
            as_worker.execute("SELECT set_config('lantaarn.context', %s, true)", [raw])
            found = as_worker.execute("SELECT region_id FROM signals_signal").fetchall()
        assert found == [(region,)]


def test_a_code_of_one_region_opens_nothing_in_the_other(stage, rana):
    received = stage.report()
    assert queries.follow(region="drenthe", code=received.reporter_code) is not None
    assert queries.follow(region="voorbeeld", code=received.reporter_code) is None
    stage.do(ask_reporter, folder_id=received.folder_id, text="Welke dag was dat?", by=stage.noor)
    question = stage.row("signals_question", folder_id=received.folder_id).id
    assert not answer_question(region="voorbeeld", code=received.reporter_code, question_id=question, text="Maandag")
    assert answer_question(region="drenthe", code=received.reporter_code, question_id=question, text="Maandag")
    denied = [row for row in stage.rows("audit_event", region_id="voorbeeld") if row.outcome == "denied"]
    assert {row.action for row in denied} == {"report.followed", "report.answered"}
