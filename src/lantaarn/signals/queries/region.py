"""The region seen from above, without content: heads of the chain, totals of a municipality, facts to weigh a route."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.signals.models import Advice

PAGE = 100


@dataclass(frozen=True)
class Head:
    """The head of a signal: where it lies and since when; no word of what it says."""

    folder_id: UUID
    code: str
    municipality_id: UUID | None
    stage: str
    status: str
    desk_id: UUID
    received_at: dt.datetime
    taken_up_at: dt.datetime | None
    closed_at: dt.datetime | None
    waits_since: dt.datetime
    due_at: dt.datetime | None
    escalated: bool
    off_system: bool
    receipt: bool


@dataclass(frozen=True)
class Total:
    """A municipality's count of one year."""

    year: int
    received: int
    closed: int


@dataclass(frozen=True)
class PastSignal:
    """The facts of a signal of last year, and the kind of desk that led first."""

    facts: dict[str, str]
    municipality_id: UUID | None
    led_by: str


def heads(*, by: Actor, closed_within_days: int = 90) -> list[Head]:
    """Every open signal of the region and those closed of late, as heads, to be counted; the log says that it was."""
    found = _heads(closed_within_days)
    audit.record(action="chain.counted", by=by)
    return found


@dataclass(frozen=True)
class Chain:
    """All heads, to be counted, and one page of the open ones: what is late first, then what waits longest."""

    every: tuple[Head, ...]
    shown: tuple[Head, ...]
    page: int
    has_next: bool


def chain(*, by: Actor, desk_id: UUID | None = None, page: int = 1) -> Chain:
    """The chain as its overseer sees it; the log names each signal that stood on the page."""
    every = _heads(90)
    now = timezone.now()
    still_open = [h for h in every if h.closed_at is None and desk_id in (None, h.desk_id)]
    still_open.sort(key=lambda h: (h.due_at is None or h.due_at >= now, h.waits_since))
    start = (max(page, 1) - 1) * PAGE
    shown = tuple(still_open[start : start + PAGE])
    audit.record(action="chain.read", objects=[head.folder_id for head in shown], by=by)
    return Chain(tuple(every), shown, max(page, 1), len(still_open) > start + PAGE)


def _heads(closed_within_days: int) -> list[Head]:
    since = timezone.now() - dt.timedelta(days=closed_within_days)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM signals_heads(%s)", [since])
        return [Head(*row) for row in cursor.fetchall()]


def totals(*, by: Actor) -> list[Total]:
    """Counts per year of the own municipality."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM signals_totals()")
        found = [Total(*row) for row in cursor.fetchall()]
    audit.record(action="totals.read", by=by)
    return found


def past_facts(*, by: Actor, days: int = 365) -> list[PastSignal]:
    """Last year's facts, for weighing another version of the route."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM signals_past_facts(%s)", [timezone.now() - dt.timedelta(days=days)])
        found = [
            PastSignal(json.loads(facts) if isinstance(facts, str) else facts, municipality, led_by or "")
            for facts, municipality, led_by in cursor.fetchall()
        ]
    audit.record(action="route.weighed", by=by)
    return found


def advice_count(*, by: Actor, year: int) -> int:
    """How often the desk advised this year."""
    return Advice.objects.filter(desk_id=by.own_desk, at__year=year).count()
