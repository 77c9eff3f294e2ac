"""The programme measures itself: lights follow from what rooms count; people add the story and may overrule, seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db.utils import DatabaseError, ProgrammingError
from django.http import Http404
from django.utils.timezone import localdate

from ground.region import ASSEN, EMMEN
from lantaarn.outreach.actions import TrainingInput, record_meeting, record_training
from lantaarn.programme import actions, queries
from lantaarn.rules.transitions import NotAllowed
from programme.invented import YEAR, brought

NOVEMBER = dt.date(YEAR, 11, 24)
TODAY = localdate()


def train(stage, on_day, audience="focal_points"):
    training = TrainingInput(title="Signalen zien", on_day=on_day, audience=audience)
    stage.do(record_training, training=training, by=stage.sanne)


def test_the_light_of_a_yearly_training_turns_by_itself_when_the_training_is_recorded(stage, adopted):
    before = adopted.action("Training", NOVEMBER)
    assert (before.light.colour, before.tally.words) == ("orange", "0 van 1")
    train(stage, dt.date(YEAR, 1, 1))
    after = adopted.action("Training", NOVEMBER)
    assert (after.light.colour, after.light.code) == ("green", "reached")
    assert after.tally.items == (f"1-1-{YEAR}: Signalen zien",)
    assert "aandachtsfunctionarissen" in after.tally.how


def test_a_training_for_others_or_of_last_year_does_not_count(stage, adopted):
    train(stage, dt.date(YEAR, 1, 1), audience="counter")
    train(stage, dt.date(YEAR - 1, 12, 31))
    assert adopted.action("Training", NOVEMBER).tally.number == 0


def test_network_meetings_are_counted_and_forecast(stage, adopted, superuser):
    bodies = superuser.execute(
        "SELECT id FROM network_body WHERE code IN ('focal_point_network', 'project_group') ORDER BY code"
    ).fetchall()
    for (body,) in bodies:
        stage.do(record_meeting, body_id=body, on_day=dt.date(YEAR, 1, 1), by=stage.sanne)
    found = adopted.action("Netwerk", NOVEMBER)
    assert (found.tally.words, found.tally.ahead) == ("1 van 3", "op koers voor 1 van 3"), (
        "the project group is another"
    )
    assert found.light.colour == "orange"


def test_a_local_action_has_a_state_per_municipality_and_each_changes_its_own_alone(stage, adopted):
    local = adopted.action("Vertellen")
    assert local.local.total == 12
    emmen, assen = stage.place(EMMEN), stage.place(ASSEN)
    stage.do(
        actions.report_progress,
        action_id=local.id,
        municipality_id=emmen,
        state="done",
        evidence="Staat op het intranet",
        by=stage.noor,
    )
    with pytest.raises(NotAllowed):
        stage.do(actions.report_progress, action_id=local.id, municipality_id=assen, state="done", by=stage.noor)
    grid = stage.do(queries.matrix, programme_id=adopted.id, by=stage.noor)
    (row,) = grid.rows
    states = {name: cell.state for (_id, name), cell in zip(grid.municipalities, row.cells, strict=True)}
    assert states["Emmen"] == "done"
    assert set(states.values()) == {"done", "not_begun"}
    own, _total = stage.do(queries.of_municipality, municipality_id=emmen, by=stage.bram)
    assert [(p.cell.state, p.cell.evidence, p.cell.light.colour) for p in own] == [
        ("done", "Staat op het intranet", "green")
    ]


def test_the_database_refuses_another_municipality_also_when_the_application_forgets_to_ask(stage, adopted):
    from lantaarn.context.session import acting
    from lantaarn.programme.models import LocalState

    local, assen = adopted.action("Vertellen"), stage.place(ASSEN)
    with acting(stage.noor):
        assert LocalState.objects.filter(action_id=local.id, municipality_id=assen).update(state="done") == 0
        assert LocalState.objects.filter(action_id=local.id).update(state="done") == 1, "her own alone"


def test_a_light_may_be_overruled_with_a_reason_and_what_the_rules_say_stays_visible(stage, adopted):
    late = adopted.action("opvangplekken")
    assert (late.light.colour, late.light.code) == ("red", "over")
    with pytest.raises(NotAllowed, match="waarom"):
        stage.do(actions.overrule_light, action_id=late.id, light="orange", reason=" ", by=stage.sanne)
    stage.do(actions.overrule_light, action_id=late.id, light="orange", reason="Wacht op het Rijk.", by=stage.sanne)
    now = adopted.action("opvangplekken")
    assert (now.light.colour, now.light.reason, now.overruled) == ("orange", "Wacht op het Rijk.", True)
    assert now.rules.colour == "red"
    assert "ketenregisseur" in now.overruled_by
    later = adopted.action("opvangplekken", TODAY + dt.timedelta(days=93))
    assert not later.overruled, "it ends by itself"
    stage.do(actions.follow_rules, action_id=late.id, by=stage.sanne)
    assert adopted.action("opvangplekken", TODAY + dt.timedelta(days=1)).light.colour == "red"


def test_who_reports_does_not_overrule_and_who_only_reads_does_neither(stage, adopted):
    late = adopted.action("opvangplekken")
    with pytest.raises(NotAllowed):
        stage.do(actions.overrule_light, action_id=late.id, light="green", reason="Mooi.", by=stage.noor)
    with pytest.raises(NotAllowed):
        stage.do(actions.report_progress, action_id=late.id, state="done", by=stage.esra)
    forged = replace(stage.esra, may=frozenset({"programme.report", "programme.manage"}))
    with pytest.raises(ProgrammingError, match="row-level security"):
        stage.do(actions.report_progress, action_id=late.id, state="done", by=forged)


def test_who_neither_holds_an_action_nor_takes_part_does_not_report_on_it(stage, adopted):
    with pytest.raises(NotAllowed, match="eraan meedoet"):
        stage.do(actions.report_progress, action_id=adopted.action("Dag tegen").id, state="done", by=stage.noor)
    stage.do(actions.report_progress, action_id=adopted.action("Netwerk").id, state="busy", by=stage.noor)


def test_what_the_holder_says_is_kept_word_for_word_and_never_changed(stage, adopted):
    late = adopted.action("opvangplekken")
    stage.do(actions.report_progress, action_id=late.id, state="busy", story="Twee plekken erbij.", by=stage.noor)
    stage.do(actions.report_progress, action_id=late.id, state="done", story="Drie plekken erbij.", by=stage.sanne)
    words = stage.do(queries.history, action_id=late.id, by=stage.noor)
    assert [w.story for w in words] == ["Drie plekken erbij.", "Twee plekken erbij."]
    now = adopted.action("opvangplekken")
    assert (now.light.code, now.story, now.last_word) == ("done", "Drie plekken erbij.", TODAY)
    from lantaarn.context.session import acting
    from lantaarn.programme.models import Progress

    with pytest.raises(DatabaseError, match="permission denied"), acting(stage.sanne):
        Progress.objects.update(story="Anders.")


def test_a_draft_is_seen_by_who_manages_alone_also_in_the_database(stage, read):
    draft = stage.do(brought, name="plan.docx", read=read, by=stage.sanne)
    cover = actions.ProgrammeInput(title="Samen alert")
    programme = stage.do(actions.confirm_import, draft_id=draft, programme=cover, by=stage.sanne)
    assert [p.title for p in stage.do(queries.programmes, by=stage.sanne)] == ["Samen alert"]
    assert stage.do(queries.programmes, by=stage.noor) == []
    with pytest.raises(Http404):
        stage.do(queries.board, programme_id=programme, by=stage.noor)
    from lantaarn.context.session import acting
    from lantaarn.programme.models import Action, LocalState, Part

    with acting(stage.noor):
        assert not Action.objects.exists()
        assert not Part.objects.exists()
        assert not LocalState.objects.exists()


def test_another_region_sees_nothing_of_it(stage, adopted, superuser):
    superuser.execute(
        "INSERT INTO network_region (code, name, covenant, citizen_form, phones, pack)"
        " VALUES ('elders', 'Elders', '', false, '[]', '{}')"
    )
    stranger = replace(stage.sanne, region="elders")
    assert stage.do(queries.programmes, by=stranger) == []
    with pytest.raises(Http404):
        stage.do(queries.board, programme_id=adopted.id, by=stranger)


def seen(stage, by=None, today=NOVEMBER):
    return stage.do(queries.survey, today=today, by=by or stage.noor)


def what(stage, found, survey):
    return [a.what for a in stage.do(lambda by: queries.chosen(found, of=survey, by=by), by=stage.noor)]


def test_the_dashboard_says_what_is_stuck_what_is_due_and_what_an_organisation_owes(stage, adopted):
    survey = seen(stage)
    assert "Onderzoek naar meer opvangplekken" in what(stage, survey.stuck, survey)
    colours = [one.colour for one in survey.stuck]
    assert colours == sorted(colours, reverse=True), "red before orange"
    assert "Training voor aandachtsfunctionarissen" in what(stage, survey.due(), survey)
    assert what(stage, survey.mine, survey) == ["Vertellen waar u kunt melden"], (
        "Emmen holds what each municipality holds"
    )
    director = seen(stage, stage.sanne)
    assert "Netwerkbijeenkomsten houden" in what(stage, director.mine, director)


def test_from_afar_every_action_has_the_light_that_its_own_page_shows(stage, adopted):
    """One statement gathers for all what another gathers for one; they may never differ."""
    local, stuck = adopted.action("Vertellen"), adopted.action("Onderzoek")
    stage.do(
        actions.report_progress, action_id=local.id, state="done", municipality_id=stage.place(EMMEN), by=stage.noor
    )
    stage.do(actions.report_progress, action_id=stuck.id, state="stuck", story="Wacht.", by=stage.sanne)
    stage.do(actions.overrule_light, action_id=stuck.id, light="green", reason="Komt goed.", by=stage.sanne)
    for day in (TODAY, NOVEMBER, TODAY + dt.timedelta(days=200)):
        near = {a.id: (a.light.colour, a.light.code, a.last_word) for a in adopted.board(day).live}
        afar = {s.id: (s.colour, s.code, s.last_word) for s in seen(stage, today=day).seen}
        assert afar == {key: (colour, code, str(said or "")) for key, (colour, code, said) in near.items()}


def test_what_only_the_holder_can_tell_is_asked_of_people_who_may_answer(stage, adopted):
    meetings = adopted.action("Netwerk")
    asked = stage.do(
        actions.add_action,
        programme_id=adopted.id,
        given=actions.ActionInput(
            "Blok uitdelen", recurrence="2 a year", parties=(actions.PartyInput("Drukker", holds=True),)
        ),
        by=stage.sanne,
    )
    open_ones = {one.id for one in queries.to_answer(seen(stage).seen)}
    assert asked in open_ones, "no room counts it"
    assert meetings.id not in open_ones
    stage.do(actions.report_progress, action_id=asked, counted=1, by=stage.noor)
    answered = adopted.action("Blok", NOVEMBER)
    assert (answered.tally.words, answered.light.colour) == ("1 van 2", "green")
    assert asked not in {one.id for one in queries.to_answer(seen(stage).seen)}
    house = meetings.holders[0].organisation_id
    people = stage.do(queries.who_reports, organisation_ids=[house], by=stage.noor)
    assert stage.sanne.user_id in people[house]


def test_a_timeline_tells_what_has_no_moment_instead_of_guessing(stage, adopted):
    found = queries.timeline(
        adopted.board(NOVEMBER).live, first=dt.date(YEAR - 1, 1, 1), last=dt.date(YEAR + 1, 12, 31)
    )
    assert len(found.quarters) == 12
    bars = {bar.action.what: (bar.start, bar.end) for bar in found.bars}
    assert bars["Onderzoek naar meer opvangplekken"] == (0, 3)
    assert found.unknown == ()


def test_the_calendar_knows_the_fixed_days(stage, adopted):
    days = stage.do(queries.agenda, first=dt.date(YEAR, 1, 1), last=dt.date(YEAR, 12, 31), by=stage.noor)
    assert (dt.date(YEAR, 10, 18), "Dag tegen mensenhandel") in {(d.first, d.what) for d in days}


def test_totals_are_computed_from_the_rows(stage, adopted):
    table = stage.do(queries.money, programme_id=adopted.id, by=stage.noor)
    assert table.years == (YEAR, YEAR + 1)
    assert [str(total.planned) for total in table.totals] == ["120000.00", "102500.50"]
    line = actions.MoneyInput(measure="Scholing", year=YEAR, planned=20000, spent=23000)
    stage.do(actions.set_budget_line, programme_id=adopted.id, line=line, by=stage.sanne)
    (row,) = [
        r for r in stage.do(queries.money, programme_id=adopted.id, by=stage.noor).rows if r.measure == "Scholing"
    ]
    assert row.total.over
    assert row.total.left == -3000
