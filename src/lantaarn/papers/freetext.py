"""What in a piece of free text points at a person: found so that somebody can look before it is handed over.

Free text is where names leak. Nothing is taken out here: a person decides. Numbers are recognised by kept libraries
(phonenumbers, Apache-2.0; python-stdnum, LGPL-2.1+), the rest by the forms in which Dutch texts write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import phonenumbers
from stdnum import iban
from stdnum.nl import bsn

KINDS = {
    "citizen_number": "burgerservicenummer",
    "account": "rekeningnummer",
    "email": "mailadres",
    "phone": "telefoonnummer",
    "birth_date": "geboortedatum",
    "plate": "kenteken",
    "address": "adres",
    "name": "naam",
}
"""In the order in which one wins from another that lies over it."""


@dataclass(frozen=True)
class Found:
    """A piece of the text from `start` up to `end`, and what it seems to be."""

    start: int
    end: int
    kind: str
    text: str

    @property
    def label(self) -> str:
        return KINDS[self.kind]


_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_FORMS = {
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "birth_date": re.compile(
        r"(?:geboren|geb\.?|geboortedatum:?)\s+(?:op\s+)?"
        rf"(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ]\d{{2,4}}|\d{{1,2}}\s+(?:{_MONTHS})\s+\d{{4}})"
        r"|\b\d{1,2}[-/.]\d{1,2}[-/.](?:19\d\d|200\d|201\d)\b",
        re.IGNORECASE,
    ),
    "address": re.compile(
        r"\b[1-9]\d{3}\s?[A-Z]{2}\b"
        r"|\b(?:[A-Z][\w'.-]*\s(?:(?:van|de|der|den|het|ter|ten)\s)*)?[A-Z][\w'-]*"
        r"(?:straat|laan|weg|plein|hof|dijk|kade|singel|steeg|dreef|park|pad|ring)"
        r"\s\d{1,4}(?:\s?[a-zA-Z]\b)?"
    ),
    "name": re.compile(
        r"\b(?i:de heer|dhr\.?|meneer|mevrouw|mevr\.?|mw\.?|naam:|heet|genaamd)\s+"
        r"(?:[A-Z]\.\s?)*(?:(?:van|de|der|den|ter|ten|el|al|'t)\s)*[A-ZÀ-Ž][\w'À-ž-]+"
        r"(?:\s(?:(?:van|de|der|den|ter|ten|el|al)\s)*[A-ZÀ-Ž][\w'À-ž-]+)*"
    ),
}
_PLATE = re.compile(r"\b(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])[A-Z\d]{1,3}-[A-Z\d]{2,3}-[A-Z\d]{1,2}\b")
_SIGNAL_CODE = re.compile(r"\bS-[A-Z\d]{6}\b")
_DIGITS = re.compile(r"(?<![\d-])\d(?:[ .]?\d){7,8}(?![\d-])")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,7}(?:\s?[A-Z\d]{1,3})?\b")


def find(text: str, *, names: Iterable[str] = ()) -> tuple[Found, ...]:
    """Everything in `text` that seems to point at a person, in its order; `names` are those known in the folder."""
    order = list(KINDS)
    raw = sorted(_all(text, names), key=lambda f: (order.index(f.kind), f.start - f.end))
    kept: list[Found] = []
    for found in raw:
        if all(found.end <= k.start or found.start >= k.end for k in kept):
            kept.append(found)
    return tuple(sorted(kept, key=lambda f: f.start))


def _all(text: str, names: Iterable[str]) -> Iterator[Found]:
    yield from _checked(text)
    for match in phonenumbers.PhoneNumberMatcher(text, "NL", leniency=phonenumbers.Leniency.POSSIBLE):
        if sum(c.isdigit() for c in match.raw_string) >= 9 and re.match(r"\+|0", match.raw_string):
            yield Found(match.start, match.end, "phone", match.raw_string)
    for kind, form in _FORMS.items():
        for hit in form.finditer(text):
            yield Found(hit.start(), hit.end(), kind, hit.group())
    own = {hit.span() for hit in _SIGNAL_CODE.finditer(text)}
    for hit in _PLATE.finditer(text):
        if hit.span() not in own:
            yield Found(hit.start(), hit.end(), "plate", hit.group())
    yield from _known(text, names)


def _checked(text: str) -> Iterator[Found]:
    """Numbers that carry a check digit: right ones only."""
    for hit in _DIGITS.finditer(text):
        if bsn.is_valid(re.sub(r"\D", "", hit.group())):
            yield Found(hit.start(), hit.end(), "citizen_number", hit.group())
    for hit in _IBAN.finditer(text):
        if iban.is_valid(hit.group()):
            yield Found(hit.start(), hit.end(), "account", hit.group())


def _known(text: str, names: Iterable[str]) -> Iterator[Found]:
    """Names of the folder's people, whole and each part of three letters or more."""
    parts = {part for name in names for part in (name.strip(), *name.split()) if len(part) >= 3}
    for part in parts:
        for hit in re.finditer(rf"\b{re.escape(part)}\b", text, re.IGNORECASE):
            yield Found(hit.start(), hit.end(), "name", hit.group())
