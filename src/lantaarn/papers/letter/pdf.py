"""A letter as a tagged PDF (PDF/UA-1), set by typst from data, never from text as source."""

from __future__ import annotations

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
    return set_on_paper(_SOURCE, data, made_on=letter.date, font_paths=font_paths)


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
    return {"head": [one_line(name) for name in part.head], "rows": rows}


def _shares(part: Bar) -> list[list[object]]:
    return [[share.count, share.look] for share in part.shares if share.count]
