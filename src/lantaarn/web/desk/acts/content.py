"""What a desk adds to a signal: words, facts, questions, links."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantaarn.signals import actions
from lantaarn.web.desk import forms as desk_forms
from lantaarn.web.desk import show
from lantaarn.web.desk.acts.page import PURPOSE, Act, act_page, at_once, opened, picked, plain_act, posted, say_untold
from lantaarn.web.desk.views import pack_now
from lantaarn.web.doors.door import ActorRequest, needs

_WORDS = ("kind", "category", "text", "said_by", "source", "ground")


@needs("signals.work", purpose=PURPOSE)
def add(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    act = Act(
        _("Aanvullen"),
        _("Voeg toe wat uw balie weet. Gezien, verteld en gedacht blijven uit elkaar."),
        _("Bewaren"),
        _("Bewaard bij het signaal."),
    )
    form = desk_forms.AddForm(posted(request), initial={"category": "phenomenon"})
    domain = show.domain_of(request.actor)

    def do(given: forms.Form) -> None:
        actions.add_contribution(folder_id=folder_id, domain=domain, by=request.actor, **picked(given, *_WORDS))

    return act_page(request, signal, form, act, do)


@needs("signals.work", purpose=PURPOSE)
def correct(request: ActorRequest, folder_id: UUID, row_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    mine = (w for w in signal.words if w.desk_id == request.actor.desk_id and w.person_id is None)
    old = next((w for w in mine if w.id == row_id), None)
    if old is None:
        raise Http404
    act = Act(
        _("Verbeteren"),
        _("Schrijf hoe het wel is. Het oude blijft leesbaar, met uw verbetering erbij."),
        _("Bewaren"),
        _("Bewaard bij het signaal. Wie het oude ziet, ziet nu ook uw verbetering."),
    )
    names = _WORDS if old.kind == "checked" else _WORDS[:4]
    said_by = old.said_by or (_("melder") if old.by_reporter else "")
    initial = {name: getattr(old, name) for name in names} | {"said_by": said_by}
    form = desk_forms.AddForm(posted(request), initial=initial)

    def do(given: forms.Form) -> None:
        done = actions.correct(folder_id=folder_id, contribution_id=row_id, by=request.actor, **picked(given, *_WORDS))
        say_untold(request, done)

    return act_page(request, signal, form, act, do)


@needs("signals.work", purpose=PURPOSE)
def facts(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    pack = pack_now(request.actor.region)
    if pack is None:
        messages.error(request, _("Deze regio heeft nog geen geldige meldroute. Vraag de ketenregisseur."))
        return redirect("signal", folder_id=folder_id)
    act = Act(
        _("Feiten aanvullen"),
        _("De meldroute kijkt naar deze feiten. ‘Weet ik niet’ is ook een antwoord."),
        _("Feiten bewaren"),
        _("De feiten zijn bewaard. Zet het signaal door als u verder wilt."),
    )
    form = desk_forms.FactsForm(posted(request), pack=pack, facts=signal.facts, initial={"revision": signal.revision})

    def do(given: forms.Form) -> None:
        assert isinstance(given, desk_forms.FactsForm)
        actions.set_facts(
            folder_id=folder_id, facts=given.facts(), revision=given.cleaned_data["revision"], by=request.actor
        )

    return act_page(request, signal, form, act, do)


@needs("signals.work", purpose=PURPOSE)
def ask(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    act = Act(
        _("Vraag aan de melder"),
        _("De melder leest uw vraag met de code en hoeft geen naam te geven."),
        _("Vraag klaarzetten"),
        _("De vraag staat klaar. U ziet het antwoord bij het signaal."),
    )
    return plain_act(request, folder_id, act, desk_forms.AskForm, actions.ask_reporter)


@needs("signals.work", purpose=PURPOSE)
def link(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    act = Act(
        _("Koppelen"),
        _("Gaan twee signalen misschien over hetzelfde? Koppel ze. Beide blijven bestaan."),
        _("Koppelen"),
        _("Gekoppeld. U kunt dit weer losmaken."),
        (_("Alleen wie beide signalen ziet, ziet de koppeling."),),
    )
    return plain_act(request, folder_id, act, desk_forms.LinkForm, actions.link)


@require_POST
@needs("signals.work", purpose=PURPOSE)
def unlink(request: ActorRequest, folder_id: UUID, link_id: UUID) -> HttpResponse:
    return at_once(
        request,
        folder_id,
        lambda: actions.undo_link(folder_id=folder_id, link_id=link_id, by=request.actor),
        _("De koppeling is weg. De signalen zijn er nog."),
    )
