"""Ruled tables of a PDF: the letters between the lines, cells that reach over rows, cells that are shaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lantaarn.papers.programme_in.blocks import Cell, Piece, Place, Row, Table
from lantaarn.papers.programme_in.documents.cells import clean
from lantaarn.papers.programme_in.documents.lines import item_marker
from lantaarn.papers.programme_in.documents.pdf_lines import Line, lines_of
from lantaarn.papers.programme_in.documents.text import joined

_Box = tuple[float, float, float, float]
_Words = Sequence[Mapping[str, Any]]
_WHITE = 0.96


@dataclass(frozen=True)
class PageTable:
    table: Table
    box: _Box
    size: float
    letters: int

    @property
    def top(self) -> float:
        return self.box[1]

    def holds(self, word: Mapping[str, Any]) -> bool:
        return _inside(word, self.box)


def _inside(word: Mapping[str, Any], box: _Box) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def tables_of(page: Any, words: _Words, number: int) -> list[PageTable]:  # noqa: ANN401 (the library's page has no usable type)
    if len(page.lines) + len(page.rects) + len(page.curves) == 0:
        return []
    fills = [_box(rect) for rect in page.rects if _is_coloured(rect)]
    found = []
    for table in page.find_tables():
        held = [word for word in words if _inside(word, table.bbox)]
        rows = _rows(table, held, fills, number)
        if rows and max(len(row.cells) for row in rows) > 1 and held:
            size = sum(word["size"] for word in held) / len(held)
            found.append(PageTable(Table(tuple(rows)), table.bbox, size, sum(len(word["text"]) for word in held)))
    return found


def _rows(table: Any, words: _Words, fills: list[_Box], number: int) -> list[Row]:  # noqa: ANN401
    rows: list[Row] = []
    above: list[tuple[Cell, _Box | None]] = []
    for line in table.rows:
        cells: list[tuple[Cell, _Box | None]] = []
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
            elif upper[1] is not None and upper[1][3] > line.bbox[1] + 2:
                cells.append((Cell(upper[0].pieces, merged=True, shaded=upper[0].shaded), upper[1]))
            else:
                cells.append((Cell(), None))
        above = cells
        row = Row(tuple(cell for cell, _ in cells), Place(page=number))
        if any(cell.text or cell.shaded for cell in row.cells):
            rows.append(row)
    return rows


def _cell(words: _Words, box: _Box, fills: list[_Box], span: int) -> Cell:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    shaded = any(fill[0] <= across <= fill[2] and fill[1] <= down <= fill[3] for fill in fills)
    return Cell(tuple(_pieces(lines_of(words))), shaded=shaded, span=span)


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


def _box(shape: Mapping[str, Any]) -> _Box:
    return shape["x0"], shape["top"], shape["x1"], shape["bottom"]


def _is_coloured(rect: Mapping[str, Any]) -> bool:
    colour = rect.get("non_stroking_color")
    if not rect.get("fill") or colour is None or rect["width"] < 3 or rect["height"] < 3:
        return False
    values = colour if isinstance(colour, tuple | list) else (colour,)
    if not all(isinstance(value, int | float) for value in values):
        return False
    return any(value > 1 - _WHITE for value in values) if len(values) == 4 else min(values, default=1) < _WHITE
