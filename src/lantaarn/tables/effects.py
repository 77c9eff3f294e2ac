"""What a version would change: last year's signals replayed over its rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from lantaarn.rules.routing import ManualTriage, RoutePlan, route
from lantaarn.tables.packs import Pack

UNKNOWN = "unknown"


@dataclass(frozen=True)
class PastSignal:
    """What was known of a signal when it came in, and the kind of desk that led it."""

    facts: Mapping[str, str]
    led_by: str


@dataclass(frozen=True)
class Shift:
    """Signals that would go to another desk; `to` is empty when no rule can route them."""

    was: str
    to: str
    signals: int
    why: str = ""


@dataclass(frozen=True)
class Side:
    """A desk that would be brought in besides (`more`), or no longer."""

    desk: str
    more: bool
    signals: int


@dataclass(frozen=True)
class Effect:
    """The comparison of one version with what happened, counted; never a single signal."""

    total: int
    same: int
    elsewhere: tuple[Shift, ...]
    nowhere: tuple[Shift, ...]
    besides: tuple[Side, ...]

    @property
    def moved(self) -> int:
        return sum(shift.signals for shift in self.elsewhere)

    @property
    def lost(self) -> int:
        return sum(shift.signals for shift in self.nowhere)


@dataclass(frozen=True)
class Way:
    """The desks that lead a signal one after the other, and those beside them; an empty one: no rule goes on."""

    leads: tuple[str, ...]
    besides: frozenset[str]
    why: str = ""


def effect(pack: Pack, past: Iterable[PastSignal], *, before: Pack | None = None) -> Effect:
    """Each signal's whole way under these rules against its way under `before`; without that, against who led it."""
    plan, old = pack.plan(), before.plan() if before else None
    seen: Counter[tuple[tuple[tuple[str, str], ...], str]] = Counter(
        (tuple(sorted(one.facts.items())), one.led_by) for one in past
    )
    shifts: Counter[tuple[str, str, str]] = Counter()
    sides: Counter[tuple[str, bool]] = Counter()
    for (facts, led_by), signals in seen.items():
        new = way(plan, dict(facts))
        was = Way((led_by,), frozenset()) if old is None else way(old, dict(facts))
        shifts[(*_difference(was, new, whole=old is not None), new.why)] += signals
        if old is not None and not new.why and not was.why:
            sides.update({(desk, True): signals for desk in new.besides - was.besides - {*was.leads}})
            sides.update({(desk, False): signals for desk in was.besides - new.besides - {*new.leads}})
    return _counted(shifts, sides)


def way(plan: RoutePlan, facts: Mapping[str, str]) -> Way:
    """From the door on: each leading desk passes the signal on at its own stage, until one that finishes it.

    A fact that nobody asked for in those days is unknown, where the table knows that answer.
    """
    known = {fact.name: UNKNOWN for fact in plan.model.facts() if UNKNOWN in (fact.allowed or ())} | dict(facts)
    leads: list[str] = []
    besides: set[str] = set()
    stage, passed = plan.entry, set[str]()
    while stage and stage not in passed:
        passed.add(stage)
        found = route(plan, {**known, plan.stage: stage})
        if isinstance(found, ManualTriage):
            return Way((*leads, ""), frozenset(besides), found.reason)
        leads.append(found.lead.desk)
        besides.update(step.desk for step in found.others)
        desk = plan.desk(found.lead.desk)
        stage = desk.stage if desk else ""
    return Way(tuple(leads), frozenset(besides))


def _difference(was: Way, new: Way, *, whole: bool) -> tuple[str, str]:
    """The desk that led and the one that would, at the first place where the ways part."""
    if not whole:
        return was.leads[0], new.leads[0]
    for at, (left, right) in enumerate(zip_longest(was.leads, new.leads)):
        if left != right:
            return left if left is not None else was.leads[at - 1], right if right is not None else new.leads[at - 1]
    return was.leads[-1], new.leads[-1]


def _counted(shifts: Counter[tuple[str, str, str]], sides: Counter[tuple[str, bool]]) -> Effect:
    rows = [Shift(was, to, signals, why) for (was, to, why), signals in shifts.most_common()]
    return Effect(
        total=sum(row.signals for row in rows),
        same=sum(row.signals for row in rows if row.to == row.was),
        elsewhere=tuple(row for row in rows if row.to and row.to != row.was),
        nowhere=tuple(row for row in rows if not row.to),
        besides=tuple(Side(desk, more, signals) for (desk, more), signals in sides.most_common()),
    )
