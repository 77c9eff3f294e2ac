"""Tables with tabs of which every cell may be broken over lines, told apart by what the columns at their edges hold."""

from __future__ import annotations

from collections.abc import Sequence

from lantaarn.papers.programme_in.blocks import Table
from lantaarn.papers.programme_in.documents.lines import CODE, begins_part, joined
from lantaarn.papers.programme_in.documents.typed_tables import TypedLine, typed_row
from lantaarn.papers.programme_in.layout import column_of, is_nothing
from lantaarn.papers.programme_in.moments import is_moment, read_moment

_FEWEST_COLUMNS = 3


def broken_table(lines: list[str], at: int) -> tuple[Table, int] | None:
    """A table under a head of known names, when its lines lack tabs and all of it still falls in place."""
    names = [name.strip() for name in lines[at].split("\t")]
    kinds = [column[0] if (column := column_of(name)) else "" for name in names]
    if len(names) < _FEWEST_COLUMNS or "what" not in kinds or not (kinds[-1] == "when" or kinds[0] == "number"):
        return None
    end = next((index for index in range(at + 1, len(lines)) if _ends(lines[index])), len(lines))
    body = lines[at + 1 : end]
    whole = [line for line in body if line.count("\t") == len(names) - 1]
    if len(whole) == len(body) or sum(line.count("\t") for line in body) % (len(names) - 1):
        return None
    rows = _rows(body, at + 2, len(names), dated=kinds[-1] == "when")
    if not rows or not all(_fits(row.cells, kinds) for row in rows):
        return None
    head = typed_row(names, len(names), at + 1)
    return Table((head, *(typed_row(row.cells, len(names), row.at) for row in rows))), end


def _ends(line: str) -> bool:
    return not line.strip() or begins_part(line.strip())


def _rows(body: Sequence[str], at: int, width: int, *, dated: bool) -> list[TypedLine]:
    """The cells in order; what stands between two rows is parted where a moment ends, or a number begins."""
    rows: list[TypedLine] = []
    cells: list[list[str]] = [[]]
    begun = at
    for number, line in enumerate(body, at):
        first, *others = line.split("\t")
        if len(cells) == width and cells[-1] and (others or _begins(first, cells[-1], dated=dated)):
            kept = _rest(cells[-1], dated=dated)
            rows.append(TypedLine([joined(cell) for cell in [*cells[:-1], cells[-1][:kept]]], begun))
            cells, begun = [cells[-1][kept:]], number - len(cells[-1][kept:])
        cells[-1].append(first.strip())
        cells += [[other.strip()] for other in others]
    rows.append(TypedLine([joined(cell) for cell in cells], begun))
    return rows


def _begins(line: str, last: Sequence[str], *, dated: bool) -> bool:
    if dated:
        return line[:1].isupper() and not is_moment(joined([*last, line])) and not is_moment(line)
    return bool(CODE.fullmatch(line.strip()))


def _rest(last: Sequence[str], *, dated: bool) -> int:
    """How many of the lines of a last cell are its own."""
    if not dated:
        return next((index for index, line in enumerate(last) if index and CODE.fullmatch(line)), len(last))
    return max((count for count in range(1, len(last) + 1) if is_moment(joined(last[:count]))), default=len(last))


def _fits(cells: Sequence[str], kinds: Sequence[str]) -> bool:
    if len(cells) != len(kinds) or not cells[list(kinds).index("what")]:
        return False
    if kinds[0] == "number" and not CODE.fullmatch(cells[0]):
        return False
    moment = cells[-1]
    return kinds[-1] != "when" or is_nothing(moment) or read_moment(moment).when.known
