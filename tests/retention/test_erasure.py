"""What has ended goes for good, what is held stays, and each erasure is told without telling what was erased."""

import datetime as dt

import psycopg
import pytest

from lantaarn.access.retention import actions, ledger, queries
from lantaarn.rules.transitions import NotAllowed

SUPPOSED = "[gewist]"


def test_a_clock_begins_when_the_signal_is_closed_and_its_source_can_be_read(ends, stage):
    open_one, closed = stage.accepted(), ends.closed(years_ago=0)
    ends.lay()
    assert ends.clock(open_one).starts_at is None
    assert ends.clock(open_one).ends_at is None
    clock = ends.clock(closed)
    assert clock.starts_at == stage.signal(closed).closed_at
    assert clock.ends_at.year == clock.starts_at.year + 5
    (seen, reporter) = stage.do(queries.clocks_of, folder_id=closed, by=stage.noor)
    assert (seen.keep, reporter.keep) == ("case", "reporter")
    assert "AVG art. 5" in seen.source
    assert not seen.goes, "nobody adopted this term"


def test_nothing_goes_by_a_term_that_nobody_adopted(ends):
    folder = ends.closed(years_ago=6)
    assert ends.run().due == ()
    assert ends.clock(folder).ends_at < dt.datetime.now(tz=dt.UTC)
    assert not ends.file.exists()


def test_what_has_ended_is_unreadable_for_everybody_and_the_ledger_says_so_first(ends, stage):
    ends.adopt("signal_case", "signal_reporter")
    folder = ends.closed(years_ago=6)
    kept = ends.sealed(folder, stage.noor)
    assert ends.opened(folder, kept, stage.noor) == "Noor Voorbeeld, 06 00 00 00 01"
    assert stage.row("signals_report", folder_id=folder).name != ""
    done = ends.run()
    assert [(one.keep, one.by) for one in done.due] == [("case", "Lantaarn"), ("reporter", "Lantaarn")] or [
        (one.keep, one.by) for one in done.due
    ] == [("reporter", "Lantaarn"), ("case", "Lantaarn")]
    assert ends.opened(folder, kept, stage.noor) == SUPPOSED
    assert not stage.rows("vault_token", folder_id=folder)
    report = stage.row("signals_report", folder_id=folder)
    assert (report.name, report.contact, report.work) == ("", "", "")
    entries = ledger.read(ends.file)
    rows = stage.rows("access_erasure", folder_id=folder)
    assert sorted(row.hash for row in rows) == sorted(entry.hash for entry in entries)
    assert "Voorbeeld" not in ends.file.read_text()
    assert {row.ground.split(":")[0] for row in rows} == {"signal_case", "signal_reporter"}
    (event, _other) = stage.rows("audit_event", action="folder.erased")
    assert any(entry.hash in event.ground for entry in entries)
    assert ends.run().due == (), "once is enough"


def test_what_stands_plain_is_emptied_too(ends, stage):
    """Values of before fields were sealed, and those that no key locks."""
    ends.adopt("signal_case")
    folder = ends.closed(years_ago=6)
    stage.superuser.execute("UPDATE signals_signal SET own_reference = 'Zaak Verzonnen' WHERE folder_id = %s", [folder])
    ends.run()
    said = [(row.text, row.said_by, row.data) for row in stage.rows("folders_contribution", folder_id=folder)]
    assert said
    for text, said_by, data in said:
        assert text in ("", "[gewist]") or text.startswith("v1."), text
        assert said_by in ("", "[gewist]") or said_by.startswith("v1."), said_by
        assert data == {} or str(data).startswith("v1."), data
    assert stage.signal(folder).own_reference == "[gewist]"
    assert {row.text for row in stage.rows("signals_place", folder_id=folder)} <= {"", "[gewist]"} or all(
        row.text.startswith("v1.") for row in stage.rows("signals_place", folder_id=folder)
    )


