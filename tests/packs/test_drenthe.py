"""The region Drenthe as its policy plan has it: who is who, where a signal goes, and what is promised."""

from dataclasses import replace

import pytest

from lantaarn.rules.proofs import prove
from lantaarn.rules.routing import ManualTriage, Route, prove_region, route
from lantaarn.rules.tables import with_cell, with_rule_removed
from lantaarn.tables.packs import Pack

UNKNOWN = {
    "acute_danger": "unknown",
    "in_region": "yes",
    "source_domain": "municipality",
    "minor": "unknown",
    "domestic_dependency": "unknown",
    "possible_victim": "unknown",
    "suspect_known": "unknown",
    "sexual": "unknown",
    "labour": "unknown",
    "criminal": "unknown",
    "other_exploitation": "unknown",
    "undermining": "unknown",
}


@pytest.fixture(scope="module")
def plan(drenthe: Pack):
    return drenthe.plan()


@pytest.fixture
def goes(plan):
    def go(stage: str, **facts: str) -> Route:
        found = route(plan, {**UNKNOWN, "stage": stage, **facts})
        assert isinstance(found, Route), found
        return found

    return go


# --- the network ----------------------------------------------------------------------------------------------------


def test_twelve_municipalities_with_their_cbs_codes(drenthe):
    assert {place.name: place.code for place in drenthe.municipalities} == {
        "Aa en Hunze": "GM1680",
        "Assen": "GM0106",
        "Borger-Odoorn": "GM1681",
        "Coevorden": "GM0109",
        "De Wolden": "GM1690",
        "Emmen": "GM0114",
        "Hoogeveen": "GM0118",
        "Meppel": "GM0119",
        "Midden-Drenthe": "GM1731",
        "Noordenveld": "GM1699",
        "Tynaarlo": "GM1730",
        "Westerveld": "GM1701",
    }


def test_riec_is_a_party_of_the_network_but_no_desk_and_no_party_to_the_covenant(drenthe):
    (riec,) = [one for one in drenthe.organisations if one.kind == "riec"]
    assert (riec.is_destination, riec.covenant_party) == (False, False)
    assert all(desk.organisation != riec.code and desk.role != "riec_partner" for desk in drenthe.desks)


def test_what_the_plan_does_not_give_is_marked_as_not_adopted(drenthe):
    assert {deadline.code for deadline in drenthe.deadlines} == {"urgent", "accept", "next_drieluik"}
    assert not any(deadline.adopted for deadline in drenthe.deadlines)
    (drieluik,) = [body for body in drenthe.bodies if body.code == "drieluik"]
    assert (drieluik.adopted, drieluik.chair) == (False, "chain_director")


def test_the_citizen_form_is_off(drenthe):
    assert not drenthe.region.citizen_form
    assert {phone.number for phone in drenthe.region.phones} == {"112", "0900-8844", "0800-5151", "0800-7000"}


def test_each_municipality_has_two_focal_points_with_a_wall(drenthe):
    local = {desk.domain: desk for desk in drenthe.desks if desk.municipal}
    assert set(local) == {"safety", "social"}
    assert not any(desk.municipalities for desk in local.values())


MAY_SEE_SIGNALS = {
    "focal_point",
    "chain_director",
    "care_coordinator",
    "police_partner",
    "labour_inspector",
    "prosecutor",
    "domestic_violence_centre",
}


def test_only_who_works_on_signals_may_see_them(drenthe):
    assert {role.code for role in drenthe.roles if "signals.work" in role.may} == MAY_SEE_SIGNALS
    assert {role.code for role in drenthe.roles if "chain.view" in role.may} <= MAY_SEE_SIGNALS


def test_what_the_others_may(drenthe):
    may = {role.code: set(role.may) for role in drenthe.roles}
    assert may["executive"] == {"totals.read", "picture.read"}, "numbers without persons"
    assert may["privacy_officer"] >= {"log.read", "retention.keep", "subjects.work"}
    assert "signals.work" not in may["privacy_officer"]
    assert may["functional_administrator"] == {"accounts.manage", "network.view", "network.manage"}
    assert {role for role, rights in may.items() if "log.read" in rights} == {"privacy_officer"}
    assert {role for role, rights in may.items() if "route.decide" in rights} == {"chain_director"}
    assert {role for role, rights in may.items() if "accounts.manage" in rights} == {"functional_administrator"}


