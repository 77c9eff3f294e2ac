"""Inviting somebody, and taking up an invitation by its link."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantaarn.network import actions, queries
from lantaarn.network.actions import Invited, Place
from lantaarn.network.actions.invitations import token_hash
from lantaarn.network.queries import InvitationRow
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.accounts.adapter import sign_in_directly
from lantaarn.web.accounts.forms import AcceptForm, InviteForm
from lantaarn.web.accounts.views.manage import PURPOSE, staffed_desks
from lantaarn.web.doors.door import ActorRequest, needs, public

SHOWN_ONCE = "invited"


@require_http_methods(["GET", "POST"])
@needs("accounts.manage", purpose=PURPOSE)
def invite(request: ActorRequest) -> HttpResponse:
    region = request.actor.region
    form = InviteForm(
        request.POST or None,
        initial={name: request.GET.get(name, "")[:254] for name in ("email", "name", "role", "desk")},
        roles=[(code, label) for code, label, _may in queries.roles(region=region)],
        organisations=[(str(key), name) for key, name in queries.organisations(region=region)],
        desks=staffed_desks(request),
    )
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        place = Place(
            role=asked["role"],
            organisation_id=UUID(asked["organisation"]),
            desk_id=UUID(asked["desk"]) if asked["desk"] else None,
            is_deputy=asked["is_deputy"],
        )
        try:
            invited = actions.invite(email=asked["email"], name=asked["name"], place=place, by=request.actor)
        except NotAllowed as reason:
            form.add_error(None, str(reason))
        else:
            return _hand_over(request, invited)
    context = {"form": form, "mailed": actions.can_mail()}
    return render(request, "accounts/invite.html", context, status=422 if form.errors else 200)


def _hand_over(request: ActorRequest, invited: Invited) -> HttpResponse:
    """Mailed, or shown once: then the link is kept in the session until its page was shown, and nowhere else."""
    if not invited.token:
        messages.success(
            request,
            _("De uitnodiging gaat per mail naar %(email)s. De link werkt zeven dagen, en één keer.")
            % {"email": invited.email},
        )
        return redirect("accounts")
    request.session[SHOWN_ONCE] = {"token": invited.token, "email": invited.email}
    return redirect("invited")


@require_safe
@never_cache
@needs("accounts.manage", purpose=PURPOSE)
def invited(request: ActorRequest) -> HttpResponse:
    once = request.session.pop(SHOWN_ONCE, None)
    if once is None:
        return redirect("accounts")
    link = request.build_absolute_uri(reverse("accept-invitation", args=[once["token"]]))
    return render(request, "accounts/invited.html", {"link": link, "email": once["email"]})


@require_POST
@needs("accounts.manage", purpose=PURPOSE)
def renew(request: ActorRequest, invitation_id: UUID) -> HttpResponse:
    try:
        again = actions.renew_invitation(invitation_id=invitation_id, by=request.actor)
    except NotAllowed as reason:
        messages.error(request, str(reason))
        return redirect("accounts")
    return _hand_over(request, again)


@require_POST
@needs("accounts.manage", purpose=PURPOSE)
def withdraw(request: ActorRequest, invitation_id: UUID) -> HttpResponse:
    try:
        actions.withdraw_invitation(invitation_id=invitation_id, by=request.actor)
    except NotAllowed as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("De uitnodiging is ingetrokken. De link werkt niet meer."))
    return redirect("accounts")


@require_http_methods(["GET", "POST"])
@never_cache
@public("account.invitation")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link: choose a password, or put on a further hat with the account one has."""
    invitation = queries.invitation_by_hash(token_hash=token_hash(token))
    if invitation is None:
        return render(request, "accounts/invitation_gone.html", status=410)
    if queries.user_by_email(email=invitation.email) is not None:
        return _accept_with_account(request, token, invitation)
    form = AcceptForm(request.POST or None, initial={"name": invitation.name})
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.accept_invitation(
                token=token, name=form.cleaned_data["name"], password=form.cleaned_data["password"]
            )
        except NotAllowed as reason:
            form.add_error(None, str(reason))
        else:
            sign_in_directly(request, user)
            return redirect("mfa_index")
    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/accept.html", context, status=422 if form.errors else 200)


def _accept_with_account(request: HttpRequest, token: str, invitation: InvitationRow) -> HttpResponse:
    mine = request.user.is_authenticated and getattr(request.user, "email", "").lower() == invitation.email.lower()
    if request.method == "POST" and mine:
        try:
            membership_id = actions.accept_invitation_as(token=token, by_user_id=cast(UUID, request.user.pk))
        except NotAllowed as reason:
            messages.error(request, str(reason))
            return redirect("accept-invitation", token=token)
        request.session["membership"] = str(membership_id)
        messages.success(request, _("U hebt er een rol bij. Rechtsboven wisselt u van rol."))
        return redirect("today")
    return render(request, "accounts/accept_role.html", {"invitation": invitation, "mine": mine})
