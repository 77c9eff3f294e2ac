"""What stands at the end of a line: a moment, perhaps with a holder, between brackets, after a dash or a comma."""

from __future__ import annotations

import re

from lantaarn.papers.programme_in.labels import run_in
from lantaarn.papers.programme_in.layout import is_nothing
from lantaarn.papers.programme_in.moments import is_moment

_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{2,120})[)\]]\s*[.;,]?\s*$")
_AFTER_DASH = re.compile(r"\s+[–—-]\s+([^–—()]{2,40})\s*[.;]?$")
_AFTER_COMMA = re.compile(r",\s+([^,()]{4,30}?)\s*[.;]?$")
_LABELS = {"holder", "who", "parties"}
_WITHIN = re.compile(r"[,;|]|\s[–-]\s|\s/\s")


def trailing(text: str) -> tuple[str, dict[str, str]]:
    """A moment, or a moment with a holder, at the end of a line: between brackets or after a dash."""
    match = _BRACKET.search(text)
    if match and (held := in_bracket(match[1])):
        return text[: match.start()], held
    if match and is_nothing(match[1]):
        return text[: match.start()], {"when": match[1]}
    dash = _AFTER_DASH.search(text)
    if dash and (is_moment(dash[1]) or is_nothing(dash[1].strip()) or is_nothing(f"{dash[1].strip()}.")):
        return text[: dash.start()], {"when": dash[1].strip()}
    comma = _AFTER_COMMA.search(text)
    if comma and is_moment(comma[1]):
        return text[: comma.start()], {"when": comma[1].strip()}
    return text, {}


def in_bracket(inner: str) -> dict[str, str]:
    if is_moment(inner):
        return {"when": inner.strip()}
    held: dict[str, str] = {}
    others: list[str] = []
    for piece in _WITHIN.split(inner):
        found = run_in(piece.strip()) or ("", "")
        if found[0] == "when" or (found[0] not in _LABELS and is_moment(piece)):
            moment = found[1] if found[0] == "when" else piece.strip()
            held["when"] = f"{held['when']}, {moment}" if "when" in held else moment
        elif found[0] in _LABELS:
            held.setdefault(*found)
        else:
            others.append(piece.strip())
    if "when" not in held and "holder" not in held:
        return {}
    names = [other for other in others if other and len(other.split()) <= 8]
    if len(names) < len([other for other in others if other]):
        return {}
    if names:
        held.setdefault("holder", ", ".join(names))
    return held
