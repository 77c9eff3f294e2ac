"""How a signal goes on at its desk: watched, closed, reopened, brought to a meeting; tasks done."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantaarn.signals import actions, queries
from lantaarn.signals.routing import CHAIN_DIRECTOR
from lantaarn.web.desk import forms as desk_forms
from lantaarn.web.desk.acts.page import PURPOSE, Act, and_say, at_once, plain_act, posted
from lantaarn.web.doors.door import ActorRequest, needs


@needs("signals.work", purpose=PURPOSE)
def watch(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    act = Act(
        _("Op afstand volgen"),
        _("U doet nu niets, met een reden, en kijkt op een vaste dag opnieuw."),
        _("Volgen"),
        _("U volgt dit op afstand. Op die dag staat het weer bij uw taken."),
    )
    return plain_act(request, folder_id, act, desk_forms.WatchForm, actions.watch)


@needs("signals.work", purpose=PURPOSE)
def close(request: ActorRequest, folder_id: UUID) -> HttpResponse:
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
    return plain_act(request, folder_id, act, desk_forms.CloseForm, and_say(request, actions.close))


@needs("signals.work", purpose=PURPOSE)
def reopen(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    act = Act(
        _("Weer openen"),
        _("Er is iets nieuws. Uw balie pakt het weer op."),
        _("Weer openen"),
        _("Het signaal is weer open."),
    )
    return plain_act(request, folder_id, act, desk_forms.ReasonForm, actions.reopen)


@needs("signals.work", purpose=PURPOSE)
def advise(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    if request.actor.desk_kind != CHAIN_DIRECTOR:
        raise Http404
    act = Act(
        _("Indienen bij het RIEC adviseren"),
        _("Alleen een gemeente kan deze zaak indienen bij het RIEC, met wat zij zelf weet."),
        _("Adviseren"),
        _("De gemeente heeft uw advies als taak."),
        (
            _("De aandachtsfunctionaris veiligheid van de gemeente krijgt een taak en ziet het signaal."),
            _("Wat volgens de deeltabel niet mee mag, ziet die niet. De gemeente beslist zelf."),
        ),
    )
    return plain_act(request, folder_id, act, desk_forms.AdviseForm, actions.advise_submission)


@require_POST
@needs("signals.work", purpose=PURPOSE)
def to_meeting(request: ActorRequest, folder_id: UUID, body_id: UUID) -> HttpResponse:
    return at_once(
        request,
        folder_id,
        lambda: actions.put_on_agenda(folder_id=folder_id, body_id=body_id, by=request.actor),
        _("Het staat op de lijst van het volgende overleg."),
    )


@needs("signals.work", purpose=PURPOSE)
def task_done(request: ActorRequest, task_id: UUID) -> HttpResponse:
    """A task may be all that the desk sees, so this page stands apart from the signal."""
    task = next((t for t in queries.open_tasks(by=request.actor) if t.id == task_id), None)
    form = desk_forms.TaskDoneForm(posted(request))
    if task is None:
        messages.info(request, _("Deze taak is al klaar."))
        return redirect("inbox")
    if request.method == "POST" and form.is_valid():
        actions.finish_task(task_id=task_id, note=form.cleaned_data["note"], by=request.actor)
        messages.success(request, _("De taak is klaar."))
        return redirect("inbox")
    return render(request, "desk/task.html", {"task": task, "form": form})
