"""No log, no answer: each deed, and each reading, leaves its one event in the same transaction, or did not happen."""

from __future__ import annotations

import datetime as dt
from unittest.mock import patch

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.context.session import acting
from lantaarn.folders import persons
from lantaarn.signals import actions, queries
from lantaarn.signals.actions import TaskInput
from lantaarn.signals.actions.mailing import decide_mail
from lantaarn.signals.queries import Filters


class Play:
    """Signals in the states that the deeds need."""

    def __init__(self, stage) -> None:
        self.stage = stage
        self.noor, self.sanne, self.fenna = stage.noor, stage.sanne, stage.fenna

    def fresh(self):
        return self.stage.report().folder_id

    def labour(self):
        folder = self.stage.accepted(facts={"labour": "yes"})
        return self.do(actions.pass_on, folder, self.noor) and folder

    def do(self, action, folder, by, **given):
        return self.stage.do(action, folder_id=folder, revision=self.stage.revision(folder), by=by, **given)


@pytest.fixture
def play(stage) -> Play:
    return Play(stage)


def soon() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=30)


def accept(p):
    folder = p.fresh()
    referral = p.stage.referral(folder, p.noor.desk_id).id
    return actions.accept, p.noor, {"folder_id": folder, "referral_id": referral, "revision": 1}


def decline(p):
    _, by, given = accept(p)
    return actions.decline, by, given | {"reason": "Hoort hier niet."}


def finish(p):
    folder = p.labour()
    p.stage.accept(folder, by=p.fenna)
    referral = p.stage.referral(folder, p.fenna.desk_id).id
    return actions.finish, p.fenna, {"folder_id": folder, "referral_id": referral, "revision": p.stage.revision(folder)}


def withdraw(p):
    folder = p.labour()
    referral = p.stage.referral(folder, p.fenna.desk_id).id
    given = {
        "folder_id": folder,
        "referral_id": referral,
        "revision": p.stage.revision(folder),
        "reason": "Vergissing.",
    }
    return actions.withdraw, p.noor, given


def at_the_lead(action, **given):
    def make(p):
        folder = p.stage.accepted(facts={"labour": "yes"})
        return action, p.noor, {"folder_id": folder, "revision": p.stage.revision(folder)} | given

    return make


def simply(action, **given):
    def make(p):
        return action, p.noor, {"folder_id": p.stage.accepted()} | given

    return make


def otherwise(p):
    action, by, given = at_the_lead(actions.pass_on_otherwise)(p)
    return action, by, given | {"desk_id": p.sanne.desk_id, "leads": True, "reason": "Overleg.", "note": ""}


def reopen(p):
    folder = p.stage.accepted()
    words = {"reason": "disrupted", "note": "", "feedback": "followed_up"}
    p.do(actions.close, folder, p.noor, **words)
    return actions.reopen, p.noor, {"folder_id": folder, "revision": p.stage.revision(folder), "reason": "Nieuw."}


def link(p):
    first, second = p.stage.report(), p.stage.report()
    return actions.link, p.noor, {"folder_id": first.folder_id, "other_code": second.signal_code, "why": "adres"}


def undo_link(p):
    action, by, given = link(p)
    p.stage.do(action, by=by, **given)
    return actions.undo_link, by, {"folder_id": given["folder_id"], "link_id": p.stage.row("signals_signallink").id}


def person(p):
    """A person of Noor's, written down in a new signal."""
    given = {"folder_id": p.fresh(), "values": [("name", "Mirte Verzonnen")], "kind": "observed", "domain": "care"}
    return actions.note_person, p.noor, given


def mended(p):
    action, by, given = person(p)
    p.stage.do(action, by=by, **given)
    value = p.stage.row("folders_contribution", field="name").id
    given = {"folder_id": given["folder_id"], "contribution_id": value, "value": "Mirte Bedacht"}
    return actions.correct_person, by, given


def joined(p):
    action, by, given = person(p)
    one, other = (p.stage.do(action, by=by, **given) for _two in range(2))
    return persons.join, by, {"person_id": one, "other_id": other, "why": "Zij noemde de opvang."}


