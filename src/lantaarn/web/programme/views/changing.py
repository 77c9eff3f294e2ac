"""What a body decides: adoption, showing it to everybody, and what changed since."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantaarn.programme import actions, queries
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.lists.paging import page_number
from lantaarn.web.programme import words
from lantaarn.web.programme.forms import AdoptForm
from lantaarn.web.programme.views.boards import LOOKS, PURPOSE, ROWS


@require_http_methods(["GET", "HEAD", "POST"])
@needs("programme.manage", purpose=PURPOSE)
def adopt(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    found = queries.one_programme(programme_id=programme_id, by=request.actor)
    form = AdoptForm(request.POST if request.method == "POST" else request.kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.adopt_programme(
                programme_id=programme_id, adopted_by=given["adopted_by"], on_day=given["on_day"], by=request.actor
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Vastgesteld. Alle partijen zien het programma nu."))
            return redirect("programme-board", programme_id=programme_id)
    context = {
        "title": _("Vaststellen"),
        "text": found.title,
        "what_happens": [
            _("Deze tekst wordt bewaard als versie. Wat later verandert, wordt daarnaast gelegd."),
            _("Alle partijen van de regio zien het programma."),
        ],
        "form": form,
        "action_label": _("Vaststellen"),
        "cancel_url": f"/programma/{programme_id}/",
    }
    return render(request, "components/confirm.html", context)


@require_POST
@needs("programme.manage", purpose=PURPOSE)
def publish(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    public = request.POST.get("public") == "yes"
    try:
        actions.publish_programme(programme_id=programme_id, public=public, by=request.actor)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("De vastgestelde tekst staat op de openbare pagina, zonder hoe het ermee staat.")
            if public
            else _("Het programma is van de openbare pagina af."),
        )
    return redirect("programme-course", programme_id=programme_id)


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def course(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    """Versions, what changed since the last, and proposals."""
    found = queries.one_programme(programme_id=programme_id, by=request.actor)
    changes = queries.changed_since(programme_id=programme_id, by=request.actor)
    page = Paginator(changes, ROWS).get_page(page_number(request))
    context = {
        "programme": found,
        "versions": queries.versions(programme_id=programme_id, by=request.actor),
        "page": page,
        "changes": [(change, words.FIELDS.get(change.field, change.field)) for change in page],
        "proposals": [
            (one, words.PROPOSALS[one.kind], words.PROPOSAL_STATES[one.state])
            for one in queries.proposals(programme_id=programme_id, by=request.actor)
        ],
        "manages": request.actor.can("programme.manage"),
    }
    return render(request, "programme/course.html", context)
