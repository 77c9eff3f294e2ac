"""Small bars made on the server, each with the table that says the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from lantaarn.papers.wording import visible

Look = Literal["b1", "b-good", "b-heed", "b-stuck", "b-idle"]

_AGE_EDGES = (2, 7, 14, 30)
_WIDTH, _ROW, _LABEL, _NUMBER = 340, 30, 104, 40


@dataclass(frozen=True)
class Part:
    label: str
    count: int
    look: Look = "b1"


@dataclass(frozen=True)
class Row:
    label: str
    count: int
    share: str
    look: Look


@dataclass(frozen=True)
class Chart:
    """The picture, and the rows of the table that stands beside it or in its place."""

    svg: str
    rows: tuple[Row, ...]
    total: int


def stacked_bar(parts: Iterable[Part]) -> Chart:
    """One bar from left to right; the legend or table beside it speaks, so the picture is hidden from readers."""
    shown = tuple(parts)
    total = sum(part.count for part in shown)
    height = max(total, 1) / 15
    drawn = [f'<rect class="b0" width="{max(total, 1)}" height="{height:g}"/>']
    at = 0
    for part in shown:
        if part.count:
            drawn.append(f'<rect class="{part.look}" x="{at}" width="{part.count}" height="{height:g}"/>')
            at += part.count
            if at < total:
                gap = min(total / 120, part.count / 3)
                drawn.append(f'<rect class="b-gap" x="{at - gap:.3f}" width="{gap:.3f}" height="{height:g}"/>')
    svg = (
        f'<svg class="la-bar" viewBox="0 0 {max(total, 1)} {height:g}" preserveAspectRatio="none" '
        f'aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'
    )
    return Chart(svg, _rows(shown, total), total)


def ages(days: Iterable[int], *, late_after: int | None = None) -> tuple[Part, ...]:
    """How many signals are how old, in steps that grow; what is wholly older than `late_after` days is marked."""
    waiting = list(days)
    lows = (0, *(edge + 1 for edge in _AGE_EDGES))
    highs = (*_AGE_EDGES, None)
    return tuple(
        Part(
            _age_label(low, high),
            sum(1 for day in waiting if (day >= low or low == 0) and (high is None or day <= high)),
            "b-heed" if late_after is not None and low > late_after else "b1",
        )
        for low, high in zip(lows, highs, strict=True)
    )


def _age_label(low: int, high: int | None) -> str:
    return f"{low} dagen of meer" if high is None else f"{low} tot {high} dagen"


def histogram(parts: Iterable[Part], *, title: str, name: str = "hg") -> Chart:
    """A row per step with its number at the end, so that it is read without an axis."""
    shown = tuple(parts)
    total = sum(part.count for part in shown)
    longest = max([part.count for part in shown], default=0)
    ids = escape(visible(name))
    said = ", ".join(f"{part.label}: {part.count}" for part in shown) or "Er is niets te tellen"
    drawn = "".join(_bar(part, number, longest) for number, part in enumerate(shown))
    svg = (
        f'<svg class="la-chart" viewBox="0 0 {_WIDTH} {max(len(shown), 1) * _ROW}" role="img" '
        f'aria-labelledby="{ids}-t {ids}-d"><title id="{ids}-t">{escape(visible(title))}</title>'
        f'<desc id="{ids}-d">{escape(visible(said))}.</desc>{drawn}</svg>'
    )
    return Chart(svg, _rows(shown, total), total)


def _bar(part: Part, number: int, longest: int) -> str:
    top = number * _ROW
    room = _WIDTH - _LABEL - _NUMBER
    width = part.count / longest * room if longest else 0
    bar = f'<rect class="{part.look}" x="{_LABEL}" y="{top + 6}" width="{width:.1f}" height="18" rx="2"/>'
    label = f'<text class="t2" x="0" y="{top + 20}">{escape(visible(part.label))}</text>'
    count = f'<text x="{_LABEL + width + 6:.1f}" y="{top + 20}">{part.count}</text>'
    return label + (bar if part.count else "") + count


def _rows(parts: tuple[Part, ...], total: int) -> tuple[Row, ...]:
    return tuple(Row(part.label, part.count, _share(part.count, total), part.look) for part in parts)


def _share(count: int, total: int) -> str:
    return f"{round(100 * count / total)}%" if total else ""
