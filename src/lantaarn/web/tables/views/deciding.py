"""Deciding on a version: proved, back to draft, adopted by a body, active from a moment."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables import actions, queries
from lantaarn.tables.queries import VersionView
from lantaarn.web.doors.door import ActorRequest
from lantaarn.web.tables.book import Book
from lantaarn.web.tables.forms import ActivateForm
from lantaarn.web.tables.version import find
from lantaarn.web.tables.views.steps import do, seen_of, with_seen


def prove(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Reckon through, and fix the text when all holds."""
    draft = find(book, version_id, request.actor)
    return do(
        request,
        lambda: actions.prove(version_id=draft.id, seen=seen_of(request), by=request.actor),
        str(book.said.proved) % {"number": draft.number},
        redirect(book.address("version", version_id=draft.id)),
    )


def check(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Reckon a draft through once more: the people at the desks may have changed."""
    draft = find(book, version_id, request.actor)
    return do(
        request,
        lambda: actions.check(version_id=draft.id, by=request.actor),
        _("Alles is opnieuw nagerekend."),
        redirect(book.address("version", version_id=draft.id)),
    )


def back_to_draft(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Open a proved version for editing."""
    found = find(book, version_id, request.actor)
    return do(
        request,
        lambda: actions.back_to_draft(version_id=found.id, seen=seen_of(request), by=request.actor),
        _("Versie %(number)s is weer een concept.") % {"number": found.number},
        redirect(book.address("version", version_id=found.id)),
    )


def activate(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """Let a version take effect, now or later."""
    found = find(book, version_id, request.actor)
    form = ActivateForm(request.POST or None, initial={"seen": found.changed_at.isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.activate(version_id=found.id, at=form.moment(), seen=form.cleaned_data["seen"], by=request.actor)
        except (actions.Stale, NotAllowed) as error:
            form = ActivateForm(with_seen(request, found))
            form.add_error(None, str(error))
        else:
            messages.success(request, _activated(found, form))
            return redirect(book.address("version", version_id=found.id))
    now = queries.active(request.actor.region, book.kind)
    return render(
        request,
        "components/confirm.html",
        {
            "title": _("Versie %(number)s laten ingaan") % {"number": found.number},
            "text": "",
            "what_happens": _consequences(book, found, now),
            "form": form,
            "action_label": _("Laat ingaan"),
            "cancel_url": book.address("version", version_id=found.id),
        },
    )


def _activated(found: VersionView, form: ActivateForm) -> str:
    moment = form.moment()
    if moment is None:
        return _("Versie %(number)s geldt vanaf nu.") % {"number": found.number}
    when = date_format(timezone.localtime(moment), "j F Y G.i")
    return _("Versie %(number)s gaat in op %(when)s uur.") % {"number": found.number, "when": when}


def _consequences(book: Book, found: VersionView, now: VersionView | None) -> list[str]:
    first, last = (str(one) % {"number": found.number} for one in book.said.takes_effect)
    told = [first]
    if now is not None and now.id != found.id:
        told.append(_("Versie %(number)s geldt dan niet meer. U leest haar nog terug.") % {"number": now.number})
    return [*told, last]


def cancel(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """A planned moment is taken back."""
    found = find(book, version_id, request.actor)
    return do(
        request,
        lambda: actions.cancel_activation(version_id=found.id, by=request.actor),
        _("Het geplande moment is weggehaald."),
        redirect(book.address("version", version_id=found.id)),
    )
