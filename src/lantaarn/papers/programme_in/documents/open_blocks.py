"""A paragraph or item of a text that is being read, and whether the next line goes on with it or begins another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lantaarn.papers.programme_in.documents.lines import (
    action_title,
    begins_field,
    begins_part,
    heading_level,
    is_question,
    unmarked,
)
from lantaarn.papers.programme_in.findings import level_in_heading, named_part
from lantaarn.papers.programme_in.layout import says
from lantaarn.papers.programme_in.moments import is_moment

_LONGEST_BETWEEN = 90
_LONGEST_TITLE = 110
_LONGEST_OVER, _ROOM, _FULL_LINE = 60, 5, 50
_SUBSECTION = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){1,2}|[A-H]\.?\d{1,2})\.?\s+[A-ZÀ-Ý][^.;]{3,90}[^.,;:]$")
_NUMBERED_ACTION = re.compile(r"[A-Z][a-z]+ \d{1,2}(?:\.\d{1,2})*[.:]\s+[A-Z]")
_YEAR = re.compile(r"\b20\d{2}\b")
_ENDS_IN_YEAR = re.compile(r"\b20\d{2}$")


@dataclass
class OpenBlock:
    """The lines so far; `item` gives the depth and number of an item."""

    lines: list[str] = field(default_factory=list)
    at: int = 0
    item: tuple[int, str | None] | None = None
    alone: bool = True
    """Whether white stands above it."""

    @property
    def has_words(self) -> bool:
        return any(self.lines)

    def is_ended_by(self, line: str, *, is_first: bool) -> bool:
        """Whether a line with no white above it begins a block of its own; `is_first` when this is the first block."""
        return self.has_words and (
            begins_field(line)
            or is_question(unmarked(line))
            or is_subsection(line)
            or self._is_named_over(line)
            or self._is_followed_by_part(line)
            or (is_first and self._is_front(line.strip()))
            or self._stands_over(line.strip())
        )

    def _is_named_over(self, following: str) -> bool:
        """Whether the one line so far names a part or an action, and a new sentence begins under it."""
        line = self.lines[0]
        named = begins_part(line) or action_title(line) is not None or bool(_SUBSECTION.match(line))
        alone = self.item is None and len(self.lines) == 1 and "**" not in {line[:2], line[-2:]}
        return named and alone and following.strip()[:1].isupper() and len(line) < _LONGEST_TITLE

    def _is_followed_by_part(self, line: str) -> bool:
        bare = line.strip()
        if self.item is not None:
            return False
        if _NUMBERED_ACTION.match(bare) and action_title(bare):
            return True
        named = begins_part(bare) or action_title(bare) is not None
        return named and len(bare) < _LONGEST_TITLE and not bare.endswith((".", ",", ";"))

    def _is_front(self, under: str) -> bool:
        """Whether the first lines of the document are its title: they hold its years, or stand over a sentence."""
        title = " ".join(self.lines)
        if title.endswith("-"):
            return False
        if not _YEAR.search(title):
            return under.endswith(".") and under[:1].isupper() and heading_level(title) is not None
        ended = bool(_ENDS_IN_YEAR.search(title)) and under[:1].isupper()
        return ended or is_moment(under) or says(under, "actions") or says(under, "generic")

    def _stands_over(self, under: str) -> bool:
        """Whether the one line so far is a heading: the sentence under it begins where there was room above."""
        line, number = self.lines[0], self.item[1] if self.item else None
        if len(self.lines) > 1 or not self.alone or (self.item and number is None):
            return False
        if action_title(f"{line} {under}") and not action_title(line):
            return False
        roomy = len(line) <= _LONGEST_OVER and len(line) + _ROOM < len(under)
        sentence = under[:1].isupper() and (under.endswith((".", ":")) or len(under) >= _FULL_LINE)
        return roomy and sentence and heading_level(f"{number} {line}" if number else line) is not None


def is_subsection(line: str) -> bool:
    """ "1.2 Signaleren" with no white above it."""
    return bool(_SUBSECTION.match(line.strip())) and heading_level(line.strip()) is not None


def stands_between(line: str) -> bool:
    """A level ("Regionaal") or a numbered part between the lines of a list, with no white above it."""
    bare = line.strip()
    if not bare[:1].isupper() or bare.endswith((".", ",", ";")) or len(bare) > _LONGEST_BETWEEN:
        return False
    if begins_field(bare) and not begins_part(bare):
        return False
    named = named_part(bare) if begins_part(bare) else None
    return level_in_heading(bare.rstrip(":")) is not None or bool(named and named.number)
