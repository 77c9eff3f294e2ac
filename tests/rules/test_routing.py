"""The route of a region that is not Drenthe: other tables, other words, the same promises."""

from dataclasses import replace

import pytest

from lantaarn.rules.routing import (
    DeskKind,
    Invariant,
    ManualTriage,
    Place,
    Route,
    RoutePlan,
    Words,
    prove_region,
    route,
)
from lantaarn.rules.tables import read_dmn

DMN = """\
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="r" namespace="n">
<inputData id="i1" name="danger"><variable name="danger" typeRef="string"/></inputData>
<inputData id="i2" name="stage"><variable name="stage" typeRef="string"/></inputData>
<decision id="d1" name="first"><variable name="first"/>
<informationRequirement><requiredInput href="#i1"/></informationRequirement>
<decisionTable hitPolicy="{first_policy}">{danger}{outputs}
{rules}
</decisionTable></decision>
<decision id="d2" name="lead"><variable name="lead"/>
<informationRequirement><requiredInput href="#i2"/></informationRequirement>
<decisionTable hitPolicy="FIRST">
<input><inputExpression typeRef="string"><text>stage</text></inputExpression>
<inputValues><text>"new","held"</text></inputValues></input>
{outputs}<annotation name="Bron"/>
<rule><inputEntry><text>"new"</text></inputEntry>{police}<annotationEntry><text>Plan, 2</text></annotationEntry></rule>
<rule><inputEntry><text>-</text></inputEntry>{care}<annotationEntry><text>Plan, 3</text></annotationEntry></rule>
</decisionTable></decision>
</definitions>"""
DANGER = (
    '<input><inputExpression typeRef="string"><text>danger</text></inputExpression>'
    '<inputValues><text>"yes","no","unknown"</text></inputValues></input>'
)
OUTPUTS = "".join(f'<output name="{name}" typeRef="string"/>' for name in ("desk", "task", "deadline"))


def step(desk: str, task: str = "look", deadline: str = "soon") -> str:
    return "".join(f'<outputEntry><text>"{value}"</text></outputEntry>' for value in (desk, task, deadline))


def rule(danger: str, entries: str) -> str:
    return f"<rule><inputEntry><text>{danger}</text></inputEntry>{entries}</rule>"


def model(*rules: str, first_policy: str = "UNIQUE"):
    return read_dmn(
        DMN.format(
            danger=DANGER,
            outputs=OUTPUTS,
            police=step("police"),
            care=step("care"),
            rules="".join(rules),
            first_policy=first_policy,
        )
    )


@pytest.fixture
def plan():
    return RoutePlan(
        model=model(rule('"yes"', step("police")), rule('not("yes")', step("none", "none", "none"))),
        first=("first",),
        lead="lead",
        entry="new",
        desks=(
            DeskKind("police", "Politie", stage="held", off_system=True, channel="Bel."),
            DeskKind("care", "Zorg", municipal=True, end=True),
        ),
        tasks=("look",),
        deadlines=("soon",),
        places=(Place("GM9001", "Voorbeelddorp"),),
        words=(Words("danger", "Gevaar", ("yes", "no", "unknown"), (("yes", "acuut gevaar"),)),),
    )


NEW = {"danger": "yes", "stage": "new"}


def test_what_comes_first_stands_first_and_one_desk_leads(plan):
    found = route(plan, NEW)
    assert isinstance(found, Route)
    assert [(step.desk, step.first, step.lead) for step in found.steps] == [
        ("police", True, False),
        ("police", False, True),
    ]
    assert (found.lead.rule, found.lead.source, found.lead.deadline) == (1, "Plan, 2", "soon")
    assert found.others == found.steps[:1]


def test_facts_that_the_route_does_not_ask_are_left_alone(plan):
    assert isinstance(route(plan, {**NEW, "colour": "blue"}), Route)


@pytest.mark.parametrize(
    "facts, said",
    [
        ({"stage": "new"}, "danger"),
        ({"danger": "perhaps", "stage": "new"}, "perhaps"),
        ({"danger": "", "stage": "new"}, "danger"),
        ({}, "danger"),
    ],
)
def test_missing_and_strange_facts_go_to_a_person_with_the_reason(plan, facts, said):
    found = route(plan, facts)
    assert isinstance(found, ManualTriage)
    assert said in found.reason


