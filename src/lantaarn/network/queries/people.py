"""Who: which hats a person has, who works at which desk, and who is there today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.network.models import Absence, Membership, User


@dataclass(frozen=True)
class MembershipView:
    """One of the hats of a person."""

    id: UUID
    role: str
    role_label: str
    desk_label: str
    organisation: str
    current: bool = False


@dataclass(frozen=True)
class MemberView:
    """A person at a desk, and whether the person is there today."""

    membership_id: UUID
    user_id: UUID
    name: str
    email: str
    phone: str
    is_deputy: bool
    trained_on: dt.date | None
    away_until: dt.date | None

    @property
    def reachable(self) -> bool:
        return self.away_until is None


def valid_today() -> Q:
    """Memberships that hold today."""
    return valid_on(timezone.localdate())


def valid_on(day: dt.date) -> Q:
    """Memberships that held on this day."""
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))


@dataclass(frozen=True)
class _Hat:
    """A membership that holds today, with all that an actor is made of."""

    id: UUID
    user_id: UUID
    name: str
    region: str
    region_name: str
    role: str
    role_label: str
    may: list[str]
    desk_id: UUID | None
    desk_kind: str
    desk_label: str
    organisation_id: UUID
    organisation: str
    municipality_id: UUID | None
    municipality: str


# Written out because it runs behind every page; a tree of model instances would cost more than the query.
_HATS = """
SELECT ms.id, u.id, u.name, g.code, g.name, r.code, r.label, r.may, d.id, coalesce(d.kind, ''), coalesce(d.label, ''),
       o.id, o.name, m.id, coalesce(m.name, '')
FROM network_membership ms
JOIN network_user u ON u.id = ms.user_id AND u.is_active
JOIN network_region g ON g.code = ms.region_id
JOIN network_role r ON r.id = ms.role_id
JOIN network_organisation o ON o.id = ms.organisation_id
LEFT JOIN network_desk d ON d.id = ms.desk_id
LEFT JOIN network_municipality m ON m.id = coalesce(d.municipality_id, o.municipality_id)
WHERE ms.user_id = %(user)s AND ms.valid_from <= %(today)s AND (ms.valid_until IS NULL OR ms.valid_until >= %(today)s)
ORDER BY ms.is_deputy, ms.valid_from, ms.id
"""


def _hats(user_id: UUID) -> list[_Hat]:
    with connection.cursor() as cursor:
        cursor.execute(_HATS, {"user": user_id, "today": timezone.localdate()})
        return [_Hat(*row) for row in cursor.fetchall()]


def actor_of(*, user_id: UUID, membership_id: UUID | None) -> Actor | None:
    """The actor that a signed-in person is now: the chosen membership, else the first; None without any."""
    found = _hats(user_id)
    chosen = next((hat for hat in found if hat.id == membership_id), found[0] if found else None)
    return None if chosen is None else _actor(chosen)


def _actor(hat: _Hat) -> Actor:
    works = hat.desk_id is not None and "signals.work" in hat.may
    return Actor(
        kind="desk" if works else "plain",
        region=hat.region,
        region_name=hat.region_name,
        user_id=hat.user_id,
        name=hat.name,
        role=hat.role,
        role_label=hat.role_label,
        may=frozenset(hat.may),
        desk_id=hat.desk_id if works else None,
        desk_kind=hat.desk_kind if works else "",
        desk_label=hat.desk_label if works else "",
        organisation_id=hat.organisation_id,
        organisation=hat.organisation,
        municipality_id=hat.municipality_id,
        municipality=hat.municipality,
        membership_id=hat.id,
    )


def memberships_of(*, user_id: UUID, current: UUID | None = None) -> list[MembershipView]:
    """All hats of a person, for the switch in the page's top."""
    return [_membership_view(hat, current) for hat in _hats(user_id)]


def _membership_view(hat: _Hat, current: UUID | None) -> MembershipView:
    return MembershipView(
        id=hat.id,
        role=hat.role,
        role_label=hat.role_label,
        desk_label=hat.desk_label,
        organisation=hat.organisation,
        current=hat.id == current,
    )


def staffing(*, region: str) -> dict[tuple[str, UUID | None], int]:
    """How many people a desk has today, absent ones not counted, by (desk kind, municipality)."""
    today = timezone.localdate()
    away = Absence.objects.filter(first_day__lte=today, last_day__gte=today).values("membership_id")
    people = (
        Membership.objects.filter(valid_today(), region_id=region, desk__isnull=False, user__is_active=True)
        .exclude(id__in=away)
        .values_list("desk__kind", "desk__municipality_id")
        .annotate(people=Count("user_id", distinct=True))
    )
    return {(kind, municipality): count for kind, municipality, count in people}


def members(*, desk_id: UUID) -> list[MemberView]:
    """The people of a desk."""
    return members_of_desks(desk_ids=[desk_id]).get(desk_id, [])


def members_of_desks(*, desk_ids: Iterable[UUID], on: dt.date | None = None) -> dict[UUID, list[MemberView]]:
    """The people of several desks, in one query and one for absences; `on`: as it was on an earlier day."""
    today = timezone.localdate()
    day = min(on or today, today)
    found = Membership.objects.filter(valid_on(day), desk_id__in=list(desk_ids)).select_related("user")
    if day == today:  # who may no longer sign in today was there before
        found = found.filter(user__is_active=True)
    away = dict(Absence.objects.filter(first_day__lte=day, last_day__gte=day).values_list("membership_id", "last_day"))
    by_desk: dict[UUID, list[MemberView]] = {}
    for m in found.order_by("is_deputy", "user__name"):
        view = MemberView(
            membership_id=m.id,
            user_id=m.user_id,
            name=m.user.name,
            email=m.user.email,
            phone=m.user.phone,
            is_deputy=m.is_deputy,
            trained_on=m.trained_on if m.trained_on and m.trained_on <= day else None,
            away_until=away.get(m.id),
        )
        by_desk.setdefault(m.desk_id, []).append(view)  # type: ignore[arg-type]
    return by_desk


def user_by_email(*, email: str) -> User | None:
    """The account of this address; for signing in only."""
    return User.objects.filter(email__iexact=email, is_active=True).first()


def people_named(*, region: str, words: str) -> tuple[UUID, ...]:
    """The accounts of the region whose name holds these words, stopped ones and past ones as well."""
    of_region = Membership.objects.filter(region_id=region).values("user_id")
    return tuple(User.objects.filter(id__in=of_region, name__icontains=words).values_list("id", flat=True))
