"""A letter as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Heading:
    """A heading within the letter."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph; line ends in it stay."""

    text: str


@dataclass(frozen=True)
class Listed:
    """A list of short lines."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """A small table with a head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Text | Listed | Rows


@dataclass(frozen=True)
class Letter:
    """`sender` and `to` are lines of an address; `reference` are pairs such as ("Ons kenmerk", "V-…")."""

    title: str
    date: date
    sender: tuple[str, ...]
    parts: tuple[Part, ...]
    to: tuple[str, ...] = ()
    reference: tuple[tuple[str, str], ...] = ()
    closing: tuple[str, ...] = ()
    foot: str = ""
    invented: bool = False


INVENTED = "Oefening: alles in deze brief is verzonnen."
