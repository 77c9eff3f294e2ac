"""Holds two versions of a sharing table side by side: where one gives another verdict than the other, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from lantaarn.rules.routing.diagrams import FALSE
from lantaarn.rules.sharing.plan import Facts, SharingPlan
from lantaarn.rules.sharing.space import Space


@dataclass(frozen=True)
class Shift:
    """Situations that get another verdict: which part of all there are, and one of them."""

    was: str
    becomes: str
    part: Fraction
    facts: Facts
    freer: bool


def compare(old: SharingPlan, new: SharingPlan) -> tuple[Shift, ...] | None:
    """Every change of verdict, what becomes freer first; None when the tables ask for other facts."""
    before, after = Space(old), Space(new)
    if (before.compiler.facts, before.compiler.values) != (after.compiler.facts, after.compiler.values):
        return None
    shifts = []
    for was, becomes in permutations(new.verdicts, 2):
        both = after.sets.both(after.sets.taken_from(before.sets, before.at([was])), after.at([becomes]))
        if both != FALSE:
            freer = new.rank(becomes) > new.rank(was)
            shifts.append(Shift(was, becomes, after.sets.part(both), after.compiler.cause(both), freer))
    return tuple(sorted(shifts, key=lambda one: (not one.freer, -one.part)))
