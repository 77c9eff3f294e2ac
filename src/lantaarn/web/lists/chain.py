"""The chain seen whole: where each signal lies, how long, and where it waits; heads only, no content."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lantaarn.network import queries as network
from lantaarn.signals import queries
from lantaarn.signals.queries import Head
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.lists.paging import page_address, page_number
from lantaarn.web.look.shapes import BarPart


@dataclass(frozen=True)
class Waiting:
    """One open signal, where it lies."""

    head: Head
    desk: str
    municipality: str
    days: int
    late: bool


@dataclass(frozen=True)
class DeskLoad:
    """A desk with what lies there."""

    label: str
    count: int
    late: int
    median_days: float
    bar: tuple[BarPart, ...]


@needs("chain.view", purpose="chain.oversee")
def chain(request: ActorRequest) -> HttpResponse:
    by = request.actor
    desks = {d.id: d.label for d in network.desks(region=by.region)}
    places = {m.id: m.name for m in network.municipalities(region=by.region)}
    chosen = request.GET.get("balie", "")
    desk_id = next((key for key, label in desks.items() if label == chosen), None)
    found = queries.chain(by=by, desk_id=desk_id, page=page_number(request))
    every = [_waiting(h, desks, places) for h in found.every if h.closed_at is None]
    rows = [_waiting(h, desks, places) for h in found.shown]
    context = {
        "rows": rows,
        "loads": _loads(every),
        "figures": _figures(found.every, every),
        "chosen": chosen if desk_id else "",
        "mine": _mine(by.desk_id, rows),
        "previous_url": page_address(request, found.page - 1) if found.page > 1 else "",
        "next_url": page_address(request, found.page + 1) if found.has_next else "",
    }
    return render(request, "lists/chain.html", context)


def _mine(desk_id: UUID | None, rows: Iterable[Waiting]) -> set[UUID]:
    return {w.head.folder_id for w in rows if w.head.desk_id == desk_id}


def _waiting(head: Head, desks: dict[UUID, str], places: dict[UUID, str]) -> Waiting:
    now = timezone.now()
    return Waiting(
        head=head,
        desk=desks[head.desk_id],
        municipality=places.get(head.municipality_id, "") if head.municipality_id else "",
        days=(now - head.waits_since).days,
        late=head.due_at is not None and head.due_at < now,
    )


def _loads(rows: Iterable[Waiting]) -> list[DeskLoad]:
    by_desk: dict[str, list[Waiting]] = defaultdict(list)
    for row in rows:
        by_desk[row.desk].append(row)
    top = max((len(r) for r in by_desk.values()), default=1)
    loads = [
        DeskLoad(
            label,
            len(found),
            sum(r.late for r in found),
            median(r.days for r in found),
            (
                BarPart(len(found) - sum(r.late for r in found), "plain"),
                BarPart(sum(r.late for r in found), "stuck"),
                BarPart(top - len(found), "ground"),
            ),
        )
        for label, found in by_desk.items()
    ]
    return sorted(loads, key=lambda load: (-load.late, -load.count))


def _figures(heads: Iterable[Head], rows: Iterable[Waiting]) -> dict[str, object]:
    """Medians in days; None where there is nothing to take a median of."""
    heads, rows = list(heads), list(rows)
    taken = [_days(h.taken_up_at - h.received_at) for h in heads if h.taken_up_at]
    closed = [_days(h.closed_at - h.received_at) for h in heads if h.closed_at]
    return {
        "open": len(rows),
        "late": sum(r.late for r in rows),
        "accepted_in": round(median(taken), 1) if taken else None,
        "closed_in": round(median(closed), 1) if closed else None,
        "unreceived": sum(1 for r in rows if r.head.off_system and not r.head.receipt),
    }


def _days(span: dt.timedelta) -> float:
    return span.total_seconds() / 86400