def of_sheet(action, **given):
    def make(p):
        folder = p.labour()
        referral = p.stage.referral(folder, p.stage.desk("nla")).id
        return action, p.noor, {"folder_id": folder, "referral_id": referral} | given

    return make


def receipt(p):
    action, by, given = of_sheet(actions.note_receipt, received_by="een inspecteur", reference="NLA-1")(p)
    return action, by, given | {"revision": p.stage.revision(given["folder_id"])}


def register(p):
    return actions.register, p.noor, {"report": p.stage.filled(entry="phone")}


def on_agenda(p):
    body = p.stage.row("network_body", code="drieluik").id
    return actions.put_on_agenda, p.noor, {"folder_id": p.stage.accepted(), "body_id": body}


def sitting(p):
    body = p.stage.row("network_body", code="drieluik").id
    return p.stage.do(actions.plan_meeting, body_id=body, starts_at=timezone.now(), by=p.sanne)


def decide(p):
    folder = p.labour()
    item = p.stage.row("signals_agendaitem", folder_id=folder).id
    task = TaskInput(p.fenna.desk_id, "Bel de opvang.", soon())
    given = {"item_id": item, "meeting_id": sitting(p), "decision": "Opvang", "tasks": [task], "comes_back": True}
    return actions.decide_item, p.sanne, given


def advise(p):
    folder = p.labour()
    given = {"folder_id": folder, "note": "Bel de opvang.", "due_on": soon(), "revision": p.stage.revision(folder)}
    return actions.advise_submission, p.sanne, given


def close_meeting(p):
    return actions.close_meeting, p.sanne, {"meeting_id": sitting(p)}


def plan_meeting(p):
    body = p.stage.row("network_body", code="drieluik").id
    return actions.plan_meeting, p.sanne, {"body_id": body, "starts_at": timezone.now()}


def finish_task(p):
    action, by, given = decide(p)
    p.stage.do(action, by=by, **given)
    return (
        actions.finish_task,
        p.fenna,
        {"task_id": p.stage.row("signals_task", desk_id=p.fenna.desk_id).id, "note": "Klaar."},
    )


def settle(p):
    p.fresh()
    mail = p.stage.rows("signals_mail")[0].id
    p.stage.superuser.execute("UPDATE signals_mail SET state = 'sending'; UPDATE signals_mail SET state = 'uncertain'")
    return decide_mail, p.stage.person("Iris Testpersoon"), {"mail_id": mail, "again": False}


SECRETS = ("matras", "paspoort", "Verzinsels", "Mirte", "06 00", "opvang", "Opvang", "Twaalf", "inspecteur", "adres")
WORDS = {"kind": "checked", "category": "place", "text": "Twaalf mensen ingeschreven.", "domain": "municipality"}
ADVICE = {"asked_from": "care", "about": "labour", "outcome": "advised"}
DEEDS = {
    "signal.accepted": accept,
    "signal.declined": decline,
    "signal.task_finished": finish,
    "signal.withdrawn": withdraw,
    "signal.enriched": simply(actions.add_contribution, **WORDS),
    "signal.facts_set": at_the_lead(actions.set_facts, facts={"sexual": "yes"}),
    "signal.reporter_asked": simply(actions.ask_reporter, text="Welke dag was dat?"),
    "signal.watched": at_the_lead(actions.watch, ground="School let op.", until=soon()),
    "signal.closed": at_the_lead(actions.close, reason="disrupted", note="", feedback="followed_up"),
    "signal.reopened": reopen,
    "signal.linked": link,
    "person.noted": person,
    "person.joined": joined,
    "contribution.corrected": mended,
    "signal.unlinked": undo_link,
    "signal.passed_on": at_the_lead(actions.pass_on),
    "signal.overruled": otherwise,
    "signal.sheet_printed": of_sheet(actions.note_sheet),
    "signal.receipt_noted": receipt,
    "signal.received": register,
    "signal.on_agenda": on_agenda,
    "meeting.decided": decide,
    "signal.submission_advised": advise,
    "meeting.closed": close_meeting,
    "meeting.planned": plan_meeting,
    "task.done": finish_task,
    "advice.noted": lambda p: (actions.note_advice, p.noor, ADVICE),
    "mail.decided": settle,
    # Reading is a deed as well.
    "signal.read": lambda p: (queries.one, p.noor, {"folder_id": p.fresh()}),
    "inbox.read": lambda p: (queries.inbox, p.noor, {}),
    "list.read": lambda p: (queries.signal_list, p.noor, {"filters": Filters()}),
    "list.exported": lambda p: (queries.signal_list, p.noor, {"filters": Filters(), "everything": True}),
    "chain.read": lambda p: (queries.chain, p.sanne, {}),
    "chain.counted": lambda p: (queries.figures, p.sanne, {}),
    "totals.read": lambda p: (queries.totals, p.stage.person("Hanna Oefening"), {}),
    "route.weighed": lambda p: (queries.past_facts, p.sanne, {}),
}


