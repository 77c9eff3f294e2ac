"""Names of parties: a list split with care, words broken by a narrow column made whole, helpers kept from holders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache

from lantaarn.papers.programme_in.layout import is_nothing, layout, plain

_BROKEN = re.compile(r"\b([A-Za-zÀ-ÿ]{2,})-\s+(?!(?:en|of|dan|tot|als)\b)([a-zà-ÿ]{2,})")
_AND = re.compile(r"\s+(?:en|and)\s+")
_STARTS = re.compile(r"^(?:en|met|of|via|door|namens|het|de|een)\s+", re.IGNORECASE)
_TAIL = re.compile(r"[\s.,;:*]+$")
_ABBREVIATION = re.compile(r"^\(?[A-Z0-9][A-Za-z0-9&]*[A-Z0-9][A-Za-z0-9]*\)?$")
_SENTENCE = re.compile(r"(?:(?<=[a-zà-ÿ)]{4})|(?<=[A-Z]{3}))\.\s+(?=[A-ZÀ-Ý])")
_LONGEST_NAME = 7
_MAX_WORDS = 14


def rejoined(text: str) -> str:
    """ "Woon- consulenten" becomes one word, "OOV- medewerkers" keeps its hyphen, "OOV- en zorgpartners" stays."""

    def whole(match: re.Match[str]) -> str:
        return f"{match[1]}-{match[2]}" if match[1].isupper() else match[1] + match[2]

    return _BROKEN.sub(whole, text)


def split_names(text: str, known: Set[str] = frozenset()) -> tuple[str, ...]:
    """The parties in a text, as printed; `known` holds names seen on their own elsewhere, as `plain` makes them."""
    names: dict[str, str] = {}
    pieces = list(_pieces(_without_sentences(rejoined(" ".join(text.split())))))
    for piece in pieces:
        for name in _at_and(piece, known, many=len(pieces) > 1):
            for single in _at_known(_bare(name), known):
                if single and not is_nothing(single):
                    names.setdefault(plain(single), single)
    names.pop("", None)
    return tuple(names.values())


def _without_sentences(text: str) -> str:
    """A list of parties may be followed by a sentence about them; that names no more parties."""
    first, *others = _SENTENCE.split(text)
    return ", ".join([first, *(other for other in others if len(other.split(",")[0].split()) <= _LONGEST_NAME)])


def _pieces(text: str) -> Iterator[str]:
    """Split where a list splits, but not inside brackets."""
    text = re.sub(r"\ben/of\b", ",", text)
    depth, piece = 0, ""
    for at, character in enumerate(text):
        depth += (character == "(") - (character == ")" and depth > 0)
        joined = character == "&" and not text[at - 1 : at + 2 : 2].count(" ") and len(text[at - 1 : at + 2 : 2]) == 2
        if depth == 0 and not joined and (character in ",;&+•|\n" or (character == "/" and _splits(text, at))):
            yield piece
            piece = ""
        else:
            piece += character
    yield piece


def _splits(text: str, at: int) -> bool:
    before, after = text[:at].rstrip(), text[at + 1 :].lstrip()
    return len(before) > 1 and len(after) > 1 and before[-1].isalpha() | (before[-1] == ")") and after[0].isalpha()


def _bare(name: str) -> str:
    bare = _TAIL.sub("", name.strip(" -–•"))
    for _ in range(3):
        bare = _STARTS.sub("", _without_drop(bare)).strip(" -–:")
        bare = _TAIL.sub("", bare)
    if bare.count("(") > bare.count(")"):
        bare += ")"
    return bare


def _without_drop(name: str) -> str:
    words = name.split()
    while words and (plain(words[0]) in layout().drop or _helping_word().fullmatch(words[0])):
        words = words[1:]
    while words and plain(words[-1]) in layout().drop:
        words = words[:-1]
    found = " ".join(words)
    match = _helping_word().match(found)
    return found[match.end() :] if match else found


def _at_and(piece: str, known: Set[str], *, many: bool) -> Iterator[str]:
    """ "X en Y" are two where either is known as a party; "openbare orde en veiligheid" is one."""
    for match in _AND.finditer(piece):
        before, after = piece[: match.start()].strip(), piece[match.end() :].strip()
        if before.count("(") != before.count(")") or before.endswith("-") or _kept(before, after):
            continue
        if not before or _is_party(before, known) or _is_party(after, known) or (many and len(after.split()) <= 3):
            yield from _at_and(before, known, many=many)
            yield from _at_and(after, known, many=many)
            return
    yield piece


def _kept(before: str, after: str) -> bool:
    around = f"{plain(before)} en {plain(after)}"
    for phrase in layout().kept_together:
        left, _, right = phrase.partition(" en ")
        if right and phrase in around and plain(before).endswith(left) and plain(after).startswith(right):
            return True
    return False


def _is_party(name: str, known: Set[str]) -> bool:
    words = name.split()
    if not words or len(words) > _MAX_WORDS:
        return False
    if plain(name) in known or any(_ABBREVIATION.match(word.strip(",.")) for word in (words[0], words[-1])):
        return True
    return bool({plain(words[0]), plain(words[-1])} & layout().party_words)


def _at_known(name: str, known: Set[str]) -> Iterator[str]:
    """ "Gemeenten RIEC", a list that lost its comma, is two when both are known from elsewhere in the document."""
    words = name.split()
    if "(" not in name:
        for at in range(1, len(words)):
            left, right = " ".join(words[:at]), " ".join(words[at:])
            if plain(left) in known and plain(right) in known:
                yield left
                yield from _at_known(right, known)
                return
    yield name


@lru_cache(maxsize=1)
def _helping_word() -> re.Pattern[str]:
    phrases = sorted(layout().together, key=len, reverse=True)
    ways = "|".join(
        r"\.?\s?".join(map(re.escape, phrase.split())) + r"\.?"
        if " " in phrase and len(phrase.split()[0]) == 1
        else r"\s+".join(map(re.escape, phrase.split()))
        for phrase in phrases
    )
    return re.compile(
        rf"(?<!\w)(?:evt\.?|eventueel)?\s*(?:{ways})(?!\w)\s*(?:met\s+)?|(?<=\()(?:(?:evt\.?|eventueel)\s+)?met\s+",
        re.IGNORECASE,
    )


def holder_and_helpers(text: str) -> tuple[str, str]:
    """What stands before "in samenwerking met", and what stands after; also when that is between brackets."""
    text = rejoined(" ".join(text.split()))
    match = _helping_word().search(text)
    if not match or not text[: match.start()].strip(" (,"):
        return text, ""
    opened = text[: match.start()].rstrip()
    if opened.count("(") > opened.count(")") and not opened.endswith("("):
        return text, ""
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    if before.endswith("("):
        before = before[:-1].rstrip()
        after = after.replace(")", "", 1) if after.count(")") > after.count("(") else after
    return before, after


def known_names(texts: Iterable[str]) -> frozenset[str]:
    """Names that stand on their own somewhere in the lists of a document, of at most three words."""
    found = set()
    for text in texts:
        for piece in _pieces(rejoined(text)):
            name = plain(_bare(piece))
            if name and len(name.split()) <= 3:
                found.add(name)
    return frozenset(found)
