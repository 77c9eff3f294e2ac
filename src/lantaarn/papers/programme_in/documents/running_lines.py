"""The heads and feet of pages in a text of which the pages are parted by form feeds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lantaarn.papers.programme_in.documents.lines import is_footer

_MOST = 3
_FEWEST_PAGES = 2


def running_lines(lines: Sequence[str]) -> set[int]:
    """The lines at the edges of pages that come back on others, and the numbers of pages."""
    edges = [edge for page in _pages(lines) for edge in _edges(page, lines)]
    pages = sum("\f" in line for line in lines) + 1
    if pages < _FEWEST_PAGES:
        return set()
    times = Counter(_key(lines[at]) for at in edges)
    return {
        at
        for at in edges
        if is_footer(lines[at].strip("\f "))
        or (times[_key(lines[at])] >= _FEWEST_PAGES and times[_key(lines[at])] * 3 >= pages)
    }


def _pages(lines: Sequence[str]) -> list[list[int]]:
    pages: list[list[int]] = [[]]
    for at, line in enumerate(lines):
        if "\f" in line:
            pages.append([])
        if line.strip("\f "):
            pages[-1].append(at)
    return pages


def _edges(page: Sequence[int], lines: Sequence[str]) -> list[int]:
    """The first and the last lines of a page, as far as white parts them from what follows."""
    top = [at for at in page[:_MOST] if not _is_table(lines[at])]
    return sorted({*top[:1], *page[-1:], *(at for at in page[-_MOST:] if is_footer(lines[at].strip("\f ")))})


def _is_table(line: str) -> bool:
    return "\t" in line or line.count("|") > 1


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))
