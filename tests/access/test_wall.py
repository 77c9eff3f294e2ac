"""Between the two focal points of a municipality stands a wall, and a desk off-system looks in nowhere."""

from __future__ import annotations

import pytest
from django.db import connection
from django.http import Http404

from ground.region import EMMEN
from lantaarn.context.session import acting
from lantaarn.signals import queries
from lantaarn.signals.actions import accept, finish_task, pass_on, set_facts
from lantaarn.signals.queries import Filters


def sees(stage, actor) -> set:
    with acting(actor), connection.cursor() as cursor:
        return {row[0] for row in cursor.execute("SELECT folder_id FROM signals_signal").fetchall()}


def test_what_care_brought_is_not_open_to_public_order_nor_the_other_way_round(stage):
    social = stage.report(source_domain="care").folder_id
    safety = stage.report(source_domain="safety").folder_id
    assert sees(stage, stage.noor) == {social}
    assert sees(stage, stage.bram) == {safety}
    assert sees(stage, stage.at("focal_point_social", "GM0106")) == set()
    assert sees(stage, stage.sanne) == set()


def test_the_other_focal_point_finds_nothing_of_it_on_any_page(stage, sign_in):
    received = stage.report(source_domain="care")
    folder, noor = received.folder_id, stage.noor
    referral = stage.referral(folder, noor.desk_id)
    bram = sign_in("Bram Verzonnen")
    for address in (
        f"/postvak/{folder}/",
        f"/postvak/{folder}/aanvullen/",
        f"/postvak/{folder}/doorzetten/",
        f"/postvak/{folder}/overdrachtsblad/{referral.id}/",
        f"/postvak/{folder}/overdrachtsblad/{referral.id}/pdf/",
    ):
        assert bram.get(address).status_code == 404, address
    for address in ("/", "/postvak/", "/lijst/", f"/lijst/?woorden={received.signal_code}", "/lijst/csv/"):
        answer = bram.get(address)
        assert answer.status_code == 200, address
        said = answer.content.decode()
        assert str(folder) not in said, address
        assert f">{received.signal_code}<" not in said, address
    noors = sign_in("Noor Voorbeeld")
    assert received.signal_code in noors.get("/lijst/csv/").content.decode()
    assert f">{received.signal_code}<" in noors.get("/lijst/").content.decode()


def test_a_post_to_a_signal_of_another_desk_is_missing_and_changes_nothing(stage, sign_in):
    folder = stage.report(source_domain="care").folder_id
    referral = stage.referral(folder, stage.noor.desk_id)
    before = stage.signal(folder), stage.rows("signals_referral")
    bram = sign_in("Bram Verzonnen")
    for address in (
        f"/postvak/{folder}/aannemen/{referral.id}/",
        f"/postvak/{folder}/afronden/",
        f"/postvak/{folder}/vraag/",
        f"/postvak/{folder}/feiten/",
    ):
        assert bram.post(address, {"revision": "1", "reason": "x", "text": "x"}).status_code == 404, address
    assert (stage.signal(folder), stage.rows("signals_referral")) == before


def test_a_desk_may_not_accept_in_the_name_of_the_desk_that_was_asked(stage):
    folder = stage.report().folder_id
    noor = stage.noor
    referral = stage.referral(folder, noor.desk_id)
    for actor in (stage.bram, stage.sanne):
        with pytest.raises(Http404), acting(actor):
            accept(folder_id=folder, referral_id=referral.id, revision=1, by=actor)


def undermining(stage):
    folder = stage.accepted(facts={"labour": "yes", "undermining": "yes", "possible_victim": "no"})
    stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    return folder


def test_an_undermining_component_gives_the_safety_desk_a_task_and_nothing_of_the_signal(stage):
    """RIEC is no destination: the municipality considers it itself, on what it holds itself."""
    folder = undermining(stage)
    bram = stage.bram
    assert folder not in sees(stage, bram)
    inbox = stage.do(queries.inbox, by=bram)
    (task,) = inbox.tasks
    assert "RIEC" in task.text
    assert task.may_open is False
    assert "matrassen" not in task.text
    assert not inbox.everything
    with pytest.raises(Http404):
        stage.do(queries.one, folder_id=folder, by=bram)
    assert stage.do(queries.signal_list, filters=Filters(), by=bram).rows == ()


def test_that_task_can_be_finished_without_seeing_the_signal(stage):
    undermining(stage)
    bram = stage.bram
    (task,) = stage.do(queries.open_tasks, by=bram)
    stage.do(finish_task, task_id=task.id, note="Niet ingediend.", by=bram)
    assert stage.do(queries.open_tasks, by=bram) == ()


