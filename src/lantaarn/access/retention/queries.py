"""What stands on the clock: of one folder, what goes soon, what was erased, and what is not shared further."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lantaarn.access.retention.models import Clock, Erasure, ErasureOrder, Restriction
from lantaarn.access.retention.rules import rules_of
from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.tables.packs.retention import Retention

SOON = dt.timedelta(days=30)
MOST = 200


@dataclass(frozen=True)
class ClockView:
    """The clock of one class of data in a folder. `starts_at` is empty while the signal is open."""

    folder_id: UUID
    code: str
    keep: str
    term: str
    starts: str
    source: str
    destroys: bool
    adopted: bool
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    held_at: dt.datetime | None
    held_by: str
    held_why: str
    erased_at: dt.datetime | None

    @property
    def goes(self) -> bool:
        """Will it go at its end, as things stand?"""
        return self.destroys and self.adopted and self.ends_at is not None and self.held_at is None


@dataclass(frozen=True)
class OrderView:
    """What this organisation had erased before its time, and has not happened yet."""

    folder_id: UUID
    code: str
    ground: str
    ordered_at: dt.datetime
    ordered_by: str


@dataclass(frozen=True)
class ErasureView:
    """One erasure, enough for its certificate."""

    id: UUID
    seq: int
    hash: str
    code: str
    keep: str
    whole: bool
    ground: str
    by: str
    at: dt.datetime
    counts: dict[str, int]
    replayed_at: dt.datetime | None


@dataclass(frozen=True)
class Keeping:
    """The page of what goes: soonest first, what is held, what was ordered, what went."""

    soon: tuple[ClockView, ...]
    proposed: tuple[ClockView, ...]
    held: tuple[ClockView, ...]
    orders: tuple[OrderView, ...]
    erased: tuple[ErasureView, ...]
    rules: tuple[Retention, ...]


_CLOCK = tuple(ClockView.__dataclass_fields__)


def _clocks(rows: Any) -> tuple[ClockView, ...]:  # noqa: ANN401 - a queryset
    return tuple(ClockView(**row) for row in rows.values(*_CLOCK)[:MOST])


def clocks_of(*, folder_id: UUID, by: Actor) -> tuple[ClockView, ...]:
    """The clocks of a folder that the reader sees. Its own page logs the reading."""
    return _clocks(Clock.objects.filter(folder_id=folder_id, region_id=by.region).order_by("keep"))


def keeping(*, by: Actor) -> Keeping:
    """What goes within thirty days, before it goes; proposals apart, because nothing goes by them."""
    until = timezone.now() + SOON
    standing = Clock.objects.filter(region_id=by.region, erased_at__isnull=True)
    ending = standing.filter(destroys=True, ends_at__lte=until, held_at__isnull=True).order_by("ends_at", "code")
    found = Keeping(
        soon=_clocks(ending.filter(adopted=True)),
        proposed=_clocks(ending.filter(adopted=False)),
        held=_clocks(standing.filter(held_at__isnull=False).order_by("held_at", "code")),
        orders=_orders(by),
        erased=_erasures(Q(region_id=by.region)),
        rules=rules_of(by.region),
    )
    folders = {clock.folder_id for clock in (*found.soon, *found.proposed, *found.held)}
    audit.record(action="retention.read", objects=sorted(folders), by=by)
    return found


def folder_of_code(*, code: str, by: Actor) -> UUID | None:
    """The folder of a code, for who looks after its end; None for everybody else."""
    return Clock.objects.filter(region_id=by.region, code=code).values_list("folder_id", flat=True).first()


def _orders(by: Actor) -> tuple[OrderView, ...]:
    rows = ErasureOrder.objects.filter(region_id=by.region, done_at__isnull=True).order_by("ordered_at")
    return tuple(OrderView(**row) for row in rows.values("folder_id", "code", "ground", "ordered_at", "ordered_by"))


def _erasures(where: Q) -> tuple[ErasureView, ...]:
    rows = Erasure.objects.filter(where).order_by("-seq")[:MOST]
    return tuple(_erasure(row) for row in rows)


def _erasure(row: Erasure) -> ErasureView:
    return ErasureView(
        id=row.id,
        seq=row.seq,
        hash=row.hash,
        code=row.code,
        keep=row.keep,
        whole=row.organisation_id is None,
        ground=row.ground,
        by=row.by,
        at=row.at,
        counts=row.counts,
        replayed_at=row.replayed_at,
    )


def certificate(*, erasure_id: UUID, by: Actor) -> ErasureView | None:
    """One erasure for its certificate; None when it is not there, or not for this reader."""
    found = _erasures(Q(id=erasure_id, region_id=by.region))
    if not found:
        return None
    audit.record(action="erasure.certificate_made", objects=[erasure_id], kind="erasure", about=found[0].code, by=by)
    return found[0]


def restricted(*, folder_id: UUID, by: Actor) -> tuple[str, ...]:
    """Organisations whose part of this folder may not be shared further, by name."""
    rows = Restriction.objects.filter(folder_id=folder_id, region_id=by.region, ended_at__isnull=True)
    return tuple(rows.order_by("organisation__name").values_list("organisation__name", flat=True))
