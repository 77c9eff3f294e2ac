"""The door of each page: who may come in, for which purpose; inside it a transaction with a signed actor.

A page without a door fails a test. A refusal and a missing page look alike, and the refusal is in the log.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast
from urllib.parse import urlencode
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.web.doors.kept import keep, put_back

View = Callable[..., HttpResponse]
IDLE_SECONDS = 45 * 60


@dataclass(frozen=True)
class Door:
    """What stands on the door: for whom, and for which purpose the log will say."""

    kind: Literal["public", "signed_in", "capability"]
    purpose: str
    any_of: tuple[str, ...] = ()

    def lets_in(self, actor: Actor) -> bool:
        return self.kind != "capability" or any(actor.can(capability) for capability in self.any_of)


class ActorRequest(HttpRequest):
    """A request that came through a door for signed-in people."""

    actor: Actor
    kept: QueryDict | None
    """What was typed here before the session ended."""
    new_count: int
    """How many new signals lie in the inbox, once a page has found them."""


def public(purpose: str) -> Callable[[View], View]:
    """Everybody may come in; the view sets the context that it needs, if any."""

    def mark(view: View) -> View:
        view.door = Door("public", purpose)  # type: ignore[attr-defined]
        return view

    return mark


def signed_in(purpose: str) -> Callable[[View], View]:
    """Everybody with a valid membership may come in."""
    return _guarded(Door("signed_in", purpose))


def needs(*any_of: str, purpose: str) -> Callable[[View], View]:
    """Only a role that holds one of these capabilities may come in."""
    return _guarded(Door("capability", purpose, any_of))


def _guarded(door: Door) -> Callable[[View], View]:
    def mark(view: View) -> View:
        @functools.wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            turned_away = _turn_away(request)
            if turned_away is not None:
                return turned_away
            actor = _actor(request)
            if actor is None:
                return redirect("no-desk")
            request.actor = actor.for_purpose(door.purpose)  # type: ignore[attr-defined]
            request.kept = put_back(request)  # type: ignore[attr-defined]
            return _enter(door, cast(ActorRequest, request), view, args, kwargs)

        inside.door = door  # type: ignore[attr-defined]
        return inside

    return mark


def _enter(
    door: Door, request: ActorRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    if not door.lets_in(request.actor):
        _deny(request, kwargs)
        raise Http404
    try:
        with acting(request.actor):
            return view(request, *args, **kwargs)
    except Http404:
        _deny(request, kwargs)
        raise


def _deny(request: ActorRequest, about: Mapping[str, Any]) -> None:
    """A refusal is written in a transaction of its own, before the answer, so that no rollback takes it away."""
    folders = [about["folder_id"]] if "folder_id" in about else []
    with acting(request.actor):
        audit.record(
            action="page.denied", objects=folders, about=request.path[:200], outcome="denied", by=request.actor
        )


def _turn_away(request: HttpRequest) -> HttpResponse | None:
    """To the sign-in page when nobody is signed in or the session was left alone; to a second factor when it lacks."""
    if not request.user.is_authenticated:
        return _to_sign_in(request)
    now = int(time.time())
    seen = request.session.get("seen", now)
    if now - seen > IDLE_SECONDS:
        person = request.user.pk
        logout(request)
        kept = keep(request, person)
        messages.info(
            request,
            _("U was een tijd weg. Log opnieuw in; wat u typte, staat er dan nog.")
            if kept
            else _("U was een tijd weg. Log opnieuw in. Wat u had bewaard, staat er nog."),
        )
        return _to_sign_in(request, here=kept)
    if now - seen > 60 or "seen" not in request.session:
        request.session["seen"] = now
    if settings.DEMO or request.session.get("second_factor"):
        return None
    if is_mfa_enabled(request.user):
        request.session["second_factor"] = True
        return None
    return redirect("mfa_index")


def _to_sign_in(request: HttpRequest, *, here: bool = False) -> HttpResponse:
    """After signing in one comes back `here`, or where one was reading."""
    reading = here or request.method == "GET"
    target = request.get_full_path() if reading else request.META.get("HTTP_REFERER", "/")
    return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': target})}")


def _actor(request: HttpRequest) -> Actor | None:
    chosen = request.session.get("membership")
    user_id = cast(UUID, request.user.pk)
    standing = network.standing_of(user_id=user_id, membership_id=UUID(chosen) if chosen else None)
    request.hats = standing.hats  # type: ignore[attr-defined]
    return standing.actor
