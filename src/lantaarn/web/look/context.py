"""What every page knows: who is here, the menu, the region, the look."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lantaarn.context.actor import Actor
from lantaarn.network import queries as network
from lantaarn.network.queries import MembershipView
from lantaarn.signals import queries as signals
from lantaarn.web.look.addresses import fixed

THEMES = ("light", "dark")
MENU = (
    ("today", _("Vandaag"), ()),
    ("inbox", _("Postvak"), ("signals.work",)),
    ("signals", _("Lijst"), ("signals.work",)),
    ("chain", _("Keten"), ("chain.view",)),
    ("meetings", _("Overleg"), ("meetings.take_part", "meetings.chair")),
    ("route", _("Meldroute"), ("network.view",)),
    ("sharing", _("Deeltabel"), ("network.view", "sharing.advise")),
    ("network", _("Netwerk"), ("network.view",)),
    ("programme", _("Programma"), ("programme.report", "programme.manage", "totals.read")),
    ("accounts", _("Accounts"), ("accounts.manage",)),
    ("log", _("Logboek"), ("log.read",)),
    ("subjects", _("Betrokkenen"), ("subjects.work",)),
    ("keeping", _("Bewaren"), ("retention.keep", "retention.hold")),
    ("log-region", _("Gebruik"), ("log.region",)),
)
"""(name of the address, label, any of these capabilities; none: for everybody)."""


def menu(request: HttpRequest, actor: Actor) -> list[dict[str, Any]]:
    current = request.resolver_match.url_name if request.resolver_match else ""
    here = request.path
    found = []
    for name, label, any_of in MENU:
        if any_of and not any(actor.can(capability) for capability in any_of):
            continue
        url = fixed(name)
        is_current = name == current or (url != "/" and here.startswith(url))
        count = _count(request, actor) if name == "inbox" else 0
        found.append({"url": url, "label": label, "current": is_current, "count": count})
    return found


def _count(request: HttpRequest, actor: Actor) -> int:
    if hasattr(request, "new_count"):
        return int(request.new_count)
    return signals.count_new(by=actor) if connection.in_atomic_block else 0


def _standing(request: HttpRequest) -> tuple[Actor | None, tuple[MembershipView, ...]]:
    """Through a door the actor came along; the pages of django-allauth have no door, and still show the menu."""
    if hasattr(request, "actor"):
        return request.actor, getattr(request, "hats", ())
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not request.path.startswith("/toegang/"):
        return None, ()
    if not (settings.DEMO or request.session.get("second_factor")):
        return None, ()
    chosen = request.session.get("membership")
    standing = network.standing_of(user_id=user.pk, membership_id=UUID(chosen) if chosen else None)
    return standing.actor, standing.hats


def page(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    actor, hats = _standing(request)
    theme = request.COOKIES.get("theme", "")
    return {
        "demo": settings.DEMO,
        "actor": actor,
        "menu": menu(request, actor) if actor else [],
        "hats": hats if len(hats) > 1 else (),
        "region_name": actor.region_name if actor else "",
        "theme": theme if theme in THEMES else "",
    }
