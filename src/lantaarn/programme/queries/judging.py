"""From rows to lights: what an action promised, what was counted, what was said, and the colour that follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.utils import timezone

from lantaarn.programme.indicators import BY_CODE, TOLD_WHEN_COUNTED, Count
from lantaarn.programme.models import Action
from lantaarn.programme.queries.rows import LocalGroup, Said
from lantaarn.rules.lights import (
    SILENT,
    Colour,
    Facts,
    Light,
    Target,
    Window,
    forecast,
    light,
    together,
    window_of,
)


@dataclass(frozen=True)
class Tally:
    """A count held against its target: how many, of how many, until when, and how it was counted."""

    number: float | None
    target: int | None
    first: dt.date
    last: dt.date
    words: str
    """‘2 van 3’; empty when there is nothing to say."""
    ahead: str
    """‘op koers voor 2 van 3’; empty where no forecast is possible."""
    label: str
    how: str
    items: tuple[str, ...]
    asked_of_holder: bool
    hidden: bool


@dataclass(frozen=True)
class Verdict:
    """The light that is shown, and what the rules say when a person overruled it."""

    light: Light
    rules: Light
    overruled: bool
    overruled_by: str
    overruled_until: dt.date | None
    tally: Tally | None


def judge(action: Action, said: Said, local: Sequence[LocalGroup], count: Count, today: dt.date) -> Verdict:
    tally = tally_of(action, said, count, today)
    rules = _locally(action, local, today) if local and tally is None else _alone(action, said, tally, today)
    if said.light and said.light_until and said.light_until >= today:
        shown = Light(cast("Colour", said.light), "overruled", said.light_reason)
        return Verdict(shown, rules, True, said.light_who, said.light_until, tally)
    return Verdict(rules, rules, False, "", None, tally)


def _alone(action: Action, said: Said, tally: Tally | None, today: dt.date) -> Light:
    counts = tally is not None and tally.target is not None and tally.number is not None
    return light(
        Facts(
            starts_on=action.starts_on or action.programme.starts_on,
            ends_on=action.ends_on,
            ongoing=action.recurrence == "ongoing",
            state=said.state,
            last_word=timezone.localtime(said.last_at).date() if said.last_at else None,
            known_since=timezone.localtime(action.programme.made_at).date(),
            target=tally.target if tally and counts else None,
            counted=int(tally.number) if tally and counts and tally.number is not None else None,
            window=Window(tally.first, tally.last) if tally and counts else None,
        ),
        today=today,
    )


def cell_light(action: Action, state: str, last_word: dt.date | None, today: dt.date) -> Light:
    """The light of one municipality."""
    return light(
        Facts(
            starts_on=action.starts_on or action.programme.starts_on,
            ends_on=action.ends_on,
            ongoing=action.recurrence == "ongoing",
            state="" if state == "not_begun" else state,
            last_word=last_word,
            known_since=timezone.localtime(action.programme.made_at).date(),
        ),
        today=today,
    )


def _locally(action: Action, local: Sequence[LocalGroup], today: dt.date) -> Light:
    heard = {"never": None, "old": today - SILENT - dt.timedelta(days=1), "new": today}
    lights: list[Light] = []
    for group in local:
        lights += [cell_light(action, group.state, heard[group.heard], today)] * group.number
    return together(lights)


def tally_of(action: Action, said: Said, count: Count, today: dt.date) -> Tally | None:
    """None where the action states no number and names no count."""
    if action.target is None and not action.indicator:
        return None
    window = _window(action, today)
    indicator = BY_CODE.get(action.indicator)
    if indicator is None:
        number = (
            said.counted if said.counted_at and timezone.localtime(said.counted_at).date() >= window.first else None
        )
        return _tally(action, window, today, number, (), "", "", asked=True, hidden=False)
    if indicator.unit not in TOLD_WHEN_COUNTED:
        window = _whole_quarters(today)
    found = count(indicator.code, window.first, min(window.last, today) if indicator.unit == "times" else window.last)
    assert found is not None
    target = action.target if indicator.unit != "municipalities" else found.whole
    return _tally(
        action, window, today, found.number, found.items, str(indicator.label), str(indicator.how),
        asked=False, hidden=found.hidden, target=target if indicator.unit in TOLD_WHEN_COUNTED else None,
    )  # fmt: skip


def _window(action: Action, today: dt.date) -> Window:
    first, last = action.starts_on or action.programme.starts_on, action.ends_on or action.programme.ends_on
    per = action.target_per or "year"
    return window_of(Target(action.target or 1, per), today, first=first, last=last)  # type: ignore[arg-type]


def _whole_quarters(today: dt.date) -> Window:
    """Signals are counted over whole months of at least a quarter: this calendar year."""
    return Window(dt.date(today.year, 1, 1), dt.date(today.year, 12, 31))


def _tally(
    action: Action,
    window: Window,
    today: dt.date,
    number: float | None,
    items: tuple[str, ...],
    label: str,
    how: str,
    *,
    asked: bool,
    hidden: bool,
    target: int | None = None,
) -> Tally:
    target = action.target if asked else target
    words = ahead = ""
    if number is not None and target is not None:
        words = f"{int(number)} van {target}"
        if window.first <= today <= window.last:
            ahead = forecast(counted=int(number), target=target, window=window, today=today).words
    return Tally(number, target, window.first, window.last, words, ahead, label, how, items, asked, hidden)
