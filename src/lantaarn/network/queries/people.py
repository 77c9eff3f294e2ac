"""Who: which hats a person has, who works at which desk, and who is there today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

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
    today = timezone.localdate()
    return Q(valid_from__lte=today) & (Q(valid_until__isnull=True) | Q(valid_until__gte=today))


def _memberships(user_id: UUID) -> list[Membership]:
    return list(
        Membership.objects.filter(valid_today(), user_id=user_id, user__is_active=True)
        .select_related("user", "role", "region", "organisation__municipality", "desk__municipality")
        .order_by("is_deputy", "valid_from", "id")
    )


def actor_of(*, user_id: UUID, membership_id: UUID | None) -> Actor | None:
    """The actor that a signed-in person is now: the chosen membership, else the first; None without any."""
    found = _memberships(user_id)
    chosen = next((m for m in found if m.id == membership_id), found[0] if found else None)
    return None if chosen is None else _actor(chosen)


def _actor(membership: Membership) -> Actor:
    desk, organisation, role = membership.desk, membership.organisation, membership.role
    may = frozenset(role.may)
    works = desk is not None and "signals.work" in may
    municipality = (desk.municipality if desk else None) or organisation.municipality
    return Actor(
        kind="desk" if works else "plain",
        region=membership.region_id,
        region_name=membership.region.name,
        user_id=membership.user_id,
        name=membership.user.name,
        role=role.code,
        role_label=role.label,
        may=may,
        desk_id=desk.id if works and desk else None,
        desk_kind=desk.kind if works and desk else "",
        desk_label=desk.label if works and desk else "",
        organisation_id=organisation.id,
        organisation=organisation.name,
        municipality_id=municipality.id if municipality else None,
        municipality=municipality.name if municipality else "",
        membership_id=membership.id,
    )


def memberships_of(*, user_id: UUID, current: UUID | None = None) -> list[MembershipView]:
    """All hats of a person, for the switch in the page's top."""
    return [_membership_view(m, current) for m in _memberships(user_id)]


def _membership_view(membership: Membership, current: UUID | None) -> MembershipView:
    return MembershipView(
        id=membership.id,
        role=membership.role.code,
        role_label=membership.role.label,
        desk_label=membership.desk.label if membership.desk else "",
        organisation=membership.organisation.name,
        current=membership.id == current,
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


def members_of_desks(*, desk_ids: Iterable[UUID]) -> dict[UUID, list[MemberView]]:
    """The people of several desks, in one query and one for absences."""
    found = (
        Membership.objects.filter(valid_today(), desk_id__in=list(desk_ids), user__is_active=True)
        .select_related("user")
        .order_by("is_deputy", "user__name")
    )
    today = timezone.localdate()
    away = dict(
        Absence.objects.filter(first_day__lte=today, last_day__gte=today).values_list("membership_id", "last_day")
    )
    by_desk: dict[UUID, list[MemberView]] = {}
    for m in found:
        view = MemberView(
            membership_id=m.id,
            user_id=m.user_id,
            name=m.user.name,
            email=m.user.email,
            phone=m.user.phone,
            is_deputy=m.is_deputy,
            trained_on=m.trained_on,
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
