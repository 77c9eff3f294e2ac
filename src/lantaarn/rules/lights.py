"""The light of an action: green, orange, red or grey, from dates, counts and the last word, each with its reason.

Nobody types a colour. A person may overrule one with a reason, which is shown beside what the rules say.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Colour = Literal["green", "orange", "red", "grey"]
COLOURS: tuple[Colour, ...] = ("green", "grey", "orange", "red")
"""From good to bad."""
LABELS: dict[Colour, str] = {"green": "groen", "orange": "oranje", "red": "rood", "grey": "grijs"}
SILENT = dt.timedelta(days=183)
"""Half a year, the rhythm of the report to the executives: silence for longer leaves them without a picture."""
NEAR = dt.timedelta(days=61)
STATES = ("not_begun", "busy", "done", "stuck", "not_needed")
"""What a holder can say with one click."""


@dataclass(frozen=True)
class Light:
    """A colour and why; `code` names the reason for who translates or counts."""

    colour: Colour
    code: str
    reason: str


@dataclass(frozen=True)
class Window:
    """The time in which a target must be met: this year, this quarter, or from a day until a day."""

    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def past(self, today: dt.date) -> float:
        """Which part of it is over at the end of today, 0 to 1."""
        return min(max(((today - self.first).days + 1) / self.days, 0.0), 1.0)


@dataclass(frozen=True)
class Target:
    """So many, in each of these periods: at least three a year."""

    number: int
    per: Literal["year", "half_year", "quarter", "month", "whole"]


@dataclass(frozen=True)
class Facts:
    """What the rules may know of an action. `counted` is what rooms or the holder counted in the window."""

    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    ongoing: bool = False
    state: str = ""
    last_word: dt.date | None = None
    known_since: dt.date | None = None
    target: int | None = None
    counted: int | None = None
    window: Window | None = None


@dataclass(frozen=True)
class Forecast:
    """How many it will be at the end of the window when it goes on like this."""

    number: int
    target: int

    @property
    def reached(self) -> bool:
        return self.number >= self.target

    @property
    def words(self) -> str:
        return f"op koers voor {self.number} van {self.target}"


# --- rhythm and windows -----------------------------------------------------------------------------------------------

_PER_YEAR = {"half-yearly": 2, "twice a year": 2, "yearly": 1}
"""The longer word first: one holds the other."""


def target_of(recurrence: str | None) -> Target | None:
    """The target that a rhythm states: `3 a year`, `yearly`, `quarterly`; an ongoing action states none."""
    text = (recurrence or "").lower()
    found = re.search(r"(\d+) (?:times )?an? (year|half-year|quarter|month)", text)
    if found:
        per = {"year": "year", "half-year": "half_year", "quarter": "quarter", "month": "month"}
        return Target(int(found[1]), per[found[2]])  # type: ignore[arg-type]
    if "quarterly" in text:
        return Target(1, "quarter")
    if "monthly" in text:
        return Target(1, "month")
    for word, number in _PER_YEAR.items():
        if word in text:
            return Target(number, "year")
    return None


_MONTHS = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}


def window_of(target: Target, today: dt.date, *, first: dt.date | None = None, last: dt.date | None = None) -> Window:
    """The window of the target in which today lies, cut to the action's own days where those begin or end within it."""
    if target.per == "whole":
        return Window(first or dt.date(today.year, 1, 1), last or dt.date(today.year, 12, 31))
    if last and today > last:
        today = last
    elif first and today < first:
        today = first
    months = _MONTHS[target.per]
    begins = (today.month - 1) // months * months + 1
    ends = begins + months - 1
    found = Window(dt.date(today.year, begins, 1), dt.date(today.year, ends, calendar.monthrange(today.year, ends)[1]))
    return Window(max(found.first, first or found.first), min(found.last, last or found.last))


def forecast(*, counted: int, target: int, window: Window, today: dt.date) -> Forecast:
    """Straight on: what was counted, divided by the part of the window that is over; never less than was counted."""
    past = window.past(today)
    if past <= 0:
        return Forecast(max(counted, target), target)
    return Forecast(max(counted, int(counted / past)), target)


def due_by(*, target: int, window: Window, today: dt.date) -> int:
    """How many there should be by now: whole ones, rounded down, so that nobody is late in January."""
    return int(target * window.past(today))


# --- the light --------------------------------------------------------------------------------------------------------


