"""A sheet as read: rows with their number in the file, before anything is understood of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

from lantaarn.papers.lists_in.errors import TOO_MANY_COLUMNS, TOO_MANY_ROWS, PaperError
from lantaarn.papers.wording import visible

MAX_ROWS = 10_000
MAX_COLUMNS = 100

Value = str | int | float | bool | date | datetime | None


class SourceRow(NamedTuple):
    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True)
class Sheet:
    name: str
    rows: tuple[SourceRow, ...]


def sheet_of(name: str, rows: Iterable[tuple[int, Iterable[object]]]) -> Sheet:
    """The rows that hold something, within the limits; what exceeds them is said, never cut."""
    kept: list[SourceRow] = []
    for number, cells in rows:
        values: list[Value] = [_value(cell) for cell in cells]
        while values and values[-1] is None:
            values.pop()
        if not values:
            continue
        if len(values) > MAX_COLUMNS:
            raise PaperError(TOO_MANY_COLUMNS.format(limit=MAX_COLUMNS))
        if len(kept) >= MAX_ROWS:
            raise PaperError(TOO_MANY_ROWS.format(limit=f"{MAX_ROWS:,}".replace(",", ".")))
        kept.append(SourceRow(number, tuple(values)))
    return Sheet(visible(name), tuple(kept))


def _value(cell: object) -> Value:
    if cell is None or isinstance(cell, bool | int):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell
    if isinstance(cell, date):
        return cell
    return visible(str(cell)).strip() or None


def text_of(value: Value) -> str:
    """A cell as its reader would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return f"{value.day}-{value.month}-{value.year} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return str(value)
