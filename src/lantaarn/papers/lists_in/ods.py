"""Sheets of an OpenDocument spreadsheet, read from its content alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from xml.etree import ElementTree as ET

from lantaarn.papers.lists_in.errors import BROKEN, PASSWORD, TOO_MANY_COLUMNS, PaperError
from lantaarn.papers.lists_in.sheets import MAX_COLUMNS, MAX_ROWS, Sheet, sheet_of

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_GROUPS = tuple(_TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group"))


def read_ods(parts: dict[str, bytes]) -> tuple[Sheet, ...]:
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise PaperError(PASSWORD)
    try:
        root = ET.fromstring(parts["content.xml"])  # noqa: S314 (the archive refuses document types)
        tables = root.findall(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
        return tuple(sheet_of(table.get(f"{_TABLE}name", ""), _rows(table)) for table in tables)
    except PaperError:
        raise
    except (ET.ParseError, KeyError, ValueError, OverflowError) as error:
        raise PaperError(BROKEN) from error


def _rows(table: ET.Element) -> Iterator[tuple[int, list[object]]]:
    number = 1
    for row in _row_elements(table):
        cells = _cells(row)
        times = _repeated(row, "number-rows-repeated")
        if any(cell is not None for cell in cells):
            for copy in range(min(times, MAX_ROWS + 1)):
                yield number + copy, cells
        number += times


def _row_elements(parent: ET.Element) -> Iterator[ET.Element]:
    for child in parent:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _row_elements(child)


def _cells(row: ET.Element) -> list[object]:
    """Empty cells are repeated to the edge of the sheet; only a filled one beyond the limit is too many."""
    cells: list[object] = []
    position = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        value = _value(cell)
        times = _repeated(cell, "number-columns-repeated")
        position += times
        if value is not None and position > MAX_COLUMNS:
            raise PaperError(TOO_MANY_COLUMNS.format(limit=MAX_COLUMNS))
        cells += [value] * min(times, MAX_COLUMNS - len(cells))
    return cells


def _repeated(element: ET.Element, name: str) -> int:
    return max(1, int(element.get(_TABLE + name, "1")))


def _value(cell: ET.Element) -> object:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in {"float", "percentage", "currency"}:
        return float(cell.get(f"{_OFFICE}value", ""))
    if kind == "date":
        return _moment(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    return "\n".join(_text(line) for line in cell.findall(f"{_TEXT}p")) or None


def _moment(text: str) -> date | datetime | str:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text


def _text(element: ET.Element) -> str:
    """The words of a paragraph with ODF's marks for white space, without what others noted beside it."""
    words = element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            words += " " * min(int(child.get(f"{_TEXT}c", "1")), 100)
        elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            words += "\t" if child.tag.endswith("tab") else "\n"
        elif child.tag != f"{_OFFICE}annotation":
            words += _text(child)
        words += child.tail or ""
    return words
