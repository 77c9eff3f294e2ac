"""What a proof tells: gaps, overlaps, dead rules and broken agreements, smallest and in plain Dutch."""

from decimal import Decimal

import pytest

from lantaarn.rules.proofs import Invariant, prove
from lantaarn.rules.tables import TableError, read_dmn, with_cell, with_rule_removed
from rules.files import asks, definitions, fact, gives, rule, table
from rules.tables_of_size import falling_table, split_table

YES_NO = '"ja","nee","onbekend"'
PHRASES = {
    "minderjarig": {"ja": "een minderjarige", "nee": "een volwassene", "onbekend": "leeftijd onbekend"},
    "vorm": {"crimineel": "criminele uitbuiting", "arbeid": "arbeidsuitbuiting"},
    "gevaar": {"ja": "acuut gevaar", "nee": "geen acuut gevaar", "onbekend": "gevaar onbekend"},
}


def route(*rules: str, policy: str = "UNIQUE", default: str = "") -> str:
    return definitions(
        table(
            asks("minderjarig", "string", YES_NO),
            asks("vorm", "string", '"arbeid","crimineel"'),
            asks("gevaar", "string", YES_NO),
            gives("loket", "string", '"112","jeugd","zorg","inspectie"', default),
            *rules,
            policy=policy,
        )
    )


SOUND = route(
    rule("-", "-", '"ja"', '"112"'),
    rule("-", '"arbeid"', 'not("ja")', '"inspectie"'),
    rule('"ja"', '"crimineel"', 'not("ja")', '"jeugd"'),
    rule('not("ja")', '"crimineel"', 'not("ja")', '"zorg"'),
)


def test_a_sound_route_is_proved():
    proof = prove(read_dmn(SOUND), "T")
    assert proof.proved
    assert proof.unreachable_rules == ()


def test_a_gap_is_told_in_the_words_of_the_region():
    model = with_cell(read_dmn(SOUND), "T", 3, "gevaar", '"onbekend"')
    (gap,) = prove(model, "T", phrases=PHRASES).counterexamples
    assert gap.kind == "gap"
    assert gap.facts == {"minderjarig": "ja", "vorm": "crimineel", "gevaar": "nee"}
    assert gap.text == "Een minderjarige, criminele uitbuiting, geen acuut gevaar: geen regel van toepassing."


def test_without_phrases_a_gap_is_told_by_its_labels():
    model = with_rule_removed(read_dmn(SOUND), "T", 1)
    (gap,) = prove(model, "T").counterexamples
    assert gap.text == "Gevaar: ja: geen regel van toepassing."


def test_phrases_may_come_as_pairs():
    model = with_rule_removed(read_dmn(SOUND), "T", 1)
    (gap,) = prove(model, "T", phrases={("gevaar", "ja"): "acuut gevaar"}).counterexamples
    assert gap.text == "Acuut gevaar: geen regel van toepassing."


def test_an_overlap_names_both_rules():
    model = with_cell(read_dmn(SOUND), "T", 2, "gevaar", "-")
    (overlap,) = prove(model, "T", phrases=PHRASES).counterexamples
    assert (overlap.kind, overlap.rules) == ("overlap", (1, 2))
    assert overlap.facts == {"vorm": "arbeid", "gevaar": "ja"}
    assert overlap.text.endswith(": regel 1 en regel 2 passen allebei en zeggen iets anders.")


def test_a_fact_that_changes_nothing_is_dropped_from_an_overlap():
    rules = (rule('"ja"', "-", "-", '"jeugd"'), rule('not("ja")', "-", "-", '"zorg"'), rule("-", "-", '"ja"', '"112"'))
    (overlap,) = prove(read_dmn(route(*rules)), "T").counterexamples
    assert overlap.facts == {"gevaar": "ja"}
    assert overlap.rules == (1, 2, 3)


def test_every_pair_of_rules_that_overlaps_is_told():
    model = with_cell(with_cell(read_dmn(SOUND), "T", 2, "gevaar", "-"), "T", 4, "minderjarig", "-")
    told = [found.rules for found in prove(model, "T").counterexamples]
    assert told == [(1, 2), (3, 4)]


def test_two_rules_that_say_the_same_are_one_answer_under_any():
    rules = (rule("-", "-", "-", '"zorg"'), rule("-", "-", '"ja"', '"zorg"'))
    assert prove(read_dmn(route(*rules, policy="ANY")), "T").proved
    assert not prove(read_dmn(route(*rules)), "T").unambiguous


def test_a_default_makes_a_table_total():
    assert prove(read_dmn(route(default='"zorg"')), "T").proved
    assert not prove(read_dmn(route()), "T").total


def test_a_table_without_rules_always_fails():
    (gap,) = prove(read_dmn(route()), "T").counterexamples
    assert (gap.facts, gap.text) == ({}, "Altijd: geen regel van toepassing.")


