"""Ruled tables of a PDF: the letters between the lines, cells that reach over rows, cells that are shaded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from lantaarn.papers.programme_in.blocks import Cell, Piece, Place, Row, Table
from lantaarn.papers.programme_in.documents.cells import clean
from lantaarn.papers.programme_in.documents.lines import item_marker, joined
from lantaarn.papers.programme_in.documents.pdf_lines import Line, lines_of
from lantaarn.papers.programme_in.documents.pdf_page import Box, Contents
from lantaarn.papers.programme_in.layout import layout

_Words = Sequence[Mapping[str, Any]]
_NEAR = 3
_LETTER = 0.6
_LAST_WORD = re.compile(r"[a-zà-ÿ]{4}$")
_REST = re.compile(r"[a-zà-ÿ]{1,3}")


@dataclass(frozen=True)
class PageTable:
    table: Table
    box: Box
    size: float
    letters: int

    @property
    def top(self) -> float:
        return self.box[1]

    def holds(self, word: Mapping[str, Any]) -> bool:
        return _inside(word, self.box)


def _inside(word: Mapping[str, Any], box: Box) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def tables_of(contents: Contents, number: int) -> list[PageTable]:
    found = []
    for cells in _grids(contents):
        table = _Grid(cells)
        held = [word for word in contents.words if _inside(word, table.box)]
        rows = _rows(table, held, contents.fills, number)
        if rows and max(len(row.cells) for row in rows) > 1 and held:
            size = sum(word["size"] for word in held) / len(held)
            letters = sum(len(word["text"]) for word in held)
            found.append(PageTable(Table(tuple(rows)), table.box, size, letters))
    return found


def _grids(contents: Contents) -> list[list[Box]]:
    """Cells between lines that cross, in groups that touch."""
    edges = merge_edges(contents.edges, _NEAR, _NEAR, _NEAR, _NEAR)
    crossings = edges_to_intersections([edge for edge in edges if _length(edge) >= _NEAR], _NEAR, _NEAR)
    return [[*group] for group in cells_to_tables(intersections_to_cells(crossings))]


def _length(edge: Mapping[str, Any]) -> float:
    return float(max(edge["width"], edge["height"]))


@dataclass(frozen=True)
class _Line:
    """A row of a grid: a box per column, None where a cell from the left or from above reaches in."""

    cells: list[Box | None]
    top: float
    right: float


class _Grid:
    def __init__(self, cells: Sequence[Box]) -> None:
        self.box: Box = (
            min(cell[0] for cell in cells),
            min(cell[1] for cell in cells),
            max(cell[2] for cell in cells),
            max(cell[3] for cell in cells),
        )
        lefts = sorted({cell[0] for cell in cells})
        rows: dict[float, dict[float, Box]] = {}
        for cell in cells:
            rows.setdefault(cell[1], {})[cell[0]] = cell
        self.rows = [
            _Line([row.get(left) for left in lefts], top, max(cell[2] for cell in row.values()))
            for top, row in sorted(rows.items())
        ]


def _rows(table: _Grid, words: _Words, fills: list[Box], number: int) -> list[Row]:
    rows: list[Row] = []
    above: list[tuple[Cell, Box | None]] = []
    for line in table.rows:
        cells: list[tuple[Cell, Box | None]] = []
        for index, box in enumerate(line.cells):
            upper = above[index] if index < len(above) else (Cell(), None)
            if box is not None:
                inner = [word for word in words if _inside(word, box)]
                span = 1
                for later in line.cells[index + 1 :]:
                    if later is not None:
                        break
                    span += 1
                cells.append((_cell(inner, box, fills, span), box))
            elif upper[1] is not None and upper[1][3] > line.top + 2:
                cells.append((Cell(upper[0].pieces, merged=True, shaded=upper[0].shaded), upper[1]))
            else:
                cells.append((Cell(), None))
        above = cells
        row = Row(tuple(cell for cell, _ in cells), Place(page=number))
        if any(cell.text or cell.shaded for cell in row.cells):
            rows.append(row)
    return rows


def _cell(words: _Words, box: Box, fills: list[Box], span: int) -> Cell:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    shaded = any(fill[0] <= across <= fill[2] and fill[1] <= down <= fill[3] for fill in fills)
    return Cell(tuple(_pieces(_mended(lines_of(words), box))), shaded=shaded, span=span)


def _mended(lines: list[Line], box: Box) -> list[Line]:
    """A word too long for its cell goes on at the next line without a hyphen: a full line of one word, then a rest."""
    made: list[Line] = []
    for line in lines:
        above = made[-1] if made else None
        rest, _, others = line.text.partition(" ")
        text = line.text
        if above and _LAST_WORD.search(above.text) and _REST.fullmatch(rest) and rest not in layout().small_words:
            margin = max(above.left - box[0], 0.0)
            if above.right > box[2] - margin - _LETTER * above.size and " " not in above.text:
                made[-1] = replace(above, text=above.text + rest)
                text = others
        if text:
            made.append(replace(line, text=text))
    return made


def _pieces(lines: list[Line]) -> list[Piece]:
    """Lines of one cell: a mark of a list or more white begins another piece."""
    groups: list[list[Line]] = []
    for line in lines:
        previous = groups[-1][-1] if groups else None
        if previous is None or item_marker(line.text) or line.top - previous.bottom > 0.75 * line.height:
            groups.append([line])
        else:
            groups[-1].append(line)
    left = min((line.left for line in lines), default=0.0)
    pieces = []
    for group in groups:
        text = joined([line.text for line in group])
        marker = item_marker(text)
        if marker and marker.text and (marker.number is None or len(groups) > 1):
            depth = int((group[0].left - left) // (group[0].size * 1.2))
            pieces.append(Piece(clean(marker.text), bullet=True, depth=depth))
        else:
            pieces.append(Piece(clean(text)))
    return pieces