def events(stage) -> dict:
    return {row.id: row for row in stage.rows("audit_event")}


def counted(stage) -> dict:
    """How much there is of everything but the log."""
    tables = (
        "signals_moment signals_referral signals_task signals_mail signals_question signals_advice signals_signallink"
        " folders_contribution folders_folder folders_personrecord folders_personjoin"
        " access_grant network_meeting signals_agendaitem"
        " procrastinate_jobs".split()
    )
    counts = {table: len(stage.rows(table)) for table in tables}
    states = sorted((str(r.id), r.state, r.sheet_made_at) for r in stage.rows("signals_referral"))
    return counts | {"states": states, "revisions": sorted(s.revision for s in stage.rows("signals_signal"))}


@pytest.mark.parametrize("action", DEEDS)
def test_a_deed_leaves_its_one_event_that_says_who_as_what_why_and_on_what(play, action):
    deed, by, given = DEEDS[action](play)
    before = events(play.stage)
    play.stage.do(deed, by=by, **given)
    (event,) = [row for key, row in events(play.stage).items() if key not in before]
    assert (event.action, event.outcome) == (action, "done")
    assert (event.who, event.role, event.desk) == (by.name, by.role, by.desk_label)
    assert (event.user_id, event.organisation_id, event.region_id) == (by.user_id, by.organisation_id, "drenthe")
    assert event.purpose == "signal.handle"
    objects = play.stage.rows("audit_event_object", event_id=event.id)
    assert len(objects) == event.objects_count
    if "folder_id" in given:
        assert given["folder_id"] in {row.object_id for row in objects}
    told = " ".join(str((row.about, row.trace)) for row in events(play.stage).values())
    assert not [word for word in SECRETS if word in told], "the log names no word of a signal"


@pytest.mark.parametrize("action", DEEDS)
def test_when_the_log_cannot_be_written_the_deed_did_not_happen(play, action):
    deed, by, given = DEEDS[action](play)
    before = counted(play.stage), events(play.stage)
    broken = patch.object(audit, "_EVENT", "SELECT 1/0")
    with broken, pytest.raises(DatabaseError):
        play.stage.do(deed, by=by, **given)
    assert (counted(play.stage), events(play.stage)) == before


def test_when_the_deed_is_rolled_back_the_log_says_nothing(play):
    deed, by, given = accept(play)
    before = events(play.stage)

    def deed_that_fails(**words):
        deed(**words)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        play.stage.do(deed_that_fails, by=by, **given)
    assert events(play.stage) == before


def test_every_action_of_the_room_is_in_this_list():
    tested = set(
        "accept add_contribution advise_submission ask_reporter close close_meeting correct correct_person decide_item"
        " decline finish finish_task link note_advice note_person note_receipt note_sheet pass_on pass_on_otherwise"
        " plan_meeting put_on_agenda register reopen set_facts undo_link watch withdraw".split()
    )
    without_account = {"receive_report", "answer_question"}
    imports = {
        name for name in actions.__all__ if getattr(getattr(actions, name), "__module__", "").endswith(".imports")
    }
    functions = {name for name in actions.__all__ if callable(getattr(actions, name)) and name.islower()}
    assert functions - imports - without_account == tested


