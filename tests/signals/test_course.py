"""The life of a signal at its desks, and two people on one signal at once."""

from __future__ import annotations

import datetime as dt
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.http import Http404
from django.utils import timezone

from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import queries
from lantaarn.signals.actions import (
    Stale,
    accept,
    add_contribution,
    advise_submission,
    answer_question,
    ask_reporter,
    close,
    correct,
    decide_item,
    decline,
    note_receipt,
    note_sheet,
    pass_on,
    pass_on_otherwise,
    plan_meeting,
    reopen,
    set_facts,
    watch,
)
from lantaarn.signals.actions.tasks import TaskInput

CLOSED = {"reason": "no_trafficking_found", "note": "", "feedback": "thanks_only"}


def act(stage, action, folder, by, **given):
    return stage.do(action, folder_id=folder, revision=given.pop("revision", stage.revision(folder)), by=by, **given)


def test_accepted_means_taken_up_and_the_reporter_reads_so_and_never_by_whom(stage):
    received = stage.report()
    stage.accept(received.folder_id, by=stage.noor)
    followed = queries.follow(region="drenthe", code=received.reporter_code)
    assert followed.taken_up_at is not None
    said = str(followed)
    for secret in ("Noor", "Emmen", "sociaal", "focal", str(stage.noor.desk_id), str(received.folder_id), "matras"):
        assert secret not in said


def test_a_signal_must_be_accepted_before_it_is_passed_on_or_closed(stage):
    folder = stage.report().folder_id
    for action, given in ((pass_on, {}), (close, CLOSED), (watch, {"ground": "x", "until": timezone.localdate()})):
        with pytest.raises(NotAllowed):
            act(stage, action, folder, stage.noor, **given)


def test_closing_asks_a_reason_and_safe_words_from_the_list(stage):
    folder = stage.accepted()
    for wrong in ({"reason": "zomaar"}, {"feedback": "Wij hebben Mirte gesproken"}):
        with pytest.raises(NotAllowed):
            act(stage, close, folder, stage.noor, **{**CLOSED, **wrong})
    act(stage, close, folder, stage.noor, **CLOSED)
    assert stage.signal(folder).status == "closed"


def test_closed_is_closed_until_its_desk_opens_it_again(stage):
    folder = stage.accepted()
    act(stage, close, folder, stage.noor, **CLOSED)
    for action, given in ((close, CLOSED), (pass_on, {}), (watch, {"ground": "x", "until": timezone.localdate()})):
        with pytest.raises(NotAllowed):
            act(stage, action, folder, stage.noor, **given)
    act(stage, reopen, folder, stage.noor, reason="Er kwam een tweede melding.")
    assert stage.signal(folder).status == "taken_up"
    act(stage, close, folder, stage.noor, **CLOSED)


def test_who_does_not_lead_neither_closes_nor_passes_on_nor_watches(stage):
    folder = stage.report(facts={"possible_victim": "yes"}).folder_id
    stage.accept(folder, by=stage.noor)
    stage.accept(folder, by=stage.fenna)
    for action, given in ((close, CLOSED), (pass_on, {}), (watch, {"ground": "x", "until": timezone.localdate()})):
        with pytest.raises(NotAllowed, match="leiding"):
            act(stage, action, folder, stage.fenna, **given)


def test_giving_back_asks_a_reason_and_somebody_always_answers(stage):
    folder = stage.report().folder_id
    referral = stage.referral(folder, stage.noor.desk_id).id
    with pytest.raises(NotAllowed):
        act(stage, decline, folder, stage.noor, referral_id=referral, reason="  ")
    act(stage, decline, folder, stage.noor, referral_id=referral, reason="Hoort bij Assen.")
    assert stage.referral(folder, stage.sanne.desk_id).leads


def test_who_answers_last_cannot_give_a_signal_back_to_nobody(stage):
    folder, sanne = stage.report(municipality="").folder_id, stage.sanne
    referral = stage.referral(folder, sanne.desk_id).id
    with pytest.raises(NotAllowed, match="geen andere balie"):
        act(stage, decline, folder, sanne, referral_id=referral, reason="Ik ook niet.")
    assert stage.referral(folder, sanne.desk_id).state == "offered"


def test_what_a_sender_gets_back_lies_with_the_sender_again(stage):
    folder = stage.accepted()
    sanne = stage.sanne
    act(stage, pass_on, folder, stage.noor)
    act(
        stage, decline, folder, sanne, referral_id=stage.referral(folder, sanne.desk_id).id, reason="Eerst zelf bellen."
    )
    assert stage.referral(folder, stage.noor.desk_id).leads
    assert stage.signal(folder).lead_desk_id == stage.noor.desk_id


