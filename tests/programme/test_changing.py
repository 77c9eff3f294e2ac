"""A living document: each adoption is kept whole, what changed since can be asked, and who may not change proposes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.utils import DatabaseError

from lantaarn.context.session import acting
from lantaarn.network.actions import place_in_districts
from lantaarn.network.queries import municipalities
from lantaarn.programme import actions, queries
from lantaarn.programme.actions import ActionInput, PartyInput
from lantaarn.programme.models import LocalState
from lantaarn.rules.transitions import NotAllowed
from programme.invented import YEAR

ZVH = (PartyInput("ZVHD", holds=True),)


def changed(stage, adopted):
    return [
        (c.kind, c.what, c.field, c.before, c.now)
        for c in stage.do(queries.changed_since, programme_id=adopted.id, by=stage.noor)
    ]


def test_what_changed_since_the_adoption_can_be_asked_and_a_next_adoption_begins_anew(stage, adopted):
    assert changed(stage, adopted) == []
    late = adopted.action("opvangplekken")
    stage.do(
        actions.change_action,
        action_id=late.id,
        given=ActionInput("Onderzoek naar meer opvangplekken", parties=ZVH, ends_on=dt.date(YEAR + 1, 6, 30)),
        by=stage.sanne,
    )
    stage.do(
        actions.add_action,
        programme_id=adopted.id,
        given=ActionInput("Kaart voor de balie", level="local"),
        by=stage.sanne,
    )
    gone = adopted.action("Dag tegen")
    stage.do(actions.end_action, action_id=gone.id, why="Doet het Rijk.", by=stage.sanne)
    found = changed(stage, adopted)
    assert ("new", "Kaart voor de balie", "", "", "") in found
    assert ("gone", "Dag tegen mensenhandel", "", "", "") in found
    assert ("changed", late.what, "ends_on", f"{YEAR - 1}-12-31", f"{YEAR + 1}-06-30") in found
    assert ("changed", late.what, "holders", "Veilig Thuis, Stichting De Verzonnen Kade", "ZVHD") in found
    assert adopted.action("Kaart").local.total == 12, "a local action unfolds at once"
    adopt(stage, adopted)
    assert changed(stage, adopted) == []
    numbers = [v.number for v in stage.do(queries.versions, programme_id=adopted.id, by=stage.noor)]
    assert numbers == [2, 1]
    since = stage.do(queries.between, programme_id=adopted.id, first=1, second=2, by=stage.noor)
    assert {c.kind for c in since} == {"new", "gone", "changed"}


def adopt(stage, adopted):
    stage.do(
        actions.adopt_programme,
        programme_id=adopted.id,
        adopted_by="Stuurgroep",
        on_day=dt.date(YEAR, 1, 1),
        by=stage.sanne,
    )


def test_a_version_is_never_changed(stage, adopted):
    from lantaarn.context.session import acting
    from lantaarn.programme.models import Version

    with pytest.raises(DatabaseError, match="permission denied"), acting(stage.sanne):
        Version.objects.update(adopted_by="Iemand anders")


def test_who_reports_proposes_and_what_a_body_adopts_is_done_at_once(stage, adopted):
    with pytest.raises(NotAllowed):
        stage.do(actions.add_action, programme_id=adopted.id, given=ActionInput("Zelf bedacht"), by=stage.noor)
    asked = ActionInput("Voorlichting op de markt", recurrence="2 a year", parties=ZVH)
    proposal = stage.do(
        actions.propose, programme_id=adopted.id, kind="add", given=asked, why="Daar komt iedereen.", by=stage.noor
    )
    assert len(adopted.board().live) == 5
    (seen,) = stage.do(queries.proposals, programme_id=adopted.id, by=stage.bram)
    assert (seen.what, seen.state, seen.is_mine) == ("Voorlichting op de markt", "open", False)
    decide(stage, proposal, adopt=True)
    made = adopted.action("markt")
    assert (made.target, made.target_per, made.holder_names) == (2, "year", "ZVHD")
    with pytest.raises(NotAllowed):
        decide(stage, proposal, adopt=True)


def decide(stage, proposal, **given):
    stage.do(
        actions.decide_proposal,
        proposal_id=proposal,
        body="Projectgroep",
        on_day=dt.date(YEAR, 1, 1),
        by=stage.sanne,
        **given,
    )


def test_a_rejected_proposal_changes_nothing_and_keeps_its_reason(stage, adopted):
    late = adopted.action("opvangplekken")
    proposal = stage.do(
        actions.propose, programme_id=adopted.id, kind="end", action_id=late.id, why="Lukt niet.", by=stage.noor
    )
    with pytest.raises(NotAllowed, match="waarom"):
        decide(stage, proposal, adopt=False)
    decide(stage, proposal, adopt=False, decision="Juist nu nodig.")
    assert adopted.action("opvangplekken").ended_on is None
    (seen,) = stage.do(queries.proposals, programme_id=adopted.id, by=stage.noor)
    assert (seen.state, seen.decision, seen.is_mine) == ("rejected", "Juist nu nodig.", True)


def test_only_who_made_a_proposal_takes_it_back(stage, adopted):
    late = adopted.action("opvangplekken")
    proposal = stage.do(
        actions.propose, programme_id=adopted.id, kind="end", action_id=late.id, why="Lukt niet.", by=stage.noor
    )
    with pytest.raises(NotAllowed):
        stage.do(actions.withdraw_proposal, proposal_id=proposal, by=stage.bram)
    from lantaarn.context.session import acting
    from lantaarn.programme.models import Proposal

    with pytest.raises(DatabaseError, match="row-level security"), acting(stage.noor):
        Proposal.objects.filter(id=proposal).update(state="adopted")
    stage.do(actions.withdraw_proposal, proposal_id=proposal, by=stage.noor)


def test_a_closed_programme_stays_to_be_read_and_changes_no_more(stage, adopted):
    stage.do(actions.close_programme, programme_id=adopted.id, by=stage.sanne)
    assert adopted.board().programme.state == "closed"
    with pytest.raises(NotAllowed):
        stage.do(actions.add_action, programme_id=adopted.id, given=ActionInput("Nog een"), by=stage.sanne)


@pytest.fixture
def southeast(stage):
    """Two municipalities of Drenthe form a district."""
    places = {place.name: place.id for place in municipalities(region="drenthe")}
    two = {places["Emmen"]: "Zuidoost", places["Coevorden"]: "Zuidoost"}
    stage.do(place_in_districts, districts=two, by=stage.sanne)


def test_a_district_plan_hangs_under_the_umbrella(stage, adopted, southeast):
    cover = actions.ProgrammeInput(title="Plan Zuidoost", kind="district", district="Zuidoost", parent_id=adopted.id)
    stage.do(actions.make_programme, programme=cover, by=stage.sanne)
    assert [p.title for p in adopted.board(by=stage.sanne).nested] == ["Plan Zuidoost"]
    assert adopted.board().nested == (), "a draft, so who only reads does not see it"


def test_a_district_plan_unfolds_over_its_own_municipalities_alone(stage, adopted, southeast):
    cover = actions.ProgrammeInput(title="Plan Zuidoost", kind="district", district="Zuidoost", parent_id=adopted.id)
    made = stage.do(actions.make_programme, programme=cover, by=stage.sanne)
    local = ActionInput("Elke gemeente van het district wijst iemand aan", level="local")
    stage.do(actions.add_action, programme_id=made, given=local, by=stage.sanne)
    found = stage.do(queries.matrix, programme_id=made, by=stage.sanne)
    assert [name for _id, name in found.municipalities] == ["Coevorden", "Emmen"]
    assert [len(row.cells) for row in found.rows] == [2]
    with acting(stage.sanne):
        assert LocalState.objects.filter(action__programme_id=made).count() == 2


def test_a_district_plan_is_of_a_district_that_the_region_has(stage, adopted):
    cover = actions.ProgrammeInput(title="Plan Nergens", kind="district", district="Nergens")
    with pytest.raises(NotAllowed, match="district"):
        stage.do(actions.make_programme, programme=cover, by=stage.sanne)


def test_the_public_page_shows_what_was_adopted_and_nothing_of_how_it_goes(stage, adopted):
    from lantaarn.context.actor import Actor

    visitor = Actor(kind="plain", region="drenthe")
    assert stage.do(queries.public_programmes, by=visitor) == []
    with pytest.raises(NotAllowed):
        stage.do(actions.publish_programme, programme_id=adopted.id, public=True, by=stage.noor)
    stage.do(actions.publish_programme, programme_id=adopted.id, public=True, by=stage.sanne)
    late = adopted.action("opvangplekken")
    stage.do(actions.report_progress, action_id=late.id, state="stuck", story="Intern verhaal.", by=stage.noor)
    (shown,) = stage.do(queries.public_programmes, by=visitor)
    assert (shown.adopted_by, len(shown.actions)) == ("Bestuurlijk Veiligheidsoverleg", 5)
    assert "Intern verhaal" not in repr(shown)
    assert "stuck" not in repr(shown)


def test_a_report_begins_with_what_was_said_in_its_half_year(stage, adopted):
    late = adopted.action("opvangplekken")
    stage.do(actions.report_progress, action_id=late.id, state="busy", story="Twee plekken erbij.", by=stage.noor)
    half = {"first": dt.date(YEAR, 1, 1), "last": dt.date(YEAR, 12, 31)}
    (told,) = stage.do(queries.told, programme_id=adopted.id, **half, by=stage.sanne)
    assert [word.story for word in told.words] == ["Twee plekken erbij."]
    last_year = {"first": dt.date(YEAR - 1, 1, 1), "last": dt.date(YEAR - 1, 12, 31)}
    assert stage.do(queries.told, programme_id=adopted.id, **last_year, by=stage.sanne) == []
