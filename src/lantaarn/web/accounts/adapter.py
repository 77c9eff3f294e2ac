"""How django-allauth meets this house: accounts come by invitation only, and single sign-on finds, never makes, one."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lantaarn.network import queries as network


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; the functional administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
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
        EmailAddress.objects.get_or_create(
            user=user, email=email, defaults={"verified": True, "primary": True}
        )
        sociallogin.connect(request, user)
