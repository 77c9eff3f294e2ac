"""What people read of themselves: details, days away, and who answers then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.network.models import Absence, Membership, User
from lantaarn.network.queries.people import MemberView, members


@dataclass(frozen=True)
class OwnAccount:
    """One's own account as its page shows it."""

    name: str
    email: str
    phone: str
    trained_on: dt.date | None
    absences: tuple[tuple[dt.date, dt.date], ...]
    colleagues: tuple[MemberView, ...]


def own_account(*, by: Actor) -> OwnAccount:
    """The account, the training day of the hat of now, coming days away, and the others at the desk."""
    me = by.user_id
    assert me is not None
    user = User.objects.get(id=me)
    trained = Membership.objects.filter(id__in=[by.membership_id]).values_list("trained_on", flat=True).first()
    away = (
        Absence.objects.filter(membership__user_id=me, last_day__gte=timezone.localdate())
        .order_by("first_day")
        .values_list("first_day", "last_day")
        .distinct()
    )
    others = members(desk_id=by.desk_id) if by.desk_id else []
    return OwnAccount(
        name=user.name,
        email=user.email,
        phone=user.phone,
        trained_on=trained,
        absences=tuple(away),
        colleagues=tuple(m for m in others if m.user_id != me),
    )