def test_departing_from_the_route_asks_a_reason_and_is_counted(stage):
    folder = stage.accepted()
    words = {"desk_id": stage.sanne.desk_id, "leads": True, "note": ""}
    with pytest.raises(NotAllowed):
        act(stage, pass_on_otherwise, folder, stage.noor, reason=" ", **words)
    act(stage, pass_on_otherwise, folder, stage.noor, reason="Zij kent de zaak.", **words)
    assert stage.signal(folder).overruled
    assert stage.referral(folder, stage.sanne.desk_id).overrule_reason == "Zij kent de zaak."


def test_a_signal_has_one_lead_at_a_time(stage):
    folder = stage.accepted()
    act(stage, pass_on, folder, stage.noor)
    open_leads = [
        r for r in stage.rows("signals_referral", folder_id=folder) if r.leads and r.state in ("offered", "accepted")
    ]
    assert len(open_leads) == 1


def test_a_desk_off_system_gets_a_sheet_and_the_sender_notes_receipt_and_reference(stage):
    folder = stage.accepted(facts={"labour": "yes"})
    act(stage, pass_on, folder, stage.noor)
    referral = stage.referral(folder, stage.desk("nla"))
    stage.do(note_sheet, folder_id=folder, referral_id=referral.id, by=stage.noor)
    act(stage, note_receipt, folder, stage.noor, referral_id=referral.id, received_by="meldkamer", reference="NLA-77")
    found = stage.referral(folder, stage.desk("nla"))
    assert (found.state, found.their_reference, found.receipt_by) == ("accepted", "NLA-77", "meldkamer")
    act(stage, close, folder, stage.noor, **{**CLOSED, "reason": "prosecuted"})


def test_nothing_that_was_said_is_overwritten_a_correction_points_at_what_it_corrects(stage):
    folder = stage.accepted()
    noor = stage.noor
    words = {"folder_id": folder, "kind": "checked", "category": "place", "by": noor}
    first = stage.do(add_contribution, text="Elf mensen.", domain="municipality", **words)
    stage.do(correct, text="Twaalf mensen.", contribution_id=first, **words)
    found = {w.text: w for w in stage.do(queries.one, folder_id=folder, by=noor).words if w.kind == "checked"}
    assert found["Elf mensen."].corrected
    assert found["Twaalf mensen."].corrects == first
    assert not found["Twaalf mensen."].corrected


def test_a_question_reaches_the_reporter_and_the_answer_reaches_the_desk_once(stage):
    received = stage.report()
    folder = received.folder_id
    stage.do(ask_reporter, folder_id=folder, text="Welke dag was dat?", by=stage.noor)
    (question,) = queries.follow(region="drenthe", code=received.reporter_code).questions
    given = {"region": "drenthe", "question_id": question.id}
    assert not answer_question(code="2222-2222-2222", text="x", **given)
    assert answer_question(code=received.reporter_code.lower().replace("-", " "), text="Maandag.", **given)
    assert not answer_question(code=received.reporter_code, text="Dinsdag.", **given)
    (read,) = stage.do(queries.one, folder_id=folder, by=stage.noor).questions
    assert read.answer == "Maandag."


def test_a_code_of_another_report_answers_no_question(stage):
    first, second = stage.report(), stage.report()
    stage.do(ask_reporter, folder_id=first.folder_id, text="Welke dag?", by=stage.noor)
    question = stage.row("signals_question").id
    assert not answer_question(region="drenthe", code=second.reporter_code, question_id=question, text="x")


def test_a_decision_of_the_drieluik_becomes_tasks_with_a_day_and_comes_back_with_what_happened_since(stage):
    folder = stage.accepted(facts={"labour": "yes"})
    act(stage, pass_on, folder, stage.noor)
    sanne, bram = stage.sanne, stage.bram
    body = stage.row("network_body", code="drieluik").id
    sitting = stage.do(plan_meeting, body_id=body, starts_at=timezone.now(), by=sanne)
    item = stage.row("signals_agendaitem", folder_id=folder).id
    due = timezone.localdate() + dt.timedelta(days=7)
    task = TaskInput(bram.desk_id, "Ga langs met de brandweer.", due)
    stage.do(
        decide_item, item_id=item, meeting_id=sitting, decision="Controle", tasks=[task], comes_back=True, by=sanne
    )
    (asked,) = stage.do(queries.open_tasks, by=bram)
    assert (asked.due_on, asked.may_open) == (due, True)
    meeting = next(m for m in stage.do(queries.meetings, by=sanne) if m.id == sitting)
    waiting = [r for r in stage.do(queries.agenda, meeting=meeting, by=sanne) if r.decided_at is None]
    assert [(r.last_decision, len(r.last_tasks)) for r in waiting] == [("Controle", 1)]
    with pytest.raises(NotAllowed, match="al besloten"):
        stage.do(decide_item, item_id=item, meeting_id=sitting, decision="x", tasks=[], comes_back=False, by=sanne)


