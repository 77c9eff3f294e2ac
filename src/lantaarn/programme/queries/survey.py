"""All actions of a programme at a glance: the colour of each, and what it takes to choose those whose rows are wanted.

The database gathers per action what the rules ask and hands it over as one value; the same facts are judged once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.programme.indicators import Count
from lantaarn.programme.queries.judging import Promise, heard_days, judge
from lantaarn.programme.queries.rows import DAY, HEARD, Said, day_of
from lantaarn.rules.lights import COLOURS, SILENT, Colour

QUIET = frozenset({"no_word", "never_heard", "silent"})
THROUGH = frozenset({"reached", "done", "not_needed"})
NEEDS_CARE = ("red", "orange")


class Seen(NamedTuple):
    """An action from afar."""

    key: str
    colour: Colour
    code: str
    level: str
    last_word: str
    """As ISO writes it; empty when nothing was ever said."""
    last_day: dt.date | None
    """When it must be done: its own last day, or that of the time in which a target must be met."""
    asked: bool
    """A number is wanted that no room counts, and nobody has told it."""
    mine: bool
    held: bool
    """By a name that holds the words that were asked for."""

    @property
    def id(self) -> UUID:
        return UUID(self.key)


@dataclass(frozen=True)
class Survey:
    """Everything that runs, in the order of the plan."""

    seen: tuple[Seen, ...]
    today: dt.date
    count: Count
    """What the rooms said, so that the rows that are chosen need not ask them again."""

    def number(self, colour: str) -> int:
        return sum(one.colour == colour for one in self.seen)

    @property
    def mine(self) -> list[Seen]:
        """What the actor's organisation or role holds: the worst first, then what waits longest."""
        return sorted((one for one in self.seen if one.mine), key=lambda s: (-COLOURS.index(s.colour), s.last_word))

    @property
    def stuck(self) -> list[Seen]:
        """Red before orange; what was said longest ago first."""
        found = (one for one in self.seen if one.colour in NEEDS_CARE)
        return sorted(found, key=lambda s: (NEEDS_CARE.index(s.colour), s.last_word))

    def due(self, *, days: int = 92) -> list[Seen]:
        """What must be done within so many days, by its day; what is done is left out."""
        last = self.today + dt.timedelta(days=days)
        found = [s for s in self.seen if s.last_day and self.today <= s.last_day <= last and s.code not in THROUGH]
        return sorted(found, key=lambda s: s.last_day or last)


def to_answer(seen: Iterable[Seen]) -> list[Seen]:
    """What only the holder can tell: first a number that no room counts, then a word after half a year of silence."""
    return sorted((one for one in seen if one.asked or one.code in QUIET), key=lambda one: not one.asked)


_LAST = "SELECT {what} FROM programme_progress p WHERE p.action_id = a.id AND p.municipality_id IS NULL AND {where}"
_NEWEST = "ORDER BY p.at DESC LIMIT 1"
_SURVEY = f"""
WITH mine AS (
    SELECT DISTINCT p.action_id FROM programme_party p
    WHERE p.holds AND (p.organisation_id = %(organisation)s OR p.role = %(role)s OR (p."group" = 'municipalities'
        AND EXISTS (SELECT FROM network_organisation WHERE id = %(organisation)s AND kind = 'municipality')))
), held AS (
    SELECT DISTINCT p.action_id FROM programme_party p LEFT JOIN network_organisation o ON o.id = p.organisation_id
    WHERE p.holds AND %(holder)s <> '' AND strpos(lower(p.name || ' ' || coalesce(o.name, '')), lower(%(holder)s)) > 0
), overruled AS (
    SELECT DISTINCT ON (p.action_id) p.action_id, p.light, p.light_until FROM programme_progress p
    WHERE p.light_until IS NOT NULL AND p.municipality_id IS NULL ORDER BY p.action_id, p.at DESC
), local AS (
    SELECT s.action_id, json_object_agg(s.state || ' ' || s.heard, s.number) AS groups, max(s.last_word) AS last_word
    FROM (
        SELECT action_id, state, {HEARD.format(day="last_word")} AS heard, count(*) AS number,
               max(last_word) AS last_word
        FROM programme_localstate GROUP BY 1, 2, 3
    ) s GROUP BY 1
)
SELECT coalesce(json_agg(json_build_array(
    a.id, a.level, coalesce(w.day, l.last_word), m.action_id IS NOT NULL, h.action_id IS NOT NULL,
    coalesce(nullif(w.state, ''), ({_LAST.format(what="p.state", where="p.state <> ''")} {_NEWEST}), ''),
    {HEARD.format(day="w.day")},
    CASE WHEN a.target IS NOT NULL AND a.indicator = '' THEN (
        {_LAST.format(what=f"json_build_array(p.counted, {DAY})", where="p.counted IS NOT NULL")} {_NEWEST}) END,
    CASE WHEN o.light_until >= %(today)s THEN nullif(o.light, '') END, l.groups,
    a.starts_on, a.ends_on, a.recurrence, a.target, a.target_per, a.indicator, g.starts_on, g.ends_on,
    (g.made_at AT TIME ZONE 'Europe/Amsterdam')::date
) ORDER BY g.title, t.place NULLS LAST, a.place), '[]')
FROM programme_action a
JOIN programme_programme g ON g.id = a.programme_id
LEFT JOIN programme_part t ON t.id = a.part_id
LEFT JOIN mine m ON m.action_id = a.id
LEFT JOIN held h ON h.action_id = a.id
LEFT JOIN overruled o ON o.action_id = a.id
LEFT JOIN local l ON l.action_id = a.id
LEFT JOIN LATERAL (
    {_LAST.format(what=f"p.state, {DAY} AS day", where="p.light_until IS NULL")} {_NEWEST}) w ON true
WHERE a.ended_on IS NULL AND a.region_id = %(region)s
"""  # noqa: S608 - composed of our own names
_OF_ONE = " AND a.programme_id = %(programme)s"
_OF_ALL = " AND g.state = 'adopted'"


