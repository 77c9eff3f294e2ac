"""What may be shared in Drenthe, as the policy plan, the law and field.md say it; each promise is broken once."""

import random
import time
from dataclasses import replace
from itertools import product

import pytest

from lantaarn.rules.sharing import (
    AFTER_CONSENT,
    MAY_NOT,
    SECOND_PERSON,
    SHARE,
    WITHOUT_PERSON_DATA,
    Item,
    PathCounterexample,
    Recipient,
    decide,
    preview,
    prove_sharing,
)
from lantaarn.rules.tables import with_cell, with_rule_added, with_rule_removed
from lantaarn.rules.tables.evaluating import matching
from lantaarn.tables.packs import Pack

USUAL = {
    "category": "person",
    "provenance_domain": "municipality",
    "sharer_kind": "municipality_social",
    "recipient_kind": "safety_house",
    "covenant": "both_party",
    "ground": "covenant",
    "consent": "not_asked",
    "minor": "no",
    "acute_danger": "no",
    "purpose": "integrated_approach",
}
PERSONAL = ("person", "contact", "place", "care", "health", "criminal", "administrative", "unknown")


@pytest.fixture(scope="module")
def plan(drenthe: Pack):
    return drenthe.sharing.plan()


@pytest.fixture
def verdict(plan):
    def find(**facts: str) -> str:
        return decide(plan, {**USUAL, **facts}).kind

    return find


CARE = {"provenance_domain": "care", "sharer_kind": "care"}
TO_RIEC = {"recipient_kind": "riec", "covenant": "recipient_no_party"}


# --- the covenant and RIEC --------------------------------------------------------------------------------------------


def test_parties_of_the_covenant_share_for_its_purpose(verdict):
    assert verdict() == SHARE
    assert verdict(covenant="recipient_no_party") == MAY_NOT
    assert verdict(covenant="unknown") == MAY_NOT


@pytest.mark.parametrize("sharer", ["care", "municipality_safety", "municipality_social", "safety_house", "police"])
@pytest.mark.parametrize("category", PERSONAL)
def test_person_data_from_care_never_reach_riec(plan, sharer, category):
    for ground, danger in product(("covenant", "vital_interest", "legal_task", "permission_lifted"), ("yes", "no")):
        facts = {**USUAL, **TO_RIEC, "sharer_kind": sharer, "provenance_domain": "care", "category": category}
        found = decide(plan, {**facts, "ground": ground, "acute_danger": danger, "consent": "given"})
        assert found.kind in {MAY_NOT, WITHOUT_PERSON_DATA}


def test_a_phenomenon_picture_may_reach_riec(verdict):
    assert verdict(**TO_RIEC, sharer_kind="safety_house", category="phenomenon", ground="legal_task") == SHARE


def test_a_municipality_submits_what_it_holds_itself_on_its_own_ground(plan, verdict):
    own = {**TO_RIEC, "sharer_kind": "municipality_safety", "ground": "own_ground_municipality"}
    assert verdict(**own) == SHARE
    held_back = decide(plan, {**USUAL, **own, "provenance_domain": "care"})
    assert (held_back.kind, held_back.article) == (WITHOUT_PERSON_DATA, "Convenant ZVHD, addendum mensenhandel")
    assert "zorgpartners" in held_back.sentence, "the reason is the source, not a ground that does not fit"
    assert verdict(**own, category="health") == WITHOUT_PERSON_DATA
    assert verdict(**own, category="criminal") == SECOND_PERSON
    assert verdict(**{**own, "sharer_kind": "safety_house"}) == MAY_NOT
    found = decide(plan, {**USUAL, **own})
    assert (found.source, found.adopted) == ("4.5 (gegevensuitwisseling)", True)


def test_riec_gets_nothing_of_persons_on_another_ground(verdict):
    assert verdict(**TO_RIEC, ground="legal_task") == WITHOUT_PERSON_DATA


# --- care -------------------------------------------------------------------------------------------------------------


def test_care_may_use_the_meldcode_to_report_at_the_domestic_violence_centre(plan, verdict):
    report = {**CARE, "recipient_kind": "domestic_violence_centre", "ground": "legal_task", "purpose": "help"}
    assert verdict(**report) == SHARE
    assert "Wmo 2015 5.2.6" in decide(plan, {**USUAL, **report}).article