def test_every_field_about_people_in_a_folder_is_erased_or_named_as_staying():
    from django.apps import apps

    from lantaarn.access.retention.plain import EMPTIED, STAYS, WITH_THE_REPORTER

    about_people = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if "folder_id" in {field.column for field in model._meta.local_concrete_fields}
        for field in model._meta.local_concrete_fields
        if any(sort in (field.db_comment or "") for sort in ("=personal", "=special", "=criminal"))
        and not model._meta.db_table.startswith("subjects_")
    }
    emptied = {(table, column) for table, column, _owner in EMPTIED}
    assert about_people <= emptied | STAYS | WITH_THE_REPORTER
    assert about_people >= STAYS


def test_a_dry_run_tells_and_does_nothing(ends, stage):
    ends.adopt("signal_case")
    folder = ends.closed(years_ago=6)
    assert [one.folder_id for one in ends.run(dry_run=True).due] == [folder]
    assert not stage.rows("access_erasure")
    assert not ends.file.exists()


def test_what_is_held_for_a_legal_reason_stays_until_it_is_released(ends, stage):
    ends.adopt("signal_case", "signal_reporter")
    folder = ends.closed(years_ago=6)
    ends.lay()
    stage.do(actions.hold, folder_id=folder, why="Strafzaak loopt", by=stage.esra)
    assert ends.clock(folder).held_by == "Esra Voorbeeld"
    assert ends.run().due == ()
    with pytest.raises(NotAllowed, match="al vastgehouden"):
        stage.do(actions.hold, folder_id=folder, why="Nog eens", by=stage.sanne)
    stage.do(actions.release, folder_id=folder, by=stage.sanne)
    assert len(ends.run().due) == 2


def test_a_signal_that_is_open_again_does_not_go(ends, stage):
    from lantaarn.signals.actions import reopen

    ends.adopt("signal_case")
    folder = ends.closed(years_ago=6)
    ends.lay()
    stage.do(reopen, folder_id=folder, reason="Nieuw bericht", revision=stage.revision(folder), by=stage.noor)
    assert ends.run().due == ()
    assert ends.clock(folder).ends_at is None


def test_an_organisation_has_its_own_part_erased_and_nobody_elses(ends, stage):
    folder = ends.closed(years_ago=0)
    mine = ends.sealed(folder, stage.noor)
    stage.superuser.execute(
        "INSERT INTO access_grant (id, region_id, folder_id, desk_id, ground, purpose, given_at, revoked_why)"
        " VALUES (gen_random_uuid(), 'drenthe', %s, %s, 'covenant', 'help', now(), '')",
        [folder, stage.fenna.desk_id],
    )
    theirs = ends.sealed(folder, stage.fenna, "Van de zorgcoördinator")
    ends.lay()
    stage.do(actions.order_erasure, folder_id=folder, ground="Bezwaar gegrond (AVG 21)", by=stage.esra)
    with pytest.raises(NotAllowed, match="al gegeven"):
        stage.do(actions.order_erasure, folder_id=folder, ground="Nog eens", by=stage.esra)
    assert len(ends.run().due) == 2
    assert ends.opened(folder, mine, stage.noor) == SUPPOSED
    assert ends.opened(folder, theirs, stage.fenna) == "Van de zorgcoördinator"
    (case, reporter) = stage.do(queries.keeping, by=stage.esra).erased
    assert (case.keep, case.whole, case.by) == ("case", False, "Esra Voorbeeld")
    assert reporter.keep == "reporter"
    assert stage.row("access_erasure_order").done_at is not None
    assert ends.run().due == ()


def test_what_is_held_is_not_erased_by_order_either(ends, stage):
    folder = ends.closed(years_ago=0)
    ends.lay()
    stage.do(actions.hold, folder_id=folder, why="Strafzaak", by=stage.sanne)
    with pytest.raises(NotAllowed, match="vastgehouden"):
        stage.do(actions.order_erasure, folder_id=folder, ground="Bezwaar", by=stage.esra)


def test_a_run_that_died_after_its_line_is_finished_by_the_next(ends, stage, monkeypatch):
    from lantaarn.access.retention import running

    ends.adopt("signal_case")
    folder = ends.closed(years_ago=6)
    kept = ends.sealed(folder, stage.noor)

    def dies(entry):
        raise ConnectionError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(running, "_carry_out", dies)
        with pytest.raises(ConnectionError):
            ends.run()
    assert len(ledger.read(ends.file)) == 1
    assert ends.opened(folder, kept, stage.noor) != SUPPOSED
    assert ends.run().due == (), "finished before anything else is looked at"
    assert ends.opened(folder, kept, stage.noor) == SUPPOSED


