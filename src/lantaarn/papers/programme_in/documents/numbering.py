"""The numbers that Word writes before headings and items: counted as Word counts them."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from lantaarn.papers.programme_in.documents.zipped import Zipped

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEPTHS = 9


class Numbering:
    """Lists by their number; `next` counts one on and gives what stands before the words (None for a bullet)."""

    def __init__(self, archive: Zipped) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._kind: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        if archive.has("word/numbering.xml"):
            self._read(archive.xml("word/numbering.xml"))

    def _read(self, root: ET.Element) -> None:
        for kind in root.findall(f"{_W}abstractNum"):
            levels = {}
            for level in kind.findall(f"{_W}lvl"):
                depth = level.get(f"{_W}ilvl", "0")
                start = _value(level, "start")
                levels[int(depth) if depth.isdecimal() else 0] = (
                    _value(level, "numFmt"),
                    _value(level, "lvlText"),
                    int(start) if start.isdecimal() else 1,
                )
            self._levels[kind.get(f"{_W}abstractNumId", "")] = levels
        for number in root.findall(f"{_W}num"):
            self._kind[number.get(f"{_W}numId", "")] = _value(number, "abstractNumId")

    def next(self, number: str, depth: int) -> str | None:
        kind = self._kind.get(number, "")
        levels = self._levels.get(kind, {})
        form, text, start = levels.get(depth, ("bullet", "", 1))
        if form in {"bullet", "none", ""} or depth >= _DEPTHS:
            return None
        counts = self._counts.setdefault(kind, [0] * _DEPTHS)
        counts[depth] = counts[depth] + 1 if counts[depth] else start
        counts[depth + 1 :] = [0] * (_DEPTHS - depth - 1)

        def shown(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            return _written(counts[level] or 1, levels.get(level, ("decimal", "", 1))[0])

        return re.sub(r"%([1-9])", shown, text).strip() or None


def _value(parent: ET.Element, name: str) -> str:
    found = parent.find(f"{_W}{name}")
    return found.get(f"{_W}val", "") if found is not None else ""


def _written(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"}:
        roman = ""
        for value, sign in _ROMAN:
            while number >= value:
                roman, number = roman + sign, number - value
        return roman.upper() if form == "upperRoman" else roman
    return str(number)
