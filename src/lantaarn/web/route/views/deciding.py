"""Deciding on a version: proved, back to draft, adopted by a body, active from a moment."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantaarn.network import queries as network
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables import actions, queries
from lantaarn.tables.queries import VersionView
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.route.forms import ActivateForm, AdoptForm
from lantaarn.web.route.version import find
from lantaarn.web.route.views.steps import do, seen_of, with_seen

DECIDE = "route.decide"


@require_POST
@needs("route.decide", "route.propose", purpose="route.prove")
def prove(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """Reckon through, and fix the text when all holds."""
    draft = find(version_id, request.actor)
    return do(
        request,
        lambda: actions.prove(version_id=draft.id, seen=seen_of(request), by=request.actor),
        _("De route is sluitend. Versie %(number)s ligt nu vast.") % {"number": draft.number},
        redirect("route-version", version_id=draft.id),
    )


@require_POST
@needs("route.decide", "route.propose", purpose="route.prove")
def check(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """Reckon a draft through once more: the people at the desks may have changed."""
    draft = find(version_id, request.actor)
    return do(
        request,
        lambda: actions.check(version_id=draft.id, by=request.actor),
        _("De route is opnieuw nagerekend."),
        redirect("route-version", version_id=draft.id),
    )


@require_POST
@needs("route.decide", "route.propose", purpose="route.edit")
def back_to_draft(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """Open a proved version for editing."""
    found = find(version_id, request.actor)
    return do(
        request,
        lambda: actions.back_to_draft(version_id=found.id, seen=seen_of(request), by=request.actor),
        _("Versie %(number)s is weer een concept.") % {"number": found.number},
        redirect("route-version", version_id=found.id),
    )


@needs("route.decide", purpose=DECIDE)
def adopt(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """Write down which body adopted it, and when."""
    found = find(version_id, request.actor)
    bodies = [(body.id, body.name) for body in network.bodies(region=request.actor.region)]
    form = AdoptForm(bodies, request.POST or None, initial={"seen": found.changed_at.isoformat()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.adopt(
                version_id=found.id,
                body_id=UUID(given["body"]),
                on=given["on"],
                seen=given["seen"],
                by=request.actor,
            )
        except (actions.Stale, NotAllowed) as error:
            form = AdoptForm(bodies, with_seen(request, found))
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Vastgelegd: versie %(number)s is vastgesteld.") % {"number": found.number})
            return redirect("route-version", version_id=found.id)
    return render(
        request,
        "components/confirm.html",
        {
            "title": _("Versie %(number)s vaststellen") % {"number": found.number},
            "text": _("Schrijf op welk overleg de route heeft vastgesteld. Dat kunt u daarna niet meer wijzigen."),
            "what_happens": [
                _("De versie ligt vast. Wie iets wil wijzigen, maakt een nieuw concept."),
                _("Signalen volgen deze versie pas als u haar laat ingaan."),
            ],
            "form": form,
            "action_label": _("Leg vast"),
            "cancel_url": _address(found),
        },
    )


@needs("route.decide", purpose=DECIDE)
def activate(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """Let a version take effect, now or later."""
    found = find(version_id, request.actor)
    form = ActivateForm(request.POST or None, initial={"seen": found.changed_at.isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.activate(
                version_id=found.id, at=form.moment(), seen=form.cleaned_data["seen"], by=request.actor
            )
        except (actions.Stale, NotAllowed) as error:
            form = ActivateForm(with_seen(request, found))
            form.add_error(None, str(error))
        else:
            messages.success(request, _activated(found, form))
            return redirect("route-version", version_id=found.id)
    now = queries.active(request.actor.region)
    return render(
        request,
        "components/confirm.html",
        {
            "title": _("Versie %(number)s laten ingaan") % {"number": found.number},
            "text": "",
            "what_happens": _consequences(found, now),
            "form": form,
            "action_label": _("Laat ingaan"),
            "cancel_url": _address(found),
        },
    )


def _activated(found: VersionView, form: ActivateForm) -> str:
    moment = form.moment()
    if moment is None:
        return _("Versie %(number)s geldt vanaf nu.") % {"number": found.number}
    when = date_format(timezone.localtime(moment), "j F Y G.i")
    return _("Versie %(number)s gaat in op %(when)s uur.") % {"number": found.number, "when": when}


def _consequences(found: VersionView, now: VersionView | None) -> list[str]:
    told = [_("Nieuwe signalen en nieuwe stappen volgen versie %(number)s.") % {"number": found.number}]
    if now is not None and now.id != found.id:
        told.append(_("Versie %(number)s geldt dan niet meer. U leest haar nog terug.") % {"number": now.number})
    return [*told, _("Bij wat al is doorgezet, verandert niets: een signaal houdt de versie die het stuurde.")]


@require_POST
@needs("route.decide", purpose=DECIDE)
def cancel(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """A planned moment is taken back."""
    found = find(version_id, request.actor)
    return do(
        request,
        lambda: actions.cancel_activation(version_id=found.id, by=request.actor),
        _("Het geplande moment is weggehaald."),
        redirect("route-version", version_id=found.id),
    )


def _address(found: VersionView) -> str:
    return str(redirect("route-version", version_id=found.id).url)