def test_the_signal_card_asks_all_public_signs(drenthe):
    assert len(drenthe.indicators) >= 20
    assert {indicator.group for indicator in drenthe.indicators} == {group.code for group in drenthe.indicator_groups}


# --- where a signal goes --------------------------------------------------------------------------------------------


def test_anyone_reports_to_the_focal_point_of_the_municipality(goes):
    assert goes("entry").lead.desk == "focal_point_safety"
    assert goes("entry", source_domain="care").lead.desk == "focal_point_social"
    assert goes("entry", minor="yes").lead.desk == "focal_point_social"
    assert goes("entry", domestic_dependency="yes").lead.desk == "focal_point_social"


def test_acute_danger_goes_to_112_first_and_to_the_chain_afterwards(goes):
    found = goes("entry", acute_danger="yes")
    assert [step.desk for step in found.steps] == ["police_acute", "focal_point_safety", "chain_director"]
    assert [step.deadline for step in found.steps] == ["urgent"] * 3
    assert (found.steps[0].task, found.steps[0].source) == ("call_112", "Bijlage 4")


def test_labour_goes_to_the_inspectorate(goes):
    assert goes("focal_point", labour="yes").lead.desk == "nla"


@pytest.mark.parametrize("form", ["sexual", "criminal"])
def test_sexual_and_criminal_exploitation_go_to_the_police_team(goes, form):
    assert goes("focal_point", **{form: "yes"}).lead.desk == "tmm"


def test_of_several_forms_one_leads_and_the_other_knows(goes):
    found = goes("focal_point", labour="yes", sexual="yes")
    assert found.lead.desk == "tmm"
    assert found.reaches("nla")


def test_an_unknown_form_goes_to_the_chain_director_and_then_to_the_drieluik(goes):
    first = goes("focal_point").lead
    assert (first.desk, first.task) == ("chain_director", "clarify")
    then = goes("zvhd").lead
    assert (then.desk, then.deadline) == ("drieluik", "next_drieluik")


@pytest.mark.parametrize("victim", ["yes", "unknown"])
@pytest.mark.parametrize("form", ["labour", "sexual", "criminal", "other_exploitation"])
def test_a_possible_victim_always_brings_in_the_care_coordinator(goes, form, victim):
    found = goes("focal_point", **{form: "yes"}, possible_victim=victim)
    assert [step.lead for step in found.steps if step.desk == "care_coordinators"] == [False]


def test_undermining_is_a_task_for_the_municipality_without_what_others_brought(goes, drenthe):
    found = goes("focal_point", undermining="yes", sexual="yes")
    (step,) = [step for step in found.steps if step.task == "consider_riec"]
    assert (step.desk, step.lead) == ("focal_point_safety", False)
    (task,) = [task for task in drenthe.tasks if task.code == "consider_riec"]
    assert task.carries == "notice"


def test_outside_the_region_the_chain_director_hands_over(goes):
    for stage in ("entry", "focal_point"):
        lead = goes(stage, in_region="no").lead
        assert (lead.desk, lead.task) == ("chain_director", "hand_over_region")
    assert goes("zvhd", in_region="no").lead.desk == "other_region"
    assert goes("zvhd", in_region="no", labour="yes").reaches("nla")


def test_each_step_names_its_source_and_whether_the_plan_says_it(drenthe):
    for decision in drenthe.model.decisions:
        assert decision.annotation_names == ("Bron", "Vastgesteld")
        for rule in decision.rules:
            source, adopted = rule.annotations
            assert source
            assert adopted in ("ja", "nee")