@pytest.mark.parametrize(
    "policy,unreachable", [("FIRST", (3,)), ("PRIORITY", (1,)), ("RULE ORDER", ()), ("COLLECT", ())]
)
def test_a_rule_that_another_always_goes_before_is_named(policy, unreachable):
    rules = (
        rule('"ja"', "-", "-", '"zorg"'),
        rule("-", "-", "-", '"jeugd"'),
        rule("-", "-", '"ja"', '"112"'),
    )
    assert prove(read_dmn(route(*rules, policy=policy)), "T").unreachable_rules == unreachable


def test_a_rule_that_two_others_cover_together_is_named():
    covering = (rule('"ja","nee"', "-", "-", '"zorg"'), rule('"onbekend"', "-", "-", '"zorg"'))
    rules = (*covering, rule("-", "-", "-", '"112"'))
    assert prove(read_dmn(route(*rules, policy="FIRST")), "T").unreachable_rules == (3,)


def test_a_dead_rule_is_a_warning_not_a_refutation():
    rules = (rule("-", "-", "-", '"zorg"'), rule('not("ja","nee","onbekend")', "-", "-", '"112"'))
    proof = prove(read_dmn(route(*rules)), "T")
    assert proof.proved
    assert proof.unreachable_rules == (2,)


def ages(*cells: str) -> str:
    return definitions(table(asks("leeftijd", "number"), gives(), *(rule(cell, '"x"') for cell in cells)))


@pytest.mark.parametrize(
    "cells,missing",
    [
        (("< 18", "> 18"), "18"),
        (("<= 17", ">= 18"), "17.5"),
        (("[0..18)", ">= 18"), "-1"),
        (("<= 18", "(18..65)"), "65"),
        (("18",), "17"),
    ],
)
def test_numbers_are_proved_over_the_intervals_that_the_cells_cut(cells, missing):
    gaps = prove(read_dmn(ages(*cells)), "T").counterexamples
    assert {"leeftijd": Decimal(missing)} in [found.facts for found in gaps]


def test_limits_of_a_number_are_kept():
    xml = definitions(table(asks("leeftijd", "number", "[0..120]"), gives(), rule("[0..120]", '"x"')))
    assert prove(read_dmn(xml), "T").proved


def test_a_text_without_declared_values_may_be_something_else():
    xml = definitions(table(asks("plaats"), gives(), rule('"Emmen"', '"x"'), rule('"Assen"', '"y"')))
    (gap,) = prove(read_dmn(xml), "T").counterexamples
    assert gap.facts == {"plaats": "iets anders"}


DANGER = Invariant("acuut gevaar gaat naar 112", 'gevaar = "ja"', 'loket = "112"')


def test_an_agreement_that_holds_is_proved():
    when = {"minderjarig": '"ja"', "vorm": '"crimineel"'}
    young = Invariant("een kind gaat niet naar zorg", when, 'loket != "zorg"')
    assert prove(read_dmn(SOUND), "T", [DANGER, young]).proved


def test_an_agreement_that_is_broken_names_the_facts_and_the_rule():
    model = with_cell(read_dmn(SOUND), "T", 1, "loket", '"zorg"')
    (found,) = prove(model, "T", [DANGER], PHRASES).counterexamples
    assert (found.kind, found.facts, found.rules) == ("invariant", {"gevaar": "ja"}, (1,))
    assert found.text == "Acuut gevaar: regel 1 houdt zich niet aan de afspraak 'acuut gevaar gaat naar 112'."


def test_an_agreement_over_a_list_asks_one_rule_to_keep_it():
    rules = (rule("-", "-", "-", '"zorg"'), rule("-", "-", '"ja"', '"112"'))
    model = read_dmn(route(*rules, policy="COLLECT"))
    assert prove(model, "T", [DANGER]).proved
    broken = with_cell(model, "T", 2, "minderjarig", '"ja"')
    (found,) = prove(broken, "T", [DANGER]).counterexamples
    assert found.facts["gevaar"] == "ja"
    assert set(found.facts) == {"gevaar", "minderjarig"}


def test_an_agreement_may_speak_of_a_fact_that_the_table_does_not_ask():
    xml = definitions(
        fact("x", "boolean"),
        table(asks("y", "boolean"), gives("o"), rule("-", '"a"')),
        table(asks("x", "boolean"), gives("o"), rule("-", '"a"'), name="S"),
    )
    (found,) = prove(read_dmn(xml), "T", [Invariant("i", "x = true", 'o = "b"')]).counterexamples
    assert found.facts == {"x": True}


@pytest.mark.parametrize("when", ['gevaarlijk = "ja"', "gevaar = 5", "gevaar", '"ja"'])
def test_an_agreement_that_is_not_understood_is_refused(when):
    with pytest.raises(TableError, match="Afspraak 'i'"):
        prove(read_dmn(SOUND), "T", [Invariant("i", when, 'loket = "112"')])


@pytest.mark.parametrize("rules", [40, 200])
def test_large_tables_are_proved(rules):
    assert prove(read_dmn(split_table(12, rules)), "Made").proved
    assert prove(read_dmn(falling_table(12, rules)), "Made").proved


def test_one_missing_rule_among_two_hundred_is_found():
    model = with_rule_removed(read_dmn(split_table(12, 200)), "Made", 117)
    proof = prove(model, "Made")
    assert not proof.total
    assert proof.unambiguous
