"""Stretches of the calendar that a text names: a day, month, quarter, half-year, season, year or range."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from lantaarn.papers.programme_in.words_of_time import WORDS, alternatives

FIRST_YEAR, LAST_YEAR = 2000, 2099


@dataclass(frozen=True)
class Span:
    """From the first up to the last day; without dates when the text names no year. `at` is its place in the text."""

    at: int
    start: date | None
    until: date | None
    kind: str = ""


_Made = Callable[[re.Match[str], int | None], Span]
_MONTH = rf"(?:{alternatives(WORDS.months)})\.?"
_YEAR = r"(20\d{2})"
_ORDINAL = rf"(?:([1-4])\s*(?:e|de|ste|ᵉ)?|({alternatives(WORDS.ordinals)}))"
_OF = r"[\s,|/.-]*(?:van\s+|in\s+|het\s+)*"
_NO_YEAR = rf"(?!{_OF}20\d{{2}})"
"""A year behind a quarter is its own; the one before it belongs to what stands before that."""
_TO = r"\s*(?:-|t/m|tot|en|/|&|\+)\s*"


def spans_in(text: str, year: int | None) -> tuple[str, list[Span]]:
    """Every span in a tidied text, in order, and the text with them taken out (same length)."""
    left = text
    found: list[Span] = []
    for pattern, made in _PATTERNS:
        for match in pattern.finditer(left):
            span = made(match, year)
            if span.kind == "none":
                continue
            found.append(span)
            left = left[: match.start()] + " " * (match.end() - match.start()) + left[match.end() :]
    return left, sorted(found, key=lambda span: span.at)


def _none(match: re.Match[str]) -> Span:
    return Span(match.start(), None, None, "none")


def _months(at: int, year: int | None, first: int, last: int, kind: str = "") -> Span:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return Span(at, None, None, kind or "no year")
    return Span(at, date(year, first, 1), date(year, last, monthrange(year, last)[1]), kind)


def _day(match: re.Match[str], _: int | None) -> Span:
    day, month, year = match.groups()
    number = WORDS.months.get(month.rstrip("."), 0) if not month.isdecimal() else int(month)
    return _one_day(match, int(year), number, int(day))


def _iso_day(match: re.Match[str], _: int | None) -> Span:
    year, month, day = (int(group) for group in match.groups())
    return _one_day(match, year, month, day)


def _one_day(match: re.Match[str], year: int, month: int, day: int) -> Span:
    try:
        found = date(year, month, day)
    except ValueError:
        return _none(match)
    return Span(match.start(), found, found, "day")


def _fixed_day(match: re.Match[str], year: int | None) -> Span:
    if year is None:
        return Span(match.start(), None, None, "fixed day")
    day, month = match.groups()
    return _one_day(match, year, WORDS.months[month.rstrip(".")], int(day))


def _ordinal(number: str | None, word: str | None) -> int:
    return int(number) if number else WORDS.ordinals.get(word or "", 0)


def _quarters(match: re.Match[str], year: int | None) -> Span:
    first, last, named = match.groups()
    if int(last) < int(first):
        return _none(match)
    return _months(match.start(), int(named) if named else year, int(first) * 3 - 2, int(last) * 3)


def _quarter(match: re.Match[str], year: int | None) -> Span:
    number, named = match.groups()
    return _months(match.start(), int(named) if named else year, int(number) * 3 - 2, int(number) * 3)


def _quarter_after(match: re.Match[str], _: int | None) -> Span:
    named, first, last = match.groups()
    return _months(match.start(), int(named), int(first) * 3 - 2, int(last or first) * 3)


def _quarter_words(match: re.Match[str], year: int | None) -> Span:
    number, word, named = match.groups()
    quarter = _ordinal(number, word)
    quarter = 4 if quarter == -1 else quarter
    return _months(match.start(), int(named) if named else year, quarter * 3 - 2, quarter * 3)


def _quarter_words_after(match: re.Match[str], _: int | None) -> Span:
    named, number, word = match.groups()
    quarter = _ordinal(number, word) % 5
    return _months(match.start(), int(named), quarter * 3 - 2, quarter * 3)


def _half_words_after(match: re.Match[str], _: int | None) -> Span:
    named, number, word = match.groups()
    half = _ordinal(number, word) % 3
    return _months(match.start(), int(named), half * 6 - 5, half * 6) if half else _none(match)


def _half(match: re.Match[str], year: int | None) -> Span:
    number, word, named = match.groups()
    half = _ordinal(number, word)
    half = 2 if half == -1 else half
    if half not in {1, 2}:
        return _none(match)
    return _months(match.start(), int(named) if named else year, half * 6 - 5, half * 6)


def _half_after(match: re.Match[str], _: int | None) -> Span:
    named, number = match.groups()
    return _months(match.start(), int(named), int(number) * 6 - 5, int(number) * 6)


def _month_range(match: re.Match[str], year: int | None) -> Span:
    first, last, named = match.groups()
    begin, end = WORDS.months[first.rstrip(".")], WORDS.months[last.rstrip(".")]
    return _none(match) if end < begin else _months(match.start(), int(named) if named else year, begin, end)


def _month(match: re.Match[str], year: int | None) -> Span:
    edge, name, named = match.groups()
    number = WORDS.months[name.rstrip(".")]
    if not named and year is None and name in {"mei", "maa"} and not edge:
        return _none(match)
    return _months(match.start(), int(named) if named else year, number, number, "end" if edge in WORDS.end else "")


def _season(match: re.Match[str], year: int | None) -> Span:
    name, named = match.groups()
    first, last = WORDS.seasons[name]
    return _months(match.start(), int(named) if named else year, first, last, "season")


def _week(match: re.Match[str], _: int | None) -> Span:
    try:
        first = date.fromisocalendar(int(match[2]), int(match[1]), 1)
    except ValueError:
        return _none(match)
    return Span(match.start(), first, first + timedelta(days=6))


def _school_year(match: re.Match[str], _: int | None) -> Span:
    first = int(match[1])
    return Span(match.start(), date(first, 8, 1), date(first + 1, 7, 31))


def _years(match: re.Match[str], _: int | None) -> Span:
    first, last = int(match[1]), int(match[2]) if len(match[2]) == 4 else 2000 + int(match[2])
    if not first <= last <= first + 20:
        return _none(match)
    return Span(match.start(), date(first, 1, 1), date(last, 12, 31))


def _edge_of_year(match: re.Match[str], year: int | None) -> Span:
    edge, named = match.groups()
    return _months(match.start(), int(named) if named else year, 1, 12, "end" if edge in WORDS.end else "vague")


def _year(match: re.Match[str], _: int | None) -> Span:
    return _months(match.start(), int(match[1]), 1, 12)


_EDGES = alternatives((*WORDS.end, *WORDS.start, *WORDS.middle))
_Q = r"(?:q|kw\.?|kwartaal|k)\s?"

_PATTERNS: tuple[tuple[re.Pattern[str], _Made], ...] = tuple(
    (re.compile(pattern), made)
    for pattern, made in (
        (rf"\b(\d{{1,2}})\s+({_MONTH})\s+{_YEAR}\b", _day),
        (rf"(?<![\d-])(\d{{1,2}})[-/.](\d{{1,2}})[-/.]{_YEAR}\b", _day),
        (rf"\b(?:week|wk\.?)\s*(\d{{1,2}}){_OF}{_YEAR}\b", _week),
        (rf"\b{_YEAR}-(\d{{2}})-(\d{{2}})\b", _iso_day),
        (rf"\b(?:{alternatives(WORDS.school_year)})\s*{_YEAR}\s*[-/]\s*(?:20)?\d{{2}}\b", _school_year),
        (rf"\b{_YEAR}[\s/|,.:(-]*q\s?([1-4])(?:{_TO}q\s?([1-4]))?\b(?![\s/|,.-]*20\d\d)", _quarter_after),
        (rf"\b{_Q}([1-4]){_TO}(?:{_Q})?([1-4])(?!\d)(?:{_OF}{_YEAR}\b)?", _quarters),
        (rf"\b([1-4])(?:\s*e)?{_TO}([1-4])\s*e?\s*(?:kwartaal|kw\b\.?)(?:{_OF}{_YEAR}\b)?", _quarters),
        (rf"\b{_Q}([1-4])\b(?:{_OF}{_YEAR}\b)?", _quarter),
        (rf"\b{_YEAR}[\s,:(/-]+{_ORDINAL}\s*(?:kwartaal|kw\b\.?){_NO_YEAR}", _quarter_words_after),
        (rf"\b{_YEAR}[\s,:(/-]+{_ORDINAL}\s*(?:helft|half\s?jaar){_NO_YEAR}", _half_words_after),
        (rf"\b{_ORDINAL}\s*(?:kwartaal|kw\b\.?)(?:{_OF}{_YEAR}\b)?", _quarter_words),
        (rf"\b{_ORDINAL}\s*(?:helft|half\s?jaar)(?:{_OF}{_YEAR}\b)?", _half),
        (rf"\bh([1-2])()\b(?:{_OF}{_YEAR}\b)?", _half),
        (rf"\b{_YEAR}[\s/|-]*h([1-2])\b", _half_after),
        (rf"\b(\d{{1,2}})\s+({_MONTH})(?![a-z])", _fixed_day),
        (rf"\b({_MONTH}){_TO}({_MONTH})(?![a-z])(?:{_OF}{_YEAR}\b)?", _month_range),
        (rf"\b(?:({_EDGES})\s+)?({_MONTH})(?![a-z])(?:{_OF}{_YEAR}\b)?", _month),
        (rf"\b({alternatives(WORDS.seasons)})\b(?:{_OF}{_YEAR}\b)?", _season),
        (r"(?<!\d)(20\d{2})\s*(?:-|/|t/m)\s*(20\d{2}|\d{2})(?![\d-])", _years),
        (rf"\b({_EDGES})\s+{_YEAR}\b", _edge_of_year),
        (rf"(?<![\d€.,]){_YEAR}(?![\d.,]\d|\d)", _year),
    )
)
