"""Looking at a programme: the board with its lights, the timeline, the calendar, the money and the counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.programme import queries
from lantaarn.programme.actions import may_manage, may_report
from lantaarn.programme.packed import packed_plan
from lantaarn.programme.queries import Seen, Survey
from lantaarn.web.doors.door import ActorRequest, needs, public
from lantaarn.web.lists.paging import page_number, pages_of
from lantaarn.web.programme import shown, words
from lantaarn.web.programme.drawn import Cells, Kind
from lantaarn.web.programme.forms import BoardFilter
from lantaarn.web.programme.shown import Shown

PURPOSE = "programme.view"
ROWS = 25
"""As many as a person reads at once."""
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
    survey = queries.survey(by=request.actor)
    mine = [shown.shown(one) for one in queries.chosen(survey.mine[:8], of=survey, by=request.actor)]
    context = {"rows": rows, "drafts": drafts, "manages": manages, "mine": mine}
    context["packed"] = packed_plan(by=request.actor) if not found else None
    return render(request, "programme/programmes.html", context)


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def board(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    by = request.actor
    programme, nested = queries.with_nested(programme_id=programme_id, by=by)
    filters = BoardFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    survey = queries.survey(programme_id=programme_id, holder=asked.get("houder", ""), by=by)
    page = Paginator(_wanted(survey, asked), ROWS).get_page(page_number(request))
    ask = [one for one in survey.mine[:1] if programme.state == "adopted" and one.colour != "green"]
    found = queries.chosen([*page.object_list, *ask], of=survey, by=by)
    bar, tally = shown.tally(survey)
    context = {
        "programme": programme,
        "nested": nested,
        "today": survey.today,
        "bar": bar,
        "tally": tally,
        "groups": shown.groups(found[: len(page)]),
        "filters": filters,
        "page": page,
        "ask": found[-1] if ask else None,
        "manages": may_manage(by=by),
        "may_report": may_report(by=by),
        "state": words.PROGRAMME_STATES[programme.state],
    }
    return render(request, "programme/board.html", context)


def _wanted(survey: Survey, asked: Mapping[str, str]) -> list[Seen]:
    light, level, holder = (asked.get(name, "") for name in ("licht", "niveau", "houder"))
    return [
        one
        for one in survey.seen
        if light in ("", one.colour) and level in ("", one.level) and (one.held or not holder)
    ]


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def timeline(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    programme = queries.one_programme(programme_id=programme_id, by=request.actor)
    today, number = timezone.localdate(), page_number(request)
    start = (number - 1) * ROWS
    found, total = queries.listed(programme_id=programme_id, start=start, most=ROWS, by=request.actor)
    first = programme.starts_on or dt.date(today.year, 1, 1)
    last = programme.ends_on or dt.date(first.year + 1, 12, 31)
    line = queries.timeline(found, first=first, last=last)
    now = next((i for i, quarter in enumerate(line.quarters) if quarter.first <= today <= quarter.last), None)
    draw, bars = Cells(), [(bar, shown.shown(bar.action)) for bar in line.bars]
    context = {
        "programme": programme,
        "line": line,
        "total": total,
        "number": number,
        "pages": pages_of(total, ROWS),
        "first": start + 1 if found else 0,
        "last": start + len(found),
        "rows": [(row, draw.row(_cells(bar, row, len(line.quarters), now))) for bar, row in bars],
        "unknown": [shown.shown(one) for one in line.unknown],
    }
    return render(request, "programme/timeline.html", context)


def _cells(bar: queries.Bar, row: Shown, columns: int, now: int | None) -> Iterator[tuple[Kind | None, str]]:
    """What stands in the cell (planned, ongoing or nothing) for every column, and which is the present quarter."""
    inside = range(0) if bar.start is None or bar.end is None else range(bar.start, bar.end + 1)
    planned = f"{_('gepland')}, {row.light}"
    kind = ("none", row.chip, _("doorlopend")) if bar.ongoing else (row.chip, row.chip, planned)
    for column in range(columns):
        yield kind if column in inside else None, "is-now" if column == now else ""


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def calendar(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    days = queries.agenda(first=today, last=today + dt.timedelta(days=365), by=request.actor)
    survey = queries.survey(by=request.actor)
    late = [shown.shown(one) for one in queries.chosen(survey.stuck[:12], of=survey, by=request.actor)]
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
