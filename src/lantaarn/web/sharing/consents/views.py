"""Noting a consent, and taking it back: what that ends, and what it cannot recall."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lantaarn.folders import sharing as acts
from lantaarn.folders.sharing.parties import recipient
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables import queries as tables
from lantaarn.tables.packs import Sharing
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.sharing.acts.forms import WhyForm
from lantaarn.web.sharing.acts.overview import opened, overview
from lantaarn.web.sharing.acts.shown import grouped
from lantaarn.web.sharing.consents.forms import ConsentForm

PURPOSE = "share.consent"
GROUNDS = {"avg_consent": "consent", "secrecy_permission": "permission_lifted"}


@needs("share.work", purpose=PURPOSE)
def record(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    """Note a yes or a no; from a preview one comes back to it with the consent chosen."""
    signal = opened(request, folder_id)
    now = tables.active_sharing(request.actor.region)
    if now is None:
        raise Http404
    form = ConsentForm(now.sharing, request.POST or None, initial=_asked(request, folder_id, now.sharing))
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.record_consent(folder_id=folder_id, consent=form.recorded(), by=request.actor)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Het antwoord is genoteerd."))
            return redirect(_back(request.GET, folder_id, made, form))
    context = {"signal": signal, "form": form}
    return render(request, "sharing/consents/record.html", context)


def _asked(request: ActorRequest, folder_id: UUID, sharing: Sharing) -> dict[str, object]:
    """Who asks from a preview has chosen the recipient already."""
    form = overview(request, folder_id)["form"] if "aan" in request.GET else None
    if form is None or not form.is_valid():
        return {}
    return {"scope_kinds": [recipient(sharing, request.actor.region, form.chosen().to).kind]}


def _back(asked: Mapping[str, str], folder_id: UUID, consent_id: UUID, form: ConsentForm) -> str:
    """To the preview on the ground that this consent is, or to the overview after a no."""
    here = reverse("share", kwargs={"folder_id": folder_id})
    if "aan" not in asked or form.cleaned_data["answer"] == "no":
        return here
    terms = {
        "aan": asked["aan"],
        "grond": GROUNDS[form.cleaned_data["kind"]],
        "doel": asked.get("doel", ""),
        "toestemming": str(consent_id),
    }
    return f"{reverse('share-preview', kwargs={'folder_id': folder_id})}?{urlencode(terms)}"


@needs("share.work", purpose=PURPOSE)
def withdraw(request: ActorRequest, folder_id: UUID, consent_id: UUID) -> HttpResponse:
    """The person takes it back: at the next request nobody sees by it any more."""
    signal = opened(request, folder_id)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ended = acts.withdraw_consent(consent_id=consent_id, why=form.cleaned_data["why"], by=request.actor)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            context = {
                "signal": signal,
                "ended": ended,
                "desks": grouped(ended),
                "what": _("De toestemming is ingetrokken."),
            }
            return render(request, "sharing/acts/ended.html", context)
    context = {
        "signal": signal,
        "title": _("De toestemming intrekken?"),
        "happens": [
            _("Alles wat hierop is gedeeld, stopt. Wie het kreeg, ziet het bij de volgende klik niet meer."),
            _("Wat op papier is gegaan of bij de politie ligt, komt niet terug. U leest daarna wie u moet bellen."),
        ],
        "form": form,
        "button": _("Trek in"),
    }
    return render(request, "sharing/acts/why.html", context)
