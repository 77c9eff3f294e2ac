"""What the region's privacy officer sees of the log: how often, by which organisation, of which kind; nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lantaarn.audit.actions import record
from lantaarn.context.actor import Actor

FAMILIES: Mapping[str, Promise] = {
    "read": _("Gelezen"),
    "searched": _("Gezocht"),
    "written": _("Gewijzigd"),
    "taken": _("Opgehaald of gedrukt"),
    "shared": _("Gedeeld"),
    "denied": _("Geweigerd"),
    "emergency": _("Noodtoegang"),
    "log": _("Logboek bekeken"),
    "account": _("Accounts en inloggen"),
}


@dataclass(frozen=True)
class OrganisationCounts:
    """One organisation: uses by family, in the order of FAMILIES; None: what the queue did for the region."""

    organisation_id: UUID | None
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


def region_counts(*, first_day: dt.datetime, last_day: dt.datetime, by: Actor) -> tuple[OrganisationCounts, ...]:
    """Counts per organisation of the region in this period."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_region_counts(%s, %s)", [first_day, last_day])
        rows = cursor.fetchall()
    until = last_day - dt.timedelta(seconds=1)
    record(action="log.region_read", about=f"{first_day:%Y-%m-%d} - {until:%Y-%m-%d}", by=by)
    found: dict[UUID | None, dict[str, int]] = {}
    for organisation, family, count in rows:
        found.setdefault(organisation, {})[family] = count
    return tuple(
        OrganisationCounts(organisation, tuple(of.get(family, 0) for family in FAMILIES))
        for organisation, of in found.items()
    )