def test_a_signal_with_a_value_that_nobody_knows_goes_to_a_person(plan):
    found = route(plan, {**UNKNOWN, "stage": "focal_point", "labour": "maybe"})
    assert isinstance(found, ManualTriage)
    assert "labour" in found.reason


# --- the proof ------------------------------------------------------------------------------------------------------


def test_the_route_is_proved(plan):
    proof = prove_region(plan)
    assert proof.proved
    assert not any(one.unreachable_rules for one in proof.proofs)
    assert len(plan.invariants) == 12


def cell(decision: str, rule: int, column: int | str, text: str):
    return lambda model: with_cell(model, decision, rule, column, text)


NOBODY = ("none", "none", "none")


def nobody(decision: str, *rules: int):
    def edit(model):
        for rule in rules:
            for column, value in zip(("desk", "task", "deadline"), NOBODY, strict=True):
                model = with_cell(model, decision, rule, column, f'"{value}"')
        return model

    return edit


BREAKS = {
    "danger_first_112": nobody("first", 1),
    "danger_then_chain": nobody("chain", 1),
    "labour_inspectorate": nobody("also_nla", 4),
    "police_team": cell("lead", 7, "desk", '"chain_director"'),
    "victim_care": nobody("care", 1),
    "victim_unknown_care": nobody("care", 4),
    "minor_social": cell("domain", 2, "domain", '"safety"'),
    "care_wall": cell("domain", 1, "domain", '"safety"'),
    "unsafe_veilig_thuis": nobody("notification", 3),
    "undermining_municipality": cell("undermining_task", 2, "desk", '"focal_point_social"'),
    "drieluik_always": nobody("meeting", 2),
    "danger_same_day": cell("lead", 2, "deadline", '"accept"'),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_agreement_is_seen_to_fail_once(plan, name):
    """A promise that nothing can break is no promise: one edit, and the proof names exactly what fails."""
    broken = replace(plan, model=BREAKS[name](plan.model))
    proof = prove_region(broken)
    (agreement,) = [one for one in plan.invariants if one.name == name]
    texts = [found.text for found in proof.proof(agreement.decision).counterexamples if found.kind == "invariant"]
    assert any(agreement.label in text for text in texts), proof.counterexamples


def test_every_agreement_has_its_break(plan):
    assert {agreement.name for agreement in plan.invariants} == set(BREAKS)


def test_dropping_any_rule_is_noticed(plan):
    """Every rule is needed: without it some combination has no answer."""
    for decision in plan.model.decisions:
        for rule in range(1, len(decision.rules) + 1):
            without = with_rule_removed(plan.model, decision.name, rule)
            assert not prove(without, decision.name).total, (decision.name, rule)


# --- desks ----------------------------------------------------------------------------------------------------------


def staffed(drenthe: Pack) -> dict[tuple[str, str], int]:
    places = [place.code for place in drenthe.municipalities]
    return {
        (desk.code, place): desk.min_people
        for desk in drenthe.desks
        if not desk.off_system and not desk.body
        for place in (places if desk.municipal else [""])
    }


def test_a_region_with_everybody_in_place_is_proved(drenthe, plan):
    assert prove_region(plan, staffed(drenthe)).proved


def test_an_empty_desk_in_one_municipality_is_named(drenthe, plan):
    people = {**staffed(drenthe), ("focal_point_social", "GM0114"): 0}
    proof = prove_region(plan, people)
    (found,) = proof.counterexamples
    assert found.kind == "desk"
    assert found.facts["municipality"] == "Emmen"


def test_an_empty_desk_of_the_region_is_named(drenthe, plan):
    people = {**staffed(drenthe), ("care_coordinators", ""): 0}
    assert {found.kind for found in prove_region(plan, people).counterexamples} == {"desk"}


def test_a_desk_outside_the_system_needs_a_way_to_reach_it(drenthe):
    desks = tuple(replace(desk, channel="") if desk.code == "nla" else desk for desk in drenthe.desks)
    texts = [found.text for found in prove_region(replace(drenthe, desks=desks).plan()).counterexamples]
    assert texts
    assert all("er staat niet hoe u die bereikt" in text for text in texts)
