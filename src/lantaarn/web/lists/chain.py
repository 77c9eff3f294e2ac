"""The chain seen whole: where each signal lies, how long, and where it waits; heads only, no content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from lantaarn.network import queries as network
from lantaarn.signals import queries
from lantaarn.signals.queries import Head, Load
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.lists.paging import page_address, page_number
from lantaarn.web.look.shapes import BarPart


@dataclass(frozen=True)
class Waiting:
    """One open signal, where it lies."""

    head: Head
    desk: str
    municipality: str


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
    context = {
        "rows": [Waiting(h, desks[h.desk_id], _place(h, places)) for h in found.shown],
        "loads": _loads(found.loads, desks),
        "figures": found.figures,
        "chosen": chosen if desk_id else "",
        "mine": {h.folder_id for h in found.shown if h.desk_id == by.desk_id},
        "previous_url": page_address(request, found.page - 1) if found.page > 1 else "",
        "next_url": page_address(request, found.page + 1) if found.has_next else "",
    }
    return render(request, "lists/chain.html", context)


def _place(head: Head, places: dict[UUID, str]) -> str:
    return places.get(head.municipality_id, "") if head.municipality_id else ""


def _loads(loads: Iterable[Load], desks: dict[UUID, str]) -> list[DeskLoad]:
    loads = list(loads)
    top = max((load.count for load in loads), default=1)
    return [
        DeskLoad(
            desks[load.desk_id],
            load.count,
            load.late,
            load.median_days,
            (
                BarPart(load.count - load.late, "plain"),
                BarPart(load.late, "stuck"),
                BarPart(top - load.count, "ground"),
            ),
        )
        for load in loads
    ]