def test_a_report_without_account_is_in_the_log_as_the_reporter_of_its_first_desk(stage):
    folder = stage.report().folder_id
    event = stage.row("audit_event", action="signal.received")
    assert (event.role, event.user_id, event.who) == ("reporter", None, "reporter")
    assert event.organisation_id == stage.noor.organisation_id
    assert stage.row("audit_event_object", event_id=event.id).object_id == folder


def test_a_code_that_fits_and_a_code_that_does_not_are_both_in_the_log_without_the_code(stage):
    received = stage.report()
    queries.follow(region="drenthe", code=received.reporter_code)
    queries.follow(region="drenthe", code="2222-2222-2222")
    found = stage.rows("audit_event", action="report.followed")
    assert sorted(row.outcome for row in found) == ["denied", "done"]
    assert received.reporter_code not in str(found)
    assert "2222" not in str([(r.about, r.trace, r.ground) for r in found])


@pytest.mark.parametrize("table", ["audit_event", "audit_event_object"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET region_id = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_log_is_append_only_for_every_role_that_works(stage, connect, table, statement):
    stage.report()
    for role in ("lantaarn_app", "lantaarn_worker", "lantaarn_sealer"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connect(role).execute(statement.format(table))


@pytest.mark.parametrize("table", ["audit_event", "audit_event_object"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET region_id = 'x'", "DELETE FROM {}"])
def test_even_the_owner_changes_no_row_of_the_log(stage, as_owner, superuser, table, statement):
    """Row-level security hides every row from the owner; who passes that meets the trigger."""
    stage.report()
    count = len(stage.rows(table))
    assert as_owner.execute(statement.format(table)).rowcount == 0
    with pytest.raises(psycopg.Error) as caught:
        superuser.execute(statement.format(table))
    assert caught.value.sqlstate == "LA010"
    assert len(stage.rows(table)) == count > 0


@pytest.mark.parametrize("claim", ["user_id", "organisation_id", "region_id"])
def test_nobody_writes_in_the_log_as_somebody_else(stage, claim):
    noor, bram = stage.noor, stage.bram
    values = {"user_id": noor.user_id, "organisation_id": noor.organisation_id, "region_id": "drenthe"}
    values[claim] = {"user_id": bram.user_id, "organisation_id": stage.sanne.organisation_id, "region_id": "x"}[claim]
    with pytest.raises(DatabaseError) as caught, acting(noor), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (id, at, region_id, organisation_id, user_id, who, role, desk, action, purpose,"
            " ground, outcome, about, objects_count, trace) VALUES (gen_random_uuid(), now(), %(region_id)s,"
            " %(organisation_id)s, %(user_id)s, 'x', '', '', 'signal.read', 'x', '', 'done', '', 0, '')",
            values,
        )
    assert caught.value.__cause__.sqlstate == "42501"


def log_of(stage, actor) -> list:
    with acting(actor), connection.cursor() as cursor:
        return cursor.execute("SELECT organisation_id FROM audit_event").fetchall()


def test_a_privacy_officer_reads_the_own_organisations_log_and_nobody_else_reads_any(stage):
    stage.accepted()
    stage.do(queries.figures, by=stage.sanne)
    emmen, zvhd = stage.esra, stage.person("Koen Verzonnen")
    assert set(log_of(stage, emmen)) == {(emmen.organisation_id,)}
    assert set(log_of(stage, zvhd)) == {(zvhd.organisation_id,)}
    for name in ("Noor Voorbeeld", "Sanne Testpersoon", "Iris Testpersoon", "Hanna Oefening"):
        assert log_of(stage, stage.person(name)) == []


def test_the_log_falls_into_a_partition_of_its_month(stage, superuser):
    stage.report()
    names = {
        row[0] for row in superuser.execute("SELECT DISTINCT tableoid::regclass::text FROM audit_event").fetchall()
    }
    assert names == {timezone.now().strftime("audit_event_%Y_%m")}


def test_a_row_of_a_month_without_a_partition_is_kept_all_the_same(stage, superuser):
    with (
        patch("django.utils.timezone.now", return_value=dt.datetime(2061, 5, 1, tzinfo=dt.UTC)),
        acting(stage.noor) as noor,
    ):
        audit.record(action="signal.read", by=noor)
    assert superuser.execute("SELECT count(*) FROM audit_event_other").fetchone() == (1,)
