"""Letters on a page of a PDF become lines, and lines become headings, items, paragraphs and unruled tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from lantaarn.papers.programme_in.blocks import Block, Heading, Item, Paragraph, Place, Row, Table
from lantaarn.papers.programme_in.documents.cells import clean
from lantaarn.papers.programme_in.documents.lines import UNKNOWN_LEVEL, begins_part, heading_level, item_marker, joined
from lantaarn.papers.programme_in.documents.spaced_tables import spaced_table
from lantaarn.papers.programme_in.documents.styled import Styled, block_of

_LETTER = 0.5


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    spread: str = ""
    """The line with its words at their distance, as a typewriter would set it."""
    turn: int = 0
    """When the line is read: on a page in two columns the left one comes before the right one."""

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1.0)


def lines_of(words: Sequence[Mapping[str, Any]]) -> list[Line]:
    return [line_of(row) for row in rows_of(words)]


def rows_of(words: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Words that stand on one line of the page, from left to right."""
    rows: list[list[Mapping[str, Any]]] = []
    for word in sorted(words, key=lambda word: (round(word["bottom"], 0), word["x0"])):
        last = rows[-1] if rows else None
        if last and abs(last[-1]["bottom"] - word["bottom"]) < 0.45 * max(word["size"], 4):
            last.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word["x0"]) for row in rows]


def line_of(words: list[Mapping[str, Any]]) -> Line:
    size = max(word["size"] for word in words)
    spread = ""
    for word in words:
        column = int(word["x0"] / (size * _LETTER))
        wide = bool(spread) and word["x0"] - words[words.index(word) - 1]["x1"] > size * 1.2
        gap = max(column - len(spread), 3) if wide else 1
        spread += (" " * (gap if spread else column)) + word["text"]
    return Line(
        text=" ".join(word["text"] for word in words),
        left=words[0]["x0"],
        right=words[-1]["x1"],
        top=min(word["top"] for word in words),
        bottom=max(word["bottom"] for word in words),
        size=size,
        bold=all(_is_bold(word["fontname"]) for word in words),
        spread=spread,
    )


def _is_bold(font: str) -> bool:
    return any(word in font.lower() for word in ("bold", "black", "heavy", "semibold", "demi"))


def paragraphs_of(lines: list[Line], levels: Mapping[float, int], place: Place) -> Iterator[Block]:
    left = lines
    while left:
        found = _unruled(left, place)
        if found:
            yield found[0]
            left = left[found[1] :]
            continue
        count = _length(left, levels)
        yield from _paragraph(left[:count], levels, place)
        left = left[count:]


def _unruled(lines: list[Line], place: Place) -> tuple[Table, int] | None:
    """A table without lines around its cells begins with a line of known names of columns."""
    if "   " not in lines[0].spread.strip():
        return None
    spread: list[str] = []
    number: list[int] = []
    for index, line in enumerate(lines):
        if index and line.top - lines[index - 1].bottom > 0.8 * line.height:
            spread.append("")
            number.append(index)
        spread.append(line.spread)
        number.append(index)
    found = spaced_table(spread, 0)
    if not found:
        return None
    table, end = found
    rows = tuple(Row(row.cells, place) for row in table.rows)
    return Table(rows), number[end - 1] + 1 if end <= len(number) else len(lines)


def _length(lines: list[Line], levels: Mapping[float, int]) -> int:
    """How many lines belong to the first paragraph."""
    first = lines[0]
    count = 1
    for previous, line in pairwise(lines):
        gap = line.top - previous.bottom
        same = abs(line.size - first.size) < 0.3 and line.bold == first.bold
        heading = round(first.size, 1) in levels or (first.bold and len(first.text) < 90)
        if gap > 0.75 * line.height or not same or item_marker(line.text):
            break
        if heading and (gap > 0.6 * line.height or previous.text.endswith((".", ":"))):
            break
        if line.left < first.left - 3 * first.size and item_marker(first.text):
            break
        count += 1
    return count


def _paragraph(lines: list[Line], levels: Mapping[float, int], place: Place) -> Iterator[Block]:
    text = clean(joined([line.text for line in lines]))
    first = lines[0]
    marker = item_marker(text)
    level = levels.get(round(first.size, 1))
    if level and len(text) < 200 and not (marker and marker.number is None):
        yield Heading(text, level, place)
    elif first.bold and heading_level(text, bold=True):
        yield Heading(text, heading_level(text, bold=True) or UNKNOWN_LEVEL, place)
    elif marker and marker.text:
        yield Item(marker.text, int(first.left // (first.size * 1.5)), marker.number, place)
    elif begins_part(text):
        yield from block_of(Styled(text), place)
    else:
        yield Paragraph(text, place)


def settled(blocks: Iterator[Block]) -> Iterator[Block]:
    """Depths of items counted from the outermost one of their list."""
    items: list[Item] = []
    for block in blocks:
        if isinstance(block, Item):
            items.append(block)
            continue
        yield from _settled(items)
        items = []
        yield block
    yield from _settled(items)


def _settled(items: list[Item]) -> Iterator[Item]:
    depths = sorted({item.depth for item in items})
    for item in items:
        yield replace(item, depth=depths.index(item.depth))
