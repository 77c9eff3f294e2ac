"""What one cell of a table in text holds: paragraphs and bullets, also where the marks of a web page were left in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lantaarn.papers.programme_in.blocks import Cell, Piece
from lantaarn.papers.programme_in.documents.lines import item_marker, unmarked
from lantaarn.papers.programme_in.moments import is_moment

_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)(?:\s[^<>]{0,300})?/?>")
_LIST = "\x01"
_ITEM = "\x02"
_BREAKS = {"p", "br", "div", "tr", "td", "h1", "h2", "h3", "h4"}
_DASH = re.compile(r"(?:^|(?<=\s))[-•·▪–]\s+(?=[A-Za-zÀ-ÿ0-9(‘’'\"“])")
_NOTE = re.compile(r"(?<=[\w.)])[¹²³⁴⁵⁶⁷⁸⁹]+")
_ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&euro;": "€", "&quot;": '"', "&#39;": "'"}


def cell_of(text: str, *, wrapped: bool = False) -> Cell:
    """A cell from its text: lines, tags of a web page and dashes become pieces; `wrapped` lines are one text."""
    for entity, character in _ENTITIES.items():
        text = text.replace(entity, character)
    wrapped = wrapped and not _TAG.search(text)
    pieces = tuple(piece for piece in _pieces(_TAG.sub(_mark, text), wrapped=wrapped) if piece.text)
    return Cell(pieces)


def _mark(match: re.Match[str]) -> str:
    name = match[1].lower()
    if name in {"ul", "ol"}:
        return f"\n{_LIST}" if not match[0].startswith("</") else "\n"
    if name == "li":
        return f"\n{_ITEM}" if not match[0].startswith("</") else "\n"
    return "\n" if name in _BREAKS else ""


def _pieces(text: str, *, wrapped: bool = False) -> Iterator[Piece]:
    lines = [line for line in text.split("\n") if line.strip(" \t")]
    if wrapped:
        lines = _unwrapped(lines)
    for number, line in enumerate(lines):
        stripped = line.strip()
        if stripped.startswith(_ITEM):
            yield Piece(clean(stripped[1:].lstrip("-• ")), bullet=True)
        elif stripped.startswith(_LIST):
            yield from _list(stripped[1:].strip())
        elif (marker := item_marker(line)) and (marker.number is None or number or len(lines) > 1):
            yield from _marked(marker.text, marker.depth, many=len(lines) > 1)
        else:
            yield Piece(clean(stripped))


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines of a narrow cell as texts: a line without a mark goes on with the one above it."""
    listed = any(item_marker(line) for line in lines)
    texts: list[str] = []
    for line in lines:
        ended = listed and bool(texts) and texts[-1].endswith((".", ";", ":")) and not line.strip()[:1].islower()
        if texts and not item_marker(line) and not ended:
            texts[-1] = f"{texts[-1]} {line.strip()}"
        else:
            texts.append(line)
    return texts


def _marked(text: str, depth: int, *, many: bool) -> Iterator[Piece]:
    """A cell on one line may hold a whole list: "- a - b"; with lines of its own each item stands alone."""
    if many:
        yield Piece(clean(text), bullet=True, depth=depth)
    else:
        yield from _list(f"- {text}")


def _list(text: str) -> Iterator[Piece]:
    starts = [match for match in _DASH.finditer(text) if _begins_item(text, match)]
    if not starts:
        if text:
            yield Piece(clean(text), bullet=True)
        return
    if text[: starts[0].start()].strip():
        yield Piece(clean(text[: starts[0].start()]))
    for this, following in zip(starts, [*starts[1:], None], strict=True):
        yield Piece(clean(text[this.end() : following.start() if following else len(text)]), bullet=True)


def _begins_item(text: str, dash: re.Match[str]) -> bool:
    """What follows a dash is an item when it begins like one, or is a moment: "- Q1 2026 - doorlopend"."""
    following = text[dash.end() :]
    begins = not following[:1].islower() or is_moment(following.split(" - ")[0])
    return begins and not _inside_brackets(text, dash.start())


def _inside_brackets(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("(") > before.count(")") and ")" in text[at:]


def clean(text: str) -> str:
    """One line without marks of Markdown, soft hyphens and the figures of footnotes."""
    return " ".join(_NOTE.sub("", unmarked(text.replace("\u00ad", ""))).split())
