"""How often: "minimaal 1x per jaar", "per kwartaal", "doorlopend" as words of the fixed list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantaarn.papers.programme_in.words_of_time import WORDS, alternatives

_YEARLY = {"jaar": 1, "kalenderjaar": 1, "halfjaar": 2, "kwartaal": 4, "maand": 12, "week": 52}
_NAMES = {1: "yearly", 12: "monthly", 52: "weekly"}
_SHORT = {
    "jr": "jaar",
    "jaren": "jaar",
    "j": "jaar",
    "mnd": "maand",
    "maanden": "maand",
    "kw": "kwartaal",
    "weken": "week",
}
_NUMBER = rf"(?:(\d{{1,2}})(?:\s*(?:-|à|a|of|tot)\s*\d{{1,2}})?|({alternatives(WORDS.numbers)}))"
_TIMES = re.compile(
    rf"\b{_NUMBER}\s*(?:x|×|keer|maal|\*|malen)?\s*(?:per|p\.|in het|in de|elk|ieder|iedere|/)\s*"
    rf"(\d|{alternatives(WORDS.numbers)})?\s*({alternatives((*_YEARLY, *_SHORT))})\b\.?"
)


@dataclass(frozen=True)
class Rhythm:
    """`counted` holds each number of times as it stands, `words` each word such as ongoing."""

    counted: tuple[str, ...]
    words: tuple[str, ...]


def rhythm_in(text: str) -> tuple[str, Rhythm]:
    """What a tidied text says of how often, and the text without it."""
    counted: list[str] = []
    left = text
    for match in _TIMES.finditer(text):
        name = _counted(match)
        if name:
            counted.append(name)
            left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
    words: list[tuple[int, str]] = []
    for name, pattern in sorted(WORDS.recurrence, key=lambda pair: -max(map(len, pair[1].pattern.split("|")))):
        for match in pattern.finditer(left):
            words.append((match.start(), name))
            left = left[: match.start()] + " " * len(match[0]) + left[match.end() :]
    return left, Rhythm(tuple(counted), tuple(name for _, name in sorted(words)))


def _counted(match: re.Match[str]) -> str | None:
    digits, word, every, unit = match.groups()
    times = int(digits) if digits else WORDS.numbers[word]
    span = _number(every)
    unit = _SHORT.get(unit, unit)
    if span > 1 and unit == "jaar":
        return f"every {span} years" if times == 1 else None
    if span > 1:
        return f"{times * _YEARLY[unit] // span} a year" if times * _YEARLY[unit] % span == 0 else None
    if times == 1 and unit == "kwartaal":
        return "quarterly"
    total = times * _YEARLY[unit]
    if total < 1:
        return None
    return _NAMES.get(total, f"{total} a year")


def _number(text: str | None) -> int:
    if not text:
        return 1
    return int(text) if text.isdecimal() else WORDS.numbers[text]
