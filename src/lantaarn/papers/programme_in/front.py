"""The front of a document: the title of the programme and the years that it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from lantaarn.papers.programme_in.blocks import Aside, Block, Document, Heading, Paragraph, Table
from lantaarn.papers.programme_in.layout import layout, plain, says
from lantaarn.papers.programme_in.words_of_time import WORDS, alternatives

_RANGE = re.compile(
    r"(?<!\d)(20\d{2})\s*(?:(?:-|–|—|/|t/m|tot en met|tot|en)\s*(?=(?:20)?\d{2}(?!\d))|(?=20\d{2}(?!\d)))"
    r"(20\d{2}|\d{2})"
)
"""Also two years of which a PDF lost the dash at the end of a line."""
_YEAR = re.compile(r"(?<![\d-])(20\d{2})(?![\d-])")
_IN_TEXT = re.compile(r"\.\s*$|^(?:\d{1,2}(?:\.\d+)*\.?|[IVX]+\.)\s")
"""What ends as a sentence, or begins with a number, is not the title of the document."""
_FRONT = 16
_TITLE_LINES, _TITLE_LINE = 2, 50
_SOON = 80


def title_of(document: Document) -> str | None:
    """The first lines that name a kind of programme, else the first heading."""
    front = list(islice(_front(document.blocks), _FRONT))
    for at, block in enumerate(front):
        if len(block.text) <= 160 and _names_programme(block.text) and not _IN_TEXT.search(block.text):
            return _cut(_with_next(block.text, front[at + 1 :]))
    headings = [block.text for block in front if isinstance(block, Heading)]
    first = headings[0] if headings else ""
    usable = first and not says(first, "contents") and not re.match(r"\d", first)
    return (first if usable else document.title) or None


def _front(blocks: Sequence[Block]) -> Iterator[Heading | Paragraph]:
    """The first headings and paragraphs; the title may stand in a frame, which is a table of one column."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield block
        elif isinstance(block, Table) and all(len(row.filled) == 1 for row in block.rows):
            yield from (Paragraph(row.text, row.place) for row in block.rows)


def _cut(title: str) -> str:
    """A portal of regulations sets a line under the title that is no part of it."""
    for phrase in layout().programme["cut"]:
        title = re.sub(rf"\s+\b{phrase}\b.*$", "", title, flags=re.IGNORECASE) or title
    return title


def _names_programme(text: str) -> bool:
    words = plain(text).split()
    return any(name in words or (name in plain(text) and " " in name) for name in layout().programme["title"]) or any(
        word.endswith(("programma", "plan", "agenda")) for word in words
    )


def _with_next(title: str, following: Sequence[Block]) -> str:
    """A title may be set in lines of its own, of which the last holds the years."""
    if _RANGE.search(title):
        return title
    whole = title
    for block in following[:_TITLE_LINES]:
        text = getattr(block, "text", "")
        if len(text) > _TITLE_LINE:
            break
        whole = f"{whole} {text}"
        if _RANGE.search(text):
            return whole
    return title


def period_of(document: Document, title: str | None) -> tuple[date | None, date | None]:
    """The years in the title, else those that the first pages call the period of the programme."""
    if title and (found := _years(title)):
        return found
    texts = [block.text for block in document.blocks if not isinstance(block, Table | Aside)][:_SOON]
    for text in texts[:_FRONT]:
        if len(text) < 100 and _names_programme(text) and (found := _years(text)):
            return found
    for text in (_DAY_AND_MONTH.sub("", text) for text in texts):
        for match in _RANGE.finditer(text):
            before = plain(text[max(0, match.start() - 60) : match.start()]).split()
            if {"periode", "looptijd", "jaren", "beleidsperiode", "programma", "uitvoeringsprogramma"} & set(
                before[-6:]
            ):
                return _range(match)
    return None, None


_DAY_AND_MONTH = re.compile(rf"\b\d{{1,2}}\s+(?:{alternatives(WORDS.months)})\s+(?=20\d{{2}})", re.IGNORECASE)


def _years(text: str) -> tuple[date, date] | None:
    text = _DAY_AND_MONTH.sub("", text)
    if match := _RANGE.search(text):
        return _range(match)
    years = _YEAR.findall(text)
    return (date(int(years[0]), 1, 1), date(int(years[0]), 12, 31)) if len(years) == 1 else None


def _range(match: re.Match[str]) -> tuple[date, date]:
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
    return (date(first, 1, 1), date(max(first, last), 12, 31))
