"""Registering a request in one screen, the list of requests, and what a desk is asked to correct."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lantaarn.rules.transitions import NotAllowed
from lantaarn.subjects import actions, queries
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.subjects import words
from lantaarn.web.subjects.forms import CorrectForm, NewForm

PURPOSE = "subject.handle"


@require_safe
@needs("subjects.work", purpose=PURPOSE)
def requests(request: ActorRequest) -> HttpResponse:
    rows = queries.requests(by=request.actor)
    shown = [(row, words.KIND[row.kind], words.ANSWER.get(row.answer) or words.STATE[row.state]) for row in rows]
    is_open = [line for line in shown if line[0].state in queries.OPEN]
    return render(request, "subjects/requests.html", {"open": is_open, "ended": shown[len(is_open) :]})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("subjects.work", "signals.work", "report.for_others", purpose=PURPOSE)
def new(request: ActorRequest) -> HttpResponse:
    """Whoever receives a request writes it down; only the organisation's privacy officer sees it after."""
    form = NewForm(
        request.POST if request.method == "POST" else request.kept, initial={"received_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        request_id, code = actions.receive(asked=form.asked(), by=request.actor)
        messages.success(
            request,
            _("Verzoek %(code)s is aangenomen. De privacyfunctionaris van uw organisatie heeft bericht.")
            % {"code": code},
        )
        return redirect("subject", request_id=request_id) if request.actor.can("subjects.work") else redirect("today")
    return render(request, "subjects/new.html", {"form": form})


@require_safe
@needs("signals.work", purpose=PURPOSE)
def corrections(request: ActorRequest) -> HttpResponse:
    items = queries.passed_to_my_desk(by=request.actor)
    todo = [item for item in items if item.desk_at is None]
    return render(request, "subjects/corrections.html", {"todo": todo, "done": [i for i in items if i.desk_at]})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("signals.work", purpose=PURPOSE)
def correct(request: ActorRequest, item_id: UUID) -> HttpResponse:
    item = next((i for i in queries.passed_to_my_desk(by=request.actor) if i.id == item_id), None)
    if item is None:
        raise Http404
    form = CorrectForm(request.POST if request.method == "POST" else request.kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.desk_answers(
                item_id=item_id,
                corrected=form.cleaned_data["corrected"] == "yes",
                says=form.cleaned_data["says"],
                by=request.actor,
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Genoteerd. De privacyfunctionaris zet het in de brief."))
            return redirect("subject-corrections")
    return render(request, "subjects/correct.html", {"item": item, "form": form})
