"""Tables and cards of which each cell is a line or paragraph of its own, as web pages and PDFs are copied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lantaarn.papers.programme_in.blocks import Table
from lantaarn.papers.programme_in.documents.lines import CODE, action_title, begins_part, item_marker, joined
from lantaarn.papers.programme_in.documents.typed_tables import TypedLine, typed_row
from lantaarn.papers.programme_in.labels import label_of
from lantaarn.papers.programme_in.layout import column_of, is_nothing, layout, level_of, plain
from lantaarn.papers.programme_in.moments import is_moment, read_moment
from lantaarn.papers.programme_in.money import amount_in
from lantaarn.papers.programme_in.timelines import is_mark, stretch_of

_MOST_BLOCKS = 400
_LONGEST_NAME = 40
_LONGEST_HEAD = 10
_LONGEST_CELL = 60
_FEWEST_FIELDS = 3
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z]")
_WORDS = {"what", "holder", "who", "parties"}
_ENDED = re.compile(r"[.;:]$")


@dataclass(frozen=True)
class _Block:
    """A cell: its lines, the index of the first, and the index of the line after it."""

    lines: tuple[str, ...]
    at: int
    end: int

    @property
    def text(self) -> str:
        return joined(self.lines)


def _blocks(lines: Sequence[str], at: int, *, apart: bool) -> list[_Block]:
    """The cells from a line on: parted by white, or each on a line of its own up to the first white."""
    found: list[_Block] = []
    index = at
    while index < len(lines) and len(found) < _MOST_BLOCKS:
        if not lines[index].strip():
            if not apart:
                break
            index += 1
            continue
        end = index + 1
        while apart and end < len(lines) and lines[end].strip():
            end += 1
        found.append(_Block(tuple(line.strip() for line in lines[index:end]), index, end))
        index = end
    return found


def stacked_table(lines: list[str], at: int) -> tuple[Table, int] | None:
    """A table under the names of its columns, and the index of the first line after it."""
    if len(lines[at].strip()) > _LONGEST_NAME or column_of(lines[at]) is None:
        return None
    apart = at + 1 < len(lines) and not lines[at + 1].strip()
    blocks = _blocks(lines, at, apart=apart)
    names = _head(blocks)
    width = len(names)
    if not names:
        return None
    rows = _rows(blocks[width:], names)
    if len(rows) < 1 + (not apart) * (width < _FEWEST_FIELDS) or not _moments_fit(rows, names):
        return None
    held = [typed_row(names, width, at + 1)]
    held += [typed_row([cell.text if cell else "" for cell in row], width, _line(row)) for row in rows]
    return Table(tuple(held)), max(cell.end for cell in rows[-1] if cell)


_Cells = list[_Block | None]


def _line(row: _Cells) -> int:
    return min(cell.at for cell in row if cell) + 1


def _head(blocks: Sequence[_Block]) -> list[str]:
    """The names of the columns: what is done, and who or when, or a year or quarter each."""
    names: list[str] = []
    known: set[str] = set()
    for block in blocks[:_LONGEST_HEAD]:
        short = len(block.text) < _LONGEST_NAME and len(block.lines) < _FEWEST_FIELDS
        column = column_of(block.text) if short else None
        name = f"time {block.text}" if stretch_of(block.text) else column[0] if column else None
        if name is None or name in known:
            break
        known.add(name)
        names.append(block.text)
    rest = blocks[len(names)] if len(names) < len(blocks) else None
    if rest and (stretch_of(rest.lines[0]) or _names_column(rest.lines[0])):
        return []  # a name that has run into a cell
    timed = sum(1 for name in known if name.startswith("time "))
    useful = "what" in known and ({"when", "holder", "who"} & known or timed > 1)
    return names if useful else []


def _rows(blocks: Sequence[_Block], names: Sequence[str]) -> list[_Cells]:
    """Rows as long as each cell fits its column; a cell that does not fit leaves its column empty."""
    kinds = [_kind(name) for name in names]
    rows: list[_Cells] = []
    index = 0
    while index < len(blocks):
        row, taken = _row(blocks[index:], kinds)
        if not _is_row(row, kinds):
            break
        rows.append(row)
        index += taken
    return rows


def _kind(name: str) -> str:
    column = column_of(name)
    return "time" if stretch_of(name) else column[0] if column else ""


def _row(blocks: Sequence[_Block], kinds: Sequence[str]) -> tuple[_Cells, int]:
    row: _Cells = []
    taken = 0
    for kind in kinds:
        block = blocks[taken] if taken < len(blocks) else None
        if block and not _ends(block) and _fits(block, kind, kinds):
            row.append(block)
            taken += 1
        elif kind == "when" and row and row[-1] and (parted := _parted(row[-1])):
            row[-1:] = parted
        else:
            row.append(None)
    return row, taken


def _parted(block: _Block) -> tuple[_Block, _Block] | None:
    """A moment that stands between the lines of the cell before it belongs beside it."""
    at = next((index for index, line in enumerate(block.lines) if index and is_moment(line)), None)
    if at is None:
        return None
    return replace(block, lines=(*block.lines[:at], *block.lines[at + 1 :])), replace(block, lines=(block.lines[at],))


def _ends(block: _Block) -> bool:
    """A heading, or the head of another table with what stands above it."""
    first = block.lines[0]
    return begins_part(first) or bool(_SECTION.match(first)) or any(_names_column(line) for line in block.lines)


def _names_column(text: str) -> bool:
    """Whether a line is the name of the column that says what is done, and no more."""
    column = column_of(text)
    return column is not None and column[0] == "what" and column[1] == plain(text)


def _fits(block: _Block, kind: str, kinds: Sequence[str]) -> bool:
    """Whether a cell may stand in a column; one of a kind that tells itself apart is kept for its own column."""
    told = _told(block.text)
    if kind == "time":
        return told in {"mark", "amount"} or is_moment(block.text)
    if kind in {"when", "start"}:
        # Where a number begins each row, a moment in other words cannot be taken for the next row.
        told_short = kinds[0] == "number" and told is None and len(block.text) <= _LONGEST_NAME
        return told == "when" or told_short or is_nothing(block.text) or read_moment(block.text).when.known
    if kind in {"number", "level"}:
        return told == kind
    return told is None or (told not in kinds and (told == "level" or kind not in _WORDS))


def _told(text: str) -> str | None:
    if is_moment(text):
        return "when"
    if CODE.fullmatch(text):
        return "number"
    if is_mark(text):
        return "mark"
    if level_of(text) and len(text.split()) == 1 and plain(text) not in layout().party_words:
        return "level"
    return "amount" if amount_in(text) is not None else None


def _is_row(row: _Cells, kinds: Sequence[str]) -> bool:
    what = row[kinds.index("what")]
    if what is None or _told(what.text) in {"when", "number"} or not what.text[:1].isalnum():
        return False
    others = [cell for cell, kind in zip(row, kinds, strict=True) if cell and kind != "what"]
    if not others or ("when" in kinds and _moment(row, kinds) is None):
        return False
    who = [cell for cell, kind in zip(row, kinds, strict=True) if cell and kind in {"holder", "who"}]
    return all(len(cell.text) <= _LONGEST_CELL and not _ENDED.search(cell.text) for cell in who)


def _moment(row: _Cells, kinds: Sequence[str]) -> _Block | None:
    """The cell that says when; a start and an end may have run into one cell."""
    start = row[kinds.index("start")] if "start" in kinds else None
    return row[kinds.index("when")] or start


def _moments_fit(rows: Sequence[_Cells], names: Sequence[str]) -> bool:
    """A row too many or too few shows at once in the column of moments."""
    kinds = [_kind(name) for name in names]
    if "when" not in kinds:
        return bool(rows)
    if kinds[0] == "number":
        return bool(rows)
    cells = [_moment(row, kinds) for row in rows]
    fine = sum(1 for cell in cells if cell and (read_moment(cell.text).when.known or is_moment(cell.text)))
    return fine * 10 >= len(cells) * 6


def stacked_card(lines: list[str], at: int) -> tuple[Table, int] | None:
    """A card of which the labels and what they hold stand in turn: "Trekker", white, "GGD", white, "Looptijd"…"""
    if at + 1 >= len(lines) or lines[at + 1].strip() or not _is_label(lines[at].strip(), lines[at + 2 : at + 3]):
        return None
    blocks = _blocks(lines, at, apart=True)
    rows: list[TypedLine] = []
    end = at
    for label, held in list(pairwise(blocks))[::2]:
        if not _is_label(label.text, held.lines) or (rows and action_title(f"{label.text} x")):
            break
        named = len(held.lines) > 1 and column_of(held.lines[-1]) is not None
        text = joined(held.lines[:-1] if named else held.lines)
        rows.append(TypedLine([label.text, text], label.at + 1))
        end = held.end - named
        if named:
            break
    if len(rows) < _FEWEST_FIELDS:
        return None
    return Table(tuple(typed_row(row.cells, 2, row.at) for row in rows)), end


def _is_label(text: str, held: Sequence[str]) -> bool:
    """A label, and under it words that are no label themselves."""
    if len(text) > _LONGEST_NAME or item_marker(text) or not held or not held[0].strip():
        return False
    titled = action_title(f"{text.rstrip(':')}: x") is not None and len(text.split()) == 2
    exact = label_of(text) is not None and text.replace(" ", "").isalpha() and text[:1].isupper()
    exact = exact and len(text.split()) < _FEWEST_FIELDS and not item_marker(held[0])
    return titled or (exact and (label_of(held[0]) is None or len(held[0].split()) > 1))