def test_consent_and_lifted_secrecy_are_two_things(verdict):
    """Consent under the AVG does not lift professional secrecy: that has to be asked too."""
    assert verdict(**CARE, ground="consent", consent="given") == AFTER_CONSENT
    assert verdict(**CARE, ground="permission_lifted", consent="given") == SHARE
    assert verdict(**CARE, ground="permission_lifted", consent="given", minor="yes") == SECOND_PERSON
    assert verdict(**CARE, ground="permission_lifted", consent="given", minor="unknown") == SECOND_PERSON


def test_the_covenant_does_not_lift_secrecy(verdict):
    assert verdict(**CARE) == AFTER_CONSENT


def test_danger_and_minors_have_grounds_of_their_own(verdict):
    assert verdict(**CARE, ground="vital_interest", acute_danger="yes", recipient_kind="police") == SHARE
    assert verdict(**CARE, ground="vital_interest", acute_danger="no", recipient_kind="police") == MAY_NOT
    assert verdict(**CARE, ground="conflict_of_duties", minor="yes") == SECOND_PERSON
    assert verdict(**CARE, ground="conflict_of_duties", minor="no") == MAY_NOT


def test_care_data_are_not_for_enforcement(verdict):
    given = {"ground": "permission_lifted", "consent": "given"}
    assert verdict(**CARE, **given, recipient_kind="police", purpose="enforcement") == WITHOUT_PERSON_DATA


def test_the_two_desks_of_a_municipality_have_a_wall(verdict):
    across = {"sharer_kind": "municipality_social", "recipient_kind": "municipality_safety"}
    assert verdict(**across) == SECOND_PERSON
    assert verdict(**across, category="care") == WITHOUT_PERSON_DATA


# --- consent, ground, police, functions -------------------------------------------------------------------------------


@pytest.mark.parametrize("ground", ["consent", "permission_lifted"])
@pytest.mark.parametrize("consent", ["withdrawn", "refused", "unknown"])
def test_without_a_yes_nothing_is_shared_on_that_ground(verdict, ground, consent):
    assert verdict(ground=ground, consent=consent) == MAY_NOT
    assert verdict(**CARE, ground=ground, consent=consent) == MAY_NOT


@pytest.mark.parametrize("ground", ["none", "unknown"])
def test_nothing_is_shared_without_a_ground(verdict, ground):
    for category in (*PERSONAL, "phenomenon"):
        assert verdict(ground=ground, category=category) == MAY_NOT


def test_who_is_told_to_ask_consent_can_go_on_when_it_is_given(plan):
    """“After consent” is a promise: with the permission that it asks for, something of the person may go."""
    kinds = [kind.code for kind in plan.kinds]
    for category, provenance in product(PERSONAL, ("care", "safety", "municipality", "citizen")):
        for sharer, recipient in product(kinds, kinds):
            facts = {**USUAL, "category": category, "provenance_domain": provenance, "purpose": "help"}
            facts |= {"sharer_kind": sharer, "recipient_kind": recipient, "ground": "consent"}
            if decide(plan, facts).kind == AFTER_CONSENT:
                given = [
                    decide(plan, {**facts, "ground": ground, "consent": "given"})
                    for ground in ("consent", "permission_lifted")
                ]
                assert any(found.kind in {SHARE, SECOND_PERSON} for found in given), facts


def test_police_data_stay_within_their_regime(verdict):
    police = {"category": "criminal", "provenance_domain": "safety", "sharer_kind": "police"}
    assert verdict(**police, recipient_kind="prosecution") == SHARE
    assert verdict(**police) == WITHOUT_PERSON_DATA
    assert verdict(**police, recipient_kind="care", ground="vital_interest", acute_danger="yes") == WITHOUT_PERSON_DATA


@pytest.mark.parametrize("category", PERSONAL)
def test_administrators_and_executives_need_no_person_data(verdict, category):
    assert verdict(recipient_kind="functional_administrator", category=category) == MAY_NOT
    assert verdict(recipient_kind="executive", category=category) == WITHOUT_PERSON_DATA


def test_the_executive_gets_the_picture(verdict):
    assert verdict(recipient_kind="executive", category="phenomenon", purpose="picture") == SHARE


def test_an_unknown_provenance_is_held_to_the_strictest_rule(verdict):
    unknown = {"provenance_domain": "unknown"}
    assert verdict(**unknown) == WITHOUT_PERSON_DATA
    danger = {"ground": "vital_interest", "acute_danger": "yes", "recipient_kind": "police", "purpose": "help"}
    assert verdict(**unknown, **danger) == SHARE


