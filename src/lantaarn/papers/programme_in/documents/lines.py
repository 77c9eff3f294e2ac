"""What a single line of text looks like: a heading, an item of a list, a line of contents, a running foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lantaarn.papers.programme_in.layout import asks, column_of, layout, plain

UNKNOWN_LEVEL = 9
_BARE_RANK = 2
CODE = re.compile(r"[A-Za-z]{0,2}\.?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?[.)]?")
"""The number of an action in a cell of its own: "3", "1.2", "A4", "2b)"."""
_BULLET = re.compile(
    r"^(\s*)((?:[-–—•·▪●○◦*‣➢❖✓✔►▶➔→☐☑☒□❏■o§¢\uf0b7\uf0a7\uf0d8\uf02d])(?=\s|$)|[-•](?=[A-ZÀ-Ý])|\d{1,2}[.)](?=\s|$)|[a-z][.)](?=\s))\s*(.*)$"
)
_BOX = re.compile(r"^(?:[☐☑☒□■❏✔✓]|\[[ xX]?\])\s+")
LOOSE_MARKS = {"-", "–", "—", "•", "o", "·", "▪"}
_INNER_MARK = re.compile(r"^((?:\d{1,2}|[a-z])[.)])(?:\s+(.*))?$")
_HASHES = re.compile(r"^(#{1,6})\s+\S")
_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-ZÀ-Ý‘'\"(])")
_SENTENCE = re.compile(r"[a-zà-ÿ]{3}\.\s+[A-ZÀ-Ý]")
_ENDS = re.compile(r"[.;,:?!]$")
_EMPHASIS = re.compile(r"(\*\*|__)(.+?)\1|(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\3(?![\w*])")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_CONTENTS = re.compile(r"^(.*\S)(?:\s*\.{3,}\s*|\s+[-–]\s+|\t+|\s{3,}|…+\s*)(\d{1,3})$")
_FOOT = re.compile(r"^(?:pagina|blz\.?|p\.)?\s*-?\s*\d{1,3}\s*-?(?:\s*(?:van|/|\|)\s*\d{1,3})?$", re.IGNORECASE)
_PART = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?([A-Za-zÀ-ÿ]+)(?:\s+[\dA-ZIVX]{1,4}\b(?:\.\d{1,2})*)?\s*[.:–-]?\s*(.*)$"
)


@dataclass(frozen=True)
class Marker:
    depth: int
    number: str | None
    text: str
    mark: str = ""
    """What stands for all marks of its kind: "1" for numbers, "a" for letters."""


def item_marker(line: str) -> Marker | None:
    """The marker that a line begins with; two spaces or a tab of indentation is one level deeper."""
    match = _BULLET.match(line)
    if not match or line.strip().startswith("**"):
        return None
    indent, mark, text = match.groups()
    text = _BOX.sub("", text)
    number = mark.strip() if mark[0].isalnum() and mark.strip() != "o" else None
    if number is None and (inner := _INNER_MARK.match(text)):
        # What is published as a web page has "• 1." for a numbered item.
        number = mark = inner[1]
        text = inner[2] or ""
    if text.strip() in LOOSE_MARKS:
        text = ""
    depth = len(indent.expandtabs(4)) // 2
    kind = mark if number is None else "1" if mark[0].isdecimal() else "a"
    return Marker(depth, number, text.strip(), kind.strip())


def unmarked(text: str) -> str:
    """Text without the marks of Markdown."""
    for _ in range(3):
        text = _EMPHASIS.sub(lambda match: match[2] or match[4], text)
    return _LINK.sub(r"\1", text).replace("\\", "").strip()


_UNDERLINE = re.compile(r"^\s*(=|-)\1{2,}\s*$")


def underlined_level(line: str, following: str) -> int | None:
    """The level of a line of Markdown that is underlined with = or -."""
    match = _UNDERLINE.match(following)
    if not match or not line.strip() or item_marker(line) or "|" in line or "   " in line.strip() or len(line) > 120:
        return None
    return 1 if match[1] == "=" else 2


def heading_level(text: str, *, bold: bool = False) -> int | None:
    """The level of a line that stands alone, when it reads as a heading; 9 when its level does not show."""
    if hashes := _HASHES.match(text):
        return len(hashes[1])
    bare = unmarked(text)
    words = bare.split()
    if not words or len(bare) > 160 or re.search(r"[.;,]$", bare):
        return None
    if numbered := _NUMBERED.match(bare):
        short = len(words) <= 14 and not re.search(r"[a-z]{3}\. [A-Z]", bare)
        return numbered[1].count(".") + 1 if short else None
    if begins_part(bare) or action_title(bare):
        return UNKNOWN_LEVEL
    if begins_field(bare) or bare.endswith(":"):
        return None
    return UNKNOWN_LEVEL if bold or _stands_alone(bare, words) else None


def _stands_alone(bare: str, words: list[str]) -> bool:
    first = bare.lstrip("(‘'\"“")[:1]
    if _SENTENCE.search(bare):
        return False
    return len(words) <= 11 and len(bare) <= 90 and not _ENDS.search(bare) and first.isupper()


def begins_part(text: str) -> bool:
    """Whether a line begins with the name of a kind of part and a number or colon: "Pijler 2. …", "Activiteit: …"."""
    match = _PART.match(text)
    kind = layout().part(plain(match[1])) if match else None
    if not match or kind is None:
        return False
    if kind.rank <= _BARE_RANK and match[2][:1].isupper() and len(text.split()) <= 6 and not _ENDS.search(text):
        return True
    named = text[match.start(1) : match.start(2)]
    return bool(re.search(r"\d|:|\b[A-H]\b|\b[IVX]+\b", named)) and bool(match[2].strip())


_FIELD = re.compile(r"^\**([A-ZÀ-Ý][A-Za-zÀ-ÿ ()/?-]{1,45}?)(?: 20\d\d)?\**\s*:\**(?:\s+|$)")


def begins_field(line: str) -> bool:
    """Whether a line begins with a label of a card: "Trekker: …", "**Planning:** …"."""
    if asks(line):
        return True
    match = _FIELD.match(line.strip())
    return bool(match) and (column_of(match[1]) is not None or plain(match[1]) in layout().either) if match else False


def is_question(line: str) -> bool:
    """ "Wanneer?" or "Wie gaat dat doen?": a question over its answer, named as a column is."""
    bare = line.strip()
    return bare.endswith("?") and len(bare) < _LONGEST_QUESTION and column_of(bare.rstrip("?")) is not None


_LONGEST_QUESTION = 50
_ACTION_TITLE = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?([A-Za-z]+)\s+([A-Z]{0,2}\.?\d{1,2}(?:\.\d{1,2})*[a-z]?)\s*[:.–|-]?\s+(\S.*)$"
)


_NUMBER_FIRST = re.compile(r"^(\d{1,2}(?:\.\d{1,2})+)\.?\s+([A-Za-z]+)\s*[:–|]\s*(\S.*)$")


def action_title(text: str) -> tuple[str, str] | None:
    """("1.2", "Trainen van baliemedewerkers") for a line that names an action by number, or "1.2 Actie: Trainen …"."""
    first = _NUMBER_FIRST.match(text)
    if first and plain(first[2]) in layout().headings["action_titles"]:
        return first[1], first[3].strip()
    match = _ACTION_TITLE.match(text)
    if not match or plain(match[1]) not in layout().headings["action_titles"]:
        return None
    return match[2], match[3].strip()


def is_contents_line(text: str, *, listed: bool) -> bool:
    """A line of a table of contents: words, dots or a dash, a page. Under the heading a page at its end is enough."""
    if len(text) > 200:
        return False
    if _CONTENTS.match(text):
        return listed or bool(re.search(r"\.{4,}|…{2,}", text))
    return listed and bool(re.search(r"\S\s+\d{1,3}$", text))


def is_footer(text: str) -> bool:
    if len(text) > 120:
        return False
    if _FOOT.match(text):
        return True
    words = plain(text)
    numbers = re.search(r"\d", text)
    return bool(numbers) and any(words.startswith(word + " ") for word in layout().footer) and len(words.split()) <= 10


_BROKEN_OFF = re.compile(r"[a-zà-ÿ][-\u00ad\u2010]$")
_BROKEN_YEARS = re.compile(r"\d[-–]$")


def joined(lines: Sequence[str]) -> str:
    """Lines of one paragraph as one text; a word that was broken off at the end of a line is made whole."""
    text = ""
    for line in lines:
        if _BROKEN_OFF.search(text) and re.match(r"[a-zà-ÿ]", line) and not re.match(r"(?:en|of)\b", line):
            text = text[:-1] + line
        elif _BROKEN_YEARS.search(text) and line[:1].isdecimal():
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text
