"""Trainings, information meetings and campaigns: planned, held, counted by the programme."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lantaarn.network import queries as network
from lantaarn.outreach import actions, queries
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.programme import words
from lantaarn.web.programme.forms import TrainingForm, WhyForm
from lantaarn.web.programme.plan_forms import MeetingForm
from lantaarn.web.programme.views.boards import LOOKS
from lantaarn.web.programme.views.editing import BOTH, done, given, page

PURPOSE = "outreach.record"


@require_http_methods(["GET", "HEAD", "POST"])
@needs(*LOOKS, "outreach.record", purpose=PURPOSE)
def trainings(request: ActorRequest) -> HttpResponse:
    places = [(m.id, m.name) for m in network.municipalities(region=request.actor.region)]
    form = TrainingForm(request.POST if request.method == "POST" else request.kept, places=places)
    if request.method == "POST" and form.is_valid() and _made(request, form):
        return redirect("trainings")
    rows = [
        (one, words.TRAINING_KINDS[one.kind], words.AUDIENCES[one.audience], words.TRAINING_STATES[one.state])
        for one in queries.trainings(by=request.actor)
    ]
    may = actions.may_record(by=request.actor)
    return render(request, "programme/trainings.html", {"rows": rows, "form": form if may else None})


def _made(request: ActorRequest, form: TrainingForm) -> bool:
    past = form.is_past()
    make = actions.record_training if past else actions.plan_training
    try:
        make(training=form.training(), by=request.actor)
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request,
        _("Vastgelegd. Het programma telt haar mee.") if past else _("Gepland. Leg haar vast als zij is gehouden."),
    )
    return True


@require_POST
@needs("outreach.record", purpose=PURPOSE)
def held(request: ActorRequest, training_id: UUID) -> HttpResponse:
    try:
        actions.note_held(training_id=training_id, people=None, reached={}, by=request.actor)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Vastgelegd. Het programma telt haar mee."))
    return redirect("trainings")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("outreach.record", purpose=PURPOSE)
def cancel(request: ActorRequest, training_id: UUID) -> HttpResponse:
    form = WhyForm(request.POST if request.method == "POST" else request.kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel_training(training_id=training_id, why=form.cleaned_data["why"], by=request.actor)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Genoteerd. Zij telt niet mee en blijft te zien."))
            return redirect("trainings")
    context = {
        "title": _("Niet doorgegaan"),
        "text": _("De training blijft in de lijst staan en telt niet mee."),
        "what_happens": [_("Het programma telt haar niet meer.")],
        "form": form,
        "action_label": _("Vastleggen"),
        "cancel_url": "/trainingen/",
    }
    return render(request, "components/confirm.html", context)


@require_http_methods(BOTH)
@needs("outreach.record", purpose=PURPOSE)
def meeting(request: ActorRequest) -> HttpResponse:
    """A sitting of a body without an agenda in Lantaarn: it counts as held."""
    by = request.actor
    form = MeetingForm(given(request), bodies=[(one.id, one.name) for one in network.bodies(region=by.region)])
    if done(
        request,
        form,
        lambda: actions.record_meeting(
            body_id=UUID(form.cleaned_data["body"]), on_day=form.cleaned_data["on_day"], by=by
        ),
        _("Vastgelegd. Het programma telt het overleg mee."),
    ):
        return redirect("trainings")
    return page(
        request,
        form,
        title=_("Overleg vastleggen"),
        text=_("Voor een overleg dat is geweest en in Lantaarn geen agenda had."),
        back="/trainingen/",
        label=_("Vastleggen"),
        what_happens=[_("Het programma telt het mee. Verslag en deelnemers staan hier niet.")],
    )
