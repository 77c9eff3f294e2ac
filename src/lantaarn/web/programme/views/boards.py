"""Looking at a programme: the board with its lights, the timeline, the calendar, the money and the counts."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.programme import queries
from lantaarn.programme.actions import may_manage, may_report
from lantaarn.programme.packed import packed_plan
from lantaarn.programme.queries import ActionView, Board
from lantaarn.web.doors.door import ActorRequest, needs, public
from lantaarn.web.programme import shown, words
from lantaarn.web.programme.forms import BoardFilter

PURPOSE = "programme.view"
LOOKS = ("programme.report", "programme.manage", "network.view", "totals.read")


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def programmes(request: ActorRequest) -> HttpResponse:
    """The one programme that there is; a choice where there are more."""
    found = queries.programmes(by=request.actor)
    manages = may_manage(by=request.actor)
    if len(found) == 1 and not manages:
        return redirect("programme-board", programme_id=found[0].id)
    rows = [(one, words.KINDS[one.kind], words.PROGRAMME_STATES[one.state]) for one in found]
    drafts = queries.import_drafts(by=request.actor) if manages else []
    mine = [shown.shown(one) for one in queries.mine(by=request.actor)[:8]]
    context = {"rows": rows, "drafts": drafts, "manages": manages, "mine": mine}
    context["packed"] = packed_plan(by=request.actor) if not found else None
    return render(request, "programme/programmes.html", context)


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def board(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    found = queries.board(programme_id=programme_id, by=request.actor)
    filters = BoardFilter(request.GET)
    actions = _wanted(found, filters)
    bar, tally = shown.tally(found)
    runs = found.live if found.programme.state == "adopted" else ()
    ask = next(iter(queries.held_by_actor(runs, by=request.actor)), None)
    context = {
        "board": found,
        "bar": bar,
        "tally": tally,
        "groups": shown.groups(found, actions),
        "filters": filters,
        "number": len(actions),
        "ask": shown.shown(ask) if ask and ask.light.colour != "green" else None,
        "manages": may_manage(by=request.actor),
        "may_report": may_report(by=request.actor),
        "state": words.PROGRAMME_STATES[found.programme.state],
    }
    return render(request, "programme/board.html", context)


def _wanted(board: Board, filters: BoardFilter) -> list[ActionView]:
    asked = filters.cleaned_data if filters.is_valid() else {}
    holder = str(asked.get("houder", "")).casefold()
    return [
        action
        for action in board.live
        if asked.get("licht", "") in ("", action.light.colour)
        and asked.get("niveau", "") in ("", action.level)
        and holder in _held_by(action)
    ]


def _held_by(action: ActionView) -> str:
    """The holders as the document names them and as the network does."""
    return " ".join(f"{party.name} {party.organisation}" for party in action.holders).casefold()


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def timeline(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    found = queries.board(programme_id=programme_id, by=request.actor)
    first = found.programme.starts_on or dt.date(found.today.year, 1, 1)
    last = found.programme.ends_on or dt.date(first.year + 1, 12, 31)
    line = queries.timeline(found.live, first=first, last=last)
    now = next((i for i, quarter in enumerate(line.quarters) if quarter.first <= found.today <= quarter.last), None)
    rows = [(shown.shown(bar.action), _cells(bar, len(line.quarters), now)) for bar in line.bars]
    years: dict[int, int] = {}
    for quarter in line.quarters:
        years[quarter.year] = years.get(quarter.year, 0) + 1
    context = {
        "board": found,
        "line": line,
        "rows": rows,
        "years": list(years.items()),
        "now": now,
        "unknown": [shown.shown(one) for one in line.unknown],
    }
    return render(request, "programme/timeline.html", context)


def _cells(bar: queries.Bar, columns: int, now: int | None) -> list[tuple[str, bool]]:
    """(what stands in the cell: planned, ongoing or nothing; is it the present quarter) for every column."""
    inside = range(0) if bar.start is None or bar.end is None else range(bar.start, bar.end + 1)
    kind = "ongoing" if bar.ongoing else "planned"
    return [(kind if column in inside else "", column == now) for column in range(columns)]


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def calendar(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    actions = queries.running(by=request.actor)
    days = queries.agenda(actions, first=today, last=today + dt.timedelta(days=365), by=request.actor)
    late = [shown.shown(one) for one in queries.stuck(actions)[:12]]
    context = {"days": [(day, words.DAYS.get(day.kind, day.kind)) for day in days], "late": late, "today": today}
    return render(request, "programme/calendar.html", context)


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def money(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    return render(
        request,
        "programme/money.html",
        {
            "programme": queries.one_programme(programme_id=programme_id, by=request.actor),
            "money": queries.money(programme_id=programme_id, by=request.actor),
            "manages": may_manage(by=request.actor),
        },
    )


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def counts(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    first, last = dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)
    found = queries.counted(first=first, last=last, by=request.actor)
    return render(request, "programme/counts.html", {"counts": found, "first": first, "last": min(last, today)})


@require_safe
@public(PURPOSE)
def public_page(request: HttpRequest) -> HttpResponse:
    """For everybody: the text that was adopted, of the regions that chose to show it, and nothing of how it goes."""
    found = []
    for code, name in network.regions():
        visitor = Actor(kind="plain", region=code, role="visitor", purpose=PURPOSE)
        with acting(visitor):
            found += [(name, one) for one in queries.public_programmes(by=visitor)]
    return render(request, "programme/public.html", {"found": found})
