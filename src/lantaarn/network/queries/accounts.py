"""Accounts as the functional administrator sees them: people, roles, invitations; never a signal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from lantaarn.network.models import Invitation, Membership, User
from lantaarn.network.queries.people import valid_today

PAGE = 50


@dataclass(frozen=True)
class RoleRow:
    """A role of an account, of now, of then or to come."""

    membership_id: UUID
    role: str
    role_label: str
    organisation: str
    desk_id: UUID | None
    desk_label: str
    is_deputy: bool
    valid_from: dt.date
    valid_until: dt.date | None
    holds: bool


@dataclass(frozen=True)
class AccountRow:
    """One account."""

    user_id: UUID
    name: str
    email: str
    active: bool
    last_login: dt.datetime | None
    second_factor: bool
    roles: tuple[RoleRow, ...]

    @property
    def current(self) -> tuple[RoleRow, ...]:
        return tuple(role for role in self.roles if role.holds)


@dataclass(frozen=True)
class AccountFilter:
    """What of the list is asked for; state: working, without_role, stopped or empty."""

    words: str = ""
    role: str = ""
    organisation_id: UUID | None = None
    state: str = ""


BREAKS_OFF = dt.timedelta(minutes=10)
"""A mail that is under way longer than this may or may not have left."""


@dataclass(frozen=True)
class AccountPage:
    rows: tuple[AccountRow, ...]
    total: int
    number: int
    pages: int


@dataclass(frozen=True)
class InvitationRow:
    """An invitation that was not taken up."""

    id: UUID
    email: str
    name: str
    role_label: str
    organisation: str
    desk_label: str
    invited_at: dt.datetime
    expires_at: dt.datetime
    expired: bool
    mail: str
    """Empty where the link was handed over; queued, sending, sent, failed, or uncertain when sending broke off."""


def accounts(*, region: str, asked: AccountFilter, number: int = 1) -> AccountPage:
    """The accounts of a region by name, a page at a time."""
    found = _filtered(region, asked)
    total = found.count()
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    users = list(found.order_by("name", "id")[(number - 1) * PAGE : number * PAGE])
    return AccountPage(tuple(_rows(users, region)), total, number, pages)


def _filtered(region: str, asked: AccountFilter) -> QuerySet[User]:
    roles = Membership.objects.filter(region_id=region, user_id=OuterRef("pk"))
    found = User.objects.filter(Exists(roles))
    if asked.words:
        found = found.filter(Q(name__icontains=asked.words) | Q(email__icontains=asked.words))
    if asked.role:
        found = found.filter(Exists(roles.filter(valid_today(), role__code=asked.role)))
    if asked.organisation_id:
        found = found.filter(Exists(roles.filter(valid_today(), organisation_id=asked.organisation_id)))
    if asked.state == "stopped":
        found = found.filter(is_active=False)
    if asked.state == "working":
        found = found.filter(Exists(roles.filter(valid_today())), is_active=True)
    if asked.state == "without_role":
        found = found.filter(~Exists(roles.filter(valid_today())), is_active=True)
    return found


def account(*, region: str, user_id: UUID) -> AccountRow | None:
    """One account of the region, or None."""
    found = _filtered(region, AccountFilter()).filter(id=user_id)
    return next(iter(_rows(list(found), region)), None)


def _rows(users: list[User], region: str) -> list[AccountRow]:
    ids = [user.id for user in users]
    today = timezone.localdate()
    roles: dict[UUID, list[RoleRow]] = {}
    memberships = Membership.objects.filter(region_id=region, user_id__in=ids)
    for m in memberships.select_related("role", "organisation", "desk").order_by("-valid_from", "id"):
        roles.setdefault(m.user_id, []).append(_role_row(m, today))
    guarded = set(
        Authenticator.objects.filter(user_id__in=ids)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .values_list("user_id", flat=True)
    )
    return [
        AccountRow(
            user_id=user.id,
            name=user.name,
            email=user.email,
            active=user.is_active,
            last_login=user.last_login,
            second_factor=user.id in guarded,
            roles=tuple(roles.get(user.id, ())),
        )
        for user in users
    ]


def _role_row(m: Membership, today: dt.date) -> RoleRow:
    return RoleRow(
        membership_id=m.id,
        role=m.role.code,
        role_label=m.role.label,
        organisation=m.organisation.name,
        desk_id=m.desk_id,
        desk_label=m.desk.label if m.desk else "",
        is_deputy=m.is_deputy,
        valid_from=m.valid_from,
        valid_until=m.valid_until,
        holds=m.valid_from <= today and (m.valid_until is None or m.valid_until >= today),
    )


def open_invitations(*, region: str) -> list[InvitationRow]:
    """Invitations that wait for an answer, expired ones with them."""
    found = Invitation.objects.filter(region_id=region, accepted_at=None, withdrawn_at=None)
    return [_invitation_row(i) for i in found.select_related("role", "organisation", "desk").order_by("-invited_at")]


def _invitation_row(i: Invitation) -> InvitationRow:
    return InvitationRow(
        id=i.id,
        email=i.email,
        name=i.name,
        role_label=i.role.label,
        organisation=i.organisation.name,
        desk_label=i.desk.label if i.desk else "",
        invited_at=i.invited_at,
        expires_at=i.expires_at,
        expired=i.expires_at < timezone.now(),
        mail=_mail_state(i),
    )


def _mail_state(i: Invitation) -> str:
    broke_off = i.mail_state == "sending" and i.mail_changed_at and i.mail_changed_at < timezone.now() - BREAKS_OFF
    return "uncertain" if broke_off else i.mail_state


def invitation_by_hash(*, token_hash: str) -> InvitationRow | None:
    """The invitation behind a link, if the link still works."""
    found = (
        Invitation.objects.filter(token_hash=token_hash, accepted_at=None, withdrawn_at=None)
        .filter(expires_at__gte=timezone.now())
        .select_related("role", "organisation", "desk")
        .first()
    )
    return None if found is None else _invitation_row(found)


def left_at_desk(*, desk_id: UUID, without_user: UUID) -> int:
    """How many people would still work at the desk when this person is gone."""
    others = Membership.objects.filter(valid_today(), desk_id=desk_id, user__is_active=True)
    return others.exclude(user_id=without_user).values("user_id").distinct().count()
