"""Holding a meeting: the list, what happened since last time, decisions that become tasks with a date."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.network import queries as network
from lantaarn.network.queries import DeskView
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import actions, queries
from lantaarn.signals.queries import AgendaRow
from lantaarn.web import words
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.meetings.forms import DecideForm, PlanForm

PURPOSE = "signal.discuss"


@needs("meetings.take_part", "meetings.chair", purpose=PURPOSE)
def meetings(request: ActorRequest) -> HttpResponse:
    found = queries.meetings(by=request.actor)
    return render(
        request,
        "meetings/meetings.html",
        {
            "open": [m for m in found if m.closed_at is None],
            "closed": [m for m in found if m.closed_at is not None],
            "chairs": request.actor.can("meetings.chair"),
        },
    )


def _since(row: AgendaRow) -> list[tuple[dt.datetime, str]]:
    return [(s.at, words.moment_text(s.kind, s.desk, s.words)) for s in row.since]


@needs("meetings.take_part", "meetings.chair", purpose=PURPOSE)
def meeting(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    found = queries.meeting(meeting_id=meeting_id, by=request.actor)
    rows = queries.agenda(meeting=found, by=request.actor)
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": found,
            "todo": [(row, _since(row)) for row in rows if row.decided_at is None],
            "decided": [row for row in rows if row.decided_at is not None],
            "chairs": request.actor.can("meetings.chair") and found.closed_at is None and found.is_next,
        },
    )


def _desks(request: ActorRequest, row: AgendaRow) -> list[DeskView]:
    """Desks that a decision may give a task: the region's, and those of the signal's municipality first."""
    found = [d for d in network.desks(region=request.actor.region) if d.body_id is None and d.kind != "police_acute"]
    return sorted(found, key=lambda d: (d.municipality != row.municipality, bool(d.municipality), d.label))


@needs("meetings.chair", purpose=PURPOSE)
def decide(request: ActorRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    found = queries.meeting(meeting_id=meeting_id, by=request.actor)
    row = next((r for r in queries.agenda(meeting=found, by=request.actor) if r.item_id == item_id), None)
    if row is None:
        raise Http404
    due = timezone.localdate() + dt.timedelta(days=14)
    form = DecideForm(request.POST if request.method == "POST" else request.kept, desks=_desks(request, row), due=due)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_item(
                item_id=item_id,
                meeting_id=meeting_id,
                decision=form.cleaned_data["decision"],
                tasks=form.tasks(),
                comes_back=form.cleaned_data["comes_back"],
                by=request.actor,
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Besloten. De balies hebben hun taak."))
            return redirect("meeting", meeting_id=meeting_id)
    return render(request, "meetings/decide.html", {"meeting": found, "row": row, "since": _since(row), "form": form})


@needs("meetings.chair", purpose=PURPOSE)
def close(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    found = queries.meeting(meeting_id=meeting_id, by=request.actor)
    if request.method == "POST":
        actions.close_meeting(meeting_id=meeting_id, by=request.actor)
        messages.success(request, _("Het overleg is afgesloten. Het volgende is gepland."))
        return redirect("meetings")
    left = [r for r in queries.agenda(meeting=found, by=request.actor) if r.decided_at is None]
    return render(
        request,
        "components/confirm.html",
        {
            "title": _("Overleg afsluiten"),
            "text": _("Daarna kunt u hier geen besluiten meer noteren."),
            "what_happens": [
                _("%(n)d signalen zonder besluit gaan naar het volgende overleg.") % {"n": len(left)},
                _("Het volgende overleg wordt gepland volgens het ritme."),
            ],
            "form": None,
            "action_label": _("Afsluiten"),
            "cancel_url": f"/overleg/{meeting_id}/",
        },
    )


@needs("meetings.chair", purpose=PURPOSE)
def plan(request: ActorRequest) -> HttpResponse:
    form = PlanForm(
        request.POST if request.method == "POST" else request.kept,
        bodies=queries.my_bodies(by=request.actor),
        initial={"time": dt.time(10, 0)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            meeting_id = actions.plan_meeting(
                body_id=UUID(form.cleaned_data["body"]), starts_at=form.starts_at(), by=request.actor
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Gepland."))
            return redirect("meeting", meeting_id=meeting_id)
    return render(request, "meetings/plan.html", {"form": form})
