"""What a version would change: last year's signals replayed over its rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lantaarn.rules.routing import ManualTriage, Route, RoutePlan, route
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


def effect(pack: Pack, past: Iterable[PastSignal], *, before: Pack | None = None) -> Effect:
    """For each signal who led and who would lead; with `before` also which desks come along or drop out."""
    plan, old = pack.plan(), before.plan() if before else None
    seen: Counter[tuple[tuple[tuple[str, str], ...], str]] = Counter(
        (tuple(sorted(one.facts.items())), one.led_by) for one in past
    )
    shifts: Counter[tuple[str, str, str]] = Counter()
    sides: Counter[tuple[str, bool]] = Counter()
    for (facts, led_by), signals in seen.items():
        found = _routed(plan, dict(facts))
        to, why = ("", found.reason) if isinstance(found, ManualTriage) else (found.lead.desk, "")
        shifts[led_by, to, why] += signals
        if old is not None:
            for side in _sides(_routed(old, dict(facts)), found):
                sides[side] += signals
    return _counted(shifts, sides)


def _routed(plan: RoutePlan, facts: dict[str, str]) -> Route | ManualTriage:
    """A fact that nobody asked for in those days is unknown, where the table knows that answer."""
    asked = {fact.name: UNKNOWN for fact in plan.model.facts() if UNKNOWN in (fact.allowed or ())}
    return route(plan, {**asked, **facts, plan.stage: facts.get(plan.stage) or plan.entry})


def _sides(old: Route | ManualTriage, new: Route | ManualTriage) -> Iterable[tuple[str, bool]]:
    if isinstance(old, ManualTriage) or isinstance(new, ManualTriage):
        return
    was, now = ({step.desk for step in one.others} - {one.lead.desk} for one in (old, new))
    yield from ((desk, True) for desk in now - was if desk != old.lead.desk)
    yield from ((desk, False) for desk in was - now if desk != new.lead.desk)


def _counted(shifts: Counter[tuple[str, str, str]], sides: Counter[tuple[str, bool]]) -> Effect:
    rows = [Shift(was, to, signals, why) for (was, to, why), signals in shifts.most_common()]
    return Effect(
        total=sum(row.signals for row in rows),
        same=sum(row.signals for row in rows if row.to == row.was),
        elsewhere=tuple(row for row in rows if row.to and row.to != row.was),
        nowhere=tuple(row for row in rows if not row.to),
        besides=tuple(Side(desk, more, signals) for (desk, more), signals in sides.most_common()),
    )
