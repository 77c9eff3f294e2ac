"""The region seen from above, without content: heads of the chain, totals of a municipality, facts to weigh a route."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.signals.models import Advice

PAGE = 100


@dataclass(frozen=True)
class Head:
    """The head of an open signal: where it lies and since when; no word of what it says."""

    folder_id: UUID
    code: str
    municipality_id: UUID | None
    status: str
    desk_id: UUID
    days: int
    late: bool
    escalated: bool
    off_system: bool
    receipt: bool


@dataclass(frozen=True)
class Load:
    """What lies open at a desk, and the days that half of it has waited at most."""

    desk_id: UUID
    count: int
    late: int
    median_days: float


@dataclass(frozen=True)
class Figures:
    """The chain in numbers; medians in days, None where there is nothing to take a median of."""

    open: int
    late: int
    escalated: int
    unreceived: int
    accepted_in: float | None
    closed_in: float | None


@dataclass(frozen=True)
class Chain:
    """The chain counted, and one page of its open signals: what is late first, then what waits longest."""

    figures: Figures
    loads: tuple[Load, ...]
    shown: tuple[Head, ...]
    page: int
    has_next: bool


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


# Counted by the database: a region has thousands of open signals, and a page shows a hundred.
_HEADS = """
WITH heads AS MATERIALIZED (
    SELECT h.*, h.closed_at IS NULL AS open, coalesce(h.closed_at IS NULL AND h.due_at < %(now)s, false) AS late,
           floor(extract(epoch FROM %(now)s - h.waits_since) / 86400) AS days
    FROM signals_heads(%(since)s) h
)
"""
_FIGURES = """
SELECT count(*) FILTER (WHERE open), count(*) FILTER (WHERE late), count(*) FILTER (WHERE open AND escalated),
       count(*) FILTER (WHERE open AND off_system AND NOT receipt),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM taken_up_at - received_at) / 86400)
           FILTER (WHERE taken_up_at IS NOT NULL),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - received_at) / 86400)
           FILTER (WHERE closed_at IS NOT NULL)
FROM heads
"""
_CHAIN = f"""
{_HEADS}
SELECT (SELECT row_to_json(found)::text FROM ({_FIGURES}) AS found(open, late, escalated, unreceived, accepted_in,
                                                                   closed_in)),
  (SELECT json_agg(found ORDER BY late DESC, count DESC, desk_id)::text FROM (
      SELECT desk_id, count(*) AS count, count(*) FILTER (WHERE late) AS late,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median_days
      FROM heads WHERE open GROUP BY desk_id) found),
  (SELECT json_agg(found)::text FROM (
      SELECT folder_id, code, municipality_id, status, desk_id, days, late, escalated, off_system, receipt
      FROM heads WHERE open AND (%(desk)s::uuid IS NULL OR desk_id = %(desk)s::uuid)
      ORDER BY NOT late, waits_since, code LIMIT {PAGE + 1} OFFSET %(skip)s) found)
"""  # noqa: S608 - composed of our own texts
_IDS = {"folder_id", "municipality_id", "desk_id"}


def figures(*, by: Actor) -> Figures:
    """The open signals of the region, counted; the log says that it was."""
    with connection.cursor() as cursor:
        now = timezone.now()
        cursor.execute(_HEADS + _FIGURES, {"now": now, "since": now})
        found = Figures(*cursor.fetchone())
    audit.record(action="chain.counted", by=by)
    return found


def chain(*, by: Actor, desk_id: UUID | None = None, page: int = 1) -> Chain:
    """The chain as its overseer sees it; the log names each signal that stood on the page."""
    now, page = timezone.now(), max(page, 1)
    values = {"now": now, "since": now - dt.timedelta(days=90), "desk": desk_id, "skip": (page - 1) * PAGE}
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN, values)
        counted, loads, rows = (json.loads(text or "[]") for text in cursor.fetchone())
    heads = [Head(**_with_ids(row)) for row in rows]
    shown = tuple(heads[:PAGE])
    audit.record(action="chain.read", objects=[head.folder_id for head in shown], by=by)
    return Chain(
        Figures(**counted), tuple(Load(**_with_ids(row)) for row in loads), shown, page, has_next=len(heads) > PAGE
    )


def _with_ids(row: dict[str, Any]) -> dict[str, Any]:
    return {name: UUID(value) if name in _IDS and value else value for name, value in row.items()}


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