def survey(*, programme_id: UUID | None = None, holder: str = "", today: dt.date | None = None, by: Actor) -> Survey:
    """One programme, or all that were adopted; one query and one for each room that is asked to count."""
    today = today or timezone.localdate()
    asked = {
        "programme": programme_id,
        "region": by.region,
        "organisation": by.organisation_id,
        "role": by.role or None,
        "holder": holder,
        "today": today,
        "silent": today - SILENT,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SURVEY + (_OF_ONE if programme_id else _OF_ALL), asked)
        ((rows,),) = cursor.fetchall()
    look = _Looking(today, Count(by, lights_only=True))
    return Survey(tuple(look(*row) for row in rows), today, look.count)


_Judged = tuple[Colour, str, dt.date | None, bool]


class _Looking:
    """Judges rows as the database hands them over; what was judged once is known."""

    def __init__(self, today: dt.date, count: Count) -> None:
        self.today, self.count, self._heard = today, count, heard_days(today)
        self._known: dict[object, _Judged] = {}

    def __call__(
        self,
        key: str,
        level: str,
        last_word: str | None,
        mine: bool,
        held: bool,
        state: str,
        heard: str,
        counted: list[Any] | None,
        overruled: Colour | None,
        local: dict[str, int] | None,
        *promise: Any,
    ) -> Seen:
        said = _said(state, self._heard[heard], counted)
        if local:  # sixty municipalities hardly ever stand as those of another action do
            colour, code, last_day, asked = self._judged(_promise(*promise), said, local)
        else:
            facts = (promise, said)
            if facts not in self._known:
                self._known[facts] = self._judged(_promise(*promise), said, {})
            colour, code, last_day, asked = self._known[facts]
        if overruled:
            colour, code = overruled, "overruled"
        return Seen(key, colour, code, level, last_word or "", last_day, asked, mine, held)

    def _judged(self, promise: Promise, said: Said, local: dict[str, int]) -> _Judged:
        verdict = judge(promise, said, local, self.count, self.today)
        tally = verdict.tally
        last_day = promise.ends_on or (tally.last if tally and tally.target else None)
        asked = tally is not None and tally.asked_of_holder and tally.number is None
        return verdict.light.colour, verdict.light.code, last_day, asked


@lru_cache(maxsize=2048)
def _promise(starts: str | None, ends: str | None, *rest: Any) -> Promise:
    recurrence, target, per, indicator, programme_starts, programme_ends, known_since = rest
    return Promise(
        day_of(starts),
        day_of(ends),
        recurrence,
        target,
        per,
        indicator,
        day_of(programme_starts),
        day_of(programme_ends),
        dt.date.fromisoformat(known_since),
    )


@lru_cache(maxsize=2048)
def _told(state: str, last_on: dt.date | None, number: int | None, day: str | None) -> Said:
    return Said(last_on=last_on, state=state, counted=number, counted_on=day_of(day))


def _said(state: str, last_on: dt.date | None, counted: list[Any] | None) -> Said:
    return _told(state, last_on, *(counted or (None, None)))
