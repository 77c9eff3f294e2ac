"""What regions call the columns of their overview list, and which of our fields each name stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Target:
    """A field of a signal that a column may fill; `names` are spelled as `plain` leaves them."""

    name: str
    label: str
    names: tuple[str, ...]


TARGETS = (
    Target(
        "number",
        "Nummer",
        (
            "nummer",
            "nr",
            "volgnummer",
            "volgnr",
            "signaalnummer",
            "meldingsnummer",
            "zaaknummer",
            "registratienummer",
            "casusnummer",
            "dossiernummer",
            "kenmerk",
            "id",
            "code",
        ),
    ),
    Target(
        "date",
        "Datum melding",
        (
            "datum melding",
            "meldingsdatum",
            "melddatum",
            "datum",
            "datum signaal",
            "datum binnenkomst",
            "datum ontvangst",
            "ontvangen op",
            "binnengekomen op",
            "datum van melding",
            "datum van de melding",
            "datum registratie",
        ),
    ),
    Target(
        "municipality",
        "Gemeente",
        ("gemeente", "gem", "gemeentenaam", "naam gemeente", "behandelende gemeente", "plaats gemeente"),
    ),
    Target(
        "exploitation",
        "Soort uitbuiting",
        (
            "soort uitbuiting",
            "vorm van uitbuiting",
            "vorm uitbuiting",
            "type uitbuiting",
            "uitbuiting",
            "uitbuitingsvorm",
            "aard uitbuiting",
            "soort mensenhandel",
            "vorm mensenhandel",
            "soort",
            "vorm",
            "type",
        ),
    ),
    Target(
        "source",
        "Melder of bron",
        (
            "melder",
            "bron",
            "bron melding",
            "melder bron",
            "gemeld door",
            "herkomst",
            "herkomst melding",
            "meldende organisatie",
            "meldende instantie",
            "organisatie melder",
            "afkomstig van",
        ),
    ),
    Target(
        "description",
        "Omschrijving",
        (
            "omschrijving",
            "beschrijving",
            "toelichting",
            "signaal",
            "melding",
            "inhoud",
            "inhoud melding",
            "korte omschrijving",
            "omschrijving signaal",
            "omschrijving melding",
            "casus",
            "bijzonderheden",
            "wat is er gezien",
        ),
    ),
    Target(
        "minor",
        "Minderjarig",
        (
            "minderjarig",
            "minderjarige",
            "minderjarig ja nee",
            "onder 18",
            "jonger dan 18",
            "18",
            "minderjarig slachtoffer",
            "minderjarig meerderjarig",
        ),
    ),
    Target("status", "Status", ("status", "stand", "stand van zaken", "stavaza", "voortgang", "afgehandeld")),
    Target(
        "action",
        "Actie of afspraak",
        ("actie", "acties", "afspraak", "afspraken", "vervolg", "vervolgactie", "interventie", "ondernomen actie"),
    ),
)
_ALL_NAMES = frozenset(name for target in TARGETS for name in target.names)
# Words that say what a column is only when they stand alone: "datum afhandeling" is no date of a report.
_ONLY_WHOLE = frozenset({"datum", "signaal", "melding", "inhoud", "casus", "soort", "actie", "vervolg", "organisatie"})
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Labelled(Protocol):
    @property
    def index(self) -> int: ...
    @property
    def label(self) -> str: ...


def plain(text: str) -> str:
    """Lower case, without accents and punctuation, single spaces: for comparing, never for showing."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


def is_known_heading(text: str) -> bool:
    return plain(text) in _ALL_NAMES


def guess_mapping(columns: Iterable[Labelled], targets: Iterable[Target] = TARGETS) -> dict[str, int]:
    """Target name to column index, each used once; a column that no name fits stays unmapped."""
    fits = [(_fit(plain(column.label), target), -column.index, target.name) for column in columns for target in targets]
    mapping: dict[str, int] = {}
    for fit, negative_index, name in sorted(fits, reverse=True):
        if fit > 0 and name not in mapping and -negative_index not in mapping.values():
            mapping[name] = -negative_index
    return mapping


def _fit(label: str, target: Target) -> int:
    """The whole name beats a part; a longer part beats a shorter; names of one word must not hide in others."""
    if label in target.names:
        return 1000
    parts = [
        len(name) for name in target.names if len(name) > 4 and name not in _ONLY_WHOLE and f" {name} " in f" {label} "
    ]
    return max(parts, default=0)
