"""One request, step by step: safe contact, who asks, what there is, what is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from lantaarn.rules.transitions import NotAllowed
from lantaarn.subjects import actions, queries
from lantaarn.subjects.grounds import GROUNDS
from lantaarn.subjects.queries import ItemView, RequestView
from lantaarn.tables import queries as tables
from lantaarn.web import words as codes
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.subjects import words
from lantaarn.web.subjects.forms import (
    AnswerForm,
    ContactForm,
    IdentifyForm,
    ItemForm,
    NothingForm,
    PassForm,
    SearchForm,
    WhyForm,
)

PURPOSE = "subject.handle"
_BOTH = ["GET", "HEAD", "POST"]


def _found(request: ActorRequest, request_id: UUID) -> RequestView:
    return queries.one(request_id=request_id, by=request.actor)


def _items(found: RequestView) -> list[tuple[ItemView, Any, Any]]:
    return [
        (item, codes.CATEGORY.get(item.category, item.category), codes.KIND.get(item.kind, item.kind))
        for item in found.items
    ]


@require_safe
@needs("subjects.work", purpose=PURPOSE)
def one(request: ActorRequest, request_id: UUID) -> HttpResponse:
    found = _found(request, request_id)
    context = {
        "found": found,
        "row": found.row,
        "kind": words.KIND[found.row.kind],
        "state": words.STATE[found.row.state],
        "facts": _facts(found),
        "items": _items(found),
        "signals": sorted({(item.code, item.folder_id) for item in found.items}),
        "contact": words.CONTACT.get(found.row.contact, ""),
        "answer": words.ANSWER.get(found.row.answer, ""),
        "grounds": {code: ground.label for code, ground in GROUNDS.items()},
    }
    return render(request, "subjects/one.html", context)


def _facts(found: RequestView) -> list[tuple[str, Any]]:
    rows = [
        (_("Naam"), found.name),
        (_("Te bereiken"), found.reach),
        (_("Wie vraagt"), words.ASKED_BY[found.asked_by]),
        (_("Hoe het binnenkwam"), words.CHANNEL[found.channel]),
        (_("Aangenomen door"), found.received_by),
        (_("Eigen woorden"), found.words),
        (_("Wie het is"), words.IDENTITY.get(found.identity, "")),
        (_("Waarom langer"), found.extended_why),
    ]
    return [(name, value) for name, value in rows if value]


def _step(
    request: ActorRequest,
    request_id: UUID,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    **page: str | Promise | list[str],
) -> HttpResponse:
    """A page with one question; what is refused is said, and what was typed stays."""
    found = _found(request, request_id)
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(page.pop("said", _("Genoteerd."))))
            return redirect("subject", request_id=request_id)
    return render(request, "subjects/step.html", {"found": found, "row": found.row, "form": form, **page})


def _given(request: ActorRequest) -> Any:  # noqa: ANN401 - what a form takes
    return request.POST if request.method == "POST" else request.kept


@require_http_methods(_BOTH)
@needs("subjects.work", purpose=PURPOSE)
def contact(request: ActorRequest, request_id: UUID) -> HttpResponse:
    return _step(
        request,
        request_id,
        ContactForm(_given(request)),
        lambda given: actions.check_contact(
            request_id=request_id, outcome=given["outcome"], note=given["note"], by=request.actor
        ),
        title=_("Is contact veilig?"),
        lead=_("Een handelaar kan een slachtoffer dwingen te vragen wat er bekend is. Kijk dit daarom eerst na."),
        label=_("Bewaren"),
    )


@require_http_methods(_BOTH)
@needs("subjects.work", purpose=PURPOSE)
def identify(request: ActorRequest, request_id: UUID) -> HttpResponse:
    return _step(
        request,
        request_id,
        IdentifyForm(_given(request)),
        lambda given: actions.identify(request_id=request_id, how=given["how"], by=request.actor),
        title=_("Wie vraagt dit?"),
        lead=_("Zoek niets op voordat u zeker weet wie het vraagt."),
        label=_("Bewaren"),
    )


@require_http_methods(_BOTH)
@needs("subjects.work", purpose=PURPOSE)
def extend(request: ActorRequest, request_id: UUID) -> HttpResponse:
    return _step(
        request,
        request_id,
        WhyForm(_given(request)),
        lambda given: actions.extend(request_id=request_id, why=given["why"], by=request.actor),
        title=_("Termijn verlengen"),
        lead=_("U krijgt twee maanden extra. Laat het de persoon binnen de eerste maand weten, met de reden."),
        label=_("Verlengen"),
    )


@require_http_methods(_BOTH)
@needs("subjects.work", purpose=PURPOSE)
def stop(request: ActorRequest, request_id: UUID) -> HttpResponse:
    return _step(
        request,
        request_id,
        WhyForm(_given(request)),
        lambda given: actions.stop(request_id=request_id, why=given["why"], by=request.actor),
        title=_("Verzoek is ingetrokken"),
        lead=_("Noteer dit alleen als de persoon het zelf zegt, en u zeker weet dat niemand dwingt."),
        label=_("Afsluiten"),
    )


@require_http_methods(_BOTH)
@needs("subjects.work", purpose=PURPOSE)
def search(request: ActorRequest, request_id: UUID) -> HttpResponse:
    found = _found(request, request_id)
    form = SearchForm(_given(request))
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.search(
                request_id=request_id, values=form.values(), code=form.cleaned_data["code"], by=request.actor
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            told = ngettext("%(n)d onderdeel erbij gevonden.", "%(n)d onderdelen erbij gevonden.", number)
            messages.success(request, told % {"n": number} if number else _("Niets erbij gevonden."))
            return redirect("subject", request_id=request_id)
    return render(request, "subjects/search.html", {"found": found, "row": found.row, "form": form})


@require_http_methods(_BOTH)
@needs("subjects.work", purpose=PURPOSE)
def item(request: ActorRequest, request_id: UUID, item_id: UUID) -> HttpResponse:
    found = _found(request, request_id)
    this = next((i for i in found.items if i.id == item_id), None)
    if this is None or found.row.state != "known":
        raise Http404
    said = actions.open_item(item_id=item_id, by=request.actor)
    label = str(codes.PERSON.get(said.field, ""))
    tells = this.tells or ": ".join(filter(None, (label, said.text)))
    form = ItemForm(_given(request), initial={"verdict": this.verdict, "tells": tells, "ground": this.ground})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.decide_item(
                item_id=item_id,
                give=given["verdict"] == "give",
                ground=given["ground"],
                tells=given["tells"],
                by=request.actor,
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Besloten over dit onderdeel."))
            return redirect("subject", request_id=request_id)
    context = {"found": found, "row": found.row, "item": this, "said": said, "form": form, "label": label}
    context["places"] = [(codes.PLACE.get(kind, kind), words_of) for kind, words_of in said.places]
    context["card"] = _card(said.card, request.actor.region)
    return render(request, "subjects/item.html", context | {"category": codes.CATEGORY.get(this.category, "")})


def _card(card: dict[str, Any], region: str) -> list[tuple[str, str]]:
    """The answers of a signal card in the words of the pack in force."""
    pack = tables.active_pack(region)
    labels = {one.code: one.label for one in pack[1].indicators} if pack else {}
    found = []
    for code, said in card.items():
        value = said.get("answer", "") if isinstance(said, dict) else said
        found.append((labels.get(code, code), str(codes.TRI.get(str(value), value))))
    return found


@require_http_methods(_BOTH)
@needs("subjects.work", purpose=PURPOSE)
def pass_on(request: ActorRequest, request_id: UUID, item_id: UUID) -> HttpResponse:
    return _step(
        request,
        request_id,
        PassForm(_given(request)),
        lambda given: actions.pass_to_desk(item_id=item_id, asks=given["asks"], by=request.actor),
        title=_("Laat de balie dit verbeteren"),
        lead=_("De balie die dit opschreef, verbetert het zelf, of zegt waarom het zo blijft."),
        label=_("Doorgeven"),
    )


@require_http_methods(_BOTH)
@needs("subjects.work", purpose=PURPOSE)
def answer(request: ActorRequest, request_id: UUID) -> HttpResponse:
    return _step(
        request,
        request_id,
        AnswerForm(_given(request)),
        lambda given: actions.answer(
            request_id=request_id, words=given["words"], tells_readers=given["tells_readers"], by=request.actor
        ),
        title=_("Antwoord afronden"),
        lead=_("Daarna ligt het antwoord vast en kunt u de brief maken."),
        label=_("Afronden"),
        said=_("Afgerond. Maak nu de brief en stuur hem op de veilige manier."),
    )


@require_http_methods(_BOTH)
@needs("subjects.work", purpose=PURPOSE)
def tell_nothing(request: ActorRequest, request_id: UUID) -> HttpResponse:
    return _step(
        request,
        request_id,
        NothingForm(_given(request)),
        lambda given: actions.tell_nothing(request_id=request_id, ground=given["ground"], by=request.actor),
        title=_("Niets bevestigen en niets ontkennen"),
        lead=_(
            "De brief zegt dan niet of er iets is. Kies dit ook als er niets is gevonden, wanneer een eerlijk ‘niets’ "
            "in een ander geval zou verraden dat er wel iets is."
        ),
        label=_("Zo antwoorden"),
    )


@require_http_methods(_BOTH)
@needs("subjects.work", purpose=PURPOSE)
def restrict(request: ActorRequest, request_id: UUID, signal_id: UUID) -> HttpResponse:
    found = _found(request, request_id)
    code = next((i.code for i in found.items if i.folder_id == signal_id), None)
    if code is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.restrict_folder(request_id=request_id, folder_id=signal_id, by=request.actor)
        except NotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Vastgelegd. Wat uw organisatie inbracht, wordt niet verder gedeeld."))
        return redirect("subject", request_id=request_id)
    context = {
        "title": _("Signaal %(code)s niet verder delen") % {"code": code},
        "text": _("Kijk eerst wat er gebeurt."),
        "what_happens": [
            _("Wat uw organisatie bij dit signaal inbracht, gaat niet naar andere balies."),
            _("Wie het al heeft, houdt het. Wat anderen inbrachten, blijft delen zoals het was."),
        ],
        "form": None,
        "action_label": _("Niet verder delen"),
        "cancel_url": f"/betrokkenen/{request_id}/",
    }
    return render(request, "components/confirm.html", context)
