"""The columns of a table that white alone keeps apart: the head that names them, and where the texts of each stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lantaarn.papers.programme_in.documents.lines import LOOSE_MARKS, item_marker
from lantaarn.papers.programme_in.layout import column_of, is_nothing, layout, level_of, plain
from lantaarn.papers.programme_in.moments import is_moment, read_moment
from lantaarn.papers.programme_in.timelines import stretch_of

NEAR = 2
"""How many places a text may stand before its column: type set in proportion does not fall on a grid."""
FITS = 3
FARTHEST = 8
"""A line that begins before this place begins at the edge of the page."""
_SHIFT = 9
_AFTER_MARK = 6
_WORDS = re.compile(r"\S+(?: \S+)*")
_MOST_LINES_OF_HEAD = 4


@dataclass(frozen=True)
class Stretch:
    """Words with single spaces between them, and where on the line they begin and end."""

    text: str
    at: int
    end: int


def stretches_of(line: str) -> list[Stretch]:
    found: list[Stretch] = []
    for match in _WORDS.finditer(line.expandtabs(8)):
        mark = found[-1] if found and found[-1].text in LOOSE_MARKS else None
        if mark and match.start() - mark.end <= _AFTER_MARK:
            found[-1] = Stretch(f"{mark.text} {match[0]}", mark.at, match.end())
        else:
            found.append(Stretch(match[0], match.start(), match.end()))
    return found


# --- the head ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Head:
    """The names of the columns with their place, and how many lines they take."""

    names: tuple[Stretch, ...]
    height: int

    @property
    def is_timeline(self) -> bool:
        return all(stretch_of(name.text) for name in self.names[1:])


def head_at(lines: Sequence[str], at: int) -> Head | None:
    """The head that begins at a line: the fewest lines that name columns, with the rests of names under them."""
    found: Head | None = None
    rows: list[list[Stretch]] = []
    for line in lines[at : at + _MOST_LINES_OF_HEAD]:
        stretches = stretches_of(line)
        if (
            not stretches
            or _is_title(stretches, rows)
            or (found and not all(_is_rest(stretch.text) for stretch in stretches))
        ):
            break
        rows.append(stretches)
        names = _over_each_other(rows)
        if names and _are_names(names):
            found = Head(tuple(names), len(rows))
        elif found:
            break
    return found


def _is_title(stretches: Sequence[Stretch], above: Sequence[object]) -> bool:
    """Words alone at the edge of the page are a heading over the table, not the name of a column."""
    return not above and len(stretches) == 1 and stretches[0].at < FARTHEST


def _is_rest(text: str) -> bool:
    return text[:1].islower() or text[:1] in "(/&"


def _over_each_other(rows: Sequence[Sequence[Stretch]]) -> list[Stretch]:
    """Stretches of lines above each other that share a column of the page are one name."""
    names: list[Stretch] = []
    for stretch in (stretch for row in rows for stretch in row):
        under = next((name for name in names if name.at < stretch.end and stretch.at < name.end), None)
        if under is None:
            names.append(stretch)
            continue
        text = under.text[:-1] + stretch.text if under.text.endswith("-") else f"{under.text} {stretch.text}"
        names[names.index(under)] = Stretch(text, min(under.at, stretch.at), max(under.end, stretch.end))
    return sorted(names, key=lambda name: name.at)


def _named(text: str) -> str | None:
    """The column that a name stands for, also one by which a table is known to hold something else than actions."""
    words = plain(text).split()
    if words and words[0] in layout().other_tables:
        return words[0]
    column = column_of(text)
    return column[0] if column else None


def _are_names(names: Sequence[Stretch]) -> bool:
    columns = [_named(name.text) for name in names]
    known = {column for column in columns if column}
    times = [stretch_of(name.text) for name in names]
    timed = sum(1 for time in times if time)
    named = sum(1 for column, time in zip(columns, times, strict=True) if column or time)
    return len(names) >= 2 and named >= max(2, len(names) - 1) and (len(known) >= 2 or timed >= 2)


# --- the columns ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Columns:
    """Where each column begins, where the longest of its texts ends that has white behind it, and what it is called."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    names: tuple[str, ...]

    def of(self, at: int) -> int:
        return max((index for index, start in enumerate(self.starts) if start <= at + NEAR), default=0)

    def cells(self, line: str, empty: frozenset[int] = frozenset()) -> list[str]:
        """`empty` names columns of the row that have no text at all: theirs may have run into the one before."""
        cells = [""] * len(self.starts)
        stretches = stretches_of(line)
        if len(stretches) == len(cells) and len({self.of(stretch.at) for stretch in stretches}) < len(cells):
            return [stretch.text for stretch in stretches]  # a long text has moved those after it
        for stretch in stretches:
            for part in self._parted(stretch, empty):
                column = self.of(part.at)
                cells[column] = f"{cells[column]} {part.text}".strip()
        return cells

    def _parted(self, stretch: Stretch, empty: frozenset[int]) -> list[Stretch]:
        """A full cell leaves one space before the next column."""
        column = self.of(stretch.at)
        if column + 1 == len(self.starts):
            return [stretch]
        border, most = self.starts[column + 1], self.ends[column]
        if stretch.end <= border and (column + 1 not in empty or stretch.end <= most + 1):
            return [stretch]
        at = self._break(stretch, column, border, most)
        if at is None:
            return [stretch]
        first = Stretch(stretch.text[:at], stretch.at, stretch.at + at)
        rest = Stretch(stretch.text[at + 1 :], max(stretch.at + at + 1, border), stretch.end)
        return [first, *self._parted(rest, empty)]

    def _break(self, stretch: Stretch, column: int, border: int, most: int) -> int | None:
        """The space before the next column: at its border, or where a text begins anew near the end of this one."""
        edge = min(border - 1, most) - stretch.at
        crosses = stretch.end > border + 1
        spaces = [match.start() for match in re.finditer(" ", stretch.text)]
        near = [space for space in spaces if abs(space - edge) <= _SHIFT]
        anew = [space for space in near if self._may_hold(column + 1, stretch.text[space + 1 :])]
        if anew and self._is_typed(column + 1) and self._kind(column) not in {"start", "when"}:
            return anew[0]
        at_border = [space for space in spaces if abs(stretch.at + space + 1 - border) < NEAR]
        exact = [space for space in at_border if crosses or space in anew]
        return min(exact or anew, key=lambda space: abs(space - edge), default=None)

    def _is_typed(self, column: int) -> bool:
        """Whether the texts of a column can be told from other words."""
        return stretch_of(self.names[column]) is not None or self._kind(column) in {"when", "level"}

    def fits(self, line: str) -> bool:
        """Whether the words of a line begin where columns do; those of a next table seldom do."""
        at = [stretch.at for stretch in stretches_of(line)]
        near = [any(abs(place - start) <= FITS for start in self.starts) for place in at]
        return sum(near) * 2 >= len(at) > 1

    def begins(self, column: int, text: str) -> bool:
        """Whether a text may be the first of its cell; a bullet stands further on in one."""
        if self._kind(column) == "when" and (is_moment(text) or is_nothing(text)):
            return True
        return begins_anew(text) and not item_marker(text)

    def had_room(self, column: int, above: str, text: str) -> bool:
        """Whether the first word of a text would have fitted on the line above it."""
        return len(above) + 1 + len(text.split(maxsplit=1)[0]) <= self.ends[column] - self.starts[column]

    def is_new_moment(self, column: int, text: str, above: str) -> bool:
        """Whether a moment stands under another that was whole; "2025" under "Q1" is the rest of it."""
        whole = is_moment(text) and is_moment(above) and not text.isdecimal()
        return self._kind(column) == "when" and whole and not above.endswith(("-", "–", "/", "en", "t/m", "tot"))

    def _kind(self, column: int) -> str | None:
        known = column_of(self.names[column])
        return known[0] if known else None

    def _may_hold(self, column: int, text: str) -> bool:
        """Whether a text begins as one of the column does: a moment, a level, a mark, or words with a capital."""
        if stretch_of(self.names[column]):
            return text in layout().marks or text[:1] in "€0123456789"
        if self._kind(column) == "when":
            return read_moment(text).when.known and not read_moment(text).rest
        if self._kind(column) == "level":
            return level_of(text.split(maxsplit=1)[0]) is not None
        return begins_anew(text)


