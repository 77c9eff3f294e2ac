"""The uniform list: signals that the desk may see, filtered, searched in its own words, sorted, page by page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.signals.models import Signal
from lantaarn.vault.searching import tokens_for

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
    own = _few_of_my_own(by)
    found = _filtered(filters, own, by)
    start = 0 if everything else (max(filters.page, 1) - 1) * PAGE
    size = 5000 if everything else PAGE
    ordered = found.order_by(*SORTS.get(filters.sort, SORTS["received"]), "folder_id")
    rows = [_row(values) for values in ordered.values_list(*_COLUMNS)[start : start + size + 1]]
    shown, has_next = tuple(rows[:size]), len(rows) > size
    count = start + len(shown) if shown and not has_next else _count(found, filters, own)
    audit.record(
        action="list.exported" if everything else "list.read",
        objects=[signal.folder_id for signal in shown],
        searched=filters.words,
        by=by,
    )
    return ListPage(shown, min(count, COUNT_TO), count > COUNT_TO, max(filters.page, 1), has_next)


def _few_of_my_own(by: Actor) -> list[UUID] | None:
    """The folders of a desk that holds at most a thousand, to look these up; None for one that holds more.

    Without it a desk with five signals would have every signal of the region tried for it; with more than a thousand
    the newest hundred are near the top of all.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT folder_id FROM access_grant WHERE desk_id = %s AND revoked_at IS NULL LIMIT %s",
            [by.desk_id, COUNT_TO + 1],
        )
        found = [folder_id for (folder_id,) in cursor.fetchall()]
    return found if len(found) <= COUNT_TO else None


def _count(found: QuerySet[Signal], filters: Filters, own: list[UUID] | None) -> int:
    """Up to a thousand and one; a desk that holds more and asks for all needs no counting."""
    if own is None and replace(filters, page=1, sort="received") == Filters():
        return COUNT_TO + 1
    return found.order_by()[: COUNT_TO + 1].count()


def _filtered(filters: Filters, own: list[UUID] | None, by: Actor) -> QuerySet[Signal]:
    found = Signal.objects.filter(region_id=by.region)
    if own is not None:
        found = _among(found, own)
    exact = {
        "status": filters.status,
        "minor": filters.minor,
        "municipality_id": filters.municipality_id,
        "received_at__gte": _midnight(filters.since),
        "received_at__lt": _midnight(filters.until, days=1),
        "exploitation__contains": [filters.exploitation] if filters.exploitation else None,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if filters.manual:
        found = found.exclude(manual_reason="")
    return _among(found, _search(filters.words, by)) if filters.words else found


def _midnight(day: dt.date | None, *, days: int = 0) -> dt.datetime | None:
    """The moment that a day begins here, so that an index on moments serves."""
    if day is None or (days and day.year == dt.MAXYEAR):
        return None
    return timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=days), dt.time()))


def _among(found: QuerySet[Signal], folders: list[UUID]) -> QuerySet[Signal]:
    return found.extra(where=["signals_signal.folder_id = ANY (%s)"], params=[folders])


_SEARCH = """
SELECT folder_id FROM signals_signal WHERE region_id = %(region)s AND code = %(code)s
UNION SELECT folder_id FROM signals_signal WHERE region_id = %(region)s AND own_reference <> ''
  AND own_reference = ANY (%(references)s)
UNION SELECT folder_id FROM (
    SELECT folder_id FROM vault_token WHERE desk_id = %(desk)s AND token = ANY (%(tokens)s)
    GROUP BY folder_id HAVING count(*) = %(many)s) AS found
"""


def _search(words: str, by: Actor) -> list[UUID]:
    """A code, the own reference, or whole words that the own desk wrote down; others' words are not searched.

    Each by itself, so that code and reference are looked up in an index; joined by OR they were not.
    """
    tokens = tokens_for(words, by=by) if by.desk_id and by.organisation_id else []
    asked: dict[str, Any] = {
        "region": by.region,
        "code": words.upper(),
        "references": [words, words.upper(), words.lower()],
        "desk": by.desk_id,
        "tokens": tokens,
        "many": len(tokens),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, asked)
        return [folder_id for (folder_id,) in cursor.fetchall()]


_COLUMNS = (
    "folder_id", "code", "title", "status", "entry", "exploitation", "minor", "municipality__name", "domain",
    "lead_desk__label", "received_at", "taken_up_at", "closed_at", "close_reason", "manual_reason", "own_reference",
)  # fmt: skip
"""As the fields of ListRow stand."""


def _row(values: tuple[Any, ...]) -> ListRow:
    cells = list(values)
    cells[5], cells[7], cells[14] = tuple(cells[5]), cells[7] or "", bool(cells[14])
    return ListRow(*cells)
