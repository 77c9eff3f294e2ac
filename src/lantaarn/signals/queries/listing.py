"""The uniform list: signals that the desk may see, filtered, searched in its own words, sorted, page by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.folders.models import Contribution
from lantaarn.signals.models import Signal

PAGE = 100
COUNT_TO = 1000
SORTS = {
    "received": ("-received_at",),
    "oldest": ("received_at",),
    "changed": ("-changed_at",),
    "municipality": ("municipality__name", "-received_at"),
    "status": ("status", "-received_at"),
}


@dataclass(frozen=True)
class Filters:
    """What stands in the address of the list."""

    status: str = ""
    exploitation: str = ""
    municipality_id: UUID | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    minor: str = ""
    manual: bool = False
    words: str = ""
    sort: str = "received"
    page: int = 1


@dataclass(frozen=True)
class ListRow:
    """One line of the list."""

    folder_id: UUID
    code: str
    title: str
    status: str
    entry: str
    exploitation: tuple[str, ...]
    minor: str
    municipality: str
    domain: str
    lead_desk: str
    received_at: dt.datetime
    taken_up_at: dt.datetime | None
    closed_at: dt.datetime | None
    close_reason: str
    manual: bool
    own_reference: str


@dataclass(frozen=True)
class ListPage:
    """A page of the list. `count` stops at 1,000: then `many` is true."""

    rows: tuple[ListRow, ...]
    count: int
    many: bool
    page: int
    has_next: bool


def signal_list(*, filters: Filters, by: Actor, everything: bool = False) -> ListPage:
    """The list, or for an export everything of it (at most 5,000); the log names every signal shown."""
    found = _filtered(filters, by)
    count = found.order_by()[: COUNT_TO + 1].count()
    start = 0 if everything else (max(filters.page, 1) - 1) * PAGE
    size = 5000 if everything else PAGE
    ordered = found.order_by(*SORTS.get(filters.sort, SORTS["received"]), "folder_id")
    rows = list(ordered.select_related("municipality", "lead_desk")[start : start + size + 1])
    shown = rows[:size]
    audit.record(action="list.exported" if everything else "list.read", objects=[s.folder_id for s in shown], by=by)
    return ListPage(tuple(_rows(shown)), min(count, COUNT_TO), count > COUNT_TO, max(filters.page, 1), len(rows) > size)


def _filtered(filters: Filters, by: Actor) -> QuerySet[Signal]:
    found = Signal.objects.filter(region_id=by.region)
    exact = {
        "status": filters.status,
        "minor": filters.minor,
        "municipality_id": filters.municipality_id,
        "received_at__date__gte": filters.since,
        "received_at__date__lte": filters.until,
        "exploitation__contains": [filters.exploitation] if filters.exploitation else None,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if filters.manual:
        found = found.exclude(manual_reason="")
    return found.filter(_search(filters.words, by)) if filters.words else found


def _search(words: str, by: Actor) -> Q:
    """A code, the own reference, or words that the own desk wrote down; others' words are not searched."""
    own = Contribution.objects.filter(desk_id=by.own_desk, text__icontains=words).values("folder_id")
    return Q(code__iexact=words) | Q(own_reference__iexact=words) | Q(folder_id__in=own)


def _rows(found: list[Signal]) -> Iterator[ListRow]:
    for s in found:
        yield ListRow(
            folder_id=s.folder_id,
            code=s.code,
            title=s.title,
            status=s.status,
            entry=s.entry,
            exploitation=tuple(s.exploitation),
            minor=s.minor,
            municipality=s.municipality.name if s.municipality else "",
            domain=s.domain,
            lead_desk=s.lead_desk.label,
            received_at=s.received_at,
            taken_up_at=s.taken_up_at,
            closed_at=s.closed_at,
            close_reason=s.close_reason,
            manual=bool(s.manual_reason),
            own_reference=s.own_reference,
        )
