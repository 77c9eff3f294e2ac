"""The words and personal values by which a text is found again: normalised, so that writing and searching agree.

Whole words of three letters or more, without the commonest; telephone numbers, mail addresses, post codes with a
house number, number plates, account numbers and days in one form each. Equality only: no part of a word is ever kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

WORD, PHONE, EMAIL, ADDRESS, PLATE, ACCOUNT, DAY = "word", "phone", "email", "address", "plate", "account", "day"

_LETTERS = re.compile(r"[^\W_]{3,}")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w+])(?:\+|00)?\d(?:[ ().-]?\d){8,13}(?!\w)")
_ADDRESS = re.compile(r"(?:\b(\d{1,5})[a-z]?[ ,]+)?\b([1-9]\d{3}) ?([a-z]{2})\b(?:[ ,]+(\d{1,5})\b)?")
"""A post code, with the house number that stands before or behind it."""
_PLATE = re.compile(r"\b(?=[a-z\d-]*\d)(?=[a-z\d-]*[a-z])[a-z\d]{1,3}-[a-z\d]{2,3}-[a-z\d]{1,2}\b")
_ACCOUNT = re.compile(r"\b[a-z]{2}\d{2}(?: ?[a-z\d]{4}){2,7}(?: ?[a-z\d]{1,3})?\b")
_DAY = re.compile(r"(?<![\d-])(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?![\d-])")
"""A day in figures, as a day of birth is mostly written."""
_COMMON = frozenset(
    "aan als bij dan dat deze die dit dus een had heb hebben heeft hem het hier hij hoe hun iets kan maar met mijn naar"
    " niet nog ook onder ons onze ook over toen tot uit van veel voor waar wat wel wie wij worden wordt zal zei zelf"
    " zich zij zijn zou was were zonder haar men meer mij door der den des geen omdat".split()
)


def plain(text: str) -> str:
    """Small letters without accents."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


def found_in(texts: Iterable[str]) -> set[tuple[str, str]]:
    """What these texts can be found by, as (kind, value)."""
    found: set[tuple[str, str]] = set()
    for text in texts:
        if text:
            small = plain(text)
            found.update((WORD, word) for word in _LETTERS.findall(small) if word not in _COMMON)
            found.update(_personal(small))
    return found


def asked_for(typed: str) -> set[tuple[str, str]]:
    """What somebody means who types this: a personal value if it is one, otherwise all of its words."""
    small = plain(typed.strip())
    personal = set(_personal(small))
    if personal and not _LETTERS.findall(_without(small)):
        return {(kind, value) for kind, value in personal if not _is_said_fuller(kind, value, personal)}
    words = set(_LETTERS.findall(small))
    return {(WORD, word) for word in (words - _COMMON or words)}


def _is_said_fuller(kind: str, value: str, among: set[tuple[str, str]]) -> bool:
    """A post code alone, where the same one stands with a house number."""
    return kind == ADDRESS and any(k == kind and v != value and v.startswith(value) for k, v in among)


def _without(small: str) -> str:
    for form in (_EMAIL, _ACCOUNT, _PLATE, _ADDRESS, _DAY, _PHONE):
        small = form.sub(" ", small)
    return small


def _personal(small: str) -> Iterator[tuple[str, str]]:
    if "@" in small:
        yield from ((EMAIL, value.strip(".")) for value in _EMAIL.findall(small))
    if any(letter.isdigit() for letter in small):
        for value in _PHONE.findall(small):
            if number := _phone(value):
                yield PHONE, number
        for before, code, letters, behind in _ADDRESS.findall(small):
            yield ADDRESS, f"{code}{letters}"
            yield from ((ADDRESS, f"{code}{letters}{house}") for house in (before, behind) if house)
        yield from ((PLATE, value.replace("-", "")) for value in _PLATE.findall(small))
        yield from ((ACCOUNT, value.replace(" ", "")) for value in _ACCOUNT.findall(small))
        yield from ((DAY, f"{year}-{month:0>2}-{day:0>2}") for day, month, year in _DAY.findall(small))


def _phone(written: str) -> str:
    """As E.164, Dutch when no country is named; too short or too long is no number."""
    digits = re.sub(r"\D", "", written)
    if written.startswith("+"):
        international = digits
    elif digits.startswith("00"):
        international = digits[2:]
    elif digits.startswith("0"):
        international = "31" + digits[1:]
    else:
        return ""
    if international.startswith("310"):
        international = "31" + international[3:]
    return f"+{international}" if 9 <= len(international) <= 15 else ""
