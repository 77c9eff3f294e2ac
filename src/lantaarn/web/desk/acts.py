"""What a desk does with a signal: one page per act that says beforehand what will happen, and one door for its posts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantaarn.network import queries as network
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import actions, queries
from lantaarn.signals.actions import Stale
from lantaarn.signals.queries import SignalView
from lantaarn.signals.routing import Decided
from lantaarn.web import words
from lantaarn.web.desk import forms as desk_forms
from lantaarn.web.desk import show
from lantaarn.web.desk.views import pack_now
from lantaarn.web.doors.door import ActorRequest, needs

PURPOSE = "signal.handle"


@dataclass(frozen=True)
class Act:
    """The words of one act's page."""

    title: str
    text: str
    button: str
    done: str
    happens: Sequence[str] = ()


def _post(request: ActorRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: ActorRequest,
    signal: SignalView,
    form: forms.Form,
    act: Act,
    do: Callable[[forms.Form], object],
    **extra: object,
) -> HttpResponse:
    """Show the form; on a good post do the act and go back; otherwise show it again with all that was typed."""
    changes: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            do(form)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        except Stale as stale:
            changes = tuple(words.moment_text(c.kind, c.desk, c.words) for c in stale.changes)
            form.data = {**form.data.dict(), "revision": str(stale.revision)}  # type: ignore[attr-defined]
        else:
            messages.success(request, act.done)
            return redirect("signal", folder_id=signal.folder_id)
    context = {"signal": signal, "form": form, "act": act, "changes": changes, "decided": None, "destinations": ()}
    return render(request, "desk/act.html", {**context, **extra}, status=409 if changes else 200)


def _signal(request: ActorRequest, folder_id: UUID) -> SignalView:
    return queries.one(folder_id=folder_id, by=request.actor, action="signal.act_opened")


def _at_once(request: ActorRequest, folder_id: UUID, do: Callable[[], object], done: str) -> HttpResponse:
    """An act without a form: what stands in its way is said above the signal."""
    try:
        do()
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    except Stale as stale:
        changes = " ".join(words.moment_text(c.kind, c.desk, c.words) for c in stale.changes)
        messages.warning(request, _("Iemand was u voor. %(changes)s Kijk of het nog nodig is.") % {"changes": changes})
    else:
        messages.success(request, done)
    return redirect("signal", folder_id=folder_id)


def _revision(request: ActorRequest) -> int:
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


