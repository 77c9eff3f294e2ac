"""What the queue does by itself: reminders, escalation, waking what was watched, and mail that is sent once."""

from __future__ import annotations

import datetime as dt
from unittest.mock import patch

import pytest
from django.core import mail as outbox
from django.utils import timezone

from ground.region import ASSEN, as_role
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import actions, jobs, queries
from lantaarn.signals.actions.mailing import decide_mail


@pytest.fixture
def queue(stage):
    """`queue(jobs.remind)`: as the queue runs it, in a session of its own role."""

    def run(job, *given, after: dt.timedelta = dt.timedelta()):
        moment = timezone.now() + after
        with as_role("lantaarn_worker"), patch("django.utils.timezone.now", return_value=moment):
            return job(*given or [stage.code])

    return run


DAYS = dt.timedelta(days=1)


def mails(stage, template: str) -> list:
    return [row for row in stage.rows("signals_mail") if row.template == template]


def people_at(stage, *desk: str) -> set:
    return {row.user_id for row in stage.rows("network_membership", desk_id=stage.desk(*desk))}


def test_a_desk_is_told_at_once_that_something_lies_there(stage):
    stage.report()
    assert {row.to_user_id for row in mails(stage, "offered")} == people_at(stage, "focal_point_social", "GM0114")


def test_a_desk_that_waits_is_reminded_once(stage, queue):
    stage.report()
    assert queue(jobs.remind) == 0
    assert queue(jobs.remind, after=4 * DAYS) == 1
    assert queue(jobs.remind, after=4 * DAYS) == 0
    assert {row.to_user_id for row in mails(stage, "reminder")} == people_at(stage, "focal_point_social", "GM0114")


def test_a_desk_that_accepted_is_not_reminded(stage, queue):
    stage.accepted()
    assert queue(jobs.remind, after=9 * DAYS) == 0


def test_what_came_back_to_who_was_asked_because_nobody_answered_is_accepted_too(stage, queue):
    folder, noor, sanne = stage.report().folder_id, stage.noor, stage.sanne
    queue(jobs.escalate, after=9 * DAYS)
    referral = stage.referral(folder, noor.desk_id)
    given = {"folder_id": folder, "referral_id": referral.id, "revision": stage.revision(folder)}
    stage.do(actions.decline, reason="Niet voor ons.", by=noor, **given)
    queue(jobs.escalate, after=99 * DAYS)
    stage.accept(folder, by=sanne)
    assert stage.signal(folder).lead_desk_id == sanne.desk_id