def test_each_rule_names_source_article_and_a_sentence(drenthe):
    for decision in drenthe.sharing.model.decisions:
        assert decision.annotation_names == ("Bron", "Vastgesteld")
        for rule in decision.rules:
            source, adopted = rule.annotations
            assert source
            assert adopted in {"ja", "nee"}
            assert adopted == "nee" or source.startswith("4.5")
            assert all(cell.text != '""' for cell in rule.outputs)


def test_an_organisation_and_a_role_are_known_as_a_kind(drenthe):
    kind_of = drenthe.sharing.kind_of
    assert kind_of(organisation="municipality", desk_domain="safety") == "municipality_safety"
    assert kind_of(organisation="municipality", desk_domain="social") == "municipality_social"
    assert kind_of(organisation="municipality") == "unknown"
    assert kind_of(organisation="municipality", role="executive") == "executive"
    assert kind_of(organisation="police", desk_domain="safety") == "police"
    for one in drenthe.organisations:
        assert one.kind == "municipality" or kind_of(organisation=one.kind) != "unknown"


# --- the proof --------------------------------------------------------------------------------------------------------


def test_sharing_is_proved(plan):
    proof = prove_sharing(plan)
    assert proof.proved, proof.counterexamples
    assert [one.decision for one in proof.proofs] == ["data", "side", "basis", "sharing"]
    assert not any(one.unreachable_rules for one in proof.proofs)


def test_the_last_table_is_proved_through_those_before_it(plan):
    """Read as UNIQUE its rules clash; without its last rule some personal data have no answer."""
    listed = [replace(one, hit_policy="U") if one.name == "sharing" else one for one in plan.model.decisions]
    clashing = prove_sharing(replace(plan, model=replace(plan.model, decisions=tuple(listed)))).proof("sharing")
    assert not clashing.unambiguous
    assert {one.kind for one in clashing.counterexamples} >= {"overlap"}
    last = len(plan.model.decision("sharing").rules)
    lost = prove_sharing(replace(plan, model=with_rule_removed(plan.model, "sharing", last))).proof("sharing")
    (gap,) = [one for one in lost.counterexamples if one.kind == "gap"]
    assert not lost.total
    facts = {**{fact.name: "unknown" for fact in plan.leaves}, **gap.facts}
    assert decide(replace(plan, model=with_rule_removed(plan.model, "sharing", last)), facts).rule == 0


def cell(decision: str, rule: int, column: str, text: str):
    return lambda model: with_cell(model, decision, rule, column, text)


def first(side: str, basis: str, said: str, data: str = "-"):
    """A rule before all others."""
    texts = [data, side, basis, "-", f'"{said}"', '"AVG"', '"Zomaar."']
    return lambda model: with_rule_added(model, "sharing", texts, at=1)


BREAKS = {
    "care_never_riec": first('"riec"', '"task"', "share", '"care"'),
    "phenomenon_to_riec": first('"riec"', "-", "may_not", '"open"'),
    "municipality_submits": first('"riec"', "-", "without_person_data", '"personal"'),
    "riec_only_own": first('"riec"', '"task"', "second_person", '"personal"'),
    "meldcode": first('"safe_home"', '"task"', "after_consent", '"care"'),
    "administrator_nothing": first('"nobody"', '"task"', "without_person_data"),
    "executive_no_persons": first('"picture"', '"task"', "share", '"personal"'),
    "police_regime": first('"chain"', '"covenant"', "share", '"police"'),
    "ground_needed": first("-", '"none"', "without_person_data"),
    "withdrawn_ends": cell("basis", 2, "basis", '"ask"'),
    "care_secret": first('"chain"', '"covenant"', "share", '"care"'),
    "two_desks": first('"across"', '"covenant"', "share", '"personal"'),
    "ask_first": first("-", '"ask"', "share", '"criminal"'),
    "minor_second": cell("basis", 5, "basis", '"consent"'),
    "duties_second": first('"criminal_law"', '"duty"', "share", '"criminal"'),
    "picture_no_persons": lambda model: with_rule_removed(model, "sharing", 10),
    "care_no_enforcement": first('"criminal_law"', '"lifted"', "share", '"care"'),
    "help_no_investigation": first('"help"', '"covenant"', "share", '"personal"'),
    "danger_police": first('"criminal_law"', '"vital"', "second_person", '"care"'),
}
WITH_PATHS = {"care_never_riec", "riec_only_own", "administrator_nothing", "executive_no_persons", "police_regime"}