def test_nobody_at_riec_or_with_the_executive_sees_a_signal(stage):
    undermining(stage)
    for name in ("Hanna Oefening", "Iris Testpersoon", "Koen Verzonnen", "Pim Proef"):
        assert sees(stage, stage.person(name)) == set()
    desks = {row.kind for row in stage.rows("network_desk")}
    assert not {d for d in desks if "riec" in d}


def test_a_desk_off_system_gets_no_grant(stage):
    folder = stage.accepted(facts={"labour": "yes"})
    stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    off = {row.id for row in stage.rows("network_desk") if row.off_system or row.body_id}
    assert off
    assert not off & {row.desk_id for row in stage.rows("access_grant", folder_id=folder)}


def test_who_oversees_the_chain_sees_where_a_signal_lies_and_no_word_of_it(stage):
    received = stage.report()
    sanne = stage.sanne
    (head,) = stage.do(queries.chain, by=sanne).shown
    assert head.code == received.signal_code
    assert head.desk_id == stage.noor.desk_id
    said = " ".join(str(value) for value in vars_of(head))
    assert "matras" not in said
    with pytest.raises(Http404):
        stage.do(queries.one, folder_id=received.folder_id, by=sanne)
    for actor in (stage.noor, stage.bram, stage.esra):
        found = stage.do(queries.chain, by=actor)
        assert (found.shown, found.loads, found.figures.open) == ((), (), 0)


def vars_of(value) -> list:
    import dataclasses

    return [getattr(value, field.name) for field in dataclasses.fields(value)]


def test_an_executive_sees_counts_of_the_own_municipality_and_nothing_else(stage):
    stage.report(EMMEN)
    stage.report(EMMEN, source_domain="safety")
    stage.report("GM0106")
    hanna = stage.person("Hanna Oefening")
    (total,) = stage.do(queries.totals, by=hanna)
    assert (total.received, total.closed) == (2, 0)
    assert stage.do(queries.totals, by=stage.person("Esra Voorbeeld")) == []


def test_facts_of_last_year_are_for_who_works_on_the_route(stage):
    stage.accepted(facts={"labour": "yes"})
    (past,) = stage.do(queries.past_facts, by=stage.sanne)
    assert past.facts["labour"] == "yes"
    assert past.led_by == "focal_point_social"
    assert stage.do(queries.past_facts, by=stage.noor) == []


def test_search_finds_the_own_words_and_never_those_of_another_desk(stage):
    folder = stage.accepted(facts={"labour": "yes"})
    stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    words = Filters(words="matrassen")
    assert [r.folder_id for r in stage.do(queries.signal_list, filters=words, by=stage.noor).rows] == [folder]
    assert folder in sees(stage, stage.sanne)
    assert stage.do(queries.signal_list, filters=words, by=stage.sanne).rows == ()
    assert stage.do(queries.signal_list, filters=words, by=stage.bram).rows == ()


def test_a_link_shows_only_to_who_sees_both(stage):
    from lantaarn.signals.actions import link
    from lantaarn.signals.actions.course import give_access

    first, second = stage.report(), stage.report()
    noor, sanne = stage.noor, stage.sanne
    stage.do(link, folder_id=first.folder_id, other_code=second.signal_code, why="zelfde adres", by=noor)
    with acting(noor):
        give_access(first.folder_id, sanne.desk_id, ground="meldroute", purpose="signal.handle")
    assert len(stage.do(queries.one, folder_id=first.folder_id, by=noor).links) == 1
    assert stage.do(queries.one, folder_id=first.folder_id, by=sanne).links == ()


def test_a_link_with_a_signal_of_another_desk_cannot_be_made_and_its_existence_is_not_told(stage):
    from lantaarn.rules.transitions import NotAllowed
    from lantaarn.signals.actions import link

    mine, theirs = stage.report(), stage.report(source_domain="safety")
    told = set()
    for code in (theirs.signal_code, "S-999999"):
        with pytest.raises(NotAllowed) as caught:
            stage.do(link, folder_id=mine.folder_id, other_code=code, why="x", by=stage.noor)
        told.add(str(caught.value))
    assert len(told) == 1


def test_facts_of_a_signal_that_is_not_held_cannot_be_set(stage):
    folder = stage.report().folder_id
    with pytest.raises(Http404):
        stage.do(set_facts, folder_id=folder, facts={"labour": "yes"}, revision=1, by=stage.bram)
