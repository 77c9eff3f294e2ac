"""Who holds an action and says nothing is asked by mail, once, with a link that leads to the two clicks."""

from django.utils import timezone

from ground.region import as_role


def test_holders_who_are_silent_are_asked_once_and_the_link_leads_to_the_two_clicks(stage, sign_in):
    from lantaarn.config.demo import programme, telling
    from lantaarn.programme import jobs

    with telling.back(300):
        made = programme.begin(stage.sanne)
        programme.adopt(made, timezone.localdate(), stage.sanne)
    with as_role("lantaarn_worker"):
        asked = jobs.remind("drenthe")
        assert jobs.remind("drenthe") == 0, "run again, it asks nobody twice"
    mails = stage.rows("signals_mail", template="reminder")
    assert asked == len(mails) == len({mail.to_user_id for mail in mails}) > 10
    assert all(mail.link.startswith("/programma/actie/") for mail in mails)
    waiting = stage.superuser.execute(
        "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'send_mail' AND args->>'region' = 'drenthe'"
    ).fetchone()
    assert waiting == (asked,)
    (noors,) = [mail for mail in mails if mail.to_user_id == stage.noor.user_id]
    noor = sign_in("Noor Voorbeeld")
    page = noor.get(noors.link)
    assert page.context["form"] is not None
    answer = {"state": "busy", "municipality": str(stage.noor.municipality_id)}
    assert noor.post(noors.link, answer).status_code == 302


def test_today_asks_the_holder_one_question_and_nobody_else(stage, sign_in):
    from lantaarn.config.demo import programme, telling

    assert "Zeg hoe het staat" not in sign_in("Sanne Testpersoon").get("/").content.decode()
    with telling.back(300):
        made = programme.begin(stage.sanne)
        programme.adopt(made, timezone.localdate(), stage.sanne)
    said = sign_in("Sanne Testpersoon").get("/").content.decode()
    assert said.count("Zeg hoe het staat") == 1
    assert "/programma/actie/" in said
    assert "Zeg hoe het staat" not in sign_in("Lotte Proef").get("/").content.decode()


def test_what_no_room_counts_is_asked_of_its_holder_who_answers_behind_the_link_of_the_mail(stage, sign_in):
    """Checks per quarter and district, places free: their number comes from who holds the action."""
    from lantaarn.programme import actions, jobs
    from programme.invented import READ, Adopted

    programme = Adopted(stage, READ)
    director = (actions.PartyInput("Ketenregisseur", holds=True, role="chain_director"),)
    given = actions.ActionInput(what="De pers te woord staan", level="regional", parties=director, recurrence="ongoing")
    stage.do(actions.add_action, programme_id=programme.id, given=given, by=stage.sanne)
    given = actions.ActionInput("Samen controleren", level="regional", parties=director, recurrence="4 a year")
    checks = stage.do(actions.add_action, programme_id=programme.id, given=given, by=stage.sanne)
    stage.superuser.execute("UPDATE programme_programme SET made_at = now() - interval '300 days'")
    with as_role("lantaarn_worker"):
        jobs.remind("drenthe")
    (mail,) = [one for one in stage.rows("signals_mail", template="reminder") if one.to_user_id == stage.sanne.user_id]
    assert mail.link == f"/programma/actie/{checks}/", "a number that is wanted goes before silence"
    sanne = sign_in("Sanne Testpersoon")
    assert "Hoe vaak is het gedaan?" in sanne.get(mail.link).content.decode()
    sanne.post(mail.link, {"state": "busy", "counted": "2"})
    tally = sanne.get(mail.link).context["action"].tally
    assert (tally.number, tally.target, tally.words) == (2, 4, "2 van 4")
