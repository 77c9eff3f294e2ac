"""Abbreviations that a document explains itself: "(hierna: XYZ)", "Naam van Iets (NvI)", or a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lantaarn.papers.programme_in.blocks import Block, Heading, Item, Paragraph, Table
from lantaarn.papers.programme_in.layout import mentions, plain

_HEREAFTER = re.compile(
    r"([^().;:]{3,120}?)\s*\((?:hierna|verder|afgekort|voortaan)(?:\s+te\s+noemen)?:?\s*[‘'\"“]?([A-Za-z][\w&-]{1,12})[’'\"”]?\)"
)
_BRACKET = re.compile(r"([^().;:]{3,120}?)\s*\(([A-Z][A-Za-z&-]{1,9})\)")
_LISTED = re.compile(r"^([A-Z][A-Za-z&0-9-]{1,11})\s*(?::|=|–|-|\t)\s*([A-Za-zÀ-ÿ].{3,120})$")
_BEGINS = re.compile(r"(?<=\s)(?=[A-Z][A-Za-z&0-9-]{1,11}\s*[:=]\s)")
_SMALL = {"en", "van", "voor", "de", "het", "der", "in", "op", "tegen", "met", "aan", "bij", "tot", "ter", "over", "of"}


def abbreviations_in(blocks: Iterable[Block]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    listing = False
    for block in blocks:
        if isinstance(block, Heading):
            listing = mentions(block.text, "abbreviations")
        elif isinstance(block, Table):
            _from_table(block, found)
        elif isinstance(block, Item | Paragraph):
            for line in _BEGINS.split(block.text) if listing else ():
                if match := _LISTED.match(line.strip()):
                    found.setdefault(match[1], match[2].strip(" .;"))
            _from_text(block.text, found)
    return tuple(sorted(found.items()))


def _from_table(table: Table, found: dict[str, str]) -> None:
    head = [plain(cell.text) for cell in table.rows[0].cells]
    explained = bool(head) and head[0] in {"afkorting", "afkortingen"}
    for row in table.rows:
        if explained and row is not table.rows[0] and len(row.filled) >= 2:
            found.setdefault(row.cells[0].text.strip(" :"), row.cells[row.filled[1]].text.strip(" ."))
        for cell in row.cells:
            _from_text(cell.text, found)


def _from_text(text: str, found: dict[str, str]) -> None:
    for pattern, strict in ((_HEREAFTER, False), (_BRACKET, True)):
        for match in pattern.finditer(text):
            short = match[2]
            if sum(letter.isupper() for letter in short) < 2:
                continue
            words = match[1].split()
            meaning = _by_initials(words, short) or (None if strict else _capitalised(words))
            if meaning:
                found.setdefault(short, meaning)


def is_short_for(text: str, short: str) -> bool:
    """Whether a name between brackets abbreviates the words before it."""
    return " " not in short and _by_initials(text.split(), short) is not None


def _by_initials(words: list[str], short: str) -> str | None:
    """The fewest last words whose first letters, small words apart, make the abbreviation."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    for at in range(len(words) - 1, max(-1, len(words) - 12), -1):
        initials = [word[0].lower() for word in _parts(words[at:]) if word]
        every = [word[0].lower() for word in _parts(words[at:], small=True) if word]
        if letters in (initials, every):
            return " ".join(words[at:]).strip(" ,‘’'\"")
    return None


def _parts(words: list[str], *, small: bool = False) -> list[str]:
    parts = [part for word in words for part in re.split(r"-", word.strip("‘’'\"(),")) if part]
    return [part for part in parts if small or part.lower() not in _SMALL]


def _capitalised(words: list[str]) -> str | None:
    """The last run of words with a capital, small words between them allowed."""
    run: list[str] = []
    for word in reversed(words):
        if word[:1].isupper() or (run and word.lower() in _SMALL):
            run.insert(0, word)
        elif run:
            break
        else:
            return None
    while run and not run[0][:1].isupper():
        run.pop(0)
    if len(run) > 1 and plain(run[0]) in {"de", "het", "een", "op", "in", "bij"}:
        run.pop(0)
    return " ".join(run) or None
