"""Adopting a route: which body of the region decided, and on what day."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lantaarn.network import queries as network
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables import actions
from lantaarn.web.doors.door import ActorRequest
from lantaarn.web.tables.book import Book
from lantaarn.web.tables.forms import AdoptForm
from lantaarn.web.tables.version import find
from lantaarn.web.tables.views.steps import with_seen


def adopt(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Write down which body adopted it, and when."""
    found = find(book, version_id, request.actor)
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
            return redirect(book.address("version", version_id=found.id))
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
            "cancel_url": book.address("version", version_id=found.id),
        },
    )
