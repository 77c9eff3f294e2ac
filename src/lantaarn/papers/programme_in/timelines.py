"""Timelines: which quarters, months or years are marked for an action; a timeline that lost its marks says nothing."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from lantaarn.papers.programme_in.blocks import Cell, Place, Row
from lantaarn.papers.programme_in.layout import layout, plain
from lantaarn.papers.programme_in.model import When
from lantaarn.papers.programme_in.moments import read_moment
from lantaarn.papers.programme_in.words_of_time import WORDS

_QUARTER = re.compile(r"^(?:q|kw|k)\s?([1-4])$|^([1-4])(?:e|de)?\s*(?:kwartaal|kw)$", re.IGNORECASE)
_HALF = re.compile(r"^h\s?([12])$|^([12])(?:e|de)?\s*(?:helft|half\s?jaar)$", re.IGNORECASE)
_DASHES = {"-", "–", "—"}
_YEAR = re.compile(r"\b(20\d{2})\b")


@dataclass(frozen=True)
class Column:
    """The first and last month of a column, and its year when that is printed."""

    first: int
    last: int
    year: int | None
    label: str

    def dates(self) -> tuple[date, date] | None:
        if self.year is None:
            return None
        return date(self.year, self.first, 1), date(self.year, self.last, monthrange(self.year, self.last)[1])


@dataclass(frozen=True)
class TimelineRow:
    """A line of a timeline; `lost` when no cell of the whole timeline is marked."""

    what: str
    when: When
    place: Place
    part: int | None
    lost: bool
    quote: str
    table: int = 0
    """Which timeline of the document the line stands in."""
    number: str | None = None
    named: bool = True
    """Whether the head of the timeline says that its lines are actions."""


def stretch_of(text: str) -> tuple[int, int, int | None] | None:
    """The months that the head of a column names, and its year: "Q2", "3e kwartaal", "jan", "2025", "Q1 2025"."""
    year = _YEAR.search(text)
    bare = _YEAR.sub("", text).strip(" .'’-/|()").lower()
    named = int(year[1]) if year else None
    if not bare or (named and plain(bare) in layout().columns["when"]):
        return (1, 12, named) if named else None
    if match := _HALF.match(bare):
        half = int(match[1] or match[2])
        return half * 6 - 5, half * 6, named
    if match := _QUARTER.match(bare):
        quarter = int(match[1] or match[2])
        return quarter * 3 - 2, quarter * 3, named
    month = WORDS.months.get(bare.rstrip("."))
    return (month, month, named) if month and len(bare) >= 3 else None


def timeline_columns(row: Row, above: Row | None) -> dict[int, Column]:
    """The columns of a timeline; years that stand a row higher reach up to the next one."""
    years = _years_above(above, len(row.cells))
    columns = {}
    for index, cell in enumerate(row.cells):
        stretch = stretch_of(cell.text) if len(cell.text) < 25 else None
        if stretch:
            first, last, named = stretch
            year = named or years.get(index)
            label = cell.text if named or not year else f"{cell.text} {year}"
            columns[index] = Column(first, last, year, label)
    return columns


def _years_above(above: Row | None, width: int) -> dict[int, int]:
    years: dict[int, int] = {}
    current = None
    for index in range(width):
        text = above.cells[index].text if above and index < len(above.cells) else ""
        found = _YEAR.fullmatch(text.strip())
        current = int(found[1]) if found else current if not text.strip() else None
        if current:
            years[index] = current
    return years


def is_marked(cell: Cell) -> bool:
    return cell.shaded or is_mark(cell.text.strip())


def is_mark(text: str) -> bool:
    return text in layout().marks or (bool(text) and plain(text) == "")


def marked_when(row: Row, columns: dict[int, Column], year: int | None = None) -> When:
    """`year` is that of a programme of one year, of which the columns need not tell it."""
    columns = {index: column if column.year else replace(column, year=year) for index, column in columns.items()}
    filled = {index for index in columns if is_marked(row.cells[index]) or _is_word(row.cells[index])}
    # A dash beside other signs says that there is nothing.
    marked = [columns[index] for index in filled if row.cells[index].text.strip() not in _DASHES] or [
        columns[index] for index in filled
    ]
    if not marked:
        return When()
    told = [_told(row.cells[index], column) for index, column in columns.items() if column in marked]
    labels = [label for label, _ in told]
    text = labels[0] if len(labels) == 1 else f"{labels[0]} – {labels[-1]}"
    dates = [dates for _, dates in told if dates]
    if not dates:
        return When(text)
    return When(text, min(first for first, _ in dates), max(last for _, last in dates))


def _told(cell: Cell, column: Column) -> tuple[str, tuple[date, date] | None]:
    """ "Q2" in the column of a year says which part of that year."""
    text = cell.text.strip()
    if column.year and _is_word(cell) and text not in layout().marks:
        when = read_moment(text, year=column.year).when
        if when.start and when.until:
            label = text if str(column.year) in text else f"{text} {column.label}"
            return label, (when.start, when.until)
    return column.label, column.dates()


def _is_word(cell: Cell) -> bool:
    return bool(cell.text.strip()) and len(cell.text) <= 20
