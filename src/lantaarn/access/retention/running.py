"""The run: clocks are laid by the rules, and what has ended goes. The ledger is written before anything is erased."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lantaarn.access.retention import ledger
from lantaarn.access.retention.models import Clock, ErasureOrder
from lantaarn.access.retention.rules import for_clocks, rules_of
from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor, system
from lantaarn.context.session import acting
from lantaarn.network import queries as network

PURPOSE = "retention.run"


@dataclass(frozen=True)
class Due:
    """Something that goes now: by the clock, or because its organisation decided so."""

    region: str
    folder_id: UUID
    code: str
    keep: str
    ground: str
    by: str
    organisation_id: UUID | None
    organisations: tuple[UUID, ...]


@dataclass(frozen=True)
class Run:
    """What a run did, or would do."""

    laid: int
    due: tuple[Due, ...]
    erased: tuple[int, ...]
    """Numbers in the ledger."""


def run(*, file: Path, dry_run: bool = False) -> Run:
    """All regions, one after the other; as the queue. What an interrupted run left, is finished first."""
    if not dry_run:
        finish(file)
    laid, due, erased = 0, [], []
    for region, _name in network.regions():
        with acting(system(region, purpose=PURPOSE)):
            laid += lay(region)
            found = list(_due(region, timezone.now()))
        due += found
        if not dry_run:
            erased += [_erase(one, file) for one in found if not _is_held(one)]
    return Run(laid, tuple(due), tuple(erased))


def lay(region: str) -> int:
    """Lay the clocks of a region anew; how many changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_lay_clocks(%s::jsonb)", [for_clocks(rules_of(region))])
        return int(cursor.fetchone()[0])


def _due(region: str, now: dt.datetime) -> Iterator[Due]:
    ended = Clock.objects.filter(
        region_id=region, adopted=True, destroys=True, ends_at__lte=now, held_at__isnull=True, erased_at__isnull=True
    )
    for clock in ended.order_by("ends_at", "folder_id"):
        ground = f"{clock.rule}: {clock.term}; {clock.source}"
        yield Due(region, clock.folder_id, clock.code, clock.keep, ground, "Lantaarn", None, tuple(clock.organisations))
    held = Clock.objects.filter(held_at__isnull=False).values("folder_id")
    for order in ErasureOrder.objects.filter(region_id=region, done_at__isnull=True).exclude(folder_id__in=held):
        whose = order.organisation_id
        for keep in ("reporter", "case"):
            yield Due(region, order.folder_id, order.code, keep, order.ground, order.ordered_by, whose, (whose,))
    yield from _requests(region, now)


def _requests(region: str, now: dt.datetime) -> Iterator[Due]:
    """Requests of data subjects whose term has ended, by a rule that was adopted."""
    rule = next((one for one in rules_of(region) if one.process == "subject_request" and one.adopted), None)
    if rule is None or not rule.destroys:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, code, organisation_id FROM access_ended_requests(%s - make_interval(%s, %s, 0, %s))",
            [now, rule.years, rule.months, rule.days],
        )
        found = cursor.fetchall()
    for request_id, code, whose in found:
        ground = f"{rule.code}: {rule.term}; {rule.source}"
        yield Due(region, request_id, code, rule.keep, ground, "Lantaarn", None, (whose,))


def _is_held(due: Due) -> bool:
    """Asked once more right before the ledger is written: what stands there is done."""
    with acting(system(due.region, purpose=PURPOSE)):
        return Clock.objects.filter(folder_id=due.folder_id, held_at__isnull=False).exists()


def _erase(due: Due, file: Path) -> int:
    entry = ledger.append(
        file,
        {
            "region": due.region,
            "folder": str(due.folder_id),
            "code": due.code,
            "keep": due.keep,
            "organisation": str(due.organisation_id) if due.organisation_id else None,
            "organisations": [str(one) for one in due.organisations],
            "ground": due.ground,
            "by": due.by,
            "at": timezone.now().isoformat(),
        },
    )
    _carry_out(entry)
    return entry.seq


def finish(file: Path) -> int:
    """What stands in the ledger and was not erased here yet; how many."""
    behind = ledger.not_yet_done(ledger.read(file), state())
    for entry in behind:
        _carry_out(entry)
    return len(behind)


def _carry_out(entry: ledger.Entry) -> None:
    says: dict[str, Any] = entry.says
    with acting(system(says["region"], purpose=PURPOSE)) as by:
        with connection.cursor() as cursor:
            cursor.execute("SELECT access_erase(%s, %s, %s, false)", [entry.previous, entry.line, entry.hash])
        _record(entry, says, by)


def _record(entry: ledger.Entry, says: dict[str, Any], by: Actor) -> None:
    """The log carries the ledger's hash, so that the sealed log vouches for the ledger."""
    audit.record(
        action="folder.erased",
        objects=[UUID(says["folder"])],
        ground=f"{says['ground']} [{entry.seq}: {entry.hash}]",
        about=says["code"],
        by=by,
    )


def state() -> ledger.State:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, hash FROM access_ledger_state()")
        found = cursor.fetchone()
    return ledger.State(*found) if found else ledger.State()
