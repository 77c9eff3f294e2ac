"""A programme as its pages show it: rows with their chip, dots that count, and columns of a timeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.functional import Promise

from lantaarn.programme.queries import ActionView, PartView, Survey, Tally
from lantaarn.rules.lights import COLOURS
from lantaarn.web.look.shapes import BarPart
from lantaarn.web.programme import words

MOST_DOTS = 24
Told = str | Promise


@dataclass(frozen=True)
class Shown:
    """One action in a list."""

    action: ActionView
    chip: str
    light: Told
    level: Told
    dots: tuple[str, ...]
    """on, off: one for each that is asked; none when there are too many to see."""
    counted: str


@dataclass(frozen=True)
class Group:
    """The actions of one part."""

    title: str
    rows: tuple[Shown, ...]


def shown(action: ActionView) -> Shown:
    chip, light = words.LIGHTS[action.light.colour]
    return Shown(action, chip, light, words.LEVELS[action.level], dots(action.tally), _counted(action))


def dots(tally: Tally | None) -> tuple[str, ...]:
    if tally is None or tally.number is None or not tally.target or tally.target > MOST_DOTS:
        return ()
    reached = min(int(tally.number), tally.target)
    return ("on",) * reached + ("off",) * (tally.target - reached)


def _counted(action: ActionView) -> str:
    if action.tally is not None and action.tally.words:
        return ", ".join(filter(None, (action.tally.words, action.tally.ahead)))
    if action.local is not None:
        return f"{action.local.in_state('done')} / {action.local.total}"
    return ""


def groups(actions: Iterable[ActionView]) -> list[Group]:
    """The actions under the part to which they belong, in the order of the programme."""
    by_part = groupby(actions, key=lambda action: (action.part_id, action.part))
    return [Group(title, tuple(shown(action) for action in found)) for (_id, title), found in by_part]


def part_title(part: PartView) -> str:
    return f"{part.number} {part.title}".strip()


def tally(survey: Survey) -> tuple[tuple[BarPart, ...], tuple[tuple[str, Told, int], ...]]:
    """The bar of all lights, and the same in words: (kind, words, number)."""
    numbers = [(words.LIGHTS[colour], survey.number(colour)) for colour in COLOURS]
    bar = tuple(BarPart(number, chip) for (chip, _label), number in numbers if number)
    return bar, tuple((chip, label, number) for (chip, label), number in numbers)
