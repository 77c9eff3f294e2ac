"""The budget as a table of measures and years; each total is computed from the rows that stand in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.http import Http404

from lantaarn.context.actor import Actor
from lantaarn.programme.models import BudgetLine, Programme

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Sum:
    """Planned, committed, spent, and what it will be: the forecast where there is one, else what is planned."""

    planned: Decimal = NOTHING
    committed: Decimal = NOTHING
    spent: Decimal = NOTHING
    forecast: Decimal = NOTHING

    @property
    def left(self) -> Decimal:
        return self.planned - self.spent

    @property
    def over(self) -> bool:
        return max(self.spent, self.committed, self.forecast) > self.planned

    def __add__(self, other: Sum) -> Sum:
        return Sum(
            self.planned + other.planned,
            self.committed + other.committed,
            self.spent + other.spent,
            self.forecast + other.forecast,
        )


@dataclass(frozen=True)
class MoneyRow:
    """A measure from a source, with a sum per year of the table (None: no row for that year)."""

    measure: str
    money_from: str
    sums: tuple[Sum | None, ...]
    total: Sum


@dataclass(frozen=True)
class Money:
    """The table; `years` may end in None for what is in no year."""

    years: tuple[int | None, ...]
    rows: tuple[MoneyRow, ...]
    totals: tuple[Sum, ...]
    total: Sum


def money(*, programme_id: UUID, by: Actor) -> Money:
    """One query for the rows; nothing of a total is stored."""
    if not Programme.objects.filter(id=programme_id, region_id=by.region).exists():
        raise Http404
    return table(BudgetLine.objects.filter(programme_id=programme_id).order_by("place", "year"))


def table(lines: Iterable[BudgetLine]) -> Money:
    found: dict[tuple[str, str], dict[int | None, Sum]] = {}
    for line in lines:
        forecast = line.planned if line.forecast is None else line.forecast
        row = found.setdefault((line.measure, line.money_from), {})
        row[line.year] = row.get(line.year, Sum()) + Sum(line.planned, line.committed, line.spent, forecast)
    named = sorted({year for row in found.values() for year in row if year is not None})
    loose = any(None in row for row in found.values())
    years: tuple[int | None, ...] = (*named, None) if loose else tuple(named)
    rows = tuple(
        MoneyRow(measure, source, tuple(sums.get(year) for year in years), _sum(sums.values()))
        for (measure, source), sums in found.items()
    )
    totals = tuple(_sum(sum_ for row in rows if (sum_ := row.sums[i]) is not None) for i in range(len(years)))
    return Money(years, rows, totals, _sum(totals))


def _sum(sums: Iterable[Sum]) -> Sum:
    total = Sum()
    for one in sums:
        total += one
    return total
