"""S-FEEL text cut into tokens; names of facts may hold spaces and are matched against the known names first."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from lantaarn.rules.feel.nodes import FeelError, Value

LONGEST_TEXT = 10_000
KEYWORDS = frozenset({
    "between", "else", "every", "external", "for", "function", "if", "in", "instance", "null", "of", "return",
    "satisfies", "some", "then",
})  # fmt: skip
WORDS = {"true": True, "false": False}
LOGIC = frozenset({"and", "or", "not"})
ESCAPES = {'"': '"', "'": "'", "\\": "\\", "/": "/", "n": "\n", "r": "\r", "t": "\t"}

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[0-9]+(?:\.(?!\.)[0-9]+)?|\.[0-9]+")
_WORD = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_SYMBOL = re.compile(r"\.\.|\*\*|<=|>=|!=|[-+*/<>=,()\[\]]")
_UNICODE = re.compile(r"[0-9a-fA-F]{4}")
_LONG_UNICODE = re.compile(r"[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Token:
    """kind is "literal", "name", "symbol" or "end"."""

    kind: str
    text: str
    value: Value | None = None


def tokens(text: str, names: Collection[str] = ()) -> tuple[Token, ...]:
    """All tokens of the text, the last one of kind "end"."""
    if len(text) > LONGEST_TEXT:
        raise FeelError(f"De tekst is langer dan {LONGEST_TEXT} tekens. Maak haar korter.")
    known = _known_names(names)
    found: list[Token] = []
    at = 0
    while at < len(text):
        space = _SPACE.match(text, at)
        if space:
            at = space.end()
            continue
        token, at = _next(text, at, known)
        found.append(token)
    found.append(Token("end", ""))
    return tuple(found)


def _known_names(names: Collection[str]) -> list[tuple[str, re.Pattern[str]]]:
    """The names that a plain word does not catch by itself, longest first."""
    special = sorted((name for name in names if name and not _WORD.fullmatch(name)), key=len, reverse=True)
    return [(name, _name_pattern(name)) for name in special]


def _name_pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(words + r"(?!\w)")


def _next(text: str, at: int, known: list[tuple[str, re.Pattern[str]]]) -> tuple[Token, int]:
    if text[at] == '"':
        return _string(text, at)
    for name, pattern in known:
        match = pattern.match(text, at)
        if match:
            return Token("name", name), match.end()
    number = _NUMBER.match(text, at)
    if number:
        return _number(text, number)
    word = _WORD.match(text, at)
    if word:
        return _word(word.group()), word.end()
    symbol = _SYMBOL.match(text, at)
    if symbol:
        return Token("symbol", symbol.group()), symbol.end()
    raise FeelError(f"Het teken {text[at]!r} hoort hier niet. Schrijf tekst tussen dubbele aanhalingstekens.")


def _number(text: str, number: re.Match[str]) -> tuple[Token, int]:
    end = number.end()
    if end < len(text) and (text[end].isalnum() or text[end] == "_"):
        raise FeelError(f"Na het getal {number.group()} staat {text[end]!r}. Schrijf het getal voluit, met een punt.")
    return Token("literal", number.group(), Decimal(number.group())), end


def _word(word: str) -> Token:
    if word in WORDS:
        return Token("literal", word, WORDS[word])
    if word in LOGIC:
        return Token("symbol", word)
    if word == "null":
        raise FeelError('"null" is geen waarde. Geef een onbekend feit een eigen waarde, bijvoorbeeld "onbekend".')
    if word in KEYWORDS:
        raise FeelError(f'"{word}" hoort bij volledig FEEL en wordt niet ondersteund. Gebruik eenvoudig FEEL (S-FEEL).')
    return Token("name", word)


def _string(text: str, at: int) -> tuple[Token, int]:
    parts: list[str] = []
    here = at + 1
    while here < len(text):
        sign = text[here]
        if sign == '"':
            return Token("literal", text[at : here + 1], "".join(parts)), here + 1
        if sign == "\\":
            part, here = _escape(text, here + 1)
            parts.append(part)
        else:
            parts.append(sign)
            here += 1
    raise FeelError("Er ontbreekt een sluitend aanhalingsteken.")


def _escape(text: str, at: int) -> tuple[str, int]:
    sign = text[at : at + 1]
    if sign in ESCAPES and sign:
        return ESCAPES[sign], at + 1
    pattern = {"u": _UNICODE, "U": _LONG_UNICODE}.get(sign)
    digits = pattern.match(text, at + 1) if pattern else None
    if digits is None:
        raise FeelError(f"De tekens \\{sign} in een tekst zijn niet bekend. Schrijf een schuine streep als \\\\.")
    return _character(text, digits)


def _character(text: str, digits: re.Match[str]) -> tuple[str, int]:
    code, end = int(digits.group(), 16), digits.end()
    low = re.compile(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})").match(text, end)
    if 0xD800 <= code < 0xDC00 and low:
        return chr(0x10000 + ((code - 0xD800) << 10) + (int(low.group(1), 16) - 0xDC00)), low.end()
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise FeelError(f"De code \\{digits.group()} is geen teken.")
    return chr(code), end


def quoted(value: Value) -> str:
    """A value as S-FEEL writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    plain = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"'