def test_a_rule_that_left_the_pack_lets_nothing_go(ends, stage):
    ends.adopt("signal_case")
    folder = ends.closed(years_ago=4)
    ends.lay()
    stage.superuser.execute("UPDATE access_clock SET ends_at = now() - interval '1 day'")
    ends.change('process = "signal"', 'process = "advice"')
    assert ends.run().due == ()
    assert not ends.clock(folder).adopted


def test_a_request_of_a_data_subject_goes_by_its_own_term(ends, stage):
    from django.utils import timezone

    from lantaarn.subjects import actions as subjects
    from lantaarn.subjects import queries as asked

    ends.adopt("subject_request")
    plain = subjects.Asked(
        kind="access", asked_by="self", channel="mail", received_on=timezone.localdate(), name="Mirte Verzonnen"
    )
    old, new = (stage.do(subjects.receive, asked=plain, by=stage.noor)[0] for _one in range(2))
    for request_id in (old, new):
        stage.do(subjects.tell_nothing, request_id=request_id, ground="crime", by=stage.esra)
    stage.superuser.execute(
        "UPDATE subjects_request SET ended_at = ended_at - make_interval(3, 0, 0, 1) WHERE id = %s", [old]
    )
    assert [(one.folder_id, one.keep) for one in ends.run().due] == [(old, "request")]
    assert stage.do(asked.one, request_id=old, by=stage.esra).name == SUPPOSED
    assert stage.do(asked.one, request_id=new, by=stage.esra).name == "Mirte Verzonnen"
    assert ends.run().due == ()


def test_who_looks_after_the_end_sees_the_own_organisation_and_nobody_else_sees_more(ends, stage):
    ends.adopt("signal_case")
    folder = ends.closed(years_ago=6)
    ends.lay()
    assert [clock.folder_id for clock in stage.do(queries.keeping, by=stage.esra).soon] == [folder]
    for name in ("Bram Verzonnen", "Hanna Oefening", "Iris Testpersoon"):
        other = stage.person(name)
        assert stage.do(queries.clocks_of, folder_id=folder, by=other) == ()
        with pytest.raises(NotAllowed):
            stage.do(actions.hold, folder_id=folder, why="Ik wil dit houden", by=other)


@pytest.mark.parametrize("role", ["lantaarn_app", "lantaarn_sealer", "lantaarn_backup"])
def test_only_the_queue_erases(database, connect, role):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect(role).execute("SELECT access_erase('', '{}', '', true)")


def test_an_erasure_is_a_line_that_follows_the_last_and_no_other(ends, as_owner):
    for line, digest in (('{"seq":1}', "f" * 64), ('{"seq":2}', ledger.chained(ledger.START, '{"seq":2}'))):
        with pytest.raises(psycopg.Error, match="does not follow"):
            as_owner.execute("SELECT access_erase(%s, %s, %s, true)", [ledger.START, line, digest])


def test_what_may_not_be_shared_further_is_not_disclosed(ends, stage):
    folder = ends.closed(years_ago=0)
    contribution = next(r for r in stage.rows("folders_contribution", folder_id=folder))
    fenna = stage.fenna

    def disclosed():
        stage.superuser.execute(
            "INSERT INTO access_disclosure (id, region_id, folder_id, contribution_id, desk_id, ground, given_at,"
            " revoked_why) VALUES (gen_random_uuid(), 'drenthe', %s, %s, %s, 'share', now(), '')",
            [folder, contribution.id, fenna.desk_id],
        )
        return len(stage.rows("access_disclosure", contribution_id=contribution.id, desk_id=fenna.desk_id))

    stage.do(actions.restrict, folder_id=folder, ground="AVG 18", by=stage.esra)
    assert disclosed() == 0
    with pytest.raises(NotAllowed):
        stage.do(actions.restrict, folder_id=folder, ground="AVG 18", by=stage.esra)
    assert stage.do(queries.restricted, folder_id=folder, by=stage.esra) == ("Gemeente Emmen",)
    stage.do(actions.unrestrict, folder_id=folder, why="Opgelost", by=stage.esra)
    assert disclosed() == 1
