"""The region's privacy officer sees how the system is used, by which organisation: counts and kinds, no content."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from lantaarn.audit.region import FAMILIES, OrganisationCounts, region_counts
from lantaarn.network import queries as network
from lantaarn.papers.lists_out import Column, ListTable
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.log import files
from lantaarn.web.log.forms import PeriodFilter

PURPOSE = "log.read"


def _rows(request: ActorRequest, filters: PeriodFilter) -> list[tuple[str, OrganisationCounts]]:
    first, last = filters.days()
    names = dict(network.organisations(region=request.actor.region))
    counts = region_counts(first_day=first, last_day=last, by=request.actor)
    itself = _("Lantaarn zelf")
    named = [(names.get(c.organisation_id, itself) if c.organisation_id else itself, c) for c in counts]
    return sorted(named, key=lambda pair: pair[0].casefold())


@require_safe
@needs("log.region", purpose=PURPOSE)
def region(request: ActorRequest) -> HttpResponse:
    filters = PeriodFilter(request.GET)
    rows = _rows(request, filters)
    context = {
        "filters": filters,
        "families": list(FAMILIES.values()),
        "rows": rows,
        "totals": [sum(counts.counts[n] for _name, counts in rows) for n in range(len(FAMILIES))],
        "query": urlencode([(name, value) for name, value in request.GET.items() if value]),
        "exports": files.SORTS,
    }
    return render(request, "log/region.html", context)


@require_safe
@needs("log.region", purpose=PURPOSE)
def export(request: ActorRequest, sort: str) -> HttpResponse:
    files.known(sort)
    rows = _rows(request, PeriodFilter(request.GET))
    table = ListTable(
        title=_("Gebruik in de regio"),
        note=_("Aantallen uit het logboek van %(region)s, per organisatie. Zonder namen en zonder inhoud.")
        % {"region": request.actor.region_name},
        columns=(Column(_("Organisatie")), *(Column(str(label)) for label in FAMILIES.values())),
        rows=tuple((name, *map(str, counts.counts)) for name, counts in rows),
        count_line=ngettext("%(n)d organisatie", "%(n)d organisaties", len(rows)) % {"n": len(rows)},
    )
    return files.answer(table, name="gebruik-in-de-regio", sort=sort)
