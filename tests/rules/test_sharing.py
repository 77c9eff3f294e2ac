"""The sharing table run and proved on a region that is not Drenthe."""

from dataclasses import replace

import pytest

from lantaarn.rules.sharing import (
    MAY_NOT,
    SHARE,
    Item,
    PathCounterexample,
    Recipient,
    SharingInvariant,
    decide,
    preview,
    prove_sharing,
)
from lantaarn.rules.tables import with_cell, with_rule_removed
from rules.small_sharing import EVERY, NEVER, small_plan

FROM_CARE_TO_RIEC = SharingInvariant(
    "care_riec",
    "Zorg komt niet bij het RIEC",
    'sharer_kind = "care" and category = "person" and recipient_kind = "riec"',
    NEVER,
    paths=True,
)
NO_GROUND = SharingInvariant("ground", "Zonder grond niets", 'ground != "task"', 'verdict = "may_not"')

STOP = (("-", "-", "-", "-", 'not("task")'), "may_not")
NOBODY = (("-", "-", '"unknown"', "-", "-"), "may_not")
NO_ONE = (("-", "-", "-", '"unknown"', "-"), "may_not")
CARE_TO_TOWN = (("-", "-", '"care"', '"town"', "-"), "share")
TOWN_OWN = (("-", '"town"', '"town"', '"riec"', "-"), "share")
REST = (("-", "-", "-", "-", "-"), "without_person_data")


@pytest.fixture
def plan():
    return small_plan(STOP, NOBODY, NO_ONE, CARE_TO_TOWN, TOWN_OWN, REST, invariants=(FROM_CARE_TO_RIEC, NO_GROUND))


def kinds(proof) -> set[str]:
    return {found.kind for found in proof.counterexamples}


# --- run --------------------------------------------------------------------------------------------------------------

TOWN_TO_RIEC = {
    "category": "person",
    "provenance_domain": "town",
    "sharer_kind": "town",
    "recipient_kind": "riec",
    "ground": "task",
}


def test_a_verdict_names_its_article_its_rule_and_its_source(plan):
    found = decide(plan, TOWN_TO_RIEC)
    assert (found.kind, found.article, found.rule, found.source, found.adopted) == (SHARE, "AVG 6", 5, "Plan, 1", True)
    assert found.whole


def test_facts_that_the_table_does_not_ask_are_left_alone(plan):
    assert decide(plan, {**TOWN_TO_RIEC, "colour": "blue"}) == decide(plan, TOWN_TO_RIEC)


def test_a_value_that_nobody_knows_may_not_be_shared_and_says_why(plan):
    found = decide(plan, {**TOWN_TO_RIEC, "ground": "maybe"})
    assert (found.kind, found.rule) == (MAY_NOT, 0)
    assert "ground" in found.sentence


def test_a_fact_that_is_missing_may_not_be_shared(plan):
    facts = {name: value for name, value in TOWN_TO_RIEC.items() if name != "ground"}
    assert decide(plan, facts).kind == MAY_NOT


def test_where_no_rule_applies_nothing_is_shared():
    found = decide(small_plan(TOWN_OWN), {**TOWN_TO_RIEC, "sharer_kind": "care"})
    assert (found.kind, found.article) == (MAY_NOT, "")
    assert "geen regel" in found.sentence


def test_two_rules_that_disagree_share_nothing():
    plan = small_plan(TOWN_OWN, REST, policy="UNIQUE")
    assert decide(plan, TOWN_TO_RIEC).kind == MAY_NOT
    assert "overlap" in kinds(prove_sharing(plan))


def test_a_verdict_that_does_not_exist_shares_nothing(plan):
    odd = replace(plan, model=with_cell(plan.model, "sharing", 5, "verdict", '"maybe"'))
    assert decide(odd, TOWN_TO_RIEC).kind == MAY_NOT
    (found,) = [one for one in prove_sharing(odd).counterexamples if one.kind == "verdict"]
    assert found.rules == (5,)


def test_what_was_decided_before_is_decided_again(plan):
    assert [decide(plan, facts) for facts in EVERY] == [decide(replace(plan), facts) for facts in EVERY]


def test_a_preview_stands_beside_each_recipient(plan):
    items = (Item("person", "town", key="a"), Item("person", "care", key="b"))
    recipients = (
        Recipient("riec", "town", ground="task"),
        Recipient("town", "care", ground="task"),
        Recipient("riec", "town"),
    )
    lines = preview(plan, items, recipients)
    assert [line.item.key for line in lines] == ["a", "b"]
    assert [[verdict.kind for verdict in line.verdicts] for line in lines] == [
        ["share", "share", "may_not"],
        ["without_person_data", "share", "may_not"],
    ]


