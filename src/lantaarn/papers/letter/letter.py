"""A letter or a report as plain values."""

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


@dataclass(frozen=True)
class Share:
    """One piece of a bar. `look` is one of the looks of a chart: b-good, b-heed, b-stuck, b-idle, b1."""

    label: str
    count: int
    look: str = "b1"


@dataclass(frozen=True)
class Bar:
    """A picture of parts of a whole; the table that says the same always goes with it."""

    title: str
    shares: tuple[Share, ...]

    @property
    def total(self) -> int:
        return sum(share.count for share in self.shares)

    @property
    def said(self) -> str:
        """The picture in words, for who cannot see it."""
        return f"{self.title}: " + ", ".join(f"{share.label} {share.count}" for share in self.shares)

    @property
    def table(self) -> Rows:
        rows = tuple((share.label, str(share.count)) for share in self.shares)
        return Rows(self.title, (self.title, "Aantal"), rows)


Part = Heading | Text | Listed | Rows | Bar


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
