"""Moments: "Q1-Q3 2026", "doorlopend 3x per jaar", "vóór 1 juli 2025" become dates and a rhythm; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lantaarn.papers.programme_in.model import When
from lantaarn.papers.programme_in.rhythm import Rhythm, rhythm_in
from lantaarn.papers.programme_in.spans import Span, spans_in
from lantaarn.papers.programme_in.words_of_time import WORDS, alternatives, tidy

_LETTERS = re.compile(r"[^\W\d_]+(?:/[a-z]+)?|\d+", re.UNICODE)
_BETWEEN = re.compile(r"\s*(?:-|–|—|/|,|&|\+|t/m|tot en met|tot|en|of|naar|;)?\s*")


@dataclass(frozen=True)
class Reading:
    """A moment as read, and what of its text is about something else."""

    when: When
    rest: str
    whole_period: bool = False


def read_moment(
    text: str, *, year: int | None = None, period: tuple[date | None, date | None] = (None, None)
) -> Reading:
    """Read a moment; `year` is the year that the table or heading gives, `period` that of the programme."""
    shown = " ".join(text.split())
    tidied = tidy(shown)
    left, spans = spans_in(tidied, year)
    left, rhythm = rhythm_in(left)
    start, until = _bounds(spans, tidied)
    whole = bool(WORDS.whole.search(tidied)) and not spans
    if whole:
        start, until = period
        left = WORDS.whole.sub(" ", left)
    recurrence = _recurrence(rhythm, spans, whole)
    if recurrence is None and spans and spans[0].start is None and WORDS.each.search(tidied[: spans[0].at]):
        recurrence = "yearly"
    several = rhythm.counted if len(set(rhythm.counted)) > 1 else ()
    when = When(shown or None, start, until, recurrence, several)
    return Reading(when, " ".join(_rest(left)), whole)


def _recurrence(rhythm: Rhythm, spans: list[Span], whole: bool) -> str | None:
    if len(set(rhythm.counted)) > 1:
        return "ongoing" if "ongoing" in rhythm.words else None
    if rhythm.counted:
        return rhythm.counted[0]
    exact = [word for word in rhythm.words if word != "ongoing"]
    if exact:
        return exact[0]
    if rhythm.words or whole:
        return "ongoing"
    return "yearly" if any(span.kind == "fixed day" for span in spans) else None


def _bounds(spans: list[Span], text: str) -> tuple[date | None, date | None]:
    dated = [span for span in spans if span.start and span.until]
    if not dated:
        return None, None
    first, last = dated[0], dated[-1]
    starts = [span.start for span in dated if span.start]
    untils = [span.until for span in dated if span.until]
    start: date | None = min(starts)
    until: date | None = max(untils)
    word = _word_before(text, first)
    if len(dated) == 1:
        return _turned(word, first)
    if word in {"before", "by"} and first is not last:
        return None, until
    return start, until


def _turned(word: str, span: Span) -> tuple[date | None, date | None]:
    if word in {"before", "after"} and span.kind == "season":
        return None, None  # when people say "before the summer", no day is named
    if word == "after":
        return span.until + timedelta(days=1) if span.until else None, None
    if word == "before":
        return None, span.start - timedelta(days=1) if span.start else None
    if word in {"by", "end"} or span.kind == "end":
        return None, span.until
    if word == "since":
        return span.start, None
    return span.start, span.until


def _word_before(text: str, span: Span) -> str:
    before = text[: span.at].rstrip(" :(")
    for name in ("by", "before", "since", "after"):
        if WORDS.ends[name].search(before):
            return name
    return ""


def _rest(left: str) -> Iterator[str]:
    for word in _LETTERS.findall(left):
        if word not in WORDS.fillers:
            yield word


def is_moment(text: str) -> bool:
    """Whether a text is a moment and nothing else."""
    if not text.strip() or len(text) > 80:
        return False
    reading = read_moment(text)
    known = reading.when.known or bool(spans_in(tidy(text), None)[1])
    return known and not reading.rest


def starts_with_moment(text: str) -> tuple[str, str] | None:
    """("1e helft 2023", "wat dan klaar is") for a text that begins with a moment and a colon."""
    before, colon, after = text.partition(":")
    return (before.strip(), after.strip()) if colon and after.strip() and is_moment(before) else None


def labelled_moments(text: str) -> list[tuple[str, str]]:
    """Each moment with a colon in a text and what follows it: "Q4 2025: besluit, Q2 2026: uitvoering"."""
    first = starts_with_moment(text)
    if not first:
        return []
    moment, about = first
    for match in _INNER_LABEL.finditer(about):
        for at in sorted({word.start() for word in re.finditer(r"\S+", about[: match.start()])}):
            label = about[at : match.start()]
            if len(label.split()) <= 6 and is_moment(label):
                return [(moment, about[:at].strip(" ,;")), *labelled_moments(about[at:])]
    return [(moment, about)]


_INNER_LABEL = re.compile(r":\s")
_LAST_BEGINS = re.compile(
    r"\b(?:in|voor|vóór|uiterlijk|per|eind|tot|t/m|vanaf|minimaal|minstens|elk|ieder|iedere|elke|jaarlijks|maandelijks|\d+\s?x|"
    r"\d+ keer|een keer|eenmaal|twee keer|tweemaal|drie keer|vier keer)\b",
    re.IGNORECASE,
)
_NEVER_LAST = {"het", "de", "een", "en", "of", "is", "wordt", "worden", "met", "van", "op", "over", "voor", "tot", "in"}
_LOOSE = {"ongoing", "incidental", "once"}


def moment_in_words(what: str) -> str:
    """The moment that the words of an action state: at their start, at their end, or days that come back each year."""
    words = what.rstrip(" .;").split()
    for length in range(min(7, len(words) - 2), 0, -1):
        first = " ".join(words[:length]).rstrip(",")
        if words[length - 1].lower() in _NEVER_LAST or not is_moment(first):
            continue
        if length > 1 or read_moment(first).when.recurrence not in _LOOSE:
            return first
    for length in range(min(7, len(words) - 2), 1, -1):
        last = " ".join(words[-length:])
        if _LAST_BEGINS.match(last) and is_moment(last):
            return last
    if rhythm := _RHYTHM.search(what):
        return rhythm[0]
    days = [span for span in spans_in(tidy(what), None)[1] if span.kind == "fixed day"]
    return ", ".join(match[0] for match in _DAY.finditer(what)) if days else ""


_RHYTHM = re.compile(
    r"(?:\b(?:minimaal|minstens|ten minste|tenminste)\s+)?"
    r"\b(?:(?:elk|ieder)\s+(?:jaar|kwartaal|half\s?jaar)|(?:elke|iedere)\s+(?:maand|week)|maandelijks|wekelijks|jaarlijkse?|halfjaarlijkse?|"
    r"(?:een|één|eenmaal|twee|tweemaal|drie|driemaal|vier|viermaal|\d{1,2})\s?(?:x|keer|maal)?\s"
    r"(?:per|in het)\s(?:jaar|kwartaal|maand))\b",
    re.IGNORECASE,
)


def rhythm_in_words(what: str) -> str:
    """How often an action is done in its own words: "ieder jaar", "2 keer per jaar"."""
    found = _RHYTHM.search(what)
    return found[0] if found else ""


_ONE_DAY = rf"\b\d{{1,2}}\s+(?:{alternatives(WORDS.months)})\b"
_DAY = re.compile(rf"{_ONE_DAY}(?:\s*(?:-|–|t/m|tot en met)\s*{_ONE_DAY})?", re.IGNORECASE)

__all__ = [
    "Reading",
    "alternatives",
    "is_moment",
    "moment_in_words",
    "read_moment",
    "rhythm_in_words",
    "starts_with_moment",
]
