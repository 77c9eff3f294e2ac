"""Opening emergency access by folder or by an exactly typed code, closing it, and the list of who did."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from lantaarn.folders import sharing as acts
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals.queries import SignalView
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.sharing.acts.overview import opened

OPEN, PURPOSE = "emergency.open", "signal.emergency"


class ReasonForm(forms.Form):
    """Why it cannot wait."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom moet het nu?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf waarom het nu moet.")},
    )


class CodeForm(ReasonForm):
    """A signal that the desk does not have, by its code."""

    code = forms.CharField(
        label=gettext_lazy("Kenmerk van het signaal"),
        max_length=12,
        help_text=gettext_lazy("Precies zoals het er staat, zoals S-7K4M2Q."),
        error_messages={"required": gettext_lazy("Vul het kenmerk in.")},
    )


@needs(OPEN, purpose=PURPOSE)
def by_folder(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    """Of a signal that the desk has: see more of it."""
    return _page(request, ReasonForm(request.POST or None), opened(request, folder_id))


@needs(OPEN, purpose=PURPOSE)
def by_code(request: ActorRequest) -> HttpResponse:
    """Of a signal that somebody named over the telephone."""
    return _page(request, CodeForm(request.POST or None), None)


def _page(request: ActorRequest, form: ReasonForm, signal: SignalView | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = acts.open_emergency(
                folder_id=signal.folder_id if signal else None,
                code=given.get("code", ""),
                reason=given["reason"],
                by=request.actor,
            )
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            if made.folder_id is not None:
                messages.warning(request, _("Noodtoegang staat een uur open. Sluit haar zodra u klaar bent."))
                return redirect("signal", folder_id=made.folder_id)
            form.add_error("code", _("Dit kenmerk kennen wij niet. Uw poging is genoteerd. Kijk of het klopt."))
    return render(request, "sharing/emergency/open.html", {"form": form, "signal": signal})


@require_POST
@needs(OPEN, purpose=PURPOSE)
def close(request: ActorRequest, emergency_id: UUID) -> HttpResponse:
    """Done looking."""
    try:
        acts.close_emergency(emergency_id=emergency_id, by=request.actor)
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Noodtoegang is gesloten."))
    return redirect("emergencies")


@needs(OPEN, "log.read", purpose="emergency.read")
def listed(request: ActorRequest) -> HttpResponse:
    """Who opened what, when and why: the own desk's, or for a privacy officer all that touch the organisation."""
    rows = acts.emergencies_now(by=request.actor, everything=True)
    officer = request.actor.can("log.read")
    return render(request, "sharing/emergency/list.html", {"rows": rows, "officer": officer})


@require_POST
@needs("log.read", purpose="emergency.read")
def seen(request: ActorRequest, emergency_id: UUID) -> HttpResponse:
    """A privacy officer looked at it."""
    try:
        acts.note_emergency_seen(emergency_id=emergency_id, by=request.actor)
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Genoteerd dat u ernaar keek."))
    return redirect("emergencies")
