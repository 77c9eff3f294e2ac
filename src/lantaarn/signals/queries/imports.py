"""What an older list will become: which rows turn into a signal, which stay behind and why, and what was done."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network import queries as network
from lantaarn.papers.lists_in import (
    ColumnPreview,
    ImportRow,
    LeftOut,
    SheetPreview,
    read_list,
    read_rows,
)
from lantaarn.papers.lists_in.headings import plain
from lantaarn.signals.models import ImportBatch, Report
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import keys_for, open_bytes, open_json

_HANDLED = ("afgehandeld", "afgerond", "gesloten", "afgesloten", "klaar", "gereed", "beeindigd")
_TABLE = "signals_importbatch"
_NOT_YET = ("niet", "nog", "loopt", "lopend")


@dataclass(frozen=True)
class BatchRow:
    """A list in the history of a desk."""

    id: UUID
    file_name: str
    made_at: dt.datetime
    applied_at: dt.datetime | None
    made: int
    left_out: int


@dataclass(frozen=True)
class Batch:
    """A list that was brought, with how its columns are read."""

    id: UUID
    file_name: str
    sheets: tuple[str, ...]
    sheet: str
    columns: tuple[ColumnPreview, ...]
    row_count: int
    mapping: dict[str, int]
    source_domain: str
    applied_at: dt.datetime | None
    outcome: dict[str, Any]

    @property
    def begun(self) -> bool:
        """Part of a long list is in, and the rest is not."""
        return self.applied_at is None and bool(self.outcome)


@dataclass(frozen=True)
class PlannedRow:
    """A row that becomes a signal. `mark` makes it the same row when the list is read once more."""

    row: ImportRow
    mark: str
    handled: bool


@dataclass(frozen=True)
class Plan:
    """A dry run: nothing is kept of it."""

    rows: tuple[PlannedRow, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def handled(self) -> int:
        return sum(1 for row in self.rows if row.handled)

    @property
    def noted(self) -> tuple[PlannedRow, ...]:
        """Rows in which something could only be kept as text."""
        return tuple(row for row in self.rows if row.row.notes)


def batches(*, by: Actor) -> list[BatchRow]:
    """The lists that this desk brought, the newest first."""
    rows = ImportBatch.objects.filter(desk_id=by.desk_id or UUID(int=0)).order_by("-made_at")[:50]
    return [
        BatchRow(b.id, b.file_name, b.made_at, b.applied_at, len(b.outcome["made"]), b.outcome["left_out"])
        for b in rows.defer("content", "left_out")
        if b.outcome
    ]


def stored_batch(batch_id: UUID, *, by: Actor, lock: bool = False) -> ImportBatch:
    """The row of this desk's own list, opened; another desk's is missing."""
    found = ImportBatch.objects.select_for_update() if lock else ImportBatch.objects
    batch = found.filter(id=batch_id, desk_id=by.desk_id or UUID(int=0)).first()
    if batch is None:
        raise Http404
    keys = keys_for([bytes(batch.content), batch.left_out])
    batch.content = open_bytes(Cell(_TABLE, "content", batch.id), bytes(batch.content), keys)
    batch.left_out = open_json(Cell(_TABLE, "left_out", batch.id), batch.left_out, keys) or []
    return batch


def preview_of(batch: ImportBatch) -> SheetPreview:
    return read_list(batch.content, batch.file_name, sheet=batch.mapping.get("sheet"))


def import_batch(*, batch_id: UUID, by: Actor) -> Batch:
    """A list of this desk; once it was applied, what came of it."""
    batch = stored_batch(batch_id, by=by)
    audit.record(action="import.read", objects=[batch.id], kind="import", about=batch.file_name[:80], by=by)
    preview = None if batch.applied_at else preview_of(batch)
    return Batch(
        id=batch.id,
        file_name=batch.file_name,
        sheets=preview.sheets if preview else (),
        sheet=preview.sheet if preview else "",
        columns=preview.columns if preview else (),
        row_count=len(preview.rows) if preview else 0,
        mapping=dict(batch.mapping.get("columns", {})),
        source_domain=str(batch.mapping.get("source_domain", "unknown")),
        applied_at=batch.applied_at,
        outcome={**batch.outcome, "left_out": batch.left_out} if batch.outcome else {},
    )


def dry_run(*, batch_id: UUID, by: Actor) -> Plan:
    """What would happen now, without anything happening."""
    return plan_of(stored_batch(batch_id, by=by), by=by)


def plan_of(batch: ImportBatch, *, by: Actor) -> Plan:
    """Each row becomes a signal or is left out with a reason; none is lost, none comes twice."""
    preview = preview_of(batch)
    names = tuple(m.name for m in network.municipalities(region=by.region))
    mapping = batch.mapping.get("columns", {})
    read = read_rows(preview, mapping, municipalities=names, today=timezone.localdate())
    label = next((c.label for c in preview.columns if c.index == mapping.get("status")), "")
    rows, doubles = _marked(read.rows, label, by.desk_id)
    known = set(Report.objects.filter(once__in=[r.mark for r in rows]).values_list("once", flat=True))
    before = [_left(row, _("Deze regel is al eerder ingelezen.")) for row in rows if row.mark in known]
    left_out = sorted([*read.left_out, *doubles, *before], key=lambda left: left.row_number)
    return Plan(tuple(row for row in rows if row.mark not in known), tuple(left_out))


def _marked(rows: Iterable[ImportRow], status_label: str, desk: UUID | None) -> tuple[list[PlannedRow], list[LeftOut]]:
    """By its own number a row is known again; without one by all that it says, and how often it says so."""
    found: list[PlannedRow] = []
    doubles: list[LeftOut] = []
    numbers: dict[str, int] = {}
    said: Counter[str] = Counter()
    for row in rows:
        if row.number:
            text = f"number:{row.number}"
            first = numbers.setdefault(row.number, row.row_number)
            if first != row.row_number:
                doubles.append(_left(row, _("Nummer %(number)s staat ook in regel %(row)s.") % _of(row, first)))
                continue
        else:
            content = repr(replace(row, row_number=0))
            said[content] += 1
            text = f"{said[content]}:{content}"
        mark = hashlib.sha256(f"import:{desk}:{text}".encode()).hexdigest()
        found.append(PlannedRow(row, mark, _is_handled(row.status, status_label)))
    return found, doubles


def _of(row: ImportRow, first: int) -> dict[str, object]:
    return {"number": row.number, "row": first}


def _left(row: ImportRow | PlannedRow, reason: str) -> LeftOut:
    plain_row = row.row if isinstance(row, PlannedRow) else row
    day = f"{plain_row.date.day}-{plain_row.date.month}-{plain_row.date.year}"
    parts = (plain_row.number, day, plain_row.municipality, plain_row.description)
    return LeftOut(plain_row.row_number, reason, "; ".join(part for part in parts if part))


def _is_handled(status: str, label: str) -> bool:
    """‘Afgehandeld’ in a column Status, or ‘ja’ in a column Afgehandeld; in doubt it is still open."""
    words = plain(status).split()
    if any(word in words for word in _NOT_YET):
        return False
    return any(word in words for word in _HANDLED) or (words == ["ja"] and plain(label) in _HANDLED)
