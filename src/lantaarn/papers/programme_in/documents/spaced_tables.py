"""Tables whose columns white alone keeps apart, as `pdftotext -layout` and typewriters set them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lantaarn.papers.programme_in.blocks import Row, Table
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
from lantaarn.papers.programme_in.documents.typed_tables import RULE, TypedLine, typed_row

_MOST_BLANK = 4
_LONGEST_TITLE = 90
_LONGEST_ROW = 9
_MOST_LINES = 120
_FEW = 2
_NUMBER = re.compile(r"[A-Za-z]{0,2}\.?\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?[.)]?")


def spaced_table(lines: list[str], at: int) -> tuple[Table, int] | None:
    """A table under a line of known names of columns, and the index of the first line after it."""
    head = head_at(lines, at)
    if head is None:
        return None
    first = at + head.height
    columns = columns_of(head, _likely_rows(lines, first))
    groups, end = _groups(lines, first, head, columns)
    width = len(head.names)
    rows: list[Row] = [typed_row([name.text for name in head.names], width, at + 1)]
    made: list[TypedLine] = []
    apart = len(groups) > 1 and len(groups) * _LONGEST_ROW > sum(map(len, groups))
    for group in groups:
        for line in _rows(group, columns, apart=apart):
            if made and _goes_on(line.cells, made[-1].cells):
                made[-1].cells = _joined(made[-1].cells, line.cells)
            else:
                made.append(line)
    rows += [typed_row(unbroken(line.cells), width, line.at) for line in made]
    return (Table(tuple(rows)), end) if made else None


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


_Group = list[tuple[int, str]]


def _groups(lines: list[str], first: int, head: Head, columns: Columns) -> tuple[list[_Group], int]:
    """The lines of the body in groups between white, up to what is no part of the table."""
    groups: list[_Group] = [[]]
    at, end, blank = first, first, 0
    while at < len(lines) and blank <= _MOST_BLANK:
        line = lines[at].rstrip()
        if not line.strip():
            blank += 1
            if groups[-1]:
                groups.append([])
        elif not RULE.match(line):
            if _ends(lines, at, head, columns, after_white=not groups[-1]):
                break
            groups[-1].append((at + 1, line))
            blank, end = 0, at + 1
        at += 1
    return [group for group in groups if group], end


def _ends(lines: list[str], at: int, head: Head, columns: Columns, *, after_white: bool) -> bool:
    """Whether a line is no row: the head of the next table, a heading, or words that run over the columns."""
    stretches = stretches_of(lines[at])
    if head_at(lines, at):
        return True
    if len(stretches) > 1:
        return after_white and not columns.fits(lines[at]) and _is_strange(lines, at, columns)
    text, second = lines[at].strip(), columns.starts[1]
    in_first = stretches[0].at + NEAR < second and not item_marker(text)
    heads = in_first and (begins_part(text) or bool(re.match(r"\d", text) and heading_level(text)))
    borders = sum(1 for start in columns.starts[1:] if stretches[0].end > start + FITS)
    wide = in_first and borders > (0 if after_white else 1)
    alone = in_first and after_white and not head.is_timeline and _is_alone(lines, at, columns)
    if not (heads or wide or alone):
        return False
    return not (after_white and len(text) < _LONGEST_TITLE and _rows_follow(lines, at, columns))


def _is_alone(lines: list[str], at: int, columns: Columns) -> bool:
    """Whether no line up to the next white has words in more than one column of the table."""
    for line in lines[at : at + _LONGEST_ROW]:
        if not line.strip():
            return True
        if columns.fits(line):
            return False
    return True


def _is_strange(lines: list[str], at: int, columns: Columns) -> bool:
    """Whether no line up to the next white begins its words where the columns are."""
    for line in lines[at : at + _LONGEST_ROW]:
        if not line.strip():
            break
        if columns.fits(line):
            return False
    return True


def _rows_follow(lines: list[str], at: int, columns: Columns) -> bool:
    """Whether the next words are in more than one column, and no head of their own."""
    for index in range(at + 1, min(len(lines), at + 2 + _MOST_BLANK)):
        if lines[index].strip():
            return columns.fits(lines[index]) and not head_at(lines, index) and not field_at(lines[index])
    return False


def _rows(group: _Group, columns: Columns, *, apart: bool) -> list[TypedLine]:
    """The rows in a group of lines: one where white parts the rows, else one from each line that begins anew."""
    placed = [columns.cells(line) for _, line in group]
    starts = _starts(placed, columns, apart=apart)
    rows = []
    for begin, end in zip(starts, [*starts[1:], len(group)], strict=True):
        empty = frozenset(
            index for index in range(len(columns.starts)) if not any(cells[index] for cells in placed[begin:end])
        )
        cells = [""] * len(columns.starts)
        for _, line in group[begin:end]:
            cells = _joined(cells, columns.cells(line, empty))
        rows.append(TypedLine(cells, group[begin][0]))
    return rows


def _starts(placed: list[list[str]], columns: Columns, *, apart: bool) -> list[int]:
    filled = [frozenset(index for index, cell in enumerate(cells) if cell) for cells in placed]
    numbered = [index for index, cells in enumerate(placed) if _NUMBER.fullmatch(cells[0])]
    if numbered[:1] == [0] and len(numbered) > 1:
        return numbered
    lines = [index for index in range(1, len(placed)) if _is_line(placed, filled, index, columns)]
    if apart:
        return [0, *lines] if len(lines) == len(placed) - 1 else [0]
    if _is_uniform(placed, filled, columns):
        return list(range(len(placed)))
    if not _has_gap(filled):
        return [0, *lines]
    fresh = {
        index
        for index in range(1, len(placed))
        if filled[index] - filled[index - 1] and not _goes_on(placed[index], placed[index - 1])
    }
    return [0, *sorted(fresh | set(lines))]


def _is_uniform(placed: list[list[str]], filled: Sequence[frozenset[int]], columns: Columns) -> bool:
    """Whether each line has words in the same columns, and all of them begin anew: words that wrap seldom do."""
    if len(placed) <= _FEW or len(set(filled)) > 1 or len(filled[0]) < _FEW:
        return False
    return all(columns.begins(column, cells[column]) for cells in placed for column in filled[0])


def _has_gap(filled: Sequence[frozenset[int]]) -> bool:
    for column in frozenset().union(*filled):
        held = [index for index, columns in enumerate(filled) if column in columns]
        if held[-1] - held[0] >= len(held):
            return True
    return False


def _is_line(placed: list[list[str]], filled: Sequence[frozenset[int]], index: int, columns: Columns) -> bool:
    """Whether a line begins a row: all of its cells begin anew, though there was room on the line above."""
    both = filled[index] & filled[index - 1]
    if len(filled[index]) < 2 or not all(columns.begins(column, placed[index][column]) for column in filled[index]):
        return False
    if len(filled[index]) * 2 <= len(frozenset().union(*filled)):
        return False
    if any(columns.is_new_moment(column, placed[index][column], placed[index - 1][column]) for column in both):
        return True
    roomy = [
        column
        for column in both
        if len(placed[index - 1][column]) + 1 + len(placed[index][column].split()[0])
        <= columns.ends[column] - columns.starts[column]
    ]
    return len(roomy) * 2 >= len(both)


def _goes_on(cells: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a row was cut in two: its first words are the rest of a sentence, and not all of its cells are there."""
    filled = [index for index, cell in enumerate(cells) if cell]
    wide = max(filled, key=lambda index: len(above[index]) + len(cells[index]))
    return len(filled) < len(cells) and cells[wide][:1].islower() and not above[wide].endswith((".", ";"))


def _joined(cells: Sequence[str], more: Sequence[str]) -> list[str]:
    return [f"{old}\n{new}".strip("\n") for old, new in zip(cells, more, strict=True)]