def test_the_consent_of_a_person_goes_before_that_of_the_share(plan):
    from lantaarn.rules.sharing import facts_of

    recipient = Recipient("town", "care", consent="given")
    assert facts_of(Item("person", "care", consent="withdrawn"), recipient)["consent"] == "withdrawn"
    assert facts_of(Item("person", "care"), recipient)["consent"] == "given"


# --- proved -----------------------------------------------------------------------------------------------------------


def test_the_small_region_is_proved(plan):
    proof = prove_sharing(plan)
    assert proof.proved, proof.counterexamples
    assert proof.proof("sharing").unreachable_rules == ()


def test_a_chain_of_lawful_shares_that_ends_in_a_forbidden_one_is_named(plan):
    """The town may send everything to RIEC: what care told the town comes along, though care itself may not send it."""
    leaky = replace(plan, model=with_cell(plan.model, "sharing", 5, "provenance_domain", "-"))
    found = [one for one in prove_sharing(leaky).counterexamples if isinstance(one, PathCounterexample)]
    assert [one.path for one in found] == [("care", "town", "riec")] * 2
    assert found[0].text == (
        "De zorg deelt met de gemeente, de gemeente deelt met het RIEC: persoonsgegevens uit de zorg komen zo bij het "
        "RIEC. De afspraak “Zorg komt niet bij het RIEC” klopt dan niet."
    )
    assert found[0].facts["sharer_kind"] == "care"
    assert found[0].rules == (5,)
    assert found[1].text.endswith("Rechtstreeks mag de zorg dat daar niet mee delen.")


def test_the_chain_is_seen_only_by_following_it(plan):
    """No single share of care breaks the agreement, so without paths nothing would be noticed."""
    leaky = replace(
        plan,
        model=with_cell(plan.model, "sharing", 5, "provenance_domain", "-"),
        invariants=(replace(FROM_CARE_TO_RIEC, paths=False),),
    )
    assert "invariant" not in kinds(prove_sharing(leaky))


def test_a_step_may_leave_the_persons_behind(plan):
    """The phenomenon goes on, and that is no breach: the agreement is about persons."""
    thin = replace(plan, model=with_cell(plan.model, "sharing", 4, "verdict", '"without_person_data"'))
    leaky = replace(thin, model=with_cell(thin.model, "sharing", 5, "provenance_domain", "-"))
    assert "path" not in kinds(prove_sharing(leaky))


def test_a_broken_agreement_is_told_with_its_facts(plan):
    without = replace(plan, model=with_rule_removed(plan.model, "sharing", 1))
    texts = [one.text for one in prove_sharing(without).counterexamples if one.kind == "invariant"]
    assert any("“Zonder grond niets”" in text for text in texts)


def test_doubt_is_never_rewarded(plan):
    kind = with_cell(plan.model, "sharing", 1, "ground", '"none"')
    (found,) = prove_sharing(replace(plan, model=kind, invariants=())).counterexamples
    assert (found.kind, found.facts["ground"]) == ("unknown", "unknown")
    assert "Wie iets niet weet, mag niet meer delen" in found.text


def test_the_declared_order_decides_what_is_safer(plan):
    """Whether consent or a second person is the stricter is for the region to say."""
    order = ("may_not", "without_person_data", "second_person", "after_consent", "share")
    ask = (("-", "-", "-", "-", '"unknown"'), "second_person")
    rest = (("-", "-", "-", "-", "-"), "after_consent")
    plan = small_plan(NOBODY, NO_ONE, ask, rest)
    assert kinds(prove_sharing(plan)) == {"unknown"}
    assert prove_sharing(replace(plan, verdicts=order)).proved


def test_an_agreement_that_cannot_be_read_is_refuted(plan):
    odd = replace(plan, invariants=(SharingInvariant("x", "Onleesbaar", 'colour = "red"', NEVER, paths=True),))
    (found,) = prove_sharing(odd).counterexamples
    assert "niet na te gaan" in found.text


def test_a_rule_that_never_decides_is_told(plan):
    twice = small_plan(STOP, STOP, NOBODY, NO_ONE, REST)
    proof = prove_sharing(twice)
    assert proof.proved
    assert proof.proof("sharing").unreachable_rules == (2,)
