"""Tables drawn with signs: "+-----+" between the rows, and "|" between the cells, which may take several lines."""

from __future__ import annotations

import re

from lantaarn.papers.programme_in.blocks import Table
from lantaarn.papers.programme_in.documents.typed_tables import TypedLine, typed_row

_BETWEEN_ROWS = re.compile(r"^\s*[+┌├└╔╠╚][-=─═+┬┼┴╦╬╩┐┤┘╗╣╝]{4,}\s*$")
_BETWEEN_CELLS = re.compile(r"[|│║]")


def drawn_table(lines: list[str], at: int) -> tuple[Table, int] | None:
    """A drawn table, and the index of the first line after it."""
    if not _BETWEEN_ROWS.match(lines[at]):
        return None
    rows: list[TypedLine] = []
    index, fresh = at, True
    while index < len(lines):
        line = lines[index].strip()
        if _BETWEEN_ROWS.match(line):
            fresh = True
        elif _BETWEEN_CELLS.match(line):
            cells = [cell.strip() for cell in _BETWEEN_CELLS.split(line)[1:-1]]
            if fresh or len(cells) != len(rows[-1].cells):
                rows.append(TypedLine(cells, index + 1))
            else:
                rows[-1].cells = [f"{old}\n{new}".strip() for old, new in zip(rows[-1].cells, cells, strict=True)]
            fresh = False
        else:
            break
        index += 1
    width = max((len(row.cells) for row in rows), default=0)
    return (Table(tuple(typed_row(row.cells, width, row.at) for row in rows)), index) if width > 1 else None
