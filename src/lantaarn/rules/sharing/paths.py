"""Follows data from hand to hand: no chain of lawful shares may end where a direct share is forbidden.

Provenance travels with the data. A step takes everything (at once, or after somebody said yes) or the phenomenon alone.
Along a path each step may choose its own ground, consent and purpose: whatever can happen counts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lantaarn.rules.proofs import Counterexample
from lantaarn.rules.routing.diagrams import FALSE
from lantaarn.rules.sharing.plan import (
    CATEGORY,
    PHENOMENON,
    PROVENANCE,
    RECIPIENT,
    SHARER,
    WHOLE,
    WITHOUT_PERSON_DATA,
    SharingInvariant,
)
from lantaarn.rules.sharing.space import Space

Holding = tuple[str, str]  # who holds it, and what is left of it: its category
Way = tuple[str, ...]  # kinds, the source first


@dataclass(frozen=True)
class PathCounterexample(Counterexample):
    """A chain of shares, each lawful by itself, that ends where it may not."""

    path: Way = ()


@dataclass(frozen=True)
class Journeys:
    """Where data of one category and provenance can come from one source, with the shortest way to each."""

    source: str
    category: str
    provenance: str
    ways: dict[Holding, Way] = field(default_factory=dict)


class Travel:
    """Every journey that the table allows."""

    def __init__(self, space: Space) -> None:
        self._space = space
        self._whole, self._thin = space.at(WHOLE), space.at([WITHOUT_PERSON_DATA])
        self._next: dict[tuple[str, str, str], tuple[Holding, ...]] = {}

    def all(self) -> Iterator[Journeys]:
        space = self._space
        for provenance in space.values(PROVENANCE):
            for source in space.plan.sources(provenance):
                for category in space.values(CATEGORY):
                    yield self.journeys(source, category, provenance)

    def journeys(self, source: str, category: str, provenance: str) -> Journeys:
        """Breadth first, so that the way to each holder is as short as can be."""
        ways: dict[Holding, Way] = {(source, category): (source,)}
        waiting = deque(ways)
        while waiting:
            holding = waiting.popleft()
            for reached in self.steps(holding, provenance):
                if reached not in ways:
                    ways[reached] = (*ways[holding], reached[0])
                    waiting.append(reached)
        return Journeys(source, category, provenance, ways)

    def steps(self, holding: Holding, provenance: str) -> tuple[Holding, ...]:
        """Who can get it next, and what of it."""
        kind, category = holding
        key = (kind, category, provenance)
        if key not in self._next:
            self._next[key] = tuple(self._steps(kind, category, provenance))
        return self._next[key]

    def _steps(self, kind: str, category: str, provenance: str) -> Iterator[Holding]:
        space = self._space
        facts = {CATEGORY: category, PROVENANCE: provenance, SHARER: kind}
        whole, thin = space.given(self._whole, **facts), space.given(self._thin, **facts)
        for recipient in space.values(RECIPIENT):
            if space.given(whole, **{RECIPIENT: recipient}) != FALSE:
                yield recipient, category
            if PHENOMENON in space.values(CATEGORY) and space.given(thin, **{RECIPIENT: recipient}) != FALSE:
                yield recipient, PHENOMENON


def forbidden_ends(space: Space, agreements: Sequence[SharingInvariant]) -> Iterator[Counterexample]:
    """Each agreement over paths that some chain of shares breaks, and each way round a direct refusal."""
    travel = Travel(space)
    every = list(travel.all())
    for agreement in agreements:
        if agreement.paths:
            yield from _shortest(_breaches(space, every, agreement))
    yield from _shortest(_ways_round(space, travel, every))


def _shortest(found: Iterator[PathCounterexample]) -> Iterator[PathCounterexample]:
    best = min(found, key=lambda one: len(one.path), default=None)
    if best is not None:
        yield best


def _breaches(space: Space, every: list[Journeys], agreement: SharingInvariant) -> Iterator[PathCounterexample]:
    broken: dict[str, int] = {}
    for one in every:
        if one.source not in broken:
            broken[one.source] = space.broken(agreement, one.source)
        for (holder, category), way in one.ways.items():
            facts = {CATEGORY: category, PROVENANCE: one.provenance, SHARER: holder}
            last = space.given(broken[one.source], **facts)
            if last != FALSE:
                why = f"De afspraak “{agreement.label}” klopt dan niet."
                cause = space.compiler.cause(last)
                end = cause.get(RECIPIENT) or space.values(RECIPIENT)[0]
                yield _told(space, one, (*way, end), {**cause, **facts, RECIPIENT: end}, why)


def _ways_round(space: Space, travel: Travel, every: list[Journeys]) -> Iterator[PathCounterexample]:
    """What arrives along others without being allowed from the source itself."""
    for one in every:
        direct = set(travel.steps((one.source, one.category), one.provenance))
        for (holder, category), way in one.ways.items():
            if len(way) > 2 and holder != one.source and not _allowed(direct, holder, category):
                why = f"Rechtstreeks mag {space.plan.phrase(one.source)} dat daar niet mee delen."
                facts = {CATEGORY: category, PROVENANCE: one.provenance, SHARER: way[-2], RECIPIENT: holder}
                yield _told(space, one, way, facts, why)


def _allowed(direct: set[Holding], holder: str, category: str) -> bool:
    """Who may have everything may have the phenomenon as well."""
    return (holder, category) in direct or (category == PHENOMENON and any(kind == holder for kind, _ in direct))


def _told(space: Space, one: Journeys, way: Way, last: dict[str, str], why: str) -> PathCounterexample:
    plan = space.plan
    steps = ", ".join(f"{plan.phrase(giver)} deelt met {plan.phrase(taker)}" for giver, taker in pairwise(way))
    words = {known.fact: known for known in plan.words}
    what = " ".join(words[fact].phrase(last[fact]) if fact in words else last[fact] for fact in (CATEGORY, PROVENANCE))
    text = f"{steps[:1].upper()}{steps[1:]}: {what} komen zo bij {plan.phrase(way[-1])}. {why}"
    facts = {**last, CATEGORY: one.category, SHARER: one.source}
    return PathCounterexample("path", facts, space.rules(last), text, way)