def begins_anew(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdecimal() or text[:1] in "€-–•"


def columns_of(head: Head, body: Sequence[str]) -> Columns:
    """Each column begins after the name before it, where most of its texts do; a name may stand in the middle."""
    lines = [stretches_of(line) for line in body]
    begins = Counter(stretch.at for line in lines for stretch in line)
    starts: list[int] = []
    for index, name in enumerate(head.names):
        after = head.names[index - 1].end if index else -1
        inside = {at: count for at, count in begins.items() if after < at <= name.at + NEAR}
        enough = max(inside.values(), default=0) / 4
        starts.append(min((at for at, count in inside.items() if count >= enough), default=name.at))
    ends = tuple(_edge(index, starts, lines) for index in range(len(starts)))
    return Columns(tuple(starts), ends, tuple(name.text for name in head.names))


def _edge(index: int, starts: Sequence[int], lines: Sequence[Sequence[Stretch]]) -> int:
    """Where the longest text of a column ends that has white between it and the next column."""
    border, after = [*starts, 10_000, 10_000][index + 1 : index + 3]
    found = []
    for line in lines:
        for at, stretch in enumerate(line):
            following = line[at + 1].at + NEAR if at + 1 < len(line) else border
            if starts[index] <= stretch.at + NEAR < border <= following < after:
                found.append(stretch.end)
    return max((end for end in found if end < border), default=border - 1)