@pytest.mark.parametrize("name", BREAKS)
def test_each_agreement_is_seen_to_fail_once(plan, name):
    proof = prove_sharing(replace(plan, model=BREAKS[name](plan.model)))
    (agreement,) = [one for one in plan.invariants if one.name == name]
    told = [one for one in proof.counterexamples if f"“{agreement.label}”" in one.text]
    assert {one.kind for one in told} == ({"invariant", "path"} if agreement.paths else {"invariant"})
    assert all(one.text[0].isupper() for one in told)


def test_every_agreement_has_its_break(plan):
    assert {one.name for one in plan.invariants} == set(BREAKS)
    assert {one.name for one in plan.invariants if one.paths} == WITH_PATHS


def test_care_to_municipality_to_riec_is_told_as_a_path(plan):
    """When the own ground of a municipality covers what care told it, care's person data end at RIEC."""
    model = with_rule_removed(plan.model, "basis", 17)
    model = with_cell(model, "basis", 16, "provenance_domain", "-")
    model = first('"riec"', '"own"', "share", '"care"')(model)
    found = [one for one in prove_sharing(replace(plan, model=model)).counterexamples if one.kind == "path"]
    care = next(one for one in found if "“Persoonsgegevens uit de zorg" in one.text)
    assert isinstance(care, PathCounterexample)
    assert care.path == ("care", "municipality_safety", "riec")
    assert care.text.startswith(
        "De zorg deelt met de gemeente (veiligheid), de gemeente (veiligheid) deelt met het RIEC: persoonsgegevens uit "
        "de zorg komen zo bij het RIEC."
    )


DOUBTS = {
    "category": cell("data", 2, "data", '"personal"'),
    "provenance_domain": cell("data", 3, "data", '"personal"'),
    "purpose": lambda model: with_rule_removed(model, "sharing", 6),
}


@pytest.mark.parametrize("fact", DOUBTS)
def test_doubt_is_never_rewarded(plan, fact):
    """Without any agreement at all the proof still sees that not knowing pays."""
    bare = replace(plan, invariants=(), model=DOUBTS[fact](plan.model))
    found = [one for one in prove_sharing(bare).counterexamples if one.kind == "unknown"]
    assert fact in {name for one in found for name, value in one.facts.items() if value == "unknown"}


def test_losing_a_rule_shares_less_or_is_noticed(plan):
    """A rule of the last table that falls away leaves the safe answer, unless it was itself the one that holds back."""
    table = plan.model.decision("sharing")
    listing = replace(table, hit_policy="C")
    verdicts = [rule.outputs[0].text.strip('"') for rule in table.rules]
    holds_back = set()
    for values in product(*(column.allowed for column in table.inputs)):
        hits = matching(listing, dict(zip((column.name for column in table.inputs), values, strict=True)))
        if len(hits) > 1 and plan.rank(verdicts[hits[1] - 1]) > plan.rank(verdicts[hits[0] - 1]):
            holds_back.add(hits[0])
    assert len(holds_back) > 10
    for number in holds_back:
        lost = replace(plan, model=with_rule_removed(plan.model, "sharing", number))
        assert not prove_sharing(lost).proved, number


def test_a_folder_is_previewed_in_time(plan):
    draw = random.Random(3)
    asked = {fact.name: fact.allowed for fact in plan.leaves}
    items = [
        Item(draw.choice(asked["category"]), draw.choice(asked["provenance_domain"]), minor=draw.choice(asked["minor"]))
        for _ in range(200)
    ]
    recipients = [
        Recipient("safety_house", "municipality_social", "both_party", "covenant", purpose="help"),
        Recipient("riec", "municipality_social", "recipient_no_party", "own_ground_municipality", purpose="help"),
        Recipient("care", "municipality_social", "unknown", "consent", "given", "help"),
    ]
    start = time.process_time()
    lines = preview(plan, items, recipients)
    assert time.process_time() - start < 0.25  # the budget of 0.05 is bench/bench_sharing.py's; this is a tripwire
    assert [len(line.verdicts) for line in lines] == [3] * 200