def test_a_desk_off_system_is_reminded_through_who_handed_it_over(stage, queue):
    folder = stage.accepted(facts={"labour": "yes", "possible_victim": "no"})
    stage.do(actions.pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    queue(jobs.remind, after=9 * DAYS)
    assert people_at(stage, "focal_point_social", "GM0114") <= {row.to_user_id for row in mails(stage, "reminder")}


def test_when_nobody_accepts_the_chain_director_sees_it_and_is_told_once(stage, queue):
    folder = stage.report().folder_id
    assert queue(jobs.escalate) == 0
    assert queue(jobs.escalate, after=9 * DAYS) == 1
    assert queue(jobs.escalate, after=9 * DAYS) == 0
    sanne = stage.sanne
    seen = stage.do(queries.one, folder_id=folder, by=sanne)
    assert seen.moments[-1].kind == "escalated"
    assert [row.folder_id for row in stage.do(queries.inbox, by=sanne).new] == [folder]
    assert {row.to_user_id for row in mails(stage, "escalated")} == people_at(stage, "chain_director")
    assert stage.do(queries.chain, by=sanne).shown[0].escalated


def test_a_chain_director_who_accepts_an_escalation_leads_and_can_pass_the_signal_on(stage, queue):
    folder, sanne, noor = stage.report().folder_id, stage.sanne, stage.noor
    queue(jobs.escalate, after=9 * DAYS)
    late = stage.referral(folder, noor.desk_id).id
    stage.accept(folder, by=sanne)
    assert stage.signal(folder).lead_desk_id == sanne.desk_id
    assert stage.signal(folder).status == "taken_up"
    with pytest.raises(NotAllowed):
        stage.do(actions.accept, folder_id=folder, referral_id=late, revision=stage.revision(folder), by=noor)
    facts = {"labour": "yes"}
    stage.do(actions.set_facts, folder_id=folder, facts=facts, revision=stage.revision(folder), by=sanne)
    stage.do(actions.pass_on, folder_id=folder, revision=stage.revision(folder), by=sanne)
    assert stage.referral(folder, stage.desk("nla")).leads


def test_an_escalation_beside_the_lead_takes_the_lead_from_nobody(stage, queue):
    folder = stage.report(facts={"possible_victim": "yes"}).folder_id
    stage.accept(folder, by=stage.noor)
    queue(jobs.escalate, after=9 * DAYS)
    stage.accept(folder, by=stage.sanne)
    assert stage.signal(folder).lead_desk_id == stage.noor.desk_id
    assert not stage.referral(folder, stage.sanne.desk_id).leads


def test_the_chain_director_cannot_give_an_escalation_back_to_nobody(stage, queue):
    folder, sanne = stage.report().folder_id, stage.sanne
    queue(jobs.escalate, after=9 * DAYS)
    referral = stage.referral(folder, sanne.desk_id).id
    with pytest.raises(NotAllowed, match="Niemand antwoordde"):
        stage.do(
            actions.decline,
            folder_id=folder,
            referral_id=referral,
            reason="Niet voor mij.",
            revision=stage.revision(folder),
            by=sanne,
        )
    assert stage.do(queries.one, folder_id=folder, by=sanne).folder_id == folder


def test_the_desk_can_still_accept_after_an_escalation(stage, queue):
    folder = stage.report().folder_id
    queue(jobs.escalate, after=9 * DAYS)
    stage.accept(folder, by=stage.noor)
    assert stage.signal(folder).status == "taken_up"


def test_the_desk_can_still_give_back_after_an_escalation(stage, queue):
    """The chain director was asked already, and now leads."""
    folder = stage.report().folder_id
    queue(jobs.escalate, after=9 * DAYS)
    referral = stage.referral(folder, stage.noor.desk_id)
    stage.do(
        actions.decline,
        folder_id=folder,
        referral_id=referral.id,
        reason="Wij kennen deze mensen niet.",
        revision=stage.revision(folder),
        by=stage.noor,
    )
    director = stage.referral(folder, stage.sanne.desk_id)
    assert director.leads
    assert stage.signal(folder).lead_desk_id == stage.sanne.desk_id


def test_a_late_desk_beside_a_signal_that_the_chain_director_handles_escalates_too(stage, queue):
    """One signal that cannot be escalated twice must not stop the escalation of all others."""
    folder = stage.report(municipality="", facts={"possible_victim": "yes"}).folder_id
    stage.accept(folder, by=stage.sanne)
    other = stage.report(ASSEN).folder_id
    assert queue(jobs.escalate, after=9 * DAYS) == 2
    for late in (folder, other):
        assert stage.rows("signals_referral", folder_id=late)[0].folder_id == late
        assert [r for r in stage.rows("signals_referral", folder_id=late) if r.escalated_at]


def test_what_lies_late_with_the_chain_director_is_in_the_log_as_well(stage, queue):
    folder = stage.report(municipality="").folder_id
    queue(jobs.escalate, after=9 * DAYS)
    assert stage.row("audit_event", action="signal.escalated", about=stage.signal(folder).code)


def watched(stage) -> tuple:
    folder = stage.accepted()
    until = timezone.localdate() + dt.timedelta(days=10)
    stage.do(
        actions.watch,
        folder_id=folder,
        ground="De school let mee op.",
        until=until,
        revision=stage.revision(folder),
        by=stage.noor,
    )
    return folder, until


def test_a_watched_signal_wakes_on_its_day_once_as_a_task_of_the_desk(stage, queue):
    folder, until = watched(stage)
    assert queue(jobs.wake, after=9 * DAYS) == 0
    assert queue(jobs.wake, after=11 * DAYS) == 1
    assert queue(jobs.wake, after=12 * DAYS) == 0
    (task,) = stage.do(queries.open_tasks, by=stage.noor)
    assert task.folder_id == folder
    assert task.due_on == until
    assert "De school let mee op." not in task.text, "every holder reads that task; the ground is the desk's own"
    assert stage.do(queries.one, folder_id=folder, by=stage.noor).watch_ground == "De school let mee op."
    assert mails(stage, "task")


def test_the_queue_leaves_each_of_its_deeds_in_the_log(stage, queue):
    watched(stage)
    stage.report()
    for job in (jobs.remind, jobs.escalate, jobs.wake):
        queue(job, after=11 * DAYS)
    events = [row for row in stage.rows("audit_event") if row.role == "system" and row.action != "region.loaded"]
    assert {row.action for row in events} == {"signal.reminded", "signal.escalated", "signal.woken"}
    assert all(row.user_id is None for row in events)


def test_mail_carries_a_link_and_no_content(stage, queue):
    folder = stage.report().folder_id
    outbox.outbox = []
    for row in mails(stage, "offered"):
        queue(jobs.send_mail, str(row.id), stage.code)
    assert len(outbox.outbox) == len(mails(stage, "offered")) > 0
    for message in outbox.outbox:
        whole = message.subject + message.body
        assert f"http://localhost/postvak/{folder}/" in message.body
        for secret in ("matras", "paspoort", "Verzinsels", "Mirte", "S-", "Emmen", "uitbuiting", "06 00"):
            assert secret not in whole
    assert {row.state for row in mails(stage, "offered")} == {"sent"}


def test_a_mail_is_sent_once_however_often_the_queue_tries(stage, queue):
    stage.report()
    outbox.outbox = []
    row = mails(stage, "offered")[0]
    for _ in range(3):
        queue(jobs.send_mail, str(row.id), stage.code)
    assert len(outbox.outbox) == 1


def test_a_mail_that_was_being_sent_when_the_machine_died_is_shown_to_a_person_and_never_sent_by_itself(stage, queue):
    stage.report()
    row = mails(stage, "offered")[0]
    outbox.outbox = []
    with pytest.raises(KeyboardInterrupt), patch.object(jobs, "_send", side_effect=KeyboardInterrupt):
        queue(jobs.send_mail, str(row.id), stage.code)
    assert stage.row("signals_mail", id=row.id).state == "sending", "committed before it leaves"
    queue(jobs.send_mail, str(row.id), stage.code)
    assert queue(jobs.find_lost_mail) == 0, "it may still be on its way"
    assert queue(jobs.find_lost_mail, after=dt.timedelta(minutes=11)) == 1
    queue(jobs.send_mail, str(row.id), stage.code)
    assert stage.row("signals_mail", id=row.id).state == "uncertain"
    assert outbox.outbox == []
    iris = stage.person("Iris Testpersoon")
    (shown,) = stage.do(queries.uncertain_mail, by=iris)
    assert shown.id == row.id


@pytest.mark.parametrize("again,state,left", [(True, "sent", 1), (False, "sent", 0)])
def test_a_person_decides_on_uncertain_mail(stage, queue, again, state, left):
    stage.report()
    row = mails(stage, "offered")[0]
    stage.superuser.execute("UPDATE signals_mail SET state = 'sending' WHERE id = %s", [row.id])
    queue(jobs.find_lost_mail, after=dt.timedelta(minutes=11))
    outbox.outbox = []
    stage.do(decide_mail, mail_id=row.id, again=again, by=stage.person("Iris Testpersoon"))
    queue(jobs.send_mail, str(row.id), stage.code)
    assert stage.row("signals_mail", id=row.id).state == state
    assert len(outbox.outbox) == left


def test_a_mail_that_the_server_refuses_is_shown_with_the_problem(stage, queue):
    stage.report()
    row = mails(stage, "offered")[0]
    with patch("django.core.mail.EmailMessage.send", side_effect=ConnectionRefusedError("geen verbinding")):
        queue(jobs.send_mail, str(row.id), stage.code)
    found = stage.row("signals_mail", id=row.id)
    assert (found.state, found.problem) == ("failed", "geen verbinding")


def test_no_mail_leaves_when_the_deed_is_rolled_back(stage):
    noor = stage.noor
    before = len(stage.rows("procrastinate_jobs"))

    class Stop(Exception):
        pass

    def deed(*, by):
        actions.register(report=stage.filled(entry="phone"), by=by)
        raise Stop

    with pytest.raises(Stop):
        stage.do(deed, by=noor)
    assert stage.rows("signals_mail") == []
    assert len(stage.rows("procrastinate_jobs")) == before


def test_the_queue_is_told_ids_and_nothing_else(stage, queue):
    """Arguments of jobs stand outside row-level security."""
    watched(stage)
    stage.report(facts={"possible_victim": "yes"})
    for job in (jobs.remind, jobs.escalate, jobs.wake):
        queue(job, after=11 * DAYS)
    found = stage.rows("procrastinate_jobs")
    assert found
    for row in found:
        assert set(row.args) == {"mail_id", "region"}
        assert len(row.args["mail_id"]) == 36
        assert row.args["region"] == "drenthe"


def test_somebody_who_is_away_gets_no_mail_and_the_deputy_does(stage):
    from lantaarn.network.models import Absence

    noor = stage.noor
    today = timezone.localdate()
    Absence.objects.create(region_id="drenthe", membership_id=noor.membership_id, first_day=today, last_day=today)
    stage.report()
    told = {row.to_user_id for row in mails(stage, "offered")}
    assert noor.user_id not in told
    assert told


def test_looking_after_everything_is_one_job_that_may_run_again(stage, queue):
    watched(stage)
    stage.report()
    for _ in range(2):
        queue(jobs.look_after, 0, after=11 * DAYS)
    assert len(mails(stage, "escalated")) == len(people_at(stage, "chain_director"))


def test_partitions_of_the_log_stand_two_years_ahead(stage, queue, superuser):
    queue(jobs.make_partitions, 0)
    ahead = (timezone.localdate().replace(day=1) + dt.timedelta(days=31 * 23)).strftime("audit_event_%Y_%m")
    assert superuser.execute("SELECT to_regclass(%s)", [ahead]).fetchone()[0]
