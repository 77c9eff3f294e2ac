"""Labels with what they hold: "Trekker: gemeente X" in two columns, at the start of a line, or several in one line."""

from __future__ import annotations

import re

from lantaarn.papers.programme_in.blocks import Cell, Piece, Row
from lantaarn.papers.programme_in.layout import asks, column_like, column_of, layout, plain, says
from lantaarn.papers.programme_in.moments import is_moment

_LABEL = re.compile(r"^(?:\*\*)?([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ ()/?-]{1,45}?)\s*(?::\*\*|\*\*\s*:|:)\s*(.*)$", re.DOTALL)
_RUN_IN = re.compile(r"(?:^|(?<=[.;|(–•])|(?<= - )|(?<=, ))\s*([A-Za-z][A-Za-zÀ-ÿ-]+(?: [a-z]+){0,2})\s*:\s+")
_FIELDS = {
    "explanation",
    "why",
    "result",
    "parties",
    "holder",
    "who",
    "when",
    "budget",
    "level",
    "what",
    "description",
    "how",
    "start",
    "source",
    "remark",
}


def label_of(text: str) -> str | None:
    """The field that a label names: one of the columns that cards have too."""
    found = column_of(text.rstrip(" :?"))
    if plain(text) in layout().descriptions:
        return "description"
    return found[0] if found and found[0] in _FIELDS else None


def field_of(label: str, held: str) -> str | None:
    """The field that a label names; "Uitvoering" is a moment when it holds one, and else who does it."""
    if plain(label) in layout().either:
        return "when" if is_moment(held) else "holder"
    return label_of(label)


def card_row(row: Row) -> tuple[str, Cell] | None:
    """A row of a card: a label and what it holds."""
    filled = row.filled
    if not filled or filled[0] != 0 or len(filled) > 2 or len(row.cells[0].text) > 60:
        return None
    name = field_of(row.cells[0].text, row.cells[filled[-1]].text) or _told_by(row.cells[0].text)
    if name is None:
        return None
    if len(filled) == 2 and not row.cells[0].text.endswith(":") and _is_label(row.cells[filled[1]]):
        return None
    return name, row.cells[filled[1]] if len(filled) == 2 else Cell()


def _told_by(label: str) -> str | None:
    """The field of a label in words of its own: "Uitvoeringstermijn:"."""
    found = column_like(label.rstrip(" :")) if label.endswith(":") else None
    return found[0] if found and found[0] in _FIELDS - {"what"} else None


def _is_label(cell: Cell) -> bool:
    """Two names of columns beside each other are a head, not a label with what it holds."""
    return label_of(cell.text) is not None and not is_moment(cell.text)


def run_in(text: str) -> tuple[str, str] | None:
    """ "Trekker: gemeente X" → ("holder", "gemeente X")."""
    if asked := asks(text):
        name = label_of(asked[0])
        return (name, asked[1].strip(" *")) if name else None
    match = _LABEL.match(text)
    name = field_of(match[1], match[2]) if match and match[1].count("(") == match[1].count(")") else None
    return (name, match[2].strip(" *")) if match and name else None


def fields_in(text: str) -> dict[str, str]:
    """What each label in a line holds, when the line begins with one: "Trekker: GGD | Wanneer: Q1"."""
    found = run_in(text)
    if found is None:
        return {}
    before, held = run_ins(text)
    return held if len(held) > 1 and not before and found[0] in held else {found[0]: found[1]}


def run_ins(text: str) -> tuple[str, dict[str, str]]:
    """What comes before the first label in a line, and what each label in it holds."""
    outside = [match for match in _RUN_IN.finditer(text) if not _in_brackets(text, match.start(1))]
    found = [(match, label_of(match[1])) for match in outside]
    labels = [
        (match, name)
        for match, name in found
        if name in {"holder", "who", "when", "parties", "why", "result", "budget", "level"}
    ]
    if not labels:
        return text, {}
    held: dict[str, str] = {}
    ends = [*[match.start() for match, _ in labels[1:]], len(text)]
    for (match, name), end in zip(labels, ends, strict=True):
        if name:
            held.setdefault(name, text[match.end() : end].strip(" .;|()–-•,"))
    return text[: labels[0][0].start()].strip(" ;|(–-•,"), held


def _in_brackets(text: str, at: int) -> bool:
    return text[:at].count("(") > text[:at].count(")") and ")" in text[at:]


def is_actions_label(text: str) -> bool:
    return says(text.rstrip(" :"), "actions")


def piece_cell(text: str) -> Cell:
    return Cell((Piece(text),))
