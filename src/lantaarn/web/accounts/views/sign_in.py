"""The sign-in page, the demo's one click, the switch of hat, and what to do without a desk."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from allauth.account.views import login as allauth_login
from allauth.mfa.webauthn.views import remove_webauthn
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lantaarn.network import actions, queries
from lantaarn.web.accounts import demo
from lantaarn.web.accounts.adapter import sign_in_directly
from lantaarn.web.doors.door import ActorRequest, public, signed_in


@never_cache
@public("account.sign_in")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Outside the demo django-allauth's page; in the demo a choice of people, unless the password is asked for."""
    if settings.DEMO and request.method == "GET" and "wachtwoord" not in request.GET:
        stage = demo.stage(queries.demo_people(), queries.regions(), request.GET.get("regio", ""))
        context = {"stage": stage, "next": _safe(request, request.GET.get("next"))}
        return render(request, "accounts/demo.html", context)
    return cast(HttpResponse, allauth_login(request))


@require_POST
@public("account.sign_in")
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click, without password or second factor: the door is a wall outside the demo."""
    membership_id = _uuid(request.POST.get("person", ""))
    user = queries.demo_user(membership_id=membership_id) if settings.DEMO and membership_id else None
    if user is None:
        raise Http404
    request.session.flush()
    sign_in_directly(request, user)
    request.session["membership"] = str(membership_id)
    actions.note_sign_in(user_id=user.id, how="demo")
    return redirect(_safe(request, request.POST.get("next")))


@require_POST
@signed_in(purpose="account.own")
def change_desk(request: ActorRequest) -> HttpResponse:
    """Put on another of one's own hats; a hat of somebody else does not exist."""
    chosen = _uuid(request.POST.get("desk", ""))
    user_id = cast(UUID, request.actor.user_id)
    if chosen not in {hat.id for hat in queries.memberships_of(user_id=user_id)}:
        raise Http404
    request.session["membership"] = str(chosen)
    return redirect("today")


@require_GET
@never_cache
@public("account.own")
def no_desk(request: HttpRequest) -> HttpResponse:
    """Signed in, but with no role that holds today."""
    if not request.user.is_authenticated:
        return redirect(settings.LOGIN_URL)
    if queries.memberships_of(user_id=request.user.pk):
        return redirect("today")
    return render(request, "accounts/no_desk.html", status=403)


@public("account.own")
def remove_key(request: HttpRequest, pk: int) -> HttpResponse:
    """django-allauth lets go of the last key as well; the next door then asks for a new second factor."""
    request.session.pop("second_factor", None)
    return cast(HttpResponse, remove_webauthn(request, pk=pk))


@public("account.sign_in")
def closed(request: HttpRequest) -> HttpResponse:
    """What django-allauth offers and this house does not: signing up, and changing one's own address."""
    raise Http404


def _safe(request: HttpRequest, target: str | None) -> str:
    """Only an address of this site is followed."""
    if target and url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return "/"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
