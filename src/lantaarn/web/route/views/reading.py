"""Reading the route: what holds, each version, on paper for the region or one municipality, and as a file."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from lantaarn.tables import queries
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.route import paper
from lantaarn.web.route.version import find, life, may_change, page

READ = "route.read"


@needs("network.view", purpose=READ)
def route(request: ActorRequest) -> HttpResponse:
    """The version that holds now, or what to do when none does."""
    now = queries.active(request.actor.region)
    if now is None:
        return _none_yet(request)
    return render(request, "route/version.html", page(now, request.actor))


def _none_yet(request: ActorRequest) -> HttpResponse:
    shown = [one for one in queries.versions(request.actor.region) if may_change(request.actor)]
    return render(request, "route/none.html", {"newest": shown[0] if shown else None})


@needs("network.view", purpose=READ)
def version(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """One version: its tables and drawings, what was reckoned, and for who works on it the tools."""
    return render(request, "route/version.html", page(find(version_id, request.actor), request.actor))


@needs("network.view", purpose=READ)
def versions(request: ActorRequest) -> HttpResponse:
    """All versions with where they stand in their life."""
    found = queries.versions(request.actor.region)
    shown = [one for one in found if may_change(request.actor) or one.state not in ("draft", "proved")]
    now = queries.active(request.actor.region)
    rows = [(one, life(one), now is not None and one.id == now.id) for one in shown]
    return render(request, "route/versions.html", {"rows": rows, "may_change": may_change(request.actor)})


@needs("network.view", purpose=READ)
def on_paper(request: ActorRequest, version_id: UUID, municipality_id: UUID | None = None) -> HttpResponse:
    """The drawings with their list form, made to be printed; with a municipality its own desks."""
    found = find(version_id, request.actor)
    shown = paper.sheet(found, request.actor, municipality_id)
    if shown is None:
        raise Http404
    return render(request, "route/paper.html", shown)


@needs("network.view", purpose=READ)
def file(request: ActorRequest, version_id: UUID) -> HttpResponse:
    """The DMN, to open in another programme."""
    found = find(version_id, request.actor)
    name = f"meldroute-{slugify(found.region_id)}-versie-{found.number}.dmn"
    return HttpResponse(
        queries.text_of(found.id),
        content_type="application/xml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
