"""The route of a region: signal facts in, desks with tasks out, and the proof that it always works."""

from lantaarn.rules.routing.agreements import check_agreement
from lantaarn.rules.routing.plan import (
    NONE,
    DeskKind,
    Facts,
    Invariant,
    Place,
    RoutePlan,
    Staffing,
    Words,
)
from lantaarn.rules.routing.proving import RegionProof, prove_region
from lantaarn.rules.routing.running import OUTPUTS, ManualTriage, Route, RouteStep, route

__all__ = [
    "NONE",
    "OUTPUTS",
    "DeskKind",
    "Facts",
    "Invariant",
    "ManualTriage",
    "Place",
    "RegionProof",
    "Route",
    "RoutePlan",
    "RouteStep",
    "Staffing",
    "Words",
    "check_agreement",
    "prove_region",
    "route",
]
