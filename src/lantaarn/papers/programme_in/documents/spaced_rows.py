"""The rows of a table that white alone keeps apart: which lines make one row together, and what its cells hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantaarn.papers.programme_in.documents.lines import CODE
from lantaarn.papers.programme_in.documents.spaced_columns import Columns
from lantaarn.papers.programme_in.documents.typed_tables import TypedLine

Group = list[tuple[int, str]]
"""Lines between white, each with its number."""
LONGEST_ROW = 9
_FEW = 2


def rows_of(groups: Sequence[Group], columns: Columns) -> list[TypedLine]:
    """The rows of all groups; a row that white has cut in two is made whole."""
    apart = len(groups) > 1 and len(groups) * LONGEST_ROW > sum(map(len, groups))
    rows: list[TypedLine] = []
    for group in groups:
        for row in _Lines.of(group, columns).rows(apart=apart):
            if rows and _goes_on(row.cells, rows[-1].cells):
                rows[-1].cells = _joined(rows[-1].cells, row.cells)
            else:
                rows.append(row)
    return rows


@dataclass(frozen=True)
class _Lines:
    """The lines of a group, their words in the columns, and which columns each of them fills."""

    group: Group
    columns: Columns
    cells: list[list[str]]
    filled: list[frozenset[int]]

    @classmethod
    def of(cls, group: Group, columns: Columns) -> _Lines:
        cells = [columns.cells(line) for _, line in group]
        return cls(group, columns, cells, [frozenset(at for at, cell in enumerate(row) if cell) for row in cells])

    def rows(self, *, apart: bool) -> list[TypedLine]:
        starts = self._starts(apart=apart)
        return [self._row(start, end) for start, end in zip(starts, [*starts[1:], len(self.group)], strict=True)]

    def _row(self, start: int, end: int) -> TypedLine:
        every = frozenset(range(len(self.columns.starts)))
        empty = every - frozenset().union(*self.filled[start:end])
        cells = [""] * len(every)
        for _, line in self.group[start:end]:
            cells = _joined(cells, self.columns.cells(line, empty))
        return TypedLine(cells, self.group[start][0])

    def _starts(self, *, apart: bool) -> list[int]:
        """Where rows begin: at numbers; at the group where white parts the rows; else at lines that begin anew."""
        after = range(1, len(self.cells))
        numbered = [at for at, cells in enumerate(self.cells) if CODE.fullmatch(cells[0])]
        if numbered[:1] == [0] and len(numbered) > 1:
            return numbered
        anew = [at for at in after if self._begins_anew(at)]
        if apart:
            return [0, *anew] if len(anew) == len(after) else [0]
        if self._is_uniform():
            return [0, *after]
        if not self._has_gap():
            return [0, *anew]
        fresh = {at for at in after if self.filled[at] - self.filled[at - 1] and not self._goes_on(at)}
        return [0, *sorted(fresh.union(anew))]

    def _is_uniform(self) -> bool:
        """Whether each line has words in the same columns, and all of them begin anew: words that wrap seldom do."""
        if len(self.cells) <= _FEW or len(set(self.filled)) > 1 or len(self.filled[0]) < _FEW:
            return False
        return all(self._all_begin(at) for at in range(len(self.cells)))

    def _has_gap(self) -> bool:
        """Whether a column ends and begins again: then the lines are of more than one row."""
        for column in frozenset().union(*self.filled):
            held = [at for at, filled in enumerate(self.filled) if column in filled]
            if held[-1] - held[0] >= len(held):
                return True
        return False

    def _all_begin(self, at: int) -> bool:
        return all(self.columns.begins(column, self.cells[at][column]) for column in self.filled[at])

    def _begins_anew(self, at: int) -> bool:
        """Whether all cells of a line begin anew, though there was room on the line above or its moment was whole."""
        filled, above = self.filled[at], self.cells[at - 1]
        enough = len(filled) >= _FEW and len(filled) * 2 > len(frozenset().union(*self.filled))
        if not enough or not self._all_begin(at):
            return False
        both = filled & self.filled[at - 1]
        if any(self.columns.is_new_moment(column, self.cells[at][column], above[column]) for column in both):
            return True
        roomy = [column for column in both if self.columns.had_room(column, above[column], self.cells[at][column])]
        return len(roomy) * 2 >= len(both)

    def _goes_on(self, at: int) -> bool:
        return _goes_on(self.cells[at], self.cells[at - 1])


def _goes_on(cells: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a row was cut in two: its first words are the rest of a sentence, and not all of its cells are there."""
    filled = [at for at, cell in enumerate(cells) if cell]
    wide = max(filled, key=lambda at: len(above[at]) + len(cells[at]))
    return len(filled) < len(cells) and cells[wide][:1].islower() and not above[wide].endswith((".", ";"))


def _joined(cells: Sequence[str], more: Sequence[str]) -> list[str]:
    return [f"{old}\n{new}".strip("\n") for old, new in zip(cells, more, strict=True)]
