"""Invitations: the only way in. The link holds a token of which the database keeps the hash alone.

Where the installation can mail, the link is mailed: the queue makes the token when the mail leaves, so that it lies
nowhere on its way. Else it is shown once to who invites.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.session import enter
from lantaarn.network.models import Desk, Invitation, Membership, Organisation, Role, User
from lantaarn.network.queries import actor_of
from lantaarn.rules.transitions import MAIL, NotAllowed

ADMINISTRATOR = "functional_administrator"
VALID = dt.timedelta(days=7)


@dataclass(frozen=True)
class Invited:
    """A new invitation, and the token that is shown once; no token when the queue mails the link."""

    id: UUID
    token: str
    email: str
    expires_at: dt.datetime


@dataclass(frozen=True)
class Place:
    """As what somebody is invited: role x organisation, at a desk where the role works at one."""

    role: str
    organisation_id: UUID
    desk_id: UUID | None
    is_deputy: bool


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, email: str, name: str, place: Place, by: Actor) -> Invited:
    """Invite somebody; an earlier open invitation for the same place is withdrawn with it."""
    email = email.strip().lower()
    _not_oneself(email, by)
    role, organisation, desk = settle_place(place, region=by.region)
    now = timezone.now()
    open_ones = Invitation.objects.filter(
        region_id=by.region, email=email, role=role, desk=desk, accepted_at=None, withdrawn_at=None
    )
    open_ones.update(withdrawn_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        region_id=by.region,
        email=email,
        name=name.strip(),
        organisation=organisation,
        role=role,
        desk=desk,
        is_deputy=place.is_deputy,
        token_hash=token_hash(token),
        invited_by_id=by.user_id,
        expires_at=now + VALID,
    )
    mailed = can_mail() and by.kind != "system"
    if mailed:
        _to_be_mailed(invitation)
    audit.record(
        action="account.invited", objects=[invitation.id], kind="invitation", about=_place_words(role, desk), by=by
    )
    return Invited(invitation.id, "" if mailed else token, email, invitation.expires_at)


def can_mail() -> bool:
    """Does this installation have a mail server?"""
    return bool(settings.EMAIL_HOST)


def _to_be_mailed(invitation: Invitation) -> None:
    invitation.mail_state, invitation.mail_problem = MAIL.begins, ""
    invitation.mail_changed_at = timezone.now()
    invitation.save(update_fields=["mail_state", "mail_problem", "mail_changed_at"])
    app.configure_task("mail_invitation").defer(invitation_id=str(invitation.id), region=invitation.region_id)


@transaction.atomic
def invite_first_administrator(*, region: str, email: str, name: str, organisation: str, loaded: str = "") -> Invited:
    """By whoever runs the installation, or with the region that was made with their leave; the log says so (`loaded`).

    Everybody after that is invited by a person.
    """
    found = Organisation.objects.filter(region_id=region, code=organisation).values_list("id", flat=True).first()
    if found is None:
        raise NotAllowed(_("Deze organisatie staat niet in de regio. Kijk in het regiopakket welke codes er zijn."))
    by = Actor(
        kind="system", region=region, role="system", name="Lantaarn", organisation_id=found, purpose="account.manage"
    )
    enter(by)
    if loaded:
        audit.record(action="region.loaded", kind="region", about=loaded, by=by)
    place = Place(role=ADMINISTRATOR, organisation_id=found, desk_id=None, is_deputy=False)
    return invite(email=email, name=name, place=place, by=by)


def _not_oneself(email: str, by: Actor) -> None:
    """Nobody hands a role to oneself."""
    if by.user_id and User.objects.filter(id=by.user_id, email__iexact=email).exists():
        raise NotAllowed(_("U kunt uzelf geen rol geven. Vraag dit aan een andere functioneel beheerder."))


def settle_place(place: Place, *, region: str) -> tuple[Role, Organisation, Desk | None]:
    """The rows of a place, or NotAllowed when role, organisation and desk do not belong together."""
    role = Role.objects.filter(region_id=region, code=place.role).first()
    organisation = Organisation.objects.filter(region_id=region, id=place.organisation_id).first()
    if role is None or organisation is None:
        raise NotAllowed(_("Deze rol of organisatie is er niet meer. Kies opnieuw."))
    works = "signals.work" in role.may
    if place.desk_id is None:
        if works and Desk.objects.filter(region_id=region, role=role, body=None).exists():
            raise NotAllowed(_("Kies bij deze rol ook een balie."))
        return role, organisation, None
    desk = Desk.objects.filter(region_id=region, id=place.desk_id, body=None).first()
    if desk is None or desk.role_id != role.id:
        raise NotAllowed(_("Deze balie hoort niet bij deze rol. Kies een balie van dezelfde rol."))
    if desk.organisation_id != organisation.id:
        raise NotAllowed(_("Deze balie is van een andere organisatie. Kies de organisatie van de balie."))
    return role, organisation, desk


def _place_words(role: Role, desk: Desk | None) -> str:
    return f"{role.label}, {desk.label}" if desk else role.label


@transaction.atomic
def withdraw_invitation(*, invitation_id: UUID, by: Actor) -> None:
    """Take an open invitation back; its link stops working."""
    invitation = _open_invitation(invitation_id, by)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.record(action="account.invitation_withdrawn", objects=[invitation.id], kind="invitation", by=by)


@transaction.atomic
def renew_invitation(*, invitation_id: UUID, by: Actor) -> Invited:
    """A new link and seven new days, mailed or shown; the old link stops working."""
    invitation = _open_invitation(invitation_id, by)
    token = secrets.token_urlsafe(32)
    invitation.token_hash, invitation.expires_at = token_hash(token), timezone.now() + VALID
    invitation.save(update_fields=["token_hash", "expires_at"])
    mailed = can_mail()
    if mailed:
        _to_be_mailed(invitation)
    audit.record(action="account.invitation_renewed", objects=[invitation.id], kind="invitation", by=by)
    return Invited(invitation.id, "" if mailed else token, invitation.email, invitation.expires_at)


def _open_invitation(invitation_id: UUID, by: Actor) -> Invitation:
    found = Invitation.objects.select_for_update().filter(region_id=by.region, id=invitation_id).first()
    if found is None or found.accepted_at or found.withdrawn_at:
        raise NotAllowed(_("Deze uitnodiging is al aangenomen of ingetrokken."))
    return found


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str) -> User:
    """Somebody new takes up the invitation: an account and its first role."""
    invitation = _usable(token)
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise NotAllowed(_("Er is al een account voor dit adres. Log eerst in en open de link dan opnieuw."))
    user = User.objects.create_user(invitation.email, password, name=name.strip())
    EmailAddress.objects.create(user=user, email=invitation.email, verified=True, primary=True)
    _take_up(invitation, user)
    return user


@transaction.atomic
def accept_invitation_as(*, token: str, by_user_id: UUID) -> UUID:
    """Somebody who has an account puts on a further hat; its membership."""
    invitation = _usable(token)
    user = User.objects.get(id=by_user_id, is_active=True)
    if user.email.lower() != invitation.email.lower():
        raise NotAllowed(_("Deze uitnodiging is voor een ander adres dan dat van uw account."))
    return _take_up(invitation, user)


def _usable(token: str) -> Invitation:
    found = Invitation.objects.select_for_update().filter(token_hash=token_hash(token)).first()
    if found is None or found.accepted_at or found.withdrawn_at or found.expires_at < timezone.now():
        raise NotAllowed(_("Deze uitnodiging werkt niet meer. Vraag uw functioneel beheerder om een nieuwe."))
    return found


def _take_up(invitation: Invitation, user: User) -> UUID:
    membership = Membership.objects.create(
        region_id=invitation.region_id,
        user=user,
        organisation_id=invitation.organisation_id,
        role_id=invitation.role_id,
        desk_id=invitation.desk_id,
        is_deputy=invitation.is_deputy,
        valid_from=timezone.localdate(),
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    actor = actor_of(user_id=user.id, membership_id=membership.id)
    assert actor is not None
    actor = actor.for_purpose("account.own")
    enter(actor)
    audit.record(action="account.invitation_accepted", objects=[invitation.id], kind="invitation", by=actor)
    return membership.id
