"""A table that goes on over the page is one table: its head once, and the row that was cut in two made whole."""

from __future__ import annotations

from collections.abc import Sequence

from lantaarn.papers.programme_in.blocks import Aside, Block, Row, Table
from lantaarn.papers.programme_in.columns import head_of
from lantaarn.papers.programme_in.rows import put_together


def joined_pages(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with tables joined that only running heads and feet stand between."""
    made: list[Block] = []
    last: int | None = None
    for block in blocks:
        if isinstance(block, Table):
            before = made[last] if last is not None else None
            joined = _joined(before, block) if isinstance(before, Table) else None
            if joined is not None and last is not None:
                made[last] = joined
                continue
            last = len(made)
        elif not isinstance(block, Aside):
            last = None
        made.append(block)
    return made


def _joined(one: Table, two: Table) -> Table | None:
    """One table out of two, when the second repeats the head of the first or begins in the middle of a row."""
    head, rows = one.rows[0], list(two.rows)
    if len(head.cells) != len(rows[0].cells):
        return None
    repeated = [cell.text for cell in head.cells] == [cell.text for cell in rows[0].cells] and head_of(head) is not None
    if repeated:
        rows = rows[1:]
    cut = bool(rows) and len(one.rows) > 1 and _is_rest(rows[0], one.rows[-1], head)
    if not repeated and not cut:
        return None
    if cut:
        return Table((*one.rows[:-1], put_together(one.rows[-1], rows[0]), *rows[1:]))
    return Table((*one.rows, *rows))


def _is_rest(row: Row, above: Row, head: Row) -> bool:
    """Whether a row goes on with the one above: its words begin in small letters, and half of its cells are empty."""
    if head_of(row) is not None or not row.text:
        return False
    known = head_of(head)
    what = known.where.get("what") if known else None
    begun = [cell.text[:1] for cell in row.cells if cell.text and not cell.merged]
    if what is not None:
        text = row.cells[what].text
        if text:
            return text[:1].islower() and not above.cells[what].text.endswith(".") and len(begun) * 2 <= len(row.cells)
        return len(begun) * 2 < len(row.cells)
    return bool(begun) and all(letter.islower() for letter in begun)
