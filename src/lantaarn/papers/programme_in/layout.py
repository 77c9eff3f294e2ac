"""The rules of layout as data: the words of layout.toml, made ready to compare with."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_NO_WORD = re.compile(r"[^a-z0-9#]+")
_SOFT = re.compile(r"(?<=[a-z])-\s+(?=[a-z])")


def plain(text: str) -> str:
    """Text for comparison: lower case, no accents, no punctuation, single spaces."""
    bare = unicodedata.normalize("NFKD", text.replace("\u00ad", "")).encode("ascii", "ignore").decode()
    return " ".join(_NO_WORD.sub(" ", _SOFT.sub("", bare.lower())).split())


@dataclass(frozen=True)
class PartKind:
    kind: str
    rank: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """What the reader knows of layouts; every phrase as `plain` makes it."""

    columns: Mapping[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    asking: dict[str, str]
    what_choice: tuple[str, ...]
    descriptions: frozenset[str]
    either: frozenset[str]
    other_tables: frozenset[str]
    parts: tuple[PartKind, ...]
    headings: Mapping[str, tuple[str, ...]]
    programme: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, frozenset[str]]
    level_letters: Mapping[str, str]
    together: tuple[str, ...]
    drop: frozenset[str]
    kept_together: tuple[str, ...]
    party_words: frozenset[str]
    nothing: frozenset[str]
    marks: frozenset[str]
    ranks: frozenset[str]
    small_words: frozenset[str]
    footer: tuple[str, ...]

    def part(self, word: str) -> PartKind | None:
        return next((part for part in self.parts if word in part.words), None)


def _plains(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(plain(word) for word in words)


@lru_cache(maxsize=1)
def layout() -> Layout:
    data = tomllib.loads(files(__package__).joinpath("layout.toml").read_text(encoding="utf-8"))
    parties = data["parties"]
    cells = data["options_of_cells"]
    return Layout(
        columns={name: _plains(words) for name, words in data["columns"].items()},
        stems={name: _plains(words) for name, words in data["stems"].items()},
        asking=data["asking"],
        what_choice=_plains(data["choice"]["what"]),
        descriptions=frozenset(_plains(data["cards"]["description"])),
        either=frozenset(_plains(data["cards"]["either"])),
        other_tables=frozenset(_plains(data["other_tables"]["words"])),
        parts=tuple(PartKind(part["kind"], part["rank"], _plains(part["words"])) for part in data["parts"]),
        headings={name: _plains(words) for name, words in data["headings"].items()},
        programme={name: _plains(words) for name, words in data["programme"].items()},
        levels={name: frozenset(_plains(words)) for name, words in data["levels"].items() if name != "letters"},
        level_letters=data["levels"]["letters"],
        together=tuple(parties["together"]),
        drop=frozenset(_plains(parties["drop"])),
        kept_together=_plains(parties["together_words"]),
        party_words=frozenset(_plains(parties["words"])),
        nothing=frozenset(word.lower() for word in cells["nothing"]),
        marks=frozenset(cells["marks"]),
        small_words=frozenset(cells["small_words"]),
        ranks=frozenset(_plains(cells["ranks"])) - {""},
        footer=_plains(data["footer"]["words"]),
    )


_LONGEST_QUESTION = 8
_SHORTEST_STEM = 4
_LONGEST_NAME = 3
_FIRST = ("what", "when")
"""Of a heading with two names, what is done says most, and then when: "Speerpunt/actie", "Start/gereed"."""


def column_of(text: str) -> tuple[str, str] | None:
    """The column that a heading names and the phrase by which it is known; None when it names none."""
    whole = plain(text)
    if not whole or len(whole.split()) > 8 or len(text) > 70:
        return None
    if text.strip() == "#":
        return "number", "#"
    if ":" in text.strip().rstrip(": ") or _names_part(whole):
        return None
    if re.search(r"\d", text) and not re.search(r"\b20\d{2}\b", text):
        return _exactly(whole)
    if found := _exactly(whole):
        return found
    pieces = [found for piece in re.split(r"\s-\s|[/(&]|\ben\b", text) if (found := _exactly(plain(piece)))]
    if pieces:
        return next((found for name in _FIRST for found in pieces if found[0] == name), pieces[0])
    return _within(whole)


def column_like(text: str) -> tuple[str, str] | None:
    """The column that a cell of a head tells of in words of its own: "Rollen: wie trekt", "Wat is er nodig?"."""
    found = column_of(text) or column_of(text.rpartition(":")[2])
    words = plain(text).split()
    if found or not words or re.search(r"\d", text) or _names_part(plain(text)):
        return found
    asked = words[0] in layout().asking and len(words) <= _LONGEST_QUESTION
    if not asked and len(words) > _LONGEST_NAME:
        return None
    for name, stems in layout().stems.items():
        stem = next((stem for stem in stems for word in words if _made_of(word, stem)), None)
        if stem:
            return name, stem
    return (layout().asking[words[0]], words[0]) if asked and layout().asking[words[0]] else None


def _made_of(word: str, stem: str) -> bool:
    return word == stem or (len(stem) >= _SHORTEST_STEM and (word.startswith(stem) or word.endswith(stem)))


def _names_part(whole: str) -> bool:
    """ "doel 1", "pijler 2 voorkomen": a part with its number, not the head of a column."""
    words = whole.split()
    return len(words) > 1 and words[1].isdecimal() and len(words[1]) < 3


@lru_cache(maxsize=4096)
def _exactly(whole: str) -> tuple[str, str] | None:
    for name, phrases in layout().columns.items():
        if whole in phrases:
            return name, whole
    return None


def column_named(text: str) -> str | None:
    """The column of which a text is the name, to the letter."""
    found = _exactly(plain(text)) if text.strip() != "#" else ("number", "#")
    return found[0] if found else None


def asks(text: str) -> tuple[str, str] | None:
    """("Wie", "GGD") for a question with its answer behind it, when the question is the name of a column."""
    match = _ASKED.match(text)
    return (match[1], match[2]) if match and _exactly(plain(match[1])) else None


_ASKED = re.compile(r"^\W*([A-Z][a-z]+(?: [a-z]+){0,5})\?[*_:]*\s+(\S.*)$", re.DOTALL)


@lru_cache(maxsize=4096)
def _within(whole: str) -> tuple[str, str] | None:
    """The longest known phrase that the heading begins with or ends in, when little else is said."""
    words = whole.split()
    best: tuple[str, str] | None = None
    for name, phrases in layout().columns.items():
        for phrase in phrases:
            length = len(phrase.split())
            if length < len(words) - 4 or (length == 1 and len(words) > 3):
                continue
            edge = words[:length] == phrase.split() or words[-length:] == phrase.split()
            if edge and (best is None or len(phrase) > len(best[1])):
                best = (name, phrase)
    return best


def says(text: str, group: str) -> bool:
    """Whether a heading or a lead-in is made of one of the phrases of a group, perhaps with a few words around it."""
    whole = plain(text)
    return any(
        whole == phrase or (len(whole.split()) <= len(phrase.split()) + 4 and f" {phrase} " in f" {whole} ")
        for phrase in layout().headings[group]
    )


def mentions(text: str, group: str) -> bool:
    whole = f" {plain(text)} "
    return any(f" {phrase} " in whole for phrase in layout().headings[group])


def level_of(text: str) -> str | None:
    """The level that words name: national, regional, district, local, or both when more than one is named."""
    words = set(plain(text).split())
    named = [name for name, known in layout().levels.items() if words & known]
    if not named:
        return None
    return named[0] if len(named) == 1 else "both"


def level_in_cell(text: str) -> str | None:
    """The level that a cell of a column of levels names, perhaps by its first letter: "R", "R/L"."""
    letters = {layout().level_letters.get(letter) for letter in plain(text).split()}
    if letters and None not in letters:
        return letters.pop() if len(letters) == 1 else "both"
    return level_of(text)


def is_nothing(text: str) -> bool:
    return text.strip().lower() in layout().nothing
