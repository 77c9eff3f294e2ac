"""Proves a whole region: each table, the agreements over the route, its destinations and its hand-overs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lantaarn.rules.feel.nodes import FeelError
from lantaarn.rules.proofs import Counterexample, Proof, prove
from lantaarn.rules.routing.agreements import Reach
from lantaarn.rules.routing.compiling import Compiler
from lantaarn.rules.routing.destinations import Destinations, Finding
from lantaarn.rules.routing.diagrams import FALSE
from lantaarn.rules.routing.plan import Invariant, RoutePlan, Staffing


@dataclass(frozen=True)
class RegionProof:
    """The proof of each decision; what concerns the region stands with the decision that causes it."""

    proofs: tuple[Proof, ...]

    @property
    def proved(self) -> bool:
        return all(proof.proved for proof in self.proofs)

    @property
    def counterexamples(self) -> tuple[Counterexample, ...]:
        return tuple(found for proof in self.proofs for found in proof.counterexamples)

    def proof(self, decision: str) -> Proof:
        return next(proof for proof in self.proofs if proof.decision == decision)


def prove_region(plan: RoutePlan, staffing: Staffing | None = None) -> RegionProof:
    """Exact, for all combinations of facts at once; without staffing the desks' own promise counts."""
    compiler = Compiler(plan.model, plan.steps, tuple(words.fact for words in plan.words))
    found = [*Destinations(plan, compiler, staffing).findings(), *_broken_agreements(plan, compiler)]
    phrases = {words.fact: dict(words.phrases) for words in plan.words}
    names = [decision.name for decision in plan.model.decisions]
    placed = [(name if name in names else plan.lead, one) for name, one in found]
    proofs = []
    for name in names:
        proof = prove(plan.model, name, phrases=phrases)
        more = tuple(one for place, one in placed if place == name)
        proofs.append(replace(proof, counterexamples=(*proof.counterexamples, *more)))
    return RegionProof(tuple(proofs))


def _broken_agreements(plan: RoutePlan, compiler: Compiler) -> Iterator[Finding]:
    reach = Reach(plan, compiler)
    for agreement in plan.invariants:
        try:
            broken = reach.broken(agreement)
        except FeelError as error:
            text = f"De afspraak “{agreement.label}” is niet na te gaan. {error}"
            yield agreement.decision, Counterexample("invariant", {}, (), text)
            continue
        if broken != FALSE:
            yield agreement.decision, _counterexample(plan, compiler, agreement, broken)


def _counterexample(plan: RoutePlan, compiler: Compiler, agreement: Invariant, broken: int) -> Counterexample:
    facts = compiler.cause(broken)
    here = compiler.cube(facts)
    compiled = compiler.decisions.get(agreement.decision)
    branches = compiled.branches if compiled else ()
    rules = {rule for branch in branches for rule in branch.rules if compiler.sets.given(branch.when, here) != FALSE}
    text = f"{plan.say(facts)}: de afspraak “{agreement.label}” klopt dan niet."
    return Counterexample("invariant", facts, tuple(sorted(rules)), text)