def test_the_chain_director_advises_and_the_safety_desk_of_the_municipality_gets_the_task_and_sight(stage):
    folder, noor, sanne, bram = stage.accepted(), stage.noor, stage.sanne, stage.bram
    act(stage, pass_on_otherwise, folder, noor, desk_id=sanne.desk_id, leads=False, reason="x", note="")
    advice = {"note": "Begin bij de verhuurder.", "due_on": timezone.localdate() + dt.timedelta(days=7)}
    opened = stage.revision(folder)
    act(stage, advise_submission, folder, sanne, **advice)
    (task,) = stage.do(queries.open_tasks, by=bram)
    assert "indienen" not in task.text
    assert "dien deze zaak als gemeente in bij het RIEC" in task.text
    assert task.text.endswith("Begin bij de verhuurder.")
    assert task.may_open
    assert stage.do(queries.one, folder_id=folder, by=bram).moments[-1].kind == "advised"
    with pytest.raises(Stale):
        act(stage, advise_submission, folder, sanne, revision=opened, **advice)
    with pytest.raises(Http404):
        act(stage, advise_submission, folder, noor, **advice)


def test_a_case_of_no_known_municipality_is_handed_in_by_nobody(stage):
    folder = stage.report("").folder_id
    with pytest.raises(NotAllowed, match="gemeente"):
        act(stage, advise_submission, folder, stage.sanne, note="", due_on=timezone.localdate())


def test_the_second_of_two_people_is_told_what_the_first_did_and_nothing_is_lost(stage):
    folder = stage.accepted()
    opened = stage.revision(folder)
    act(stage, set_facts, folder, stage.noor, facts={"labour": "yes"}, revision=opened)
    with pytest.raises(Stale) as caught:
        act(stage, close, folder, stage.noor, revision=opened, **CLOSED)
    assert [(c.kind, c.desk) for c in caught.value.changes] == [("facts", stage.noor.desk_label)]
    assert caught.value.revision == stage.revision(folder)
    assert stage.signal(folder).status == "taken_up"


def test_accepting_twice_is_accepting_once(stage):
    folder = stage.report().folder_id
    noor = stage.noor
    referral = stage.referral(folder, noor.desk_id).id
    for _ in range(2):
        stage.do(accept, folder_id=folder, referral_id=referral, revision=1, by=noor)
    assert len(stage.rows("signals_moment", folder_id=folder, kind="accepted")) == 1
    assert len(stage.rows("audit_event", action="signal.accepted")) == 1


def at_once(*deeds) -> list[object]:
    """Each in a thread of its own, all let go together; what each answered or raised."""
    ready, answers = Barrier(len(deeds)), [None] * len(deeds)

    def run(number, deed) -> None:
        ready.wait()
        try:
            answers[number] = deed()
        except (NotAllowed, Stale) as refused:
            answers[number] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return answers


def test_of_two_colleagues_who_press_at_the_same_moment_one_is_first(stage, superuser):
    folder = stage.report().folder_id
    noor = stage.noor
    deputy = superuser.execute(
        "SELECT u.name FROM network_user u JOIN network_membership m ON m.user_id = u.id"
        " WHERE m.desk_id = %s AND m.is_deputy",
        [noor.desk_id],
    ).fetchone()[0]
    colleague = stage.person(deputy)
    referral = stage.referral(folder, noor.desk_id).id

    def press(by):
        return lambda: stage.do(accept, folder_id=folder, referral_id=referral, revision=1, by=by)

    answers = at_once(press(noor), press(colleague))
    assert sum(answer is None for answer in answers) == 1
    assert sum(isinstance(answer, Stale) for answer in answers) == 1
    assert len(stage.rows("signals_moment", folder_id=folder, kind="accepted")) == 1


def test_a_double_click_on_passing_on_passes_on_once(stage):
    folder = stage.accepted(facts={"labour": "yes"})
    noor, revision = stage.noor, stage.revision(folder)
    answers = at_once(*[lambda: act(stage, pass_on, folder, noor, revision=revision)] * 2)
    assert sum(isinstance(answer, Stale) for answer in answers) == 1
    assert len(stage.rows("signals_referral", folder_id=folder, to_desk_id=stage.desk("nla"))) == 1


def test_the_same_form_sent_twice_at_once_is_one_report(stage):
    from lantaarn.signals.actions import ReceivedBefore, receive_report

    report = stage.filled()

    def send():
        try:
            return receive_report(region="drenthe", report=report)
        except ReceivedBefore as before:
            return before

    answers = at_once(send, send, send)
    assert sum(isinstance(answer, ReceivedBefore) for answer in answers) == 2
    assert len(stage.rows("signals_signal")) == 1


@pytest.mark.parametrize("status", ["watching", "taken_up"])
def test_the_database_holds_the_status_table_too(stage, superuser, status):
    import psycopg

    folder = stage.report().folder_id if status == "watching" else stage.accepted()
    if status == "taken_up":
        act(stage, close, folder, stage.noor, **CLOSED)
        status = "watching"
    with pytest.raises(psycopg.Error) as caught:
        superuser.execute("UPDATE signals_signal SET status = %s WHERE folder_id = %s", [status, folder])
    assert caught.value.sqlstate == "LA020"