@require_POST
@needs("signals.work", purpose=PURPOSE)
def accept(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    return _at_once(
        request,
        folder_id,
        lambda: actions.accept(
            folder_id=folder_id, referral_id=referral_id, revision=_revision(request), by=request.actor
        ),
        _("Aangenomen. Uw balie heeft het nu in behandeling. De melder ziet: ‘opgepakt’."),
    )


@needs("signals.work", purpose=PURPOSE)
def decline(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
    act = Act(
        _("Teruggeven"),
        _("U geeft dit terug. Zeg waarom, dan weet de ander wat nodig is."),
        _("Teruggeven"),
        _("Teruggegeven. De ander heeft uw reden."),
        (
            _("De balie die het stuurde, of de ketenregisseur, krijgt het terug."),
            _("U ziet het signaal daarna niet meer."),
        ),
    )
    form = desk_forms.ReasonForm(_post(request), initial={"revision": signal.revision})

    def do(form: forms.Form) -> None:
        data = form.cleaned_data
        actions.decline(
            folder_id=folder_id,
            referral_id=referral_id,
            reason=data["reason"],
            revision=data["revision"],
            by=request.actor,
        )

    response = _page(request, signal, form, act, do)
    return redirect("inbox") if response.status_code == 302 else response


@needs("signals.work", purpose=PURPOSE)
def withdraw(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
    act = Act(_("Intrekken"), _("U trekt uw vraag aan een andere balie in."), _("Intrekken"), _("Ingetrokken."))
    form = desk_forms.ReasonForm(_post(request), initial={"revision": signal.revision})
    return _page(
        request,
        signal,
        form,
        act,
        lambda form: actions.withdraw(
            folder_id=folder_id, referral_id=referral_id, by=request.actor, **_picked(form, "reason", "revision")
        ),
    )


def _picked(form: forms.Form, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


@needs("signals.work", purpose=PURPOSE)
def finish(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
    act = Act(_("Klaar met dit deel"), _("U meldt dat dit deel is gedaan."), _("Klaar"), _("Genoteerd."))
    form = desk_forms.FinishForm(_post(request), initial={"revision": signal.revision})
    return _page(
        request,
        signal,
        form,
        act,
        lambda form: actions.finish(
            folder_id=folder_id, referral_id=referral_id, by=request.actor, **_picked(form, "note", "revision")
        ),
    )


@needs("signals.work", purpose=PURPOSE)
def receipt(request: ActorRequest, folder_id: UUID, referral_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
    act = Act(
        _("Ontvangst noteren"),
        _("De andere partij werkt niet in Lantaarn. Noteer dat zij het blad heeft."),
        _("Ontvangst noteren"),
        _("De ontvangst staat erbij. U blijft het volgen tot zij klaar zijn."),
    )
    form = desk_forms.ReceiptForm(_post(request), initial={"revision": signal.revision})
    return _page(
        request,
        signal,
        form,
        act,
        lambda form: actions.note_receipt(
            folder_id=folder_id,
            referral_id=referral_id,
            by=request.actor,
            **_picked(form, "received_by", "reference", "revision"),
        ),
    )


@needs("signals.work", purpose=PURPOSE)
def add(request: ActorRequest, folder_id: UUID, corrects: UUID | None = None) -> HttpResponse:
    signal = _signal(request, folder_id)
    old = next((w for w in signal.words if w.id == corrects), None) if corrects else None
    title = _("Verbeteren") if corrects else _("Aanvullen")
    text = (
        _("Schrijf hoe het wel is. Het oude blijft leesbaar, met uw verbetering erbij.")
        if corrects
        else _("Voeg toe wat uw balie weet. Gezien, verteld en gedacht blijven uit elkaar.")
    )
    act = Act(title, text, _("Bewaren"), _("Bewaard bij het signaal."))
    initial = (
        {"kind": old.kind, "text": old.text, "category": old.category, "said_by": old.said_by}
        if old
        else {"category": "phenomenon"}
    )
    form = desk_forms.AddForm(_post(request), initial=initial)
    domain = "safety" if "safety" in request.actor.desk_kind else "care"
    return _page(
        request,
        signal,
        form,
        act,
        lambda form: actions.add_contribution(
            folder_id=folder_id,
            domain=domain,
            corrects=corrects,
            by=request.actor,
            **_picked(form, "kind", "category", "text", "said_by", "source", "ground"),
        ),
    )


@needs("signals.work", purpose=PURPOSE)
def correct(request: ActorRequest, folder_id: UUID, row_id: UUID) -> HttpResponse:
    return add.__wrapped__(request, folder_id, corrects=row_id)  # type: ignore[attr-defined, no-any-return]


@needs("signals.work", purpose=PURPOSE)
def facts(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
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
    form = desk_forms.FactsForm(_post(request), pack=pack, facts=signal.facts, initial={"revision": signal.revision})

    def do(given: forms.Form) -> None:
        assert isinstance(given, desk_forms.FactsForm)
        actions.set_facts(
            folder_id=folder_id, facts=given.facts(), revision=given.cleaned_data["revision"], by=request.actor
        )

    return _page(request, signal, form, act, do)


@needs("signals.work", purpose=PURPOSE)
def ask(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
    act = Act(
        _("Vraag aan de melder"),
        _("De melder leest uw vraag met de code en hoeft geen naam te geven."),
        _("Vraag klaarzetten"),
        _("De vraag staat klaar. U ziet het antwoord bij het signaal."),
    )
    form = desk_forms.AskForm(_post(request))
    return _page(
        request,
        signal,
        form,
        act,
        lambda form: actions.ask_reporter(folder_id=folder_id, text=form.cleaned_data["text"], by=request.actor),
    )


def _destinations(decided: Decided) -> list[dict[str, object]]:
    return [
        {
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


@needs("signals.work", purpose=PURPOSE)
def pass_on(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
    decided = queries.next_for(folder_id=folder_id, by=request.actor)
    act = Act(
        _("Doorzetten langs de meldroute"),
        _("Zo zegt de meldroute het, met de feiten van nu. Klopt een feit niet? Pas dat eerst aan."),
        _("Doorzetten"),
        _("Doorgezet. U kunt het blijven volgen."),
    )
    form = desk_forms.NoteForm(_post(request), initial={"revision": signal.revision})
    return _page(
        request,
        signal,
        form,
        act,
        lambda form: actions.pass_on(folder_id=folder_id, by=request.actor, **_picked(form, "note", "revision")),
        decided=decided,
        destinations=_destinations(decided),
        facts=show.fact_rows(signal, pack_now(request.actor.region)),
    )


@needs("signals.work", purpose=PURPOSE)
def otherwise(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
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
    form = desk_forms.OtherDeskForm(_post(request), desks=desks, initial={"revision": signal.revision})

    def do(given: forms.Form) -> None:
        assert isinstance(given, desk_forms.OtherDeskForm)
        actions.pass_on_otherwise(
            folder_id=folder_id,
            desk_id=given.desk_id(),
            leads=given.cleaned_data["leads"] == "yes",
            by=request.actor,
            **_picked(given, "reason", "note", "revision"),
        )

    return _page(request, signal, form, act, do)


@needs("signals.work", purpose=PURPOSE)
def watch(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
    act = Act(
        _("Op afstand volgen"),
        _("U doet nu niets, met een reden, en kijkt op een vaste dag opnieuw."),
        _("Volgen"),
        _("U volgt dit op afstand. Op die dag staat het weer bij uw taken."),
    )
    form = desk_forms.WatchForm(_post(request), initial={"revision": signal.revision})
    return _page(
        request,
        signal,
        form,
        act,
        lambda form: actions.watch(
            folder_id=folder_id, by=request.actor, **_picked(form, "ground", "until", "revision")
        ),
    )


@needs("signals.work", purpose=PURPOSE)
def close(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
    act = Act(
        _("Afronden"),
        _("Een ander probleem, of niets gevonden: dat zijn gewone eindes."),
        _("Afronden"),
        _("Afgerond. De melder leest uw antwoord met de code."),
        (
            _("Open vragen aan andere balies stoppen."),
            _("U kunt het signaal later weer openen."),
        ),
    )
    form = desk_forms.CloseForm(_post(request), initial={"revision": signal.revision})
    return _page(
        request,
        signal,
        form,
        act,
        lambda form: actions.close(
            folder_id=folder_id, by=request.actor, **_picked(form, "reason", "note", "feedback", "revision")
        ),
    )


@needs("signals.work", purpose=PURPOSE)
def reopen(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
    act = Act(
        _("Weer openen"),
        _("Er is iets nieuws. Uw balie pakt het weer op."),
        _("Weer openen"),
        _("Het signaal is weer open."),
    )
    form = desk_forms.ReasonForm(_post(request), initial={"revision": signal.revision})
    return _page(
        request,
        signal,
        form,
        act,
        lambda form: actions.reopen(folder_id=folder_id, by=request.actor, **_picked(form, "reason", "revision")),
    )


@needs("signals.work", purpose=PURPOSE)
def link(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = _signal(request, folder_id)
    act = Act(
        _("Koppelen"),
        _("Gaan twee signalen misschien over hetzelfde? Koppel ze. Beide blijven bestaan."),
        _("Koppelen"),
        _("Gekoppeld. U kunt dit weer losmaken."),
        (_("Alleen wie beide signalen ziet, ziet de koppeling."),),
    )
    form = desk_forms.LinkForm(_post(request))
    return _page(
        request,
        signal,
        form,
        act,
        lambda form: actions.link(
            folder_id=folder_id,
            other_code=form.cleaned_data["code"],
            why=form.cleaned_data["why"],
            by=request.actor,
        ),
    )


@require_POST
@needs("signals.work", purpose=PURPOSE)
def unlink(request: ActorRequest, folder_id: UUID, link_id: UUID) -> HttpResponse:
    return _at_once(
        request,
        folder_id,
        lambda: actions.undo_link(folder_id=folder_id, link_id=link_id, by=request.actor),
        _("De koppeling is weg. De signalen zijn er nog."),
    )


@require_POST
@needs("signals.work", purpose=PURPOSE)
def to_meeting(request: ActorRequest, folder_id: UUID, body_id: UUID) -> HttpResponse:
    return _at_once(
        request,
        folder_id,
        lambda: actions.put_on_agenda(folder_id=folder_id, body_id=body_id, by=request.actor),
        _("Het staat op de lijst van het volgende overleg."),
    )


@needs("signals.work", purpose=PURPOSE)
def task_done(request: ActorRequest, task_id: UUID) -> HttpResponse:
    """A task may be all that the desk sees, so this page stands apart from the signal."""
    task = next((t for t in queries.open_tasks(by=request.actor) if t.id == task_id), None)
    form = desk_forms.TaskDoneForm(_post(request))
    if task is None:
        messages.info(request, _("Deze taak is al klaar."))
        return redirect("inbox")
    if request.method == "POST" and form.is_valid():
        actions.finish_task(task_id=task_id, note=form.cleaned_data["note"], by=request.actor)
        messages.success(request, _("De taak is klaar."))
        return redirect("inbox")
    return render(request, "desk/task.html", {"task": task, "form": form})
