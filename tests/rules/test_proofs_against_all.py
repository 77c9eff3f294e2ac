"""Every proof is compared with trying all combinations of facts, for small tables of every hit policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hypothesis import given, settings

from lantaarn.rules.proofs import Counterexample, Invariant, prove
from lantaarn.rules.tables import read_dmn
from rules.small_tables import Small, small_tables, worlds

Fails = Callable[[Mapping[str, object]], bool]


def certain(fails: Fails, facts: Mapping[str, object]) -> bool:
    return all(fails(world) for world in worlds(facts))


def assert_smallest(found: Counterexample, fails: Fails) -> None:
    assert certain(fails, found.facts), f"{found.facts} does not always fail"
    for name in found.facts:
        fewer = {other: value for other, value in found.facts.items() if other != name}
        assert not certain(fails, fewer), f"{name} could be dropped from {found.facts}"


@settings(max_examples=150, deadline=None)
@given(small_tables())
def test_a_proof_says_what_trying_everything_says(small: Small) -> None:
    proof = prove(read_dmn(small.dmn()), "Route")
    assert proof.total == (not any(small.gap(world) for world in worlds()))
    assert proof.unambiguous == (not any(small.overlap(world) for world in worlds()))
    decide = {number for world in worlds() for number in small.deciders(world)}
    assert set(proof.unreachable_rules) == set(range(1, len(small.rules) + 1)) - decide


@settings(max_examples=150, deadline=None)
@given(small_tables())
def test_no_fact_of_a_counterexample_can_be_dropped(small: Small) -> None:
    for found in prove(read_dmn(small.dmn()), "Route").counterexamples:
        assert_smallest(found, small.gap if found.kind == "gap" else small.overlap)


@settings(max_examples=100, deadline=None)
@given(small_tables())
def test_the_rules_of_an_overlap_apply_together(small: Small) -> None:
    for found in prove(read_dmn(small.dmn()), "Route").counterexamples:
        if found.kind == "overlap":
            assert len(found.rules) > 1
            assert all(len(set(found.rules) & set(small.hits(world))) > 1 for world in worlds(found.facts))


@settings(max_examples=150, deadline=None)
@given(small_tables())
def test_a_table_gives_what_its_rules_say(small: Small) -> None:
    model = read_dmn(small.dmn())
    for world in worlds():
        if not small.overlap(world):
            assert model.decide(world, "Route") == small.result(world)


@settings(max_examples=150, deadline=None)
@given(small_tables(("UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "COLLECT")))
def test_an_agreement_is_proved_or_broken_by_a_smallest_case(small: Small) -> None:
    agreement = Invariant("bij gevaar de politie", 'gevaar = true and soort != "seksueel"', {"desk": '"politie"'})
    proof = prove(read_dmn(small.dmn()), "Route", [agreement])

    def broken(world: Mapping[str, object]) -> bool:
        if world["gevaar"] is not True or world["soort"] == "seksueel":
            return False
        told = {small.desk(hit) for hit in small.deciders(world)} or {small.default}
        return "politie" not in told if small.policy in ("RULE ORDER", "COLLECT") else told != {"politie"}

    found = [case for case in proof.counterexamples if case.kind == "invariant"]
    assert bool(found) == any(broken(world) for world in worlds())
    for case in found:
        assert_smallest(case, broken)
