"""Text as it may stand on paper: no control characters, Dutch dates."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
REPLACED = "\ufffd"

# XML 1.0 section 2.2 forbids these; U+202A-202E can make a line read otherwise than it is written.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def visible(text: str) -> str:
    """Text in which each character that no document may hold has become a visible mark."""
    return _FORBIDDEN.sub(REPLACED, _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Visible text with every run of white space made one space."""
    return " ".join(visible(text).split())


def dutch_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
