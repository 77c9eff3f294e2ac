"""A flow as SVG: one spine down, desks to the right, 340 units wide so that it fits a telephone and a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from lantaarn.papers.flowchart.flow import Box, Flow, FlowStep, asked
from lantaarn.papers.flowchart.letters import wrapped
from lantaarn.papers.wording import visible

_WIDTH = 340
_LEFT, _ASK_WIDTH = 4, 152
_RIGHT, _DESK_WIDTH = 198, 138
_SPINE = _LEFT + _ASK_WIDTH // 2
_SIZE, _SMALL, _LINE = 14, 12.5, 18
_LEAST, _PADDING, _GAP = 52, 22, 40
_MARGIN = 10

# Plain attributes that the stylesheet overrides: without it the chart is still legible, black on white.
_OUTLINED = ' fill="#fff" stroke="#000"'
_BARE = {
    "w": ' fill="none" stroke="#000"',
    "lit": ' fill="none" stroke="#ccc" stroke-width="9"',
    "a": "",
    "red": "",
    "la-cut": ' stroke="#fff"',
}


@dataclass(frozen=True)
class _Lines:
    """Text set in lines: the first kind large, the second small."""

    large: tuple[str, ...]
    small: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        return max(_LEAST, (len(self.large) + len(self.small)) * _LINE + _PADDING - 6)


@dataclass(frozen=True)
class _Placed:
    step: FlowStep
    question: _Lines
    answer: _Lines
    top: int

    @property
    def height(self) -> int:
        return max(self.question.height, self.answer.height)

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


def to_svg(flow: Flow, *, name: str = "fc") -> str:
    """The picture, without script or style; `name` keeps the ids of several charts on a page apart."""
    start = _Lines(_wrapped(flow.start, _ASK_WIDTH - 2 * _MARGIN))
    start_height = max(40, start.height - 12)
    placed = _placed(flow, 4 + start_height)
    last = placed[-1].top + placed[-1].height if placed else 4 + start_height
    end_top = last + _GAP
    end = _end_lines(flow.end)
    ids = _escaped(name)
    parts = [
        f'<title id="{ids}-t">{_escaped(flow.title)}</title>',
        f'<desc id="{ids}-d">{_escaped(flow.description)}</desc>',
        *_light(flow, placed, 4 + start_height, end_top),
        _path("w", f"M{_SPINE} {4 + start_height}V{end_top - 8}"),
        _path("a", f"M{_SPINE} {end_top - 1}l-5-9h10z"),
        _box("s", _LEFT, 4, _ASK_WIDTH, start_height, rx=20),
        _text(start, _SPINE, 4, start_height, "ts", centred=True),
        *(_drawn(place, flow) for place in placed),
        _end(flow.end, end, end_top),
    ]
    head = (
        f'<svg class="la-flow" xmlns="http://www.w3.org/2000/svg" font-size="{_SIZE}" '
        f'viewBox="0 0 {_WIDTH} {end_top + end.height + 8}" role="img" aria-labelledby="{ids}-t {ids}-d">'
    )
    return f"{head}{''.join(parts)}</svg>"


def _placed(flow: Flow, bottom: int) -> list[_Placed]:
    placed: list[_Placed] = []
    for step in flow.steps:
        top = bottom + (_GAP if placed else _GAP - 10)
        place = _Placed(step, _question_lines(step), _box_lines(step.yes, _DESK_WIDTH), top)
        placed.append(place)
        bottom = place.top + place.height
    return placed


def _question_lines(step: FlowStep) -> _Lines:
    room = _ASK_WIDTH - 2 * _MARGIN
    conditions = asked(step.question)
    large = tuple(line for condition in conditions for line in _wrapped(condition, room))
    return _Lines(large or ("Altijd",), _wrapped(step.changed, room, _SMALL))


def _box_lines(box: Box, width: int) -> _Lines:
    room = width - 24
    return _Lines(_wrapped(box.label, room), _wrapped(box.sub, room, _SMALL))


def _end_lines(box: Box) -> _Lines:
    width = _WIDTH - 8 - (40 if box.kind == "dead" else 0)
    return _box_lines(box, width)


def _wrapped(text: str, width: int, size: float = _SIZE) -> tuple[str, ...]:
    return wrapped(visible(text), width, size)


def _light(flow: Flow, placed: list[_Placed], top: int, end_top: int) -> list[str]:
    """The way of the signal that is shown: down the spine as far as it goes, and right at each yes."""
    lit = [place for place in placed if place.step.lit]
    if not lit and not flow.lit_end:
        return []
    down = end_top - 4 if flow.lit_end else lit[-1].middle
    branches = [f"M{_SPINE} {place.middle}H{_RIGHT - 4}" for place in lit if place.step.taken]
    return [_path("lit", way) for way in (f"M{_SPINE} {top}V{down}", *branches)]


def _drawn(place: _Placed, flow: Flow) -> str:
    step, height = place.step, place.height
    always = not step.question
    kind = "urg" if step.yes.kind == "urgent" else "dead" if step.yes.kind == "dead" else "d"
    words = {"urg": "turg", "dead": "tdead", "d": ""}[kind]
    small = "t2 turg2" if kind == "urg" else "t2"
    parts = [
        _path("w", f"M{_LEFT + _ASK_WIDTH} {place.middle}H{_RIGHT - 8}"),
        _path("a", f"M{_RIGHT - 2} {place.middle}l-9-5v10z"),
        "" if always else _label("ja", _LEFT + _ASK_WIDTH + 9, place.middle - 6),
        _box("chg" if step.changed else "q", _LEFT, place.top, _ASK_WIDTH, height),
        _text(place.question, _SPINE, place.top, height, "", centred=True),
        _box(kind, _RIGHT, place.top, _DESK_WIDTH, height),
        _text(place.answer, _RIGHT + 12, place.top, height, words, small),
        "" if always or flow.each_counts else _label("nee", _SPINE + 14, place.top + height + 22),
    ]
    return "".join(parts)


def _end(box: Box, lines: _Lines, top: int) -> str:
    width, height = _WIDTH - 8, lines.height
    if box.kind == "dead":
        middle = top + height // 2
        mark = _path("red", f"M27.5 {middle - 11}h9l6.5 6.5v9l-6.5 6.5h-9l-6.5-6.5v-9z")
        cross = _path("la-cut", f"M28 {middle - 4}l8 8M36 {middle - 4}l-8 8", ' stroke-width="2"')
        return _box("dead", _LEFT, top, width, height) + mark + cross + _text(lines, 56, top, height, "tdead")
    kind, words, small = ("urg", "turg", "t2 turg2") if box.kind == "urgent" else ("d", "", "t2")
    return _box(kind, _LEFT, top, width, height) + _text(lines, 16, top, height, words, small)


def _text(lines: _Lines, x: int, top: int, height: int, kind: str, small: str = "t2", *, centred: bool = False) -> str:
    count = len(lines.large) + len(lines.small)
    baseline = top + (height - count * _LINE) / 2 + 13.5
    rows = [(line, kind) for line in lines.large] + [(line, small) for line in lines.small]
    return "".join(
        _label(line, x, baseline + number * _LINE, css, centred=centred) for number, (line, css) in enumerate(rows)
    )


def _label(text: str, x: float, y: float, kind: str = "t2", *, centred: bool = False) -> str:
    css = f' class="{kind}"' if kind else ""
    anchor = ' text-anchor="middle"' if centred else ""
    return f'<text{css} x="{x:g}" y="{y:g}"{anchor}>{_escaped(text)}</text>'


def _box(kind: str, x: int, y: int, width: int, height: int, *, rx: int = 6) -> str:
    bare = _BARE.get(kind, _OUTLINED)
    return f'<rect class="{kind}"{bare} x="{x}" y="{y}" width="{width}" height="{height}" rx="{rx}"/>'


def _path(kind: str, way: str, more: str = "") -> str:
    return f'<path class="{kind}"{_BARE.get(kind, _OUTLINED)}{more} d="{way}"/>'


def _escaped(text: str) -> str:
    return escape(visible(text))
