"""How a signal goes on at its desk: watched, closed, reopened, brought to a meeting; tasks done."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lantaarn.signals import actions, queries
from lantaarn.web.desk import forms as desk_forms
from lantaarn.web.desk.acts.page import PURPOSE, Act, act_page, at_once, opened, picked, posted
from lantaarn.web.doors.door import ActorRequest, needs


@needs("signals.work", purpose=PURPOSE)
def watch(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    act = Act(
        _("Op afstand volgen"),
        _("U doet nu niets, met een reden, en kijkt op een vaste dag opnieuw."),
        _("Volgen"),
        _("U volgt dit op afstand. Op die dag staat het weer bij uw taken."),
    )
    form = desk_forms.WatchForm(posted(request), initial={"revision": signal.revision})
    return act_page(
        request,
        signal,
        form,
        act,
        lambda form: actions.watch(
            folder_id=folder_id, by=request.actor, **picked(form, "ground", "until", "revision")
        ),
    )


@needs("signals.work", purpose=PURPOSE)
def close(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
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
    form = desk_forms.CloseForm(posted(request), initial={"revision": signal.revision})
    return act_page(
        request,
        signal,
        form,
        act,
        lambda form: actions.close(
            folder_id=folder_id, by=request.actor, **picked(form, "reason", "note", "feedback", "revision")
        ),
    )


@needs("signals.work", purpose=PURPOSE)
def reopen(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    signal = opened(request, folder_id)
    act = Act(
        _("Weer openen"),
        _("Er is iets nieuws. Uw balie pakt het weer op."),
        _("Weer openen"),
        _("Het signaal is weer open."),
    )
    form = desk_forms.ReasonForm(posted(request), initial={"revision": signal.revision})
    return act_page(
        request,
        signal,
        form,
        act,
        lambda form: actions.reopen(folder_id=folder_id, by=request.actor, **picked(form, "reason", "revision")),
    )


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
