"""Uses of the own organisation that stand out, each with its reason; "seen" with a note; and as a file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lantaarn.audit.unusual import KINDS, Absence, Finding, Watched, Worker, note_seen
from lantaarn.audit.unusual import unusual as findings
from lantaarn.network import queries as network
from lantaarn.papers.lists_out import Column, ListTable
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.log import files
from lantaarn.web.log.forms import SeenForm, UnusualFilter

PURPOSE = "log.read"
PAGE = 50


@require_safe
@needs("log.read", purpose=PURPOSE)
def unusual(request: ActorRequest) -> HttpResponse:
    return _page(request, UnusualFilter(request.GET), None)


def _page(request: ActorRequest, filters: UnusualFilter, refused: SeenForm | None) -> HttpResponse:
    found = _found(request, filters)
    number = int(request.GET["pagina"]) if request.GET.get("pagina", "").isdecimal() else 1
    number = max(1, min(number, len(found) // PAGE + 1))
    shown = found[(number - 1) * PAGE : number * PAGE]
    context = {
        "filters": filters,
        "findings": [(finding, KINDS[finding.kind], _form(finding, refused)) for finding in shown],
        "open": sum(1 for finding in found if finding.seen is None),
        "count": len(found),
        "query": _filters_of(request),
        "exports": files.SORTS,
        "previous_url": _turn(request, number - 1) if number > 1 else "",
        "next_url": _turn(request, number + 1) if number * PAGE < len(found) else "",
    }
    return render(request, "log/unusual.html", context, status=422 if refused else 200)


def _found(request: ActorRequest, filters: UnusualFilter) -> tuple[Finding, ...]:
    actor = request.actor
    watched: Watched = filters.watched(region=actor.region)
    people = network.colleagues(organisation_id=actor.own_organisation)
    away = network.away(organisation_id=actor.own_organisation)
    return findings(
        watched=watched,
        workers=[Worker(c.user_id, f"{c.surname} {c.phone} {c.email}") for c in people],
        absences=[Absence(*row) for row in away],
        by=actor,
    )


def _form(finding: Finding, refused: SeenForm | None) -> SeenForm | None:
    """Fields of several forms on one page have ids of their own."""
    if finding.seen is not None:
        return None
    if refused is not None and refused.data.get("finding") == finding.key:
        return refused
    return SeenForm(initial={"finding": finding.key}, auto_id=f"id_%s_{finding.key}")


def _filters_of(request: ActorRequest) -> str:
    return urlencode([(name, value) for name, value in request.GET.items() if name != "pagina" and value])


def _turn(request: ActorRequest, number: int) -> str:
    query = request.GET.copy()
    query["pagina"] = str(number)
    return f"?{query.urlencode()}"


@require_POST
@needs("log.read", purpose=PURPOSE)
def seen(request: ActorRequest) -> HttpResponse:
    form = SeenForm(request.POST, auto_id=f"id_%s_{request.POST.get('finding', '')[:32]}")
    if not form.is_valid():
        return _page(request, UnusualFilter(request.GET), form)
    first = note_seen(finding=form.cleaned_data["finding"], note=form.cleaned_data["note"], by=request.actor)
    if first:
        messages.success(request, _("Uw aantekening is bewaard."))
    else:
        messages.info(request, _("Een collega was u voor: de eerste aantekening blijft staan."))
    query = _filters_of(request)
    return redirect(reverse("log-unusual") + (f"?{query}" if query else ""))


@require_safe
@needs("log.read", purpose=PURPOSE)
def export(request: ActorRequest, sort: str) -> HttpResponse:
    files.known(sort)
    found = _found(request, UnusualFilter(request.GET))
    labels = (
        _("Wanneer"),
        _("Wie"),
        _("Balie"),
        _("Soort"),
        _("Waarom dit opvalt"),
        _("Gezien door"),
        _("Aantekening"),
    )
    table = ListTable(
        title=_("Opvallend gebruik"),
        note=_("Van %(organisation)s. Dat iets opvalt, zegt nog niet dat het niet mocht.")
        % {"organisation": request.actor.organisation},
        columns=(*(Column(label) for label in labels), Column(_("Aantekening"))),
        rows=tuple(_cells(finding) for finding in found),
        count_line=ngettext("%(n)d punt", "%(n)d punten", len(found)) % {"n": len(found)},
    )
    return files.answer(table, name="opvallend-gebruik", sort=sort)


def _cells(finding: Finding) -> tuple[str, ...]:
    at = timezone.localtime(finding.first).strftime("%d-%m-%Y %H:%M")
    note = finding.seen
    return (
        at,
        finding.who,
        finding.desk or finding.role,
        str(KINDS[finding.kind]),
        finding.reason,
        note.who if note else "",
        note.text if note else "",
    )
