"""Pages of a PDF of which the text is set in two columns: the left one is read before the right one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lantaarn.papers.programme_in.documents.pdf_lines import Line, line_of, lines_of, rows_of
from lantaarn.papers.programme_in.documents.spaced_columns import head_at

_Words = Sequence[Mapping[str, Any]]
_FEWEST_LINES = 4
_STEP = 3
_NEAR = 3.0
_FULL = 0.55


@dataclass(frozen=True)
class _Set:
    """A line over the whole page, and the words that it is made of."""

    line: Line
    words: _Words

    def crosses(self, place: float) -> bool:
        return self.line.left < place < self.line.right

    def is_free(self, place: float) -> bool:
        """Whether no word stands over a place, and there is more than a space between the words beside it."""
        if any(word["x0"] < place < word["x1"] for word in self.words):
            return False
        return self.begins(place) - self.ends(place) > self.line.size

    def ends(self, place: float) -> float:
        return float(max((word["x1"] for word in self.words if word["x1"] <= place), default=0.0))

    def begins(self, place: float) -> float:
        return float(min((word["x0"] for word in self.words if word["x0"] >= place), default=place))


def lines_in_columns(words: _Words, width: float) -> list[Line]:
    """The lines of a page; a line over both columns parts what stands above it from what stands below."""
    lines = [_Set(line_of(row), row) for row in rows_of(words)]
    gutter = _gutter(lines, width)
    if gutter is None:
        return [one.line for one in lines]
    wide = [one for one in lines if one.crosses(gutter) and not one.is_free(gutter)]
    held = [word for one in lines if one not in wide for word in one.words]
    made = [replace(one.line, turn=3 * _above(one.line, wide) + 2) for one in wide]
    for side in (0, 1):
        own = [word for word in held if (word["x0"] >= gutter) == bool(side)]
        made += [replace(line, turn=3 * _above(line, wide) + side) for line in lines_of(own)]
    return sorted(made, key=lambda line: (line.turn, line.top))


def _above(line: Line, wide: Sequence[_Set]) -> int:
    return sum(1 for other in wide if other.line.top < line.top)


def _gutter(lines: Sequence[_Set], width: float) -> float | None:
    """The place in the middle of the page that running text on both of its sides keeps free."""
    if any(head_at([one.line.spread], 0) for one in lines):
        return None  # a table without lines
    best: tuple[int, float] | None = None
    for place in range(int(width * 0.4), int(width * 0.6), _STEP):
        both = [one for one in lines if one.crosses(place)]
        free = [one for one in both if one.is_free(place)]
        enough = len(free) >= _FEWEST_LINES and len(free) * 5 >= len(both) * 4
        if enough and (best is None or len(free) > best[0]) and _is_running(free, place):
            best = (len(free), float(place))
    return best[1] if best else None


def _is_running(free: Sequence[_Set], place: float) -> bool:
    """Whether the right side begins at one place, and the left side is filled as text is, and not as cells are."""
    starts = Counter(int(one.begins(place) // _NEAR) for one in free)
    left = min(one.line.left for one in free)
    full = sum(one.ends(place) - one.line.left > _FULL * (place - left) for one in free)
    return starts.most_common(1)[0][1] * 2 >= len(free) and full * 2 >= len(free)
