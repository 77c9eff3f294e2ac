"""A paragraph of a styled document (DOCX, ODT, PDF) becomes a heading, an item or a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lantaarn.papers.programme_in import errors
from lantaarn.papers.programme_in.blocks import Aside, Block, Heading, Item, Paragraph, Place
from lantaarn.papers.programme_in.documents.cells import clean
from lantaarn.papers.programme_in.documents.lines import (
    UNKNOWN_LEVEL,
    begins_part,
    heading_level,
    is_contents_line,
    item_marker,
)
from lantaarn.papers.programme_in.errors import ProgrammeError

MAX_PARAGRAPH = 40_000


@dataclass(frozen=True)
class Styled:
    """`label` is the number that a list gives; `listed` says that it stands in a list of bullets."""

    text: str
    level: int | None = None
    bold: bool = False
    label: str | None = None
    depth: int | None = None
    listed: bool = False


def block_of(styled: Styled, place: Place) -> Iterator[Block]:
    """A paragraph may hold lines of its own; each that begins with a mark of a list is an item."""
    text = clean(_bounded(styled.text))
    if not text:
        return
    labelled = f"{styled.label} {text}" if styled.label else text
    if is_contents_line(text, listed=False):
        yield Aside(text, "inhoudsopgave", place)
    elif styled.level:
        yield Heading(labelled, styled.level, place)
    elif styled.listed or styled.label or styled.depth:
        if styled.bold and styled.label and heading_level(labelled, bold=True):
            yield Heading(labelled, heading_level(labelled) or UNKNOWN_LEVEL, place)
        else:
            yield Item(text, styled.depth or 0, styled.label, place)
    elif styled.bold and heading_level(text, bold=True):
        yield Heading(text, heading_level(text, bold=True) or UNKNOWN_LEVEL, place)
    elif begins_part(text) and len(text) < 100 and not text.endswith("."):
        yield Heading(text, UNKNOWN_LEVEL, place)
    else:
        yield from _lines(styled.text, place)


def _bounded(text: str) -> str:
    if len(text) > MAX_PARAGRAPH:
        raise ProgrammeError(errors.TOO_LONG.format(limit=MAX_PARAGRAPH, unit="tekens in één alinea"))
    return text


def _lines(text: str, place: Place) -> Iterator[Block]:
    rest: list[str] = []
    for line in text.split("\n"):
        marker = item_marker(line)
        if marker and marker.text:
            if rest:
                yield Paragraph(clean(" ".join(rest)), place)
                rest = []
            yield Item(clean(marker.text), marker.depth, marker.number, place)
        elif line.strip():
            rest.append(line)
    if rest:
        yield Paragraph(clean(" ".join(rest)), place)
