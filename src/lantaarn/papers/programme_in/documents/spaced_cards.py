"""Cards that white alone sets: lines that each begin with a label, with what it holds further on the line."""

from __future__ import annotations

from collections.abc import Sequence

from lantaarn.papers.programme_in.blocks import Table
from lantaarn.papers.programme_in.documents.lines import action_title, item_marker, joined
from lantaarn.papers.programme_in.documents.spaced_columns import FARTHEST, FITS, Stretch, stretches_of
from lantaarn.papers.programme_in.documents.typed_tables import TypedLine, typed_row
from lantaarn.papers.programme_in.labels import label_of

_MOST_BLANK = 4
_LONGEST_LABEL = 40
_FEWEST_FIELDS = 2


def spaced_card(lines: list[str], at: int) -> tuple[Table, int] | None:
    """Lines that each begin with a label of a card, with what it holds further on: "Trekker      GGD"."""
    first = field_at(lines[at])
    if first is None:
        return None
    rows = [TypedLine([first[0].text, first[1].text], at + 1)]
    index, end, blank = at + 1, at + 1, 0
    while index < len(lines) and blank <= _MOST_BLANK:
        stretches = stretches_of(lines[index])
        field = field_at(lines[index])
        if not stretches:
            blank += 1
        elif (
            field
            and abs(field[1].at - first[1].at) <= 2 * FITS
            and not (blank and action_title(" ".join(_texts(field))))
        ):
            rows.append(TypedLine(_texts(field), index + 1))
            blank, end = 0, index + 1
        elif len(stretches) == 1 and abs(stretches[0].at - first[1].at) <= 2 * FITS and blank < 2:
            rows[-1].cells[1] += f"\n{stretches[0].text}"
            end = index + 1
        else:
            break
        index += 1
    if len(rows) < _FEWEST_FIELDS:
        return None
    return Table(tuple(typed_row(unbroken(row.cells), 2, row.at) for row in rows)), end


def _texts(field: tuple[Stretch, Stretch]) -> list[str]:
    return [field[0].text, field[1].text]


def field_at(line: str) -> tuple[Stretch, Stretch] | None:
    stretches = stretches_of(line)
    if len(stretches) < 2 or stretches[0].at > FARTHEST or stretches[1].at - stretches[0].end < FITS:
        return None
    label = stretches[0]
    rest = Stretch(" ".join(stretch.text for stretch in stretches[1:]), stretches[1].at, stretches[-1].end)
    known = label_of(label.text) or action_title(f"{label.text.rstrip(':')}: {rest.text}")
    return (label, rest) if known and len(label.text) < _LONGEST_LABEL else None


def unbroken(cells: Sequence[str]) -> list[str]:
    """Lines of a narrow column are one text, unless each begins with a bullet."""
    return [cell if any(item_marker(line) for line in cell.split("\n")) else joined(cell.split("\n")) for cell in cells]
