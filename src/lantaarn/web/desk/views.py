"""The inbox of a desk and the signal that lies open in it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from lantaarn.access.retention import queries as retention
from lantaarn.context.actor import Actor
from lantaarn.folders import sharing
from lantaarn.signals import queries as signals
from lantaarn.tables import queries as tables
from lantaarn.tables.packs import Pack
from lantaarn.web.desk import show
from lantaarn.web.desk.persons import shown as persons
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.keeping import words as keeping

BESIDE = 15
"""So many lines of the inbox stand beside an open signal."""


def pack_now(region: str) -> Pack | None:
    """The words of the region's active route; None while it has none."""
    active = tables.active_pack(region)
    return active[1] if active else None


def _count(request: ActorRequest, found: signals.Inbox) -> None:
    """The menu need not count again what was just found."""
    request.new_count = found.offered


@needs("signals.work", purpose="signal.handle")
def inbox(request: ActorRequest) -> HttpResponse:
    found = signals.inbox(by=request.actor)
    _count(request, found)
    return render(
        request,
        "desk/inbox.html",
        {
            "groups": show.inbox_groups(found),
            "inbox": found,
            "late": len(found.late),
            "seconds": len(sharing.waiting_for_second(by=request.actor)),
        },
    )


@needs("signals.work", purpose="signal.handle")
def signal(request: ActorRequest, folder_id: UUID) -> HttpResponse:
    by = request.actor
    view = signals.one(folder_id=folder_id, by=by)
    found = signals.inbox(by=by, most=BESIDE)
    _count(request, found)
    pack = pack_now(by.region)
    mine = view.referral_to(by.desk_id)
    handed = [r for r in view.referrals if r.off_system and r.from_desk_id == by.desk_id and r.is_open]
    context = {
        "signal": view,
        "groups": show.inbox_groups(found, folder_id),
        "inbox": found,
        "mine": mine,
        "leads": view.lead_desk_id == by.desk_id,
        "due": show.due_chip(mine.due_at) if mine and mine.state == "offered" else None,
        "task": show.task_label(mine.task, pack) if mine else "",
        "why": show.why_boxes(view, mine, pack) if mine else (),
        "facts": show.fact_rows(view, pack),
        "card": show.card_rows(view, pack),
        "statements": show.statements(view),
        "persons": persons.rows(view, signals.linked(persons.ids_in(view))),
        "timeline": show.timeline(view),
        "log": show.log_rows(view),
        "beside": show.open_referrals(view, mine=by.desk_id),
        "handed": handed,
        "advisable": show.advisable(view, pack, by),
        "tasks": [t for t in view.tasks if t.done_at is None],
        "tasks_done": [t for t in view.tasks if t.done_at is not None],
        "bodies": signals.my_bodies(by=by) if not view.waits_for_meeting and not view.closed_at else (),
        "kept": _kept(folder_id, by) if view.closed_at else (),
    }
    return render(request, "desk/signal.html", context)


def _kept(folder_id: UUID, by: Actor) -> list[str]:
    """Until when what was said here is kept, once the signal is closed."""
    clocks = retention.clocks_of(folder_id=folder_id, by=by)
    return [f"{keeping.KEEP.get(clock.keep, clock.keep)}: {keeping.clock_sentence(clock)}" for clock in clocks]
