"""Proves one table of the sharing file by its sets: total, unambiguous, no rule that never decides.

Tables that ask facts alone go to the proofs engine. One that asks other decisions is proved here: the sets of the
whole file are there already, and a search over ten facts through three decisions would take seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from lantaarn.rules.proofs import Counterexample, Proof, prove
from lantaarn.rules.routing.compiling import Compiler
from lantaarn.rules.routing.diagrams import FALSE
from lantaarn.rules.sharing.plan import TRAVELLING, SharingPlan
from lantaarn.rules.sharing.space import Space
from lantaarn.rules.tables import Decision

MOST_OVERLAPS = 20


def prove_table(plan: SharingPlan, space: Space, decision: Decision) -> Proof:
    """Exact, whichever way."""
    if not decision.links:
        return prove(plan.model, decision.name, phrases={words.fact: dict(words.phrases) for words in plan.words})
    gaps = tuple(_gap(plan, space, decision))
    overlaps = tuple(_overlaps(plan, decision)) if decision.hit_policy in {"U", "A"} else ()
    fires: dict[int, bool] = {}
    for branch in space.compiler.decisions[decision.name].branches:
        for rule in branch.rules:
            fires[rule] = fires.get(rule, False) or branch.when != FALSE
    silent = tuple(number for number in range(1, len(decision.rules) + 1) if not fires.get(number))
    return Proof(decision.name, not gaps, not overlaps, () if overlaps else silent, (*gaps, *overlaps))


def _gap(plan: SharingPlan, space: Space, decision: Decision) -> Iterator[Counterexample]:
    """Where an earlier decision gives nothing, or no rule applies."""
    hits = _hits(plan, decision)
    rest = hits.sets.negate(hits.decisions[decision.name].defined)
    if rest != FALSE:
        facts = hits.cause(rest)
        yield Counterexample("gap", facts, (), f"{plan.say(facts)}: geen regel van toepassing.")


def _overlaps(plan: SharingPlan, decision: Decision) -> Iterator[Counterexample]:
    hits = _hits(plan, decision)
    branches = [one for one in hits.decisions[decision.name].branches if one.rules]
    told = 0
    for left, right in combinations(branches, 2):
        both = hits.sets.both(left.when, right.when)
        apart = left.rules != right.rules and (decision.hit_policy == "U" or left.row != right.row)
        if apart and both != FALSE and told < MOST_OVERLAPS:
            told += 1
            facts, rules = hits.cause(both), (left.rules[0], right.rules[0])
            yield Counterexample(
                "overlap", facts, rules, f"{plan.say(facts)}: regel {rules[0]} en regel {rules[1]} passen allebei."
            )


def _hits(plan: SharingPlan, decision: Decision) -> Compiler:
    """The file with this one table as a list of all rules that apply."""
    listed = tuple(
        replace(one, hit_policy="C", aggregator="") if one.name == decision.name else one
        for one in plan.model.decisions
    )
    return Compiler(replace(plan.model, decisions=listed), (decision.name,), TRAVELLING)
