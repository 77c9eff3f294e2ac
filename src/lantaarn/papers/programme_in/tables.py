"""Tables: pillar tables, "wat | wanneer", activity cards, timelines and budgets, each told by its head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lantaarn.papers.programme_in.action_rows import read_actions
from lantaarn.papers.programme_in.blocks import Row, Table
from lantaarn.papers.programme_in.columns import Head, head_of, is_other_table
from lantaarn.papers.programme_in.course import Course
from lantaarn.papers.programme_in.documents.lines import CODE, action_title, begins_part
from lantaarn.papers.programme_in.labels import card_row, piece_cell, run_in
from lantaarn.papers.programme_in.layout import column_of, says
from lantaarn.papers.programme_in.lists import read_labelled
from lantaarn.papers.programme_in.moments import is_moment, read_moment
from lantaarn.papers.programme_in.money import amount_in, budget_head, holds_amounts, read_budget
from lantaarn.papers.programme_in.timelines import TimelineRow, is_marked, marked_when

_MONEY = re.compile(r"€|\beuro\b|financ|begroting|budget|kosten|middelen|dekking", re.IGNORECASE)
_MOST_BETWEEN = 4
_LONGEST_NAME = 6
_LONGEST_GROUP = 5


@dataclass
class _Segment:
    """A head and the rows under it; `title` holds the rows above the head."""

    head: Head | None
    row: Row | None = None
    above: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    seen: list[Row] = field(default_factory=list)
    other: bool = False
    carried: bool = False
    grouped: bool = False
    """Whether the rows stand in groups, of which a row of their own tells the name."""


def read_table(table: Table, course: Course) -> None:
    if course.reason:
        for row in table.rows:
            course.findings.leave(row.text, course.reason, row.place)
        return
    segment = _carried(table, course)
    previous: Row | None = None
    titles: list[Row] = []
    for number, row in enumerate(table.rows):
        rest = table.rows[number + 1 :]
        head = head_of(row, previous)
        if _opens_card(row, course):
            _finish(segment, course)
            segment, previous = _Segment(None), row
            continue
        previous_row, previous = previous, row
        if head and _is_head(head, row, rest):
            _finish(segment, course)
            course.settle_card()
            segment = _Segment(
                head, row, [*titles, *([previous_row] if previous_row else [])], other=is_other_table(row)
            )
            titles = []
            _title_in_head(head, row, course)
        elif (found := card_row(row)) and not (segment.head and segment.head.is_actions and len(row.cells) > 2):
            _finish(segment, course)
            segment = _Segment(None)
            course.add_field(found[0], found[1], row.text, row.place)
        elif _is_title(row, segment.head, rest) or _is_group(row, segment, rest):
            _finish(segment, course, keep=True)
            titles.append(row)
            _open_title(row, course, rest, grouped=segment.grouped)
        else:
            segment.rows.append(row)
    _finish(segment, course)
    course.since_table = 0


def _opens_card(row: Row, course: Course) -> bool:
    """ "Maatregel 2.1 | Vergunningen aanscherpen": the first row of a card names an action."""
    filled = row.filled
    if len(filled) != 2 or filled[0] != 0 or ":" in row.cells[filled[1]].text:
        return False
    text = f"{row.cells[0].text.strip(' :')}: {row.cells[filled[1]].text}"
    if not action_title(text) or len(row.cells[0].text.split()) > 2:
        return False
    course.open_heading(text, 9, row.place)
    return True


def _carried(table: Table, course: Course) -> _Segment:
    """A table without a head of its own goes on with the one before it, when little stands between them."""
    head = course.head
    if _is_of_labels(table):
        return _Segment(None)
    if head is None and course.last_head is None and (guessed := guessed_head(table, course)):
        return _Segment(guessed, carried=True)
    if head is None and (again := course.last_head) and _fits(again, table):
        return _Segment(again, carried=True)
    if head is None or course.since_table > _MOST_BETWEEN or len(table.rows[0].cells) != head.width:
        return _Segment(None)
    return _Segment(head, carried=True)


def _is_of_labels(table: Table) -> bool:
    """Whether the rows are those of a card, which goes on with no table before it."""
    first = [row.cells[0].text for row in table.rows if len(row.filled) > 1]
    return len(first) > 1 and all(text.endswith(":") for text in first)


def _fits(head: Head, table: Table) -> bool:
    """A table without a head, under a heading of its own, whose moments stand in the column of moments of the last."""
    rows = [row for row in table.rows if len(row.filled) > 1]
    if not rows or len(rows[0].cells) != head.width or head.width < 3 or "when" not in head.where:
        return False
    if any(head_of(row) for row in rows):
        return False
    texts = [text for row in rows if (text := row.cells[head.where["when"]].text)]
    return bool(texts) and sum(read_moment(text).when.known or is_moment(text) for text in texts) * 10 >= len(texts) * 6


def guessed_head(table: Table, course: Course) -> Head | None:
    """A table without any head, right under a pillar or theme: one column of moments, one of words, one of names."""
    rows = [row for row in table.rows if len(row.filled) > 1]
    if len(rows) < 2 or not 3 <= len(rows[0].cells) <= 5 or course.findings.named_part() is None:
        return None
    if any(head_of(row) or any(run_in(cell.text) for cell in row.cells) for row in rows):
        return None
    where: dict[str, int] = {}
    for index in range(len(rows[0].cells)):
        texts = [text for row in rows if (text := row.cells[index].text)]
        name = _kind_of_column(texts, len(rows), where)
        if name:
            where[name] = index
    if not where.keys() >= {"what", "holder", "when"}:
        return None
    return Head(where, len(rows[0].cells), tuple("" for _ in rows[0].cells))


def _kind_of_column(texts: list[str], count: int, where: dict[str, int]) -> str | None:
    if len(texts) * 2 <= count:
        return None
    if sum(is_moment(text) for text in texts) * 10 >= len(texts) * 8:
        return "when" if "when" not in where else None
    if all(CODE.fullmatch(text) for text in texts):
        return "number"
    if any(amount_in(text) is not None for text in texts):
        return None
    if "what" not in where:
        return "what" if sum(len(text.split()) for text in texts) >= 2 * len(texts) else None
    return "holder" if "holder" not in where and all(len(text.split()) <= _LONGEST_NAME for text in texts) else None


def _is_head(head: Head, row: Row, rest: tuple[Row, ...]) -> bool:
    """A row of years is a head when amounts or marks stand under it, or nothing at all."""
    if not head.timeline:
        return True
    if len(head.timeline) >= 3 or _has_names(head, row):
        return True
    return bool(rest) and any(amount_in(cell.text) is not None or is_marked(cell) for cell in rest[0].cells)


def _has_names(head: Head, row: Row) -> bool:
    return sum(1 for index, cell in enumerate(row.cells) if cell.text and index not in head.timeline) >= 2


def _title_in_head(head: Head, row: Row, course: Course) -> None:
    text = row.cells[0].text
    if head.timeline and text and begins_part(text):
        course.open_heading(text, 9, row.place)


def _title_of(row: Row) -> str:
    """The words of a row that names a part: in one cell, or its kind and number beside its name."""
    return ": ".join(row.cells[index].text for index in row.filled)


def _is_title(row: Row, head: Head | None, rest: tuple[Row, ...]) -> bool:
    filled = row.filled
    if len(filled) == 2 and len(row.cells) > 2 and head and begins_part(_title_of(row)):
        return len(row.cells[filled[0]].text.split()) == 2
    if len(filled) != 1 or row.cells[filled[0]].merged:
        return False
    cell = row.cells[filled[0]]
    if begins_part(cell.text) or action_title(cell.text) or cell.span >= len(row.cells) > 1:
        return True
    if head is None:
        return filled[0] == 0 and len(cell.pieces) == 1 and bool(rest)
    what = head.where.get("what")
    only_label = len(row.cells) >= 4 and len(cell.text.split()) <= 6 and filled[0] == 0 and bool(rest)
    return filled[0] == 0 and what != 0 and only_label


def _is_group(row: Row, segment: _Segment, rest: tuple[Row, ...]) -> bool:
    """A table that begins with a row of a few words alone, over full rows, stands in groups named by such rows."""
    head = segment.head
    if head is None or not head.is_actions or segment.other or not rest or len(row.cells) < 3:
        return False
    filled = row.filled
    alone = len(filled) == 1 and filled[0] in {0, head.where["what"]} and not row.cells[filled[0]].merged
    if not alone or len(row.text.split()) > _LONGEST_GROUP or len(rest[0].filled) * 2 <= len(row.cells):
        return False
    first = not segment.rows and not segment.seen
    segment.grouped = segment.grouped or first
    return segment.grouped


def _open_title(row: Row, course: Course, rest: tuple[Row, ...], *, grouped: bool = False) -> None:
    """A line over the whole table names a part; over a head it may be no more than a caption."""
    text = _title_of(row)
    named = begins_part(text) or action_title(text)
    label, title = run_in(text) or ("", "")
    if not named and label == "what" and title:
        course.add_field(label, piece_cell(title), text, row.place)
        return
    if named or says(text, "actions"):
        head = course.head
        course.open_heading(text, 9, row.place)
        course.head = head
        return
    before_head = bool(rest) and head_of(rest[0], row) is not None
    course.money = course.money or bool(_MONEY.search(text))
    if not before_head and (course.head is not None or grouped):
        course.findings.open_theme(text, row.place)


def _finish(segment: _Segment, course: Course, *, keep: bool = False) -> None:
    head, rows = segment.head, segment.rows
    segment.rows = []
    segment.seen = rows
    if head is None or not rows:
        for row in rows:
            _loose(row, course)
        if head is not None and head.is_actions and not head.timeline:
            course.head = head
        return
    _settle(segment, head, rows, course)
    if not keep:
        segment.head = None


def _settle(segment: _Segment, head: Head, rows: list[Row], course: Course) -> None:
    budget = budget_head(segment.row, segment.above, course.said) if segment.row else None
    if budget and not holds_amounts(rows, budget):
        budget = None
    if budget and _about_money(segment, course):
        read_budget(rows, budget, course.findings)
    elif (
        segment.other
        or (course.mode == "facts" and "when" not in head.where)
        or (budget and not head.where.keys() & {"holder", "when"})
    ):
        _leave_all(segment, rows, course, "tabel over iets anders dan acties")
    elif head.timeline and not head.where.keys() & {"holder", "when", "parties"}:
        _timeline(head, rows, course)
    elif head.is_actions:
        _actions(segment, head, rows, course)
    else:
        _leave_all(segment, rows, course, "tabel zonder kolom met acties")


def _actions(segment: _Segment, head: Head, rows: list[Row], course: Course) -> None:
    if head.unknown and not segment.carried:
        names = ", ".join(f"‘{name}’" for name in head.unknown)
        course.findings.warn(
            "column", f"Deze kolom is niet herkend: {names}.", segment.row.place if segment.row else None
        )
    course.head = course.last_head = read_actions(head, rows, course, carried=segment.carried)


def _leave_all(segment: _Segment, rows: list[Row], course: Course, reason: str) -> None:
    for row in [*([segment.row] if segment.row else []), *rows]:
        course.findings.leave(row.text, reason, row.place)


def _loose(row: Row, course: Course) -> None:
    filled = row.filled
    found = run_in(row.text) if len(filled) == 1 else None
    if len(filled) > 1 and read_labelled([row.cells[index].text for index in filled], row.place, course):
        return
    if found:
        course.add_field(found[0], row.cells[filled[0]], row.text, row.place)
    else:
        course.findings.leave(row.text, "regel van een tabel zonder bekende kop", row.place)


def _about_money(segment: _Segment, course: Course) -> bool:
    rows = [*segment.above, *([segment.row] if segment.row else []), *segment.seen]
    return course.money or any(_MONEY.search(cell.text) for row in rows for cell in row.cells) or _euro_in(segment)


def _euro_in(segment: _Segment) -> bool:
    return segment.head is not None and any(_MONEY.search(text) for text in segment.head.cells)


def _timeline(head: Head, rows: list[Row], course: Course) -> None:
    what = head.where["what"]
    number = head.where.get("number")
    lost = not any(is_marked(row.cells[index]) for row in rows for index in head.timeline)
    column = column_of(head.cells[what])
    named = column is not None and column[0] == "what"
    course.timeline_tables += 1
    for row in rows:
        if row.cells[what].text:
            when = marked_when(row, head.timeline, course.findings.only_year)
            text = row.cells[what].text
            part = course.findings.named_part()
            code = row.cells[number].text if number is not None else None
            is_lost = lost and not when.known
            course.timelines.append(
                TimelineRow(text, when, row.place, part, is_lost, row.text, course.timeline_tables, code, named)
            )
        else:
            course.findings.leave(row.text, "regel van een tijdlijn zonder naam", row.place)
