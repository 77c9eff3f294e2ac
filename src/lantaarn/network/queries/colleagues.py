"""Who works for an organisation, and when they were away: for whoever looks after the use of its accounts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from lantaarn.network.models import Absence, Membership


@dataclass(frozen=True)
class Colleague:
    """One account of the organisation, a past one as well."""

    user_id: UUID
    name: str
    email: str
    phone: str

    @property
    def surname(self) -> str:
        """The last word of the name; a name of one word is no surname."""
        return self.name.split()[-1] if " " in self.name.strip() else ""


def colleagues(*, organisation_id: UUID) -> tuple[Colleague, ...]:
    """Everybody who has or had a membership there."""
    found = (
        Membership.objects.filter(organisation_id=organisation_id)
        .values_list("user_id", "user__name", "user__email", "user__phone")
        .distinct()
        .order_by("user__name", "user_id")
    )
    return tuple(Colleague(*row) for row in found)


def away(*, organisation_id: UUID) -> tuple[tuple[UUID, dt.date, dt.date], ...]:
    """Days on which people of the organisation said to be away: (account, first day, last day)."""
    found = Absence.objects.filter(membership__organisation_id=organisation_id)
    return tuple(found.values_list("membership__user_id", "first_day", "last_day"))
