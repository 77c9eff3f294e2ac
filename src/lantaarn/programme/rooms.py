"""What the rooms hold, asked once a page: counts of many actions and windows share one answer of each room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

from lantaarn.network import queries as network
from lantaarn.network.queries import Filling
from lantaarn.outreach import queries as outreach
from lantaarn.outreach.queries import Held


class Rooms:
    """Of one region, for as long as one page takes."""

    def __init__(self, region: str) -> None:
        self.region = region
        self.trainings = _Days(lambda first, last: outreach.held(region=region, first=first, last=last))
        self.meetings = _Days(lambda first, last: outreach.meetings_held(region=region, first=first, last=last))
        self.filling: Callable[[dt.date], Filling] = cache(lambda day: network.filling(region=region, on=day))


class _Days:
    """What was held, by day; years that are known are not asked again."""

    def __init__(self, ask: Callable[[dt.date, dt.date], list[Held]]) -> None:
        self._ask = ask
        self._known: tuple[dt.date, dt.date] | None = None
        self._rows: list[Held] = []

    def __call__(self, first: dt.date, last: dt.date) -> list[Held]:
        if self._known is None or first < self._known[0] or last > self._known[1]:
            whole = (dt.date(first.year, 1, 1), dt.date(last.year, 12, 31))
            self._known = (
                whole if self._known is None else (min(whole[0], self._known[0]), max(whole[1], self._known[1]))
            )
            self._rows = self._ask(*self._known)
        return [one for one in self._rows if first <= one.on_day <= last]
