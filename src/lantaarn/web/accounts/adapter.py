"""How django-allauth meets this house: accounts come by invitation only, and single sign-on finds, never makes, one."""

from __future__ import annotations

import time
from typing import Any, ClassVar, cast
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from lantaarn.network import actions as network_actions
from lantaarn.network import queries as network

FRESH_SECONDS = 300
"""So long after signing in a second factor may be set up, and its codes read, without proving oneself once more."""


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def mark_fresh(request: HttpRequest) -> None:
    """This session has just given a password or a key."""
    request.session["signed_in"] = int(time.time())


def sign_in_directly(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Without the sign-in page: who took up an invitation, and who is tried out in the demo."""
    login(request, cast(Any, user), backend=BACKEND)
    UserSession.objects.create_from_request(request)
    mark_fresh(request)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; the functional administrator invites."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _l("Dit account is gestopt. Vraag uw functioneel beheerder om hulp."),
        "email_password_mismatch": _l(
            "E-mailadres en wachtwoord horen niet bij elkaar. Probeer het nog eens, of kies een nieuw wachtwoord."
        ),
        "enter_current_password": _l("Vul uw huidige wachtwoord in."),
        "incorrect_code": _l("Deze code klopt niet. Wacht op een nieuwe code in uw app en vul die in."),
        "incorrect_password": _l("Dit wachtwoord klopt niet. Probeer het opnieuw."),
        "invalid_password_reset": _l("Deze link werkt niet meer. Vraag een nieuwe aan."),
        "too_many_login_attempts": _l("Er is te vaak een verkeerd wachtwoord ingevuld. Wacht vijf minuten."),
        "same_as_current": _l("Kies een ander wachtwoord dan het huidige."),
        "rate_limited": _l("U probeert het te vaak achter elkaar. Wacht een paar minuten."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who just signed in has just proved to be the one; the rest of the visit it is asked again."""
        request = context.request
        fresh = int(time.time()) - request.session.get("signed_in", 0) < FRESH_SECONDS
        if app == "allauth.mfa" and fresh:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        network_actions.note_sign_in_failed(email=str(credentials.get("email", "")))
        super().authentication_failed(request, **credentials)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        request.session["signed_in"] = int(time.time())
        records = request.session.get("account_authentication_methods") or [{"method": ""}]
        network_actions.note_sign_in(
            user_id=UUID(str(user.pk)), how=str(records[-1].get("type") or records[-1]["method"])
        )
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A person who signs in through the own organisation gets the account that was invited, or none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        email = next((e.email for e in sociallogin.email_addresses if e.verified), "")
        user = network.user_by_email(email=email) if email else None
        if user is None:
            messages.error(
                request,
                _("Er is nog geen account voor dit adres. Vraag uw functioneel beheerder om een uitnodiging."),
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
        sociallogin.connect(request, user)
