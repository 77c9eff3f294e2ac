"""The money of a programme: a row per measure, year and source; totals are never typed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.programme.actions.holding import changed, open_programme
from lantaarn.programme.models import BudgetLine, Programme
from lantaarn.rules.transitions import NotAllowed


@dataclass(frozen=True)
class MoneyInput:
    """One measure in one year from one source."""

    measure: str
    year: int | None
    planned: Decimal
    money_from: str = ""
    committed: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    forecast: Decimal | None = None
    source_line: int | None = None


@transaction.atomic
def set_budget_line(*, programme_id: UUID, line: MoneyInput, by: Actor) -> UUID:
    """Plan, or note what was committed and spent; the row of the same measure, year and source is changed."""
    programme = open_programme(programme_id, by)
    made = put_money(programme, line, by)
    changed(programme, "programme.budget_set", f"{line.measure} {line.year or ''}".strip(), by)
    return made.id


def put_money(programme: Programme, line: MoneyInput, by: Actor) -> BudgetLine:
    if not line.measure.strip():
        raise NotAllowed(_("Schrijf waarvoor het geld is."))
    if min(line.planned, line.committed, line.spent) < 0:
        raise NotAllowed(_("Een bedrag kan niet onder nul zijn."))
    key = {"measure": line.measure.strip(), "year": line.year, "money_from": line.money_from.strip()}
    found = BudgetLine.objects.filter(programme=programme, **key).first()
    made = found or BudgetLine(region_id=by.region, programme=programme, place=programme.budget.count(), **key)
    made.planned, made.committed, made.spent, made.forecast = (
        line.planned,
        line.committed,
        line.spent,
        line.forecast,
    )
    made.source_line = line.source_line or made.source_line
    made.changed_at = timezone.now()
    made.save(force_insert=found is None)
    return made
