"""Answering what was offered, and moving a signal on: accept, give back, pass on, overrule, receipt."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantaarn.context.actor import Actor
from lantaarn.folders import sharing
from lantaarn.network import queries as network
from lantaarn.signals import actions, queries
from lantaarn.signals.routing import Decided, Destination
from lantaarn.web.desk import forms as desk_forms
from lantaarn.web.desk import show
from lantaarn.web.desk.acts.page import (
    PURPOSE,
    Act,
    act_page,
    and_say,
    at_once,
    opened,
    picked,
    plain_act,
    posted,
    revision_of,
)
from lantaarn.web.desk.views import pack_now
from lantaarn.web.doors.door import ActorRequest, needs


@require_POST
@needs("signals.work", purpose=PURPOSE)
def accept(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    return at_once(
        request,
        folder_id,
        lambda: actions.accept(
            folder_id=folder_id, referral_id=referral_id, revision=revision_of(request), by=request.actor
        ),
        _("Aangenomen. Uw balie heeft het nu in behandeling. De melder ziet: ‘opgepakt’."),
    )


@needs("signals.work", purpose=PURPOSE)
def decline(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    away = any(r.id == referral_id and r.off_system for r in signal.referrals)
    act = Act(
        _("Zij nemen het niet aan") if away else _("Teruggeven"),
        _("Noteer waarom de andere partij het niet aanneemt.")
        if away
        else _("U geeft dit terug. Zeg waarom, dan weet de ander wat nodig is."),
        _("Noteren") if away else _("Teruggeven"),
        _("Genoteerd. Uw balie heeft het signaal weer.") if away else _("Teruggegeven. De ander heeft uw reden."),
        (_("Uw balie kiest opnieuw wie het oppakt."),)
        if away
        else (
            _("De balie die het stuurde, of de ketenregisseur, krijgt het terug."),
            _("U ziet het signaal daarna niet meer."),
        ),
    )
    form, do = desk_forms.ReasonForm, and_say(request, actions.decline)
    response = plain_act(request, folder_id, act, form, do, signal=signal, referral_id=referral_id)
    return redirect("inbox") if response.status_code == 302 and not away else response


@needs("signals.work", purpose=PURPOSE)
def withdraw(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    act = Act(
        _("Intrekken"),
        _("U trekt uw vraag aan een andere balie in."),
        _("Intrekken"),
        _("Ingetrokken."),
        (_("Wat met uw vraag meeging, ziet die balie daarna niet meer."),),
    )
    do = and_say(request, actions.withdraw)
    return plain_act(request, folder_id, act, desk_forms.ReasonForm, do, referral_id=referral_id)


@needs("signals.work", purpose=PURPOSE)
def finish(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    act = Act(_("Klaar met dit deel"), _("U meldt dat dit deel is gedaan."), _("Klaar"), _("Genoteerd."))
    return plain_act(request, folder_id, act, desk_forms.FinishForm, actions.finish, referral_id=referral_id)


@needs("signals.work", purpose=PURPOSE)
def receipt(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    act = Act(
        _("Ontvangst noteren"),
        _("De andere partij werkt niet in Lantaarn. Noteer dat zij het blad heeft."),
        _("Ontvangst noteren"),
        _("De ontvangst staat erbij. U blijft het volgen tot zij klaar zijn."),
    )
    return plain_act(request, folder_id, act, desk_forms.ReceiptForm, actions.note_receipt, referral_id=referral_id)


def _destinations(decided: Decided, folder_id: UUID, by: Actor) -> list[dict[str, object]]:
    return [
        {
            "sees": _beforehand(d, folder_id, by),
            "desk": d.desk.label,
            "organisation": d.desk.organisation,
            "leads": d.leads,
            "task": d.task_label,
            "text": d.task_text,
            "deadline": d.deadline_label,
            "off_system": d.desk.off_system,
            "channel": d.desk.channel,
            "body": d.desk.body_id is not None,
            "notice": d.notice,
            "rule": d.rule,
            "source": d.source,
            "adopted": d.adopted,
            "moved": d.moved,
        }
        for d in decided.all
    ]


def _beforehand(where: Destination, folder_id: UUID, by: Actor) -> sharing.Preview | None:
    """What goes along by itself, or on the sheet, and what stays behind with its reason; None where nothing goes."""
    if where.notice or where.desk.body_id is not None or where.desk.id == by.desk_id:
        return None
    return sharing.preview_along_route(folder_id=folder_id, to=where.desk.id, by=by)


@needs("signals.work", purpose=PURPOSE)
def pass_on(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    decided = queries.next_for(folder_id=folder_id, by=request.actor)
    act = Act(
        _("Doorzetten langs de meldroute"),
        _("Zo zegt de meldroute het, met de feiten van nu. Klopt een feit niet? Pas dat eerst aan."),
        _("Doorzetten"),
        _("Doorgezet. U kunt het blijven volgen."),
    )
    form = desk_forms.NoteForm(posted(request), initial={"revision": signal.revision})
    return act_page(
        request,
        signal,
        form,
        act,
        lambda form: actions.pass_on(folder_id=folder_id, by=request.actor, **picked(form, "note", "revision")),
        decided=decided,
        destinations=_destinations(decided, folder_id, request.actor),
        facts=show.fact_rows(signal, pack_now(request.actor.region)),
        pointers=show.pointers(signal),
    )


@needs("signals.work", purpose=PURPOSE)
def otherwise(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    act = Act(
        _("Afwijken van de meldroute"),
        _("U mag afwijken. Wij vragen een reden en tellen hoe vaak het gebeurt."),
        _("Zo doorzetten"),
        _("Doorgezet, met uw reden erbij."),
        (_("De andere balie ziet het hele signaal."), _("De ketenregisseur kan zien dat u afweek, en waarom.")),
    )
    desks = [
        d
        for d in network.desks(region=request.actor.region)
        if d.body_id is None and d.id != request.actor.desk_id and d.kind != "police_acute"
    ]
    form = desk_forms.OtherDeskForm(posted(request), desks=desks, initial={"revision": signal.revision})

    def do(given: forms.Form) -> None:
        assert isinstance(given, desk_forms.OtherDeskForm)
        actions.pass_on_otherwise(
            folder_id=folder_id,
            desk_id=given.desk_id(),
            leads=given.cleaned_data["leads"] == "yes",
            by=request.actor,
            **picked(given, "reason", "note", "revision"),
        )

    return act_page(request, signal, form, act, do)
