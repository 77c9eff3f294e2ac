"""The uniform list (overzichtslijst), on the screen and as a spreadsheet with the same filters."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.network import queries as network
from lantaarn.papers.lists_out import Column, Kind, ListTable, to_csv, to_ods, to_xlsx
from lantaarn.signals import queries
from lantaarn.signals.queries import ListPage, ListRow
from lantaarn.web import words
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.lists.forms import FilterForm
from lantaarn.web.lists.paging import page_address, page_number

Cell = str | dt.date | None
SORTED_BY = {
    "binnen": "received",
    "oudste": "oldest",
    "gewijzigd": "changed",
    "gemeente": "municipality",
    "stand": "status",
}
WRITERS = {
    "ods": (to_ods, "application/vnd.oasis.opendocument.spreadsheet"),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (to_csv, "text/csv; charset=utf-8"),
}


def _found(request: ActorRequest, *, everything: bool = False) -> tuple[FilterForm, ListPage, str]:
    form = FilterForm(request.GET or None, municipalities=network.municipalities(region=request.actor.region))
    sort = request.GET.get("sorteer", "binnen").lstrip("-")
    form.is_valid()
    filters = form.filters(sort=SORTED_BY.get(sort, "received"), page=page_number(request))
    return form, queries.signal_list(filters=filters, by=request.actor, everything=everything), sort


@needs("signals.work", purpose="signal.oversee")
def signals(request: ActorRequest) -> HttpResponse:
    form, found, sort = _found(request)
    kept = request.GET.copy()
    kept.pop("pagina", None)
    return render(
        request,
        "lists/signals.html",
        {
            "form": form,
            "found": found,
            "sort": sort,
            "filtered": bool([v for k, v in kept.items() if v and k != "sorteer"]),
            "query": kept.urlencode(),
            "previous_url": page_address(request, found.page - 1) if found.page > 1 else "",
            "next_url": page_address(request, found.page + 1) if found.has_next else "",
            "first_row": (found.page - 1) * 100 + 1 if found.rows else 0,
            "last_row": (found.page - 1) * 100 + len(found.rows),
        },
    )


@needs("signals.work", purpose="signal.export")
def export(request: ActorRequest, form: str) -> HttpResponse:
    if form not in WRITERS:
        raise Http404
    _form, found, _sort = _found(request, everything=True)
    write, mime = WRITERS[form]
    table = ListTable(
        title=_("Overzichtslijst %(region)s") % {"region": request.actor.region_name},
        note=_("Gemaakt op %(day)s door %(desk)s. Alleen signalen die deze balie mag zien.")
        % {"day": timezone.localdate().strftime("%d-%m-%Y"), "desk": request.actor.desk_label},
        columns=tuple(Column(label=label, kind=kind) for label, kind in _columns()),
        rows=tuple(_row(row) for row in found.rows),
        count_line=_("%(n)d signalen") % {"n": len(found.rows)},
    )
    response = HttpResponse(write(table), content_type=mime)
    day = timezone.localdate().isoformat()
    response["Content-Disposition"] = f'attachment; filename="overzichtslijst-{day}.{form}"'
    return response


def _columns() -> tuple[tuple[str, Kind], ...]:
    return (
        (_("Kenmerk"), "text"),
        (_("Ontvangen"), "date"),
        (_("Gemeente"), "text"),
        (_("Soort"), "text"),
        (_("Onder 18"), "text"),
        (_("Bron"), "text"),
        (_("Binnengekomen"), "text"),
        (_("Stand"), "text"),
        (_("Balie die leidt"), "text"),
        (_("Opgepakt"), "date"),
        (_("Afgerond"), "date"),
        (_("Afloop"), "text"),
        (_("Eigen nummer"), "text"),
    )


def _row(row: ListRow) -> tuple[Cell, ...]:
    return (
        row.code,
        timezone.localdate(row.received_at),
        row.municipality,
        ", ".join(str(words.EXPLOITATION[e]) for e in row.exploitation),
        str(words.TRI[row.minor]),
        str(words.DOMAIN[row.domain]),
        str(words.ENTRY[row.entry]),
        str(words.STATUS[row.status]),
        row.lead_desk,
        timezone.localdate(row.taken_up_at) if row.taken_up_at else None,
        timezone.localdate(row.closed_at) if row.closed_at else None,
        str(words.CLOSE_REASON[row.close_reason]) if row.close_reason else "",
        row.own_reference,
    )
