"""A letter as a tagged PDF (PDF/UA-1), set by typst from data, never from text as source."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from lantaarn.papers.handover.pdf import set_on_paper
from lantaarn.papers.letter.letter import INVENTED, Bar, Heading, Letter, Listed, Part, Rows, Text
from lantaarn.papers.wording import dutch_date, one_line, visible

_SOURCE = files(__package__).joinpath("letter.typ").read_bytes()


def to_pdf(letter: Letter, *, font_paths: tuple[str, ...] = ()) -> bytes:
    """The letter on A4; without font paths it is set in a typeface that typst brings along."""
    data: dict[str, object] = {
        "title": one_line(letter.title),
        "sender": [one_line(line) for line in letter.sender],
        "to": [one_line(line) for line in letter.to],
        "reference": [
            [one_line(name), one_line(value)] for name, value in (("Datum", dutch_date(letter.date)), *letter.reference)
        ],
        "parts": [_part(part) for part in letter.parts],
        "closing": [one_line(line) for line in letter.closing],
        "foot": one_line(letter.foot),
        "invented": INVENTED if letter.invented else "",
    }
    return set_on_paper(_SOURCE, data, made_on=letter.date, font_paths=font_paths, hyphenates=True)


def _part(part: Part) -> dict[str, object]:
    if isinstance(part, Heading):
        return {"kind": "heading", "text": one_line(part.text)}
    if isinstance(part, Text):
        return {"kind": "text", "text": visible(part.text).strip()}
    if isinstance(part, Listed):
        return {"kind": "listed", "items": [one_line(item) for item in part.items]}
    if isinstance(part, Bar):
        return {"kind": "bar", "shares": _shares(part), **_table(part.table)}
    return {"kind": "rows", **_table(part)}


def _table(part: Rows) -> dict[str, object]:
    rows = [[one_line(cell) for cell in row] for row in part.rows]
    head = [one_line(name) for name in part.head]
    widths = _widths([head, *rows])
    room = [max(int(width * FITS / sum(widths)) - EDGES, 1) + 1 for width in widths]
    return {"head": head, "rows": rows, "widths": widths, "room": room}


FITS, EDGES = 96, 3
"""So many characters of a table stand beside each other on A4, of which so many are the edges of a column."""


def _widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """The share of each column: room for its longest word, so that none is broken, and the rest by how much it says."""
    columns = list(zip(*rows, strict=True))
    longest = [max(len(word) for cell in column for word in (cell.split() or [""])) + EDGES for column in columns]
    says = [min(max(len(cell) for cell in column), 200) for column in columns]
    left = max(FITS - sum(longest), 0)
    return [need + left * much / max(sum(says), 1) for need, much in zip(longest, says, strict=True)]


def _shares(part: Bar) -> list[list[object]]:
    return [[share.count, share.look] for share in part.shares if share.count]
