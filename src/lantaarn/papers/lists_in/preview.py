"""From bytes to a preview: which sheets there are, where the heading is, what each column holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lantaarn.papers.lists_in import errors
from lantaarn.papers.lists_in.archive import parts_of
from lantaarn.papers.lists_in.delimited import read_csv
from lantaarn.papers.lists_in.errors import PaperError
from lantaarn.papers.lists_in.headings import is_known_heading
from lantaarn.papers.lists_in.ods import read_ods
from lantaarn.papers.lists_in.sheets import Sheet, SourceRow, text_of
from lantaarn.papers.lists_in.xlsx import read_xlsx
from lantaarn.papers.wording import one_line

MAX_FILE = 10 * 1024 * 1024
_HEADER_WITHIN = 25
_SAMPLES = 3
_LONGEST_HEADING = 80


@dataclass(frozen=True)
class ColumnPreview:
    index: int
    label: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class SheetPreview:
    """One sheet of the file: `rows` holds every filled row below the heading, `above` those before it."""

    filename: str
    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    columns: tuple[ColumnPreview, ...]
    rows: tuple[SourceRow, ...]
    above: tuple[SourceRow, ...]


def read_list(data: bytes, filename: str, *, sheet: str | None = None, header_row: int | None = None) -> SheetPreview:
    """Read a list from XLSX, ODS or CSV; sheet and heading are guessed where the reader did not choose."""
    sheets = _sheets(data)
    chosen = _chosen(sheets, sheet)
    heading = _heading(chosen, header_row)
    below = tuple(row for row in chosen.rows if row.number > heading.number)
    return SheetPreview(
        filename=one_line(filename),
        sheets=tuple(candidate.name for candidate in sheets),
        sheet=chosen.name,
        header_row=heading.number,
        columns=_columns(heading, below),
        rows=below,
        above=tuple(row for row in chosen.rows if row.number < heading.number),
    )


def _sheets(data: bytes) -> tuple[Sheet, ...]:
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise PaperError(errors.EMPTY)
    if len(data) > MAX_FILE:
        raise PaperError(errors.TOO_LARGE)
    if data.startswith(b"PK"):
        return _zipped(data)
    _refuse_other_kinds(data)
    return read_csv(data)


def _zipped(data: bytes) -> tuple[Sheet, ...]:
    parts = parts_of(data)
    kind = parts.get("mimetype", b"")
    if b"opendocument.spreadsheet" in kind:
        return read_ods(parts)
    if b"opendocument.text" in kind or "word/document.xml" in parts:
        raise PaperError(errors.WORD)
    if "xl/workbook.bin" in parts:
        raise PaperError(errors.BINARY_SHEET)
    if "xl/workbook.xml" in parts:
        return read_xlsx(data)
    raise PaperError(errors.UNKNOWN)


def _refuse_other_kinds(data: bytes) -> None:
    """Known by their first bytes, since names lie: a .xls may be OLE, HTML or CSV inside."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise PaperError(errors.PASSWORD if encrypted else errors.OLD_OFFICE)
    if start.startswith(b"%pdf-"):
        raise PaperError(errors.PDF)
    if start.startswith((b"<!doctype html", b"<html", b"<table")) or b"<html" in start:
        raise PaperError(errors.HTML)
    if start.startswith((b"{\\rtf", b"<?xml")):
        raise PaperError(errors.UNKNOWN)


def _chosen(sheets: tuple[Sheet, ...], name: str | None) -> Sheet:
    if name is not None:
        for sheet in sheets:
            if sheet.name == name:
                return sheet
        raise PaperError(errors.NO_SUCH_SHEET.format(name=one_line(name)))
    for sheet in sheets:
        if sheet.rows:
            return sheet
    raise PaperError(errors.NO_TABLE)


def _heading(sheet: Sheet, number: int | None) -> SourceRow:
    if number is not None:
        for row in sheet.rows:
            if row.number == number:
                return row
        raise PaperError(errors.NO_TABLE)
    if not sheet.rows:
        raise PaperError(errors.NO_TABLE)
    return max(sheet.rows[:_HEADER_WITHIN], key=_likeness_to_heading)


def _likeness_to_heading(row: SourceRow) -> tuple[int, int]:
    """Known column names weigh most; then short texts and no dates or numbers. The first of equals wins."""
    words = [cell for cell in row.cells if isinstance(cell, str) and len(cell) <= _LONGEST_HEADING]
    known = sum(1 for word in words if is_known_heading(word))
    others = sum(1 for cell in row.cells if isinstance(cell, int | float | date))
    return known if known > 1 else 0, len(words) - 2 * others


def _columns(heading: SourceRow, rows: tuple[SourceRow, ...]) -> tuple[ColumnPreview, ...]:
    width = max([len(heading.cells), *(len(row.cells) for row in rows)])
    return tuple(ColumnPreview(index, _label(heading, index), _samples_of(rows, index)) for index in range(width))


def _label(heading: SourceRow, index: int) -> str:
    text = one_line(text_of(heading.cells[index])) if index < len(heading.cells) else ""
    return text or f"Kolom {index + 1}"


def _samples_of(rows: tuple[SourceRow, ...], index: int) -> tuple[str, ...]:
    samples: dict[str, None] = {}
    for row in rows:
        text = text_of(row.cells[index]) if index < len(row.cells) else ""
        if text:
            samples[text] = None
        if len(samples) >= _SAMPLES:
            break
    return tuple(samples)
