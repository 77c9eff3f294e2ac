"""One row of a table of actions: usually one action, sometimes a list of them with a holder or moment each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lantaarn.papers.programme_in.blocks import Cell, Piece, Row
from lantaarn.papers.programme_in.layout import plain
from lantaarn.papers.programme_in.names import rejoined

_INLINE = re.compile(r"(?:^|\s)[-–•]\s?(?=[A-Za-zÀ-ÿ])")
_WORDS_OF_AN_ACTION = 5
_WORDS_OF_A_SHORT_ACTION = 3
_WORDS_OF_A_NAME = 2
_NUMBER = re.compile(
    r"^(?:(?:actie|maatregel)\s+)?([A-Z]{0,2}\.?\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?|[a-h](?=[.)]\s))[.):]?\s+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """An action as one cell says it, before the other cells are looked at."""

    what: str
    details: tuple[str, ...] = ()
    group: str | None = None
    number: str | None = None


@dataclass
class Expanded:
    said: list[Said]
    inline: tuple[str, ...] = ()
    """Trainings or target groups named behind dashes in one running text."""
    doubts: list[str] = field(default_factory=list)


def expand(cell: Cell, others: Sequence[Cell]) -> Expanded:
    """The actions in the cell that says what is done; `others` are the cells that may give each a holder or moment."""
    pieces = [Piece(rejoined(piece.text), piece.bullet, piece.depth) for piece in cell.pieces if piece.text]
    bullets = [piece for piece in pieces if piece.bullet]
    if not bullets:
        return _running(pieces, others)
    outer = min(piece.depth for piece in bullets)
    groups = _grouped(pieces, outer)
    count = sum(len(items) for _, items in groups)
    leads = [lead for lead, _ in groups if lead]
    if leads and not _are_labels(groups, count, others):
        lead = " ".join(leads)
        return Expanded([said(lead.rstrip(" :"), tuple(piece.text for piece in bullets))])
    made = []
    for lead, items in groups:
        for what, details in items:
            made.append(said(what, details, lead.rstrip(" :") if lead else None))
    return Expanded(made)


def said(text: str, details: tuple[str, ...] = (), group: str | None = None) -> Said:
    """Words of an action without the number before them and the semicolon after them."""
    match = _NUMBER.match(text)
    number = (
        match[1]
        if match and (re.search(r"\D", match[1]) or match[0].rstrip()[-1:] in ".):" or "actie" in match[0].lower())
        else None
    )
    what = text[match.end() :] if match and number else text
    return Said(what.strip().rstrip(" ;,:").strip(), details, group, number)


def _running(pieces: list[Piece], others: Sequence[Cell]) -> Expanded:
    """Paragraphs without marks are one action, unless another cell has just as many."""
    if len(pieces) > 1 and any(len(cell.pieces) == len(pieces) for cell in others):
        short = [piece for piece in pieces if len(piece.text.split()) < 2]
        if not short:
            return Expanded([said(piece.text) for piece in pieces])
    text = " ".join(piece.text for piece in pieces)
    starts = list(_INLINE.finditer(text))
    inline: tuple[str, ...] = ()
    if len(starts) > 1 and ":" in text[: starts[0].end()]:
        ends = [*[match.start() for match in starts[1:]], len(text)]
        inline = tuple(text[match.end() : end].strip() for match, end in zip(starts, ends, strict=True))
    return Expanded([said(text)] if text else [], inline)


_Groups = list[tuple[str, list[tuple[str, tuple[str, ...]]]]]


def _grouped(pieces: list[Piece], outer: int) -> _Groups:
    """Bullets under the paragraph before them; deeper bullets belong to the one above."""
    groups: _Groups = []
    for piece in pieces:
        if not piece.bullet:
            if groups and not groups[-1][1]:
                groups[-1] = (f"{groups[-1][0]} {piece.text}", [])
            else:
                groups.append((piece.text, []))
            continue
        if not groups:
            groups.append(("", []))
        items = groups[-1][1]
        if piece.depth > outer and items:
            what, details = items[-1]
            items[-1] = (what, (*details, piece.text))
        else:
            items.append((piece.text, ()))
    return groups


def _are_labels(groups: _Groups, count: int, others: Sequence[Cell]) -> bool:
    """Whether the paragraphs are labels over bullets that are actions, or an action over its details."""
    leads = [lead for lead, _ in groups if lead]
    bare = [lead for lead, items in groups if lead and not items]
    if bare or any(len(lead.rstrip(":").split()) > 4 for lead in leads):
        return False
    paired = any(_shares(cell, count) == count for cell in others if cell.text) and count > 1
    words = [len(what.split()) for _, items in groups for what, _ in items]
    named = all(lead.endswith(":") and len(lead.split()) <= _WORDS_OF_A_NAME for lead in leads)
    return paired or sum(words) >= (_WORDS_OF_A_SHORT_ACTION if named else _WORDS_OF_AN_ACTION) * len(words)


def _shares(cell: Cell, count: int) -> int:
    if len(cell.pieces) == 1 and count > 1 and repeated_parts(cell.text, count):
        return count
    return len(cell.pieces)


def shares(cell: Cell | None, count: int, *, between: str) -> tuple[list[str], bool]:
    """What a cell gives to each of the actions of its row, and whether that was plain to see."""
    pieces = [piece.text for piece in cell.pieces] if cell else []
    if not pieces:
        return [""] * count, True
    if count == 1 or len(pieces) == 1:
        parts = repeated_parts(pieces[0], count) if count > 1 else None
        return (parts, True) if parts else ([between.join(pieces)] * count, True)
    if len(pieces) == count:
        return pieces, True
    return [between.join(pieces)] * count, len(set(map(plain, pieces))) == 1


def repeated_parts(text: str, count: int) -> list[str] | None:
    """ "Gemeenten Gemeenten met RIEC Gemeenten": a text that begins again as often as there are actions."""
    words = text.split()
    for length in range(min(4, len(words) // count), 0, -1):
        start = [plain(word) for word in words[:length]]
        at = [i for i in range(len(words) - length + 1) if [plain(word) for word in words[i : i + length]] == start]
        if len(at) == count and plain(" ".join(start)):
            return [" ".join(words[a:b]) for a, b in zip(at, [*at[1:], len(words)], strict=True)]
    return None


def is_step(row: Row, what: int, how: int, own: Sequence[int]) -> bool:
    """A row that says how without saying what, and who or when of its own, is a next step of the same."""
    cell, step = row.cells[what], row.cells[how]
    if not step.text or step.merged or (cell.text and not cell.merged):
        return False
    given = any(row.cells[index].text and not row.cells[index].merged for index in own)
    return cell.merged or (given and not step.text[:1].islower())


def joined_rows(rows: Sequence[Row], what: int, how: int | None, own: Sequence[int] = ()) -> list[Row]:
    """Rows of which the first lines stand on the row, or page, before them are put together again."""
    made: list[Row] = []
    for row in rows:
        cell = row.cells[what]
        own_step = how is not None and is_step(row, what, how, own)
        loose = [index for index, other in enumerate(row.cells) if other.text and not other.merged]
        if made and loose and (not cell.text or cell.merged) and not own_step:
            made[-1] = put_together(made[-1], row)
        else:
            made.append(row)
    return made


def put_together(one: Row, two: Row) -> Row:
    """Two halves of a row, cell by cell."""
    return Row(tuple(_together(upper, lower) for upper, lower in zip(one.cells, two.cells, strict=True)), one.place)


def _together(one: Cell, two: Cell) -> Cell:
    if two.merged or not two.pieces:
        return one
    first = two.pieces[0]
    if one.pieces and not first.bullet and not one.pieces[-1].text.endswith((".", ";")) and first.text[:1].islower():
        last = one.pieces[-1]
        text = last.text[:-1] + first.text if last.text.endswith("-") else f"{last.text} {first.text}"
        return Cell((*one.pieces[:-1], Piece(text, last.bullet, last.depth), *two.pieces[1:]), shaded=one.shaded)
    return Cell((*one.pieces, *two.pieces), shaded=one.shaded)
