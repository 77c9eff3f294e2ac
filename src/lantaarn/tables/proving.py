"""Reckons a version through for the network of today: its tables, its agreements, its desks and their people."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from lantaarn.network import queries as network
from lantaarn.rules.proofs import Counterexample
from lantaarn.rules.routing import DeskKind, RegionProof, RoutePlan, prove_region
from lantaarn.rules.tables import Decision
from lantaarn.tables.packs import Pack

ProofData = dict[str, Any]


@dataclass(frozen=True)
class NetworkNow:
    """Which desks stand in a region today, how they are reached, and how many people each has."""

    desks: Mapping[str, tuple[network.DeskView, ...]]
    places: Mapping[UUID, str]
    people: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, region: str) -> NetworkNow:
        places = {place.id: place.cbs_code for place in network.municipalities(region=region)}
        desks: dict[str, tuple[network.DeskView, ...]] = {}
        for desk in network.desks(region=region):
            desks[desk.kind] = (*desks.get(desk.kind, ()), desk)
        people = {
            (kind, places[place] if place else ""): count
            for (kind, place), count in network.staffing(region=region).items()
        }
        return cls(desks, places, people)

    def plan(self, pack: Pack) -> RoutePlan:
        """The pack's route with the desks as they are now: one that does not stand in the network does not exist."""
        plan = pack.plan()
        return replace(plan, desks=tuple(self._desk(desk) for desk in plan.desks if desk.code in self.desks))

    def _desk(self, desk: DeskKind) -> DeskKind:
        found = self.desks[desk.code]
        own = tuple(self.places[one.municipality_id] for one in found if one.municipality_id is not None)
        return replace(
            desk,
            off_system=all(one.off_system for one in found),
            channel=next((one.channel for one in found if one.channel), desk.channel),
            places=own if desk.municipal else desk.places,
        )


def prove(pack: Pack, now: NetworkNow) -> ProofData:
    """Everything that was reckoned, as plain data that is kept with the version."""
    proof = prove_region(now.plan(pack), now.people)
    return {
        "proved": proof.proved,
        "combinations": combinations(pack),
        "municipalities": len(pack.municipalities),
        "decisions": [_decision(pack.model.decision(one.decision), proof) for one in proof.proofs],
        "agreements": [
            {"name": one.name, "label": one.label, "source": one.source, "adopted": one.adopted}
            | {"holds": not _broken(proof, one.label)}
            for one in pack.invariants
        ],
    }


def combinations(pack: Pack, decision: str | None = None) -> int:
    """How many combinations of facts there are: all of them are reckoned, none is sampled."""
    return math.prod(len(fact.allowed or ()) or 1 for fact in pack.model.facts(decision))


def _decision(decision: Decision, proof: RegionProof) -> ProofData:
    found = proof.proof(decision.name)
    return {
        "decision": found.decision,
        "label": decision.label,
        "total": found.total,
        "unambiguous": found.unambiguous,
        "unreachable_rules": list(found.unreachable_rules),
        "counterexamples": [_counterexample(one) for one in found.counterexamples],
    }


def _counterexample(found: Counterexample) -> ProofData:
    facts = {name: str(value) for name, value in found.facts.items()}
    return {"kind": found.kind, "facts": facts, "rules": list(found.rules), "text": found.text}


def _broken(proof: RegionProof, label: str) -> bool:
    """A counterexample names the agreement that it breaks by its label, between quotation marks."""
    return any(one.kind == "invariant" and f"“{label}”" in one.text for one in proof.counterexamples)
