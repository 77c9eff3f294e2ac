"""A newer text of a programme against the programme that is there: which action is which, and what differs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import cast

ALIKE = 0.75
"""Above this two texts are the same action in other words; below it a person would call it another."""


def squeezed(text: str) -> str:
    """Letters and digits alone: a hyphen at a line's end or another capital makes no other action."""
    spread = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^a-z0-9]", "", "".join(sign for sign in spread if not unicodedata.combining(sign)))


def pair(read: Sequence[str], there: Mapping[str, str]) -> dict[int, str]:
    """For each read text the key of the action that it is; exact texts first, then the most alike, each once."""
    left = {key: squeezed(what) for key, what in there.items()}
    found: dict[int, str] = {}
    exact: dict[str, list[str]] = {}
    for key, text in left.items():
        exact.setdefault(text, []).append(key)
    squeezed_read = [squeezed(what) for what in read]
    for index, text in enumerate(squeezed_read):
        if exact.get(text):
            found[index] = exact[text].pop(0)
    for key in found.values():
        left.pop(key)
    _alike([(i, text) for i, text in enumerate(squeezed_read) if i not in found], left, found)
    return found


def _alike(waiting: list[tuple[int, str]], left: dict[str, str], found: dict[int, str]) -> None:
    scores: list[tuple[float, int, str]] = []
    for index, text in waiting:
        matcher = SequenceMatcher(b=text, autojunk=False)
        for key, other in left.items():
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                scores.append((matcher.ratio(), index, key))
    for score, index, key in sorted(scores, key=lambda one: -one[0]):
        if score >= ALIKE and index not in found and key in left:
            found[index] = key
            left.pop(key)


def part_of(label: str | None, parts: Sequence[Mapping[str, object]]) -> int | None:
    """Which of the read parts an action's label names: by title, then by number."""
    if not label:
        return None
    wanted = squeezed(label)
    titles = [squeezed(str(part["title"] or "")) for part in parts]
    titled = [i for i, title in enumerate(titles) if title and title in wanted]
    if titled:
        return max(titled, key=lambda i: (len(str(parts[i]["title"])), _numbered(parts[i], label)))
    numbered = [i for i, part in enumerate(parts) if part["number"] and str(part["number"]) == label.strip()]
    return numbered[0] if numbered else None


def _numbered(part: Mapping[str, object], label: str) -> bool:
    return bool(part["number"]) and re.search(rf"\b{re.escape(str(part['number']))}\b", label) is not None


RANK = {"goal": 1, "objective": 1, "activity": 2, "result": 3}
"""Everything else stands at the top: pillars, lines, themes, ambitions."""


def parents(parts: Sequence[Mapping[str, object]]) -> list[int | None]:
    """The part under which each stands: as the reader says, else the nearest before it of a higher kind."""
    if all("parent" in part for part in parts):
        return [cast("int | None", part["parent"]) for part in parts]
    found: list[int | None] = []
    for index, part in enumerate(parts):
        rank = RANK.get(str(part["kind"]), 0)
        above = (i for i in range(index - 1, -1, -1) if RANK.get(str(parts[i]["kind"]), 0) < rank)
        found.append(next(above, None))
    return found
