"""What parties can share when they may not share persons: how much, where and of what sort, without small numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db import connection
from django.http import Http404

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor

SMALLEST = 5
"""Counts below this are left out. An installation can only ask for more (PICTURE_SMALLEST); the database holds it."""


@dataclass(frozen=True)
class PictureCell:
    """One count, rounded to fives; None: too small to tell, or needed to keep another one from being worked out."""

    sort: str
    """municipality, domain, minor: each signal once. exploitation, fact: a signal counts for each that it has."""
    value: str
    count: int | None


@dataclass(frozen=True)
class PictureYear:
    """A year of the region, of months that are over."""

    year: int
    total: int
    cells: tuple[PictureCell, ...]

    def of(self, sort: str) -> tuple[PictureCell, ...]:
        return tuple(cell for cell in self.cells if cell.sort == sort)


def phenomenon_picture(*, by: Actor) -> tuple[PictureYear, ...]:
    """The picture per year, the newest first; a year with too few signals is not there at all."""
    if not by.can("picture.read"):
        raise Http404
    smallest = max(SMALLEST, getattr(settings, "PICTURE_SMALLEST", SMALLEST))
    with connection.cursor() as cursor:
        cursor.execute("SELECT year, sort, value, counted FROM access_picture(%s)", [smallest])
        rows = cursor.fetchall()
    audit.record(action="picture.read", by=by)
    years = []
    for year, found in groupby(rows, key=lambda row: row[0]):
        cells = [PictureCell(*row[1:]) for row in found]
        total = next(cell.count for cell in cells if cell.sort == "total") or 0
        years.append(PictureYear(year, total, tuple(cell for cell in cells if cell.sort != "total")))
    return tuple(years)
