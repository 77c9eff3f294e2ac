"""The log of the own organisation: who saw or did what, when, as what, for which purpose; and as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from lantaarn.audit import queries as audit
from lantaarn.audit.queries import Asked, Cursor, EventRow
from lantaarn.network import queries as network
from lantaarn.papers.lists_out import Column, ListTable
from lantaarn.web import words
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.log import files
from lantaarn.web.log.forms import LogFilter

PURPOSE = "log.read"


@dataclass(frozen=True)
class Line:
    """One line as the page shows it."""

    id: UUID
    at: dt.datetime
    who: str
    role: str
    desk: str
    did: str | Promise
    about: str
    purpose: str | Promise
    ground: str
    denied: bool
    objects_count: int

    @property
    def as_what(self) -> str:
        """Role and desk; the desk alone where its name begins with the role."""
        if self.desk.lower().startswith(self.role.lower()):
            return self.desk
        return f"{self.role}, {self.desk}" if self.desk else self.role


def _line(row: EventRow, roles: Mapping[str, str]) -> Line:
    return Line(
        id=row.id,
        at=row.at,
        who=row.who,
        role=roles.get(row.role, row.role),
        desk=row.desk,
        did=audit.ACTIONS.get(row.action, row.action),
        about=str(audit.WAYS_IN.get(row.about, row.about)) if row.action == "account.signed_in" else row.about,
        purpose=audit.PURPOSES.get(row.purpose, row.purpose),
        ground=str(words.GROUND.get(row.ground, row.ground)) if row.ground else "",
        denied=row.outcome == "denied",
        objects_count=row.objects_count,
    )


def _roles(region: str) -> dict[str, str]:
    found = {code: label for code, label, _may in network.roles(region=region)}
    return found | {"system": _("het systeem"), "reporter": _("melder"), "": _("melder")}


@require_safe
@needs("log.read", purpose=PURPOSE)
def log(request: ActorRequest) -> HttpResponse:
    filters = LogFilter(request.GET)
    asked = filters.asked(region=request.actor.region)
    page = audit.events(asked=asked, after=_cursor(request.GET.get("na", "")), by=request.actor)
    roles = _roles(request.actor.region)
    context = {
        "filters": filters,
        "lines": [_line(row, roles) for row in page.rows],
        "next_url": _further(request, page.further),
        "about_signal": asked.folder_id or asked.code,
        "query": _filters_of(request),
        "first_page": "na" not in request.GET,
        "exports": files.SORTS,
    }
    return render(request, "log/log.html", context)


def _filters_of(request: ActorRequest) -> str:
    return urlencode([(name, value) for name, value in request.GET.items() if name != "na" and value])


def _further(request: ActorRequest, cursor: Cursor | None) -> str:
    if cursor is None:
        return ""
    query = request.GET.copy()
    query["na"] = f"{cursor.at.isoformat()}_{cursor.id}"
    return f"?{query.urlencode()}"


def _cursor(text: str) -> Cursor | None:
    """Where the page begins; a broken mark begins at the top."""
    at, _sign, key = text.rpartition("_")
    try:
        moment = dt.datetime.fromisoformat(at)
        return Cursor(moment, UUID(key)) if timezone.is_aware(moment) else None
    except ValueError:
        return None


@require_safe
@needs("log.read", purpose=PURPOSE)
def event(request: ActorRequest, event_id: UUID) -> HttpResponse:
    found = audit.event(event_id=event_id, by=request.actor)
    if found is None:
        raise Http404
    line = _line(found.row, _roles(request.actor.region))
    objects = [(k, audit.KINDS.get(kind, kind), kind == "folder") for k, kind in found.objects if kind != "search"]
    context = {
        "line": line,
        "facts": _facts(line, found.trace),
        "objects": objects,
        "outcome": audit.OUTCOMES[found.row.outcome],
    }
    return render(request, "log/event.html", context)


def _facts(line: Line, trace: str) -> list[tuple[str, Any]]:
    rows = [
        (_("Wanneer"), timezone.localtime(line.at).strftime("%d-%m-%Y, %H.%M.%S")),
        (_("Wie"), line.who),
        (_("Als"), line.as_what),
        (_("Wat"), line.did),
        (_("Waarover"), line.about),
        (_("Waarvoor"), line.purpose),
        (_("Grond"), line.ground),
        (_("Kenmerk van het verzoek"), trace.partition("-")[0]),
    ]
    return [(name, value) for name, value in rows if value]


@require_safe
@needs("log.read", purpose=PURPOSE)
def export(request: ActorRequest, sort: str) -> HttpResponse:
    """The same lines as a file; what was asked stands on top of it."""
    files.known(sort)
    asked = LogFilter(request.GET).asked(region=request.actor.region)
    rows = audit.events_to_export(asked=asked, by=request.actor)
    return files.answer(_table(rows, asked, request), name="logboek", sort=sort)


def _table(rows: tuple[EventRow, ...], asked: Asked, request: ActorRequest) -> ListTable:
    labels = (_("Wanneer"), _("Wie"), _("Rol"), _("Balie"), _("Wat"), _("Waarover"), _("Waarvoor"), _("Grond"))
    roles = _roles(request.actor.region)
    lines = [_line(row, roles) for row in rows]
    note = _("Logboek van %(organisation)s. Gevraagd: %(asked)s.") % {
        "organisation": request.actor.organisation,
        "asked": asked.in_words() or _("alles"),
    }
    count = ngettext("%(number)d regel", "%(number)d regels", len(rows)) % {"number": len(rows)}
    if len(rows) == audit.EXPORT:
        count += " " + _("(er zijn er meer: kies een kortere periode)")
    return ListTable(
        title=_("Logboek"),
        note=note,
        columns=(*(Column(label) for label in labels), Column(_("Uitkomst"))),
        rows=tuple(_cells(line) for line in lines),
        count_line=count,
    )


def _cells(line: Line) -> tuple[str, ...]:
    at = timezone.localtime(line.at).strftime("%d-%m-%Y %H:%M:%S")
    outcome = audit.OUTCOMES["denied" if line.denied else "done"]
    did, purpose = str(line.did), str(line.purpose)
    return (at, line.who, line.role, line.desk, did, line.about, purpose, line.ground, str(outcome))
