"""The words of time from layout.toml, as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

_CARET = re.compile(r"(?<=\d)\s*\^\s*(?=e\b)")
_SPLIT_YEARS = re.compile(r"(?<=\d{4})\s*-\s+(?=\d{4})")
_SHORT_YEAR = re.compile(r"(?<![\w])['’‘](\d{2})\b")


def tidy(text: str) -> str:
    """Lower case, one space, ordinals and years as everybody writes them."""
    lower = " ".join(text.lower().replace("\u00a0", " ").replace("\u00ad", "").split())
    lower = _CARET.sub("", lower).replace("–", "-").replace("—", "-").replace("tot en met", "t/m")
    lower = _SPLIT_YEARS.sub("-", lower)
    return _SHORT_YEAR.sub(r"20\1", lower)


def alternatives(words: Iterable[str]) -> str:
    """A pattern of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@dataclass(frozen=True)
class TimeWords:
    months: Mapping[str, int]
    ordinals: Mapping[str, int]
    numbers: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    school_year: tuple[str, ...]
    recurrence: tuple[tuple[str, re.Pattern[str]], ...]
    ends: Mapping[str, re.Pattern[str]]
    end: tuple[str, ...]
    start: tuple[str, ...]
    middle: tuple[str, ...]
    whole: re.Pattern[str]
    each: re.Pattern[str]
    fillers: frozenset[str]


def _load() -> TimeWords:
    moments = tomllib.loads(files(__package__).joinpath("layout.toml").read_text(encoding="utf-8"))["moments"]
    months = {name: number for number, name in enumerate(moments["months"], 1)}
    months |= {name: number for number, name in enumerate(moments["short_months"], 1)}
    months |= moments["other_months"]
    return TimeWords(
        months=months,
        ordinals=moments["ordinals"],
        numbers=moments["numbers"],
        seasons={name: (first, last) for name, (first, last) in moments["seasons"].items()},
        school_year=tuple(moments["school_year"]),
        recurrence=tuple(
            (name, re.compile(rf"\b(?:{alternatives(words)})\b")) for name, words in moments["recurrence"].items()
        ),
        ends={
            name: re.compile(rf"(?:^|[\s(:;,])(?:{alternatives(_slashed(moments[name]))})(?: (?:de|het))?$")
            for name in ("before", "by", "since", "after")
        },
        end=tuple(moments["end"]),
        start=tuple(moments["start"]),
        middle=tuple(moments["middle"]),
        each=re.compile(rf"\b(?:{alternatives(moments['each'])})\s*$"),
        whole=re.compile(alternatives(moments["whole"])),
        fillers=frozenset(moments["fillers"]),
    )


def _slashed(words: Iterable[str]) -> list[str]:
    return ["t/m" if word in {"t m", "tot en met"} else word for word in words]


WORDS = _load()
