"""Reckons a version through: its tables, its agreements; a route its desks and people, sharing its paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from lantaarn.network import queries as network
from lantaarn.rules.proofs import Counterexample, Proof
from lantaarn.rules.routing import DeskKind, RoutePlan, prove_region
from lantaarn.rules.sharing import PathCounterexample, prove_sharing
from lantaarn.rules.tables import Model
from lantaarn.tables.kinds import ROUTE, sharing_in
from lantaarn.tables.packs import Agreement, Pack, SharingAgreement

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


def prove(pack: Pack, kind: str, region: str) -> ProofData:
    """Everything that was reckoned of this kind of table, as plain data that is kept with the version."""
    return prove_route(pack, NetworkNow.of(region)) if kind == ROUTE else prove_shares(pack)


def prove_route(pack: Pack, now: NetworkNow) -> ProofData:
    """The route for the network as it stands."""
    proof = prove_region(now.plan(pack), now.people)
    told = _told(pack.model, proof.proofs, pack.invariants)
    return {
        "proved": proof.proved,
        "combinations": combinations(pack),
        "municipalities": len(pack.municipalities),
        **told,
    }


def prove_shares(pack: Pack) -> ProofData:
    """The sharing table with every path along which data can go; no network: its parties are kinds."""
    sharing = sharing_in(pack)
    proof = prove_sharing(sharing.plan())
    told = _told(sharing.model, proof.proofs, sharing.invariants)
    return {"proved": proof.proved, "combinations": _count(sharing.model, sharing.decision), **told}


def combinations(pack: Pack, decision: str | None = None) -> int:
    """How many combinations of the route's facts there are: all of them are reckoned, none is sampled."""
    return _count(pack.model, decision)


def _count(model: Model, decision: str | None) -> int:
    return math.prod(len(fact.allowed or ()) or 1 for fact in model.facts(decision))


def _told(
    model: Model, proofs: Iterable[Proof], agreements: Sequence[Agreement | SharingAgreement]
) -> dict[str, list[ProofData]]:
    """Each table, and whether each agreement holds, along paths too where it must."""
    decisions = [_decision(model, one) for one in proofs]
    found = [one for decision in decisions for one in decision["counterexamples"]]
    return {
        "decisions": decisions,
        "agreements": [
            {"name": one.name, "label": one.label, "source": one.source, "adopted": one.adopted}
            | {"paths": getattr(one, "paths", False), "holds": not _broken(found, one.label)}
            for one in agreements
        ],
    }


def _decision(model: Model, found: Proof) -> ProofData:
    return {
        "decision": found.decision,
        "label": model.decision(found.decision).label,
        "total": found.total,
        "unambiguous": found.unambiguous,
        "unreachable_rules": list(found.unreachable_rules),
        "counterexamples": [_counterexample(one) for one in found.counterexamples],
    }


def _counterexample(found: Counterexample) -> ProofData:
    facts = {name: str(value) for name, value in found.facts.items()}
    told: ProofData = {"kind": found.kind, "facts": facts, "rules": list(found.rules), "text": found.text}
    return told | {"path": list(found.path)} if isinstance(found, PathCounterexample) else told


def _broken(found: Iterable[ProofData], label: str) -> bool:
    """A counterexample names the agreement that it breaks by its label, between quotation marks."""
    return any(one["kind"] in ("invariant", "path") and f"“{label}”" in one["text"] for one in found)
