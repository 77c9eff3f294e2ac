"""Tables whose columns white alone keeps apart, as `pdftotext -layout` and typewriters set them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantaarn.papers.programme_in.blocks import Table
from lantaarn.papers.programme_in.documents.lines import begins_part, heading_level, item_marker
from lantaarn.papers.programme_in.documents.spaced_cards import field_at, unbroken
from lantaarn.papers.programme_in.documents.spaced_columns import (
    FITS,
    NEAR,
    Columns,
    Head,
    columns_of,
    head_at,
    stretches_of,
)
from lantaarn.papers.programme_in.documents.spaced_rows import LONGEST_ROW, Group, rows_of
from lantaarn.papers.programme_in.documents.typed_tables import RULE, typed_row

_MOST_BLANK = 4
_LONGEST_TITLE = 90
_MOST_LINES = 120


def spaced_table(lines: list[str], at: int) -> tuple[Table, int] | None:
    """A table under a line of known names of columns, and the index of the first line after it."""
    head = head_at(lines, at)
    if head is None:
        return None
    first = at + head.height
    columns = columns_of(head, _likely_rows(lines, first))
    groups, end = _Body(lines, head, columns).groups(first)
    rows = rows_of(groups, columns)
    width = len(head.names)
    found = [typed_row([name.text for name in head.names], width, at + 1)]
    found += [typed_row(unbroken(row.cells), width, row.at) for row in rows]
    return (Table(tuple(found)), end) if rows else None


def _likely_rows(lines: list[str], first: int) -> list[str]:
    """Lines with words in more than one column, up to the next head."""
    found = []
    for index in range(first, min(len(lines), first + _MOST_LINES)):
        stretches = stretches_of(lines[index])
        if head_at(lines, index) or (len(stretches) == 1 and begins_part(lines[index].strip())):
            break
        if len(stretches) > 1:
            found.append(lines[index])
    return found


@dataclass(frozen=True)
class _Body:
    """The lines under a head, and where they are no longer of its table."""

    lines: list[str]
    head: Head
    columns: Columns

    def groups(self, first: int) -> tuple[list[Group], int]:
        """The lines of the table in groups between white, and the index of the first line after it."""
        groups: list[Group] = [[]]
        at, end, blank = first, first, 0
        while at < len(self.lines) and blank <= _MOST_BLANK:
            line = self.lines[at].rstrip()
            if not line.strip():
                blank += 1
                if groups[-1]:
                    groups.append([])
            elif not RULE.match(line):
                if self._ends(at, after_white=not groups[-1]):
                    break
                groups[-1].append((at + 1, line))
                blank, end = 0, at + 1
            at += 1
        return [group for group in groups if group], end

    def _ends(self, at: int, *, after_white: bool) -> bool:
        """Whether a line is no row: the head of the next table, a heading, or words that run over the columns."""
        stretches = stretches_of(self.lines[at])
        if head_at(self.lines, at):
            return True
        if len(stretches) > 1:
            return after_white and self._none_fits(at)
        if after_white and self._head_follows(at):
            return True
        text, second = self.lines[at].strip(), self.columns.starts[1]
        if stretches[0].at + NEAR >= second or item_marker(text):
            return False
        is_title = after_white and len(text) < _LONGEST_TITLE and self._rows_follow(at)
        return not is_title and self._is_no_cell(text, stretches[0].end, at, after_white=after_white)

    def _is_no_cell(self, text: str, end: int, at: int, *, after_white: bool) -> bool:
        """Whether words at the edge of the page are a heading, reach over columns, or stand alone between white."""
        if begins_part(text) or (re.match(r"\d", text) and heading_level(text)):
            return True
        borders = sum(1 for start in self.columns.starts[1:] if end > start + FITS)
        alone = after_white and not self.head.is_timeline and self._none_fits(at)
        return alone or borders > (0 if after_white else 1)

    def _none_fits(self, at: int) -> bool:
        """Whether no line up to the next white begins its words where the columns are."""
        for line in self.lines[at : at + LONGEST_ROW]:
            if not line.strip():
                break
            if self.columns.fits(line):
                return False
        return True

    def _head_follows(self, at: int) -> bool:
        following = next((index for index in range(at + 1, len(self.lines)) if self.lines[index].strip()), at)
        return head_at(self.lines, following) is not None

    def _rows_follow(self, at: int) -> bool:
        """Whether the next words stand in the columns, and are no head or card of their own."""
        for index in range(at + 1, min(len(self.lines), at + 2 + _MOST_BLANK)):
            line = self.lines[index]
            if line.strip():
                return self.columns.fits(line) and not head_at(self.lines, index) and not field_at(line)
        return False
