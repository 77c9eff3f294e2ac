"""By municipality: the matrix of local actions, and each municipality's own house in order."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lantaarn.programme import actions, queries
from lantaarn.programme.actions import may_manage, may_report
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.lists.paging import page_number, pages_of
from lantaarn.web.programme import words
from lantaarn.web.programme.drawn import Cells, Kind
from lantaarn.web.programme.forms import HouseForm
from lantaarn.web.programme.views.boards import LOOKS, PURPOSE, ROWS

COLUMNS = 12
"""As many actions as fit beside each other."""


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def matrix(request: ActorRequest, programme_id: UUID) -> HttpResponse:
    """Municipalities down, local actions across: one glance tells where it waits."""
    number = page_number(request)
    start = (number - 1) * COLUMNS
    found = queries.matrix(programme_id=programme_id, start=start, most=COLUMNS, by=request.actor)
    draw, own = Cells(), request.actor.municipality_id
    rows = [
        (
            place_id,
            name,
            place_id == own,
            draw.row((_cell(row.cells[column]), "") for row in found.rows),
            found.done.get(place_id, 0),
        )
        for column, (place_id, name) in enumerate(found.municipalities)
    ]
    totals = [sum(1 for cell in row.cells if cell and cell.state == "done") for row in found.rows]
    context = {
        "matrix": found,
        "rows": rows,
        "totals": totals,
        "number": number,
        "pages": pages_of(found.total, COLUMNS),
        "first": start + 1,
        "last": start + len(found.rows),
    }
    return render(request, "programme/matrix.html", context)


def _cell(cell: queries.Cell | None) -> Kind | None:
    if cell is None:
        return None
    return words.STATE_ICONS[cell.state], words.LIGHTS[cell.light.colour][0], words.STATES[cell.state]


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def houses(request: ActorRequest) -> HttpResponse:
    found = queries.houses(by=request.actor)
    items = [row.label for row in found[0].rows] if found else []
    draw = Cells()
    rows = [
        (one, draw.row(((words.HOUSE[row.state][0], *words.HOUSE[row.state]), "") for row in one.rows)) for one in found
    ]
    closed = sum(one.closed for one in found)
    return render(request, "programme/houses.html", {"rows": rows, "items": items, "closed": closed})


@require_safe
@needs(*LOOKS, purpose=PURPOSE)
def house(request: ActorRequest, municipality_id: UUID) -> HttpResponse:
    return _house(request, municipality_id, None)


def _house(request: ActorRequest, municipality_id: UUID, bad: HouseForm | None) -> HttpResponse:
    found = queries.house(municipality_id=municipality_id, by=request.actor)
    may = may_report(by=request.actor) and (
        may_manage(by=request.actor) or request.actor.municipality_id == municipality_id
    )
    rows = []
    for row in found.rows:
        form = bad if bad is not None and bad.data.get("item") == row.code else None
        if form is None and may and not row.measured:
            form = HouseForm(
                initial={
                    "item": row.code,
                    "state": row.state,
                    "evidence": row.evidence,
                    "since": row.since,
                    "look_again_on": row.look_again_on,
                },
                prefix=None,
                auto_id=f"{row.code}-%s",
            )
        rows.append((row, words.HOUSE[row.state], form))
    number = page_number(request)
    page, total = queries.of_municipality(
        municipality_id=municipality_id, start=(number - 1) * ROWS, most=ROWS, by=request.actor
    )
    context = {
        "house": found,
        "rows": rows,
        "local": [(one, words.LIGHTS[one.cell.light.colour], words.STATES[one.cell.state]) for one in page],
        "number": number,
        "pages": pages_of(total, ROWS),
    }
    return render(request, "programme/house.html", context)


@require_POST
@needs("programme.report", "programme.manage", purpose=PURPOSE)
def note(request: ActorRequest, municipality_id: UUID) -> HttpResponse:
    form = HouseForm(request.POST, auto_id=f"{request.POST.get('item', '')[:60]}-%s")
    if not form.is_valid():
        if form.data.get("item") is None:
            raise Http404
        return _house(request, municipality_id, form)
    given = form.cleaned_data
    try:
        actions.note_house(
            municipality_id=municipality_id,
            item=given["item"],
            state=given["state"],
            evidence=given["evidence"],
            since=given["since"],
            look_again_on=given["look_again_on"],
            by=request.actor,
        )
    except NotAllowed as refusal:
        form.add_error(None, str(refusal))
        return _house(request, municipality_id, form)
    messages.success(request, _("Genoteerd, met de datum van vandaag."))
    return redirect("programme-house", municipality_id=municipality_id)
