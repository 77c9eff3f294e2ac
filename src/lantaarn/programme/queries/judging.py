"""From rows to lights: what an action promised, what was counted, what was said, and the colour that follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from django.utils import timezone

from lantaarn.programme.indicators import BY_CODE, TOLD_WHEN_COUNTED, Count
from lantaarn.programme.models import Action
from lantaarn.programme.queries.rows import Said
from lantaarn.rules.lights import (
    COLOURS,
    SILENT,
    STATES,
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


class Span(NamedTuple):
    """When an action runs, as the rules ask it."""

    starts_on: dt.date | None
    ends_on: dt.date | None
    ongoing: bool
    known_since: dt.date


class Promise(NamedTuple):
    """What an action promised, with the days of its programme."""

    starts_on: dt.date | None
    ends_on: dt.date | None
    recurrence: str
    target: int | None
    target_per: str
    indicator: str
    programme_starts: dt.date | None
    programme_ends: dt.date | None
    known_since: dt.date

    @property
    def span(self) -> Span:
        starts_on = self.starts_on or self.programme_starts
        return Span(starts_on, self.ends_on, self.recurrence == "ongoing", self.known_since)


def promise_of(action: Action) -> Promise:
    programme = action.programme
    return Promise(
        action.starts_on,
        action.ends_on,
        action.recurrence,
        action.target,
        action.target_per,
        action.indicator,
        programme.starts_on,
        programme.ends_on,
        timezone.localtime(programme.made_at).date(),
    )


def judge(promise: Promise, said: Said, local: Mapping[str, int], count: Count, today: dt.date) -> Verdict:
    """`local`: how many municipalities by their state and how long ago they were heard."""
    tally = tally_of(promise, said, count, today)
    rules = _locally(promise.span, local, today) if local and tally is None else _alone(promise, said, tally, today)
    if said.light and said.light_until and said.light_until >= today:
        shown = Light(cast("Colour", said.light), "overruled", said.light_reason)
        return Verdict(shown, rules, True, said.light_who, said.light_until, tally)
    return Verdict(rules, rules, False, "", None, tally)


def _alone(promise: Promise, said: Said, tally: Tally | None, today: dt.date) -> Light:
    counts = tally is not None and tally.target is not None and tally.number is not None
    return light(
        Facts(
            **promise.span._asdict(),
            state=said.state,
            last_word=said.last_on,
            target=tally.target if tally and counts else None,
            counted=int(tally.number) if tally and counts and tally.number is not None else None,
            window=Window(tally.first, tally.last) if tally and counts else None,
        ),
        today=today,
    )


@lru_cache(maxsize=4096)
def cell_light(span: Span, state: str, last_word: dt.date | None, today: dt.date) -> Light:
    """The light of one municipality; a matrix has thousands of cells and few that differ."""
    said = "" if state == "not_begun" else state
    return light(Facts(**span._asdict(), state=said, last_word=last_word), today=today)


def heard_days(today: dt.date) -> dict[str, dt.date | None]:
    """Days that the rules judge as they do every last word that was heard this long ago."""
    return {"never": None, "old": today - SILENT - dt.timedelta(days=1), "new": today}


@lru_cache(maxsize=1024)
def _colours(span: Span, today: dt.date) -> dict[str, Colour]:
    """The colour of a municipality by its state and how long ago it was heard: `busy old`."""
    heard = heard_days(today)
    return {f"{state} {ago}": cell_light(span, state, heard[ago], today).colour for state in STATES for ago in heard}


def _locally(span: Span, local: Mapping[str, int], today: dt.date) -> Light:
    colours, number = _colours(span, today), dict.fromkeys(COLOURS, 0)
    for name, municipalities in local.items():
        number[colours[name]] += municipalities
    return together(number)


def tally_of(promise: Promise, said: Said, count: Count, today: dt.date) -> Tally | None:
    """None where the action states no number and names no count."""
    if promise.target is None and not promise.indicator:
        return None
    window = _window(promise, today)
    indicator = BY_CODE.get(promise.indicator)
    if indicator is None:
        number = said.counted if said.counted_on and said.counted_on >= window.first else None
        return _tally(promise, window, today, number, (), "", "", asked=True, hidden=False)
    if indicator.unit not in TOLD_WHEN_COUNTED:
        window = _whole_quarters(today)
    found = count(indicator.code, window.first, min(window.last, today) if indicator.unit == "times" else window.last)
    assert found is not None
    target = promise.target if indicator.unit != "municipalities" else found.whole
    return _tally(
        promise, window, today, found.number, found.items, str(indicator.label), str(indicator.how),
        asked=False, hidden=found.hidden, target=target if indicator.unit in TOLD_WHEN_COUNTED else None,
    )  # fmt: skip


def _window(promise: Promise, today: dt.date) -> Window:
    first, last = promise.starts_on or promise.programme_starts, promise.ends_on or promise.programme_ends
    per = promise.target_per or "year"
    return window_of(Target(promise.target or 1, per), today, first=first, last=last)  # type: ignore[arg-type]


def _whole_quarters(today: dt.date) -> Window:
    """Signals are counted over whole months of at least a quarter: this calendar year."""
    return Window(dt.date(today.year, 1, 1), dt.date(today.year, 12, 31))


def _tally(
    promise: Promise,
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
    target = promise.target if asked else target
    words = ahead = ""
    if number is not None and target is not None:
        words = f"{int(number)} van {target}"
        if window.first <= today <= window.last:
            ahead = forecast(counted=int(number), target=target, window=window, today=today).words
    return Tally(number, target, window.first, window.last, words, ahead, label, how, items, asked, hidden)
