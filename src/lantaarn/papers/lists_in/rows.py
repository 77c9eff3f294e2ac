"""From rows to signals to be: each filled row becomes one, or is left out with the reason; none is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from lantaarn.papers.lists_in import cells
from lantaarn.papers.lists_in.cells import Doubt
from lantaarn.papers.lists_in.headings import TARGETS
from lantaarn.papers.lists_in.preview import SheetPreview
from lantaarn.papers.lists_in.sheets import SourceRow, Value, text_of

_LABELS = {target.name: target.label for target in TARGETS}


@dataclass(frozen=True)
class Note:
    """Something in a row that was kept as text because it could not be read as what the column asks."""

    column: str
    text: str
    reason: str


@dataclass(frozen=True)
class ImportRow:
    row_number: int
    number: str
    date: date
    municipality: str
    exploitation: tuple[str, ...]
    source: str
    description: str
    minor: str
    status: str
    action: str
    other: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class LeftOut:
    row_number: int
    reason: str
    text: str


@dataclass(frozen=True)
class ImportResult:
    rows: tuple[ImportRow, ...]
    left_out: tuple[LeftOut, ...]


def read_rows(
    preview: SheetPreview,
    mapping: Mapping[str, int],
    *,
    municipalities: tuple[str, ...] = (),
    today: date | None = None,
) -> ImportResult:
    """Read every row below the heading; a date and a municipality are needed, all else may be unknown.

    Without a list of municipalities any name is taken as written. `today` refuses dates after it.
    """
    rows: list[ImportRow] = []
    left_out: list[LeftOut] = []
    first_seen: dict[str, int] = {}
    names = cells.municipality_names(municipalities)
    for source in preview.rows:
        read = _read(source, preview, mapping, names, today)
        if isinstance(read, LeftOut):
            left_out.append(read)
        else:
            rows.append(_with_double_noted(read, first_seen))
    return ImportResult(tuple(rows), tuple(left_out))


def _read(
    source: SourceRow,
    preview: SheetPreview,
    mapping: Mapping[str, int],
    names: Mapping[str, str],
    today: date | None,
) -> ImportRow | LeftOut:
    def value(target: str) -> Value:
        return _cell(source, mapping.get(target))

    day = cells.day(value("date"), today)
    municipality = cells.municipality(value("municipality"), names)
    if isinstance(day, Doubt) or isinstance(municipality, Doubt):
        reasons = [
            _told(target, doubt)
            for target, doubt in (("date", day), ("municipality", municipality))
            if isinstance(doubt, Doubt)
        ]
        return LeftOut(source.number, " ".join(reasons), _whole(source, preview))
    forms, unread = cells.exploitation(value("exploitation"))
    minor = cells.yes_no(value("minor"))
    notes = [Note(_LABELS["exploitation"], doubt.text, doubt.reason) for doubt in unread]
    if isinstance(minor, Doubt):
        notes.append(Note(_LABELS["minor"], minor.text, minor.reason))
    return ImportRow(
        row_number=source.number,
        number=text_of(value("number")),
        date=day,
        municipality=municipality,
        exploitation=forms,
        source=text_of(value("source")),
        description=text_of(value("description")),
        minor=minor if isinstance(minor, str) else cells.UNKNOWN,
        status=text_of(value("status")),
        action=text_of(value("action")),
        other=_unmapped(source, preview, mapping),
        notes=tuple(notes),
    )


def _told(target: str, doubt: Doubt) -> str:
    quoted = f" ‘{_short(doubt.text)}’" if doubt.text else ""
    return f"{_LABELS[target]}{quoted}: {doubt.reason}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _cell(source: SourceRow, index: int | None) -> Value:
    return source.cells[index] if index is not None and 0 <= index < len(source.cells) else None


def _unmapped(source: SourceRow, preview: SheetPreview, mapping: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    used = {index for target, index in mapping.items() if target in _LABELS}
    return tuple(
        (column.label, text)
        for column in preview.columns
        if column.index not in used and (text := text_of(_cell(source, column.index)))
    )


def _whole(source: SourceRow, preview: SheetPreview) -> str:
    pairs = [(column.label, text_of(_cell(source, column.index))) for column in preview.columns]
    return "; ".join(f"{label}: {text}" for label, text in pairs if text)


def _with_double_noted(row: ImportRow, first_seen: dict[str, int]) -> ImportRow:
    if not row.number:
        return row
    first = first_seen.setdefault(row.number, row.row_number)
    if first == row.row_number:
        return row
    reason = f"Dit nummer staat ook in rij {first}."
    return replace(row, notes=(*row.notes, Note(_LABELS["number"], row.number, reason)))
