"""Tables that were typed or pasted into text: with tabs, with bars, in aligned columns, or one cell to a line."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lantaarn.papers.programme_in.blocks import Block, Heading, Paragraph, Place, Row, Table
from lantaarn.papers.programme_in.documents.cells import cell_of, clean
from lantaarn.papers.programme_in.documents.lines import CODE, begins_part, item_marker
from lantaarn.papers.programme_in.layout import column_of

RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-{0,}:?\s*\|?\s*$|^[\s+=-]{5,}$")
_MOST_HELD = 6
_LONGEST_TITLE = 90


@dataclass
class TypedLine:
    """The cells of a row as text, and the line that it begins on."""

    cells: list[str]
    at: int


@dataclass
class TableLines:
    """The lines of one table with tabs or bars, gathered into rows; a cell may break over lines."""

    rows: list[TypedLine] = field(default_factory=list)
    bars: bool = False
    titled: bool = False
    """Whether the last row names the theme of those that follow."""
    held: list[str] = field(default_factory=list)
    """The first lines of a cell whose row has its tabs further on."""

    def takes(self, line: str, following: Sequence[str]) -> bool:
        """`following` holds the lines after this one."""
        bare = line.strip(" ")
        if self.rows and self.bars:
            return "|" in bare
        if self.rows and "\t" not in bare:
            return self._is_title(bare, following) or self._goes_on(bare) or self._begins(bare, following)
        if not self.rows and _is_bars(bare):
            return True
        if "\t" not in bare.strip():
            return "\t" in bare.lstrip() or (bool(self.rows) and "\t" in bare)
        marker = item_marker(line)
        return not (marker and "\t" not in marker.text)

    def _begins(self, bare: str, following: Sequence[str]) -> bool:
        """Whether a line without tabs is the first of a row: right under it comes one with all the tabs of a row."""
        if begins_part(bare) or len(self.rows[-1].cells) < self._width():
            return False
        for line in following[:_MOST_HELD]:
            if not line.strip():
                return False
            cells = line.strip(" ").split("\t")
            if len(cells) > 1:
                return len(cells) == self._width() and not all(column_of(cell) for cell in cells)
        return False

    def _is_title(self, bare: str, following: Sequence[str]) -> bool:
        """Whether a line without tabs names the theme of the rows right under it, in a table that goes on."""
        if self.held or item_marker(bare) or bare[:1].islower() or len(bare) > _LONGEST_TITLE:
            return False
        cells = following[0].strip(" ").split("\t") if following else []
        if len(cells) != self._width() or len(cells) < 3 or all(column_of(cell) for cell in cells if cell):
            return False
        if len(self.rows) > 1 and len(self.rows[-1].cells) < self._width():
            return False
        return begins_part(bare) or bool(CODE.fullmatch(cells[0].strip()))

    def add(self, line: str, at: int, following: Sequence[str] = ()) -> None:
        bare = line.strip(" \n")
        if self.rows and not self.bars and "\t" not in bare and self._is_title(bare, following):
            self.rows.append(TypedLine([bare], at))
            self.titled = True
            return
        if not self.rows and _is_bars(bare):
            self.bars = True
        if self.bars:
            if not RULE.match(bare):
                self.rows.append(TypedLine([cell.strip() for cell in _between_bars(bare)], at))
            return
        cells = bare.split("\t")
        if len(cells) == 1 and not self._goes_on(bare) and self.rows:
            self.held.append(bare)
            return
        if self.held:
            self.rows.append(TypedLine(["\n".join([*self.held, cells[0]]), *cells[1:]], at - len(self.held)))
            self.held = []
            return
        last = self.rows[-1].cells if self.rows and not self.titled else []
        self.titled = False
        if last and self._is_rest(last, cells):
            last[-1] = f"{last[-1]}\n{cells[0]}"
            last.extend(cells[1:])
        else:
            self.rows.append(TypedLine(cells, at))

    def _width(self) -> int:
        return max(len(row.cells) for row in self.rows)

    def _is_rest(self, last: list[str], cells: list[str]) -> bool:
        """Whether a line goes on with a row whose cells are not all there yet."""
        if len(cells) == 1:
            return True
        width = self._width()
        filled = sum(1 for cell in last if cell.strip())
        return filled > 1 and len(last) + len(cells) - 1 <= width and len(last) < width and len(cells) < width

    def _goes_on(self, bare: str) -> bool:
        last = self.rows[-1].cells
        if self.held:
            return False
        if item_marker(bare):
            return bool(item_marker(last[-1].split("\n")[0])) or len(last) < self._width()
        return len(last) < self._width() or bare[:1].islower() or bare[:1] in "(&"

    def finish(self) -> list[Block]:
        """The table; a single line with one filled cell is no table but words."""
        if not self.rows:
            return []
        filled = [cell for row in self.rows for cell in row.cells if cell.strip()]
        if len(self.rows) == 1 and len(filled) <= 1:
            place = Place(line=self.rows[0].at)
            text = clean(filled[0]) if filled else ""
            if not text:
                return []
            return [Heading(text, 9, place) if begins_part(text) else Paragraph(text, place)]
        width = self._width()
        return [Table(tuple(typed_row(row.cells, width, row.at) for row in self.rows))]


def typed_row(cells: Sequence[str], width: int, at: int) -> Row:
    padded = [*cells, *[""] * (width - len(cells))]
    return Row(tuple(cell_of(cell, wrapped=True) for cell in padded), Place(line=at))


def _is_bars(bare: str) -> bool:
    return (bare.startswith("|") and bare.count("|") >= 2) or bare.count(" | ") >= 2


def _between_bars(bare: str) -> list[str]:
    inner = re.sub(r"^\||(?<!\\)\|$", "", bare)
    return [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def _between_semicolons(line: str) -> list[str]:
    """A cell between quotes may hold a semicolon."""
    return [cell.strip() for cell in next(csv.reader([line], delimiter=";"), [])]


def separated_table(lines: list[str], at: int) -> tuple[Table, int] | None:
    """A table whose cells stand between semicolons, below a line of known names of columns."""
    head = _between_semicolons(lines[at])
    names = {column[0] for cell in head if (column := column_of(cell))}
    if len(head) < 2 or len(names) < max(2, len(head) - 1):
        return None
    rows = [TypedLine([cell.strip() for cell in head], at + 1)]
    index = at + 1
    while index < len(lines) and len(cells := _between_semicolons(lines[index])) == len(head):
        rows.append(TypedLine(cells, index + 1))
        index += 1
    return (Table(tuple(typed_row(row.cells, len(head), row.at) for row in rows)), index) if rows[1:] else None
