"""Proves the whole sharing table: each decision, the agreements, doubt, and every path along which data can go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lantaarn.rules.feel.nodes import FeelError
from lantaarn.rules.proofs import Counterexample, Proof
from lantaarn.rules.routing.diagrams import FALSE
from lantaarn.rules.sharing.doubting import rewarded_doubts
from lantaarn.rules.sharing.paths import forbidden_ends
from lantaarn.rules.sharing.plan import SharingPlan
from lantaarn.rules.sharing.space import Space
from lantaarn.rules.sharing.tables import prove_table


@dataclass(frozen=True)
class SharingProof:
    """The proof of each decision; what concerns the whole stands with the decision that gives the verdict."""

    proofs: tuple[Proof, ...]

    @property
    def proved(self) -> bool:
        return all(proof.proved for proof in self.proofs)

    @property
    def counterexamples(self) -> tuple[Counterexample, ...]:
        return tuple(found for proof in self.proofs for found in proof.counterexamples)

    def proof(self, decision: str) -> Proof:
        return next(proof for proof in self.proofs if proof.decision == decision)


def prove_sharing(plan: SharingPlan) -> SharingProof:
    """Exact, over all combinations of facts and all paths between kinds at once."""
    space = Space(plan)
    proofs = [prove_table(plan, space, decision) for decision in plan.steps]
    last = proofs.pop()
    found = (*_stray(space), *_broken_agreements(space), *rewarded_doubts(space), *_paths(space))
    return SharingProof((*proofs, replace(last, counterexamples=(*last.counterexamples, *found))))


def _stray(space: Space) -> Iterator[Counterexample]:
    for branch in space.stray:
        facts = space.compiler.cause(branch.when)
        text = f"{space.plan.say(facts)}: de tabel geeft een oordeel dat niet bestaat."
        yield Counterexample("verdict", facts, branch.rules, text)


def _broken_agreements(space: Space) -> Iterator[Counterexample]:
    for agreement in space.plan.invariants:
        try:
            broken = space.broken(agreement)
        except FeelError as error:
            text = f"De afspraak “{agreement.label}” is niet na te gaan. {error}"
            yield Counterexample("invariant", {}, (), text)
            continue
        if broken != FALSE:
            facts = space.compiler.cause(broken)
            text = f"{space.plan.say(facts)}: de afspraak “{agreement.label}” klopt dan niet."
            yield Counterexample("invariant", facts, space.rules(facts), text)


def _paths(space: Space) -> Iterator[Counterexample]:
    """An agreement that cannot be read was told already; the paths are followed for all others."""
    readable = []
    for agreement in space.plan.invariants:
        try:
            space.broken(agreement)
        except FeelError:
            continue
        readable.append(agreement)
    yield from forbidden_ends(space, tuple(readable))