def light(facts: Facts, *, today: dt.date) -> Light:
    """The first rule that has something to say decides."""
    for rule in (_said, _not_begun, _counted, _over, _soon, _silence):
        found = rule(facts, today)
        if found is not None:
            return found
    return Light("green", "heard", f"Laatste bericht op {_day(facts.last_word or today)}.")


def _said(facts: Facts, today: dt.date) -> Light | None:
    """What ends it, or stops it, is known to the holder before any count shows it."""
    if facts.state == "done":
        return Light("green", "done", "Klaar, volgens de actiehouder.")
    if facts.state == "not_needed":
        return Light("grey", "not_needed", "Niet nodig, volgens de actiehouder.")
    if facts.state == "stuck":
        return Light("red", "stuck", "De actiehouder meldt dat dit vastzit.")
    return None


def _not_begun(facts: Facts, today: dt.date) -> Light | None:
    if facts.starts_on and today < facts.starts_on:
        return Light("grey", "not_begun", f"Begint op {_day(facts.starts_on)}.")
    return None


def _counted(facts: Facts, today: dt.date) -> Light | None:
    if facts.target is None or facts.counted is None or facts.window is None:
        return None
    counted, target, window = facts.counted, facts.target, facts.window
    so_far = f"{counted} van {target}"
    if counted >= target:
        return Light("green", "reached", f"Gehaald: {so_far} tot en met {_day(window.last)}.")
    if today > window.last:
        return Light("red", "missed", f"Niet gehaald: {so_far} tot en met {_day(window.last)}.")
    behind = due_by(target=target, window=window, today=today) - counted
    ahead = forecast(counted=counted, target=target, window=window, today=today)
    if behind <= 0:
        if counted == 0 and window.last - today <= NEAR:
            return Light("orange", "last_weeks", f"Nog {target} te gaan tot en met {_day(window.last)}.")
        return Light("green", "on_course", f"{so_far} tot nu toe; dat past bij de tijd die voorbij is.")
    if behind == 1 and counted > 0:
        return Light("orange", "behind", f"{so_far} tot nu toe: {ahead.words}.")
    return Light("red", "far_behind", f"{so_far} tot nu toe, en {_day(window.last)} is de laatste dag: {ahead.words}.")


def _over(facts: Facts, today: dt.date) -> Light | None:
    """What goes on until a day is over then, not late."""
    if facts.ends_on and today > facts.ends_on:
        if facts.ongoing:
            return Light("grey", "ended", f"Liep tot en met {_day(facts.ends_on)}.")
        return Light("red", "over", f"Had op {_day(facts.ends_on)} klaar moeten zijn.")
    return None


def _soon(facts: Facts, today: dt.date) -> Light | None:
    near = facts.ends_on is not None and facts.ends_on - today <= NEAR
    if facts.ends_on and near and not facts.ongoing and facts.state in {"", "not_begun"}:
        return Light("orange", "soon", f"Moet op {_day(facts.ends_on)} klaar zijn en is nog niet begonnen.")
    return None


def _silence(facts: Facts, today: dt.date) -> Light | None:
    if facts.last_word is None:
        since = max(filter(None, (facts.starts_on, facts.known_since)), default=None)
        if since is None or today - since <= SILENT:
            return Light("grey", "no_word", "Nog geen bericht van de actiehouder.")
        return Light("orange", "never_heard", f"Sinds {_day(since)} nog geen bericht van de actiehouder.")
    if today - facts.last_word > SILENT:
        return Light(
            "orange", "silent", f"Laatste bericht is van {_day(facts.last_word)}, langer dan een half jaar terug."
        )
    return None


def together(number: Mapping[Colour, int], *, of: str = "gemeenten") -> Light:
    """One light for a local action, from how many municipalities that carry it out have each colour."""
    green, orange, red, grey = (number.get(colour, 0) for colour in ("green", "orange", "red", "grey"))
    every = green + orange + red + grey
    if every == grey:
        return Light("grey", "no_word", f"Nog geen bericht van {of}.")
    said = f"{green} van {every} {of} groen"
    if red * 2 >= every:
        return Light("red", "many_red", f"{said}, {red} rood.")
    if red + orange or grey * 2 > every:
        return Light("orange", "some_late", f"{said}, {orange} oranje, {red} rood, {grey} grijs.")
    return Light("green", "all_well", f"{said}.")


_NAMES = "januari februari maart april mei juni juli augustus september oktober november december".split()


def _day(day: dt.date) -> str:
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"