@pytest.mark.parametrize(
    "change, said",
    [
        ({"desks": ()}, "De balie 'police' bestaat niet"),
        ({"tasks": ()}, "De taak 'look' bestaat niet"),
        ({"deadlines": ()}, "De termijn 'soon' bestaat niet"),
        ({"model": model(rule('"no"', step("police")))}, "geen regel van toepassing"),
        ({"model": model(rule("-", step("police")), rule('"yes"', step("care")))}, "passen allemaal"),
        ({"lead": "first", "first": (), "model": model(rule("-", step("none")))}, "geen balie de leiding"),
        ({"lead": "nothing"}, "geen beslissing 'nothing'"),
    ],
)
def test_a_broken_route_is_manual_triage_and_never_an_exception(plan, change, said):
    found = route(replace(plan, **change), NEW)
    assert isinstance(found, ManualTriage)
    assert said in found.reason


def test_a_collecting_table_brings_in_several_desks(plan):
    several = model(rule('"yes"', step("police")), rule("-", step("care")), first_policy="COLLECT")
    found = route(replace(plan, model=several), NEW)
    assert [step.desk for step in found.steps] == ["police", "care", "police"]
    assert prove_region(replace(plan, model=several)).proved


def test_the_whole_route_is_proved(plan):
    assert prove_region(plan).proved


def agreement(when: str, then: str) -> Invariant:
    return Invariant("one", "De afspraak", when, then, "lead")


@pytest.mark.parametrize(
    "then",
    [
        'police = "first"',
        'police != "lead" and care = "no"',
        'lead = "police"',
        'look = "yes" and lead_task = "look"',
        'lead_deadline = "soon" or care = "parallel"',
        'not(police = "no")',
        'danger = "yes"',
    ],
)
def test_a_desk_that_comes_first_and_leads_is_said_to_be_first(plan, then):
    kept = replace(plan, invariants=(agreement('danger = "yes" and stage = "new"', then),))
    assert prove_region(kept).proved


@pytest.mark.parametrize(
    "then, said",
    [
        ('police = "parallel"', "klopt dan niet"),
        ('police = "lead" or danger = "no"', "klopt dan niet"),
        ('fire_brigade = "lead"', "'fire_brigade' is hier niet bekend"),
        ('police = "always"', 'nooit "always"'),
        ("police", "Schrijf vergelijkingen"),
        ("police > care", "Schrijf vergelijkingen"),
        ("", "leeg"),
    ],
)
def test_an_agreement_that_fails_or_cannot_be_checked_refutes(plan, then, said):
    proof = prove_region(replace(plan, invariants=(agreement('danger = "yes"', then),)))
    (found,) = proof.counterexamples
    assert found.kind == "invariant"
    assert said in found.text
    assert not proof.proved


def test_an_agreement_about_a_table_that_is_gone_still_counts(plan):
    lost = replace(agreement('danger = "yes"', 'police = "no"'), decision="gone")
    proof = prove_region(replace(plan, invariants=(lost,)))
    assert [found.kind for found in proof.proof("lead").counterexamples] == ["invariant"]


def test_an_agreement_says_when_in_the_words_of_the_region(plan):
    proof = prove_region(replace(plan, invariants=(agreement('danger = "yes"', 'police = "no"'),)))
    (found,) = proof.counterexamples
    assert dict(found.facts) == {"danger": "yes"}
    assert found.text == "Acuut gevaar: de afspraak “De afspraak” klopt dan niet."


@pytest.mark.parametrize(
    "desk, said",
    [
        ({"stage": "new"}, "terug waar het was"),
        ({"stage": ""}, "niet afmaken en ook niet doorgeven"),
        ({"channel": ""}, "niet hoe u die bereikt"),
        ({"off_system": False, "min_people": 0}, "niet bezet"),
    ],
)
def test_a_desk_that_cannot_do_its_part_refutes(plan, desk, said):
    police, care = plan.desks
    proof = prove_region(replace(plan, desks=(replace(police, **desk), care)))
    assert {found.kind for found in proof.counterexamples} == {"desk"}
    assert all(said in found.text for found in proof.counterexamples)


@pytest.mark.parametrize("people, proved", [(0, False), (1, True), (3, True)])
def test_real_people_are_counted_where_they_are_known(plan, people, proved):
    assert prove_region(plan, {("care", "GM9001"): people}).proved is proved


def test_the_desk_of_last_resort_must_be_there(plan):
    assert prove_region(replace(plan, fallback="care")).proved
    missing = prove_region(replace(plan, fallback="nobody"))
    assert "geen regel kan sturen" in missing.counterexamples[0].text
    empty = prove_region(replace(plan, fallback="care"), {("care", "GM9001"): 0})
    assert any("geen regel kan sturen" in found.text for found in empty.counterexamples)
