"""The one query behind each page: as what somebody acts now, and which other hats that person has."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lantaarn.context.actor import Actor
from lantaarn.network.models import Membership, User
from lantaarn.network.queries.people import MembershipView, _actor, _hats, _membership_view, valid_today


@dataclass(frozen=True)
class Standing:
    """The actor of now (None without a valid membership) and all hats of the person."""

    actor: Actor | None
    hats: tuple[MembershipView, ...]


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who can be tried out with one click in the demo."""

    user_id: UUID
    membership_id: UUID
    name: str
    role: str
    role_label: str
    desk_kind: str
    desk_label: str
    organisation: str
    municipality: str
    domain: str
    is_deputy: bool
    region: str


def standing_of(*, user_id: UUID, membership_id: UUID | None) -> Standing:
    """The chosen membership if it holds today, else the first; the rest are the other hats."""
    found = _hats(user_id)
    chosen = next((m for m in found if m.id == membership_id), found[0] if found else None)
    if chosen is None:
        return Standing(None, ())
    return Standing(_actor(chosen), tuple(_membership_view(m, chosen.id) for m in found))


def demo_people() -> list[DemoPerson]:
    """Everybody with a valid membership; only the demo's sign-in page asks."""
    found = (
        Membership.objects.filter(valid_today(), user__is_active=True)
        .select_related("user", "role", "desk__municipality", "organisation__municipality")
        .order_by("role__label", "desk__label", "is_deputy", "user__name")
    )
    return [_demo_person(m) for m in found]


def _demo_person(membership: Membership) -> DemoPerson:
    desk = membership.desk
    municipality = (desk.municipality if desk else None) or membership.organisation.municipality
    return DemoPerson(
        user_id=membership.user_id,
        membership_id=membership.id,
        name=membership.user.name,
        role=membership.role.code,
        role_label=membership.role.label,
        desk_kind=desk.kind if desk else "",
        desk_label=desk.label if desk else "",
        organisation=membership.organisation.name,
        municipality=municipality.name if municipality else "",
        domain=desk.domain if desk else "",
        is_deputy=membership.is_deputy,
        region=membership.region_id,
    )


def demo_user(*, membership_id: UUID) -> User | None:
    """The account behind a valid membership; for the demo's sign-in only."""
    return User.objects.filter(
        id__in=Membership.objects.filter(valid_today(), id=membership_id).values("user_id"), is_active=True
    ).first()


def address_of(*, user_id: UUID) -> str:
    """Where mail for this person goes; empty when the account was stopped."""
    found = User.objects.filter(id=user_id, is_active=True).values_list("email", flat=True).first()
    return found or ""
