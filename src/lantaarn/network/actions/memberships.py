"""Roles and accounts of others: end, move, stop; what the functional administrator does."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.actions.invitations import Place, settle_place
from lantaarn.network.models import Desk, Membership, User
from lantaarn.network.queries import valid_today
from lantaarn.rules.transitions import NotAllowed


@transaction.atomic
def end_membership(*, membership_id: UUID, last_day: dt.date, by: Actor) -> None:
    """A role ends after its last day."""
    membership = _membership(membership_id, by)
    if last_day < membership.valid_from:
        raise NotAllowed(_("De laatste dag ligt voor de eerste dag van deze rol. Kies een latere dag."))
    membership.valid_until = last_day
    membership.save(update_fields=["valid_until"])
    audit.record(
        action="account.role_ended",
        objects=[membership.user_id],
        kind="account",
        about=f"{membership.role.label}, {last_day.isoformat()}",
        by=by,
    )


@transaction.atomic
def move_desk(*, membership_id: UUID, desk_id: UUID, is_deputy: bool, by: Actor) -> UUID:
    """From today at another desk of the same role; the membership of then stays as it was. Its new membership."""
    membership = _membership(membership_id, by)
    if membership.user_id == by.user_id:
        raise NotAllowed(_("U kunt uw eigen rol niet verplaatsen. Vraag dit aan een andere functioneel beheerder."))
    desk_organisation = _organisation_of(desk_id, membership)
    place = Place(membership.role.code, desk_organisation, desk_id, is_deputy)
    role, organisation, desk = settle_place(place, region=by.region)
    today = timezone.localdate()
    if membership.valid_from >= today:
        membership.desk, membership.organisation, membership.is_deputy = desk, organisation, is_deputy
        membership.save(update_fields=["desk", "organisation", "is_deputy"])
        moved = membership
    else:
        until = membership.valid_until
        membership.valid_until = today - dt.timedelta(days=1)
        membership.save(update_fields=["valid_until"])
        moved = Membership.objects.create(
            region_id=by.region,
            user_id=membership.user_id,
            organisation=organisation,
            role=role,
            desk=desk,
            is_deputy=is_deputy,
            trained_on=membership.trained_on,
            valid_from=today,
            valid_until=until,
        )
    about = desk.label if desk else ""
    audit.record(action="account.desk_moved", objects=[moved.user_id], kind="account", about=about, by=by)
    return moved.id


def _organisation_of(desk_id: UUID, membership: Membership) -> UUID:
    found = Desk.objects.filter(region_id=membership.region_id, id=desk_id).values_list("organisation_id", flat=True)
    return found.first() or membership.organisation_id


def _membership(membership_id: UUID, by: Actor) -> Membership:
    found = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("role")
        .filter(valid_today(), region_id=by.region, id=membership_id)
        .first()
    )
    if found is None:
        raise NotAllowed(_("Deze rol is al afgelopen. Bekijk het account opnieuw."))
    return found


@transaction.atomic
def stop_account(*, user_id: UUID, by: Actor) -> None:
    """Nobody can sign in with this account any more, and whoever is signed in with it is out."""
    user = _account(user_id, by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_sessions(user)
    audit.record(action="account.stopped", objects=[user.id], kind="account", by=by)


@transaction.atomic
def resume_account(*, user_id: UUID, by: Actor) -> None:
    """A stopped account works again, with the roles that still hold."""
    user = _account(user_id, by)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record(action="account.resumed", objects=[user.id], kind="account", by=by)


@transaction.atomic
def drop_second_factor(*, user_id: UUID, by: Actor) -> None:
    """Telephone and codes are lost: the next sign-in asks to set up a new second factor."""
    user = _account(user_id, by)
    Authenticator.objects.filter(user_id=user.id).delete()
    _end_sessions(user)
    audit.record(action="account.second_factor_dropped", objects=[user.id], kind="account", by=by)


def _account(user_id: UUID, by: Actor) -> User:
    if user_id == by.user_id:
        raise NotAllowed(_("Dit is uw eigen account. Vraag dit aan een andere functioneel beheerder."))
    known = Membership.objects.filter(user_id=user_id, region_id=by.region).exists()
    user = User.objects.select_for_update().filter(id=user_id).first() if known else None
    if user is None:
        raise NotAllowed(_("Dit account hoort niet bij uw regio."))
    return user


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user_id=user.id):
        session.end()
