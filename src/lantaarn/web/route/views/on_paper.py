"""The route on paper, for the region or one municipality."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lantaarn.web.doors.door import ActorRequest
from lantaarn.web.route import paper
from lantaarn.web.tables.book import Book
from lantaarn.web.tables.version import find


def on_paper(
    request: ActorRequest, version_id: UUID, municipality_id: UUID | None = None, *, book: Book
) -> HttpResponse:
    """The drawings with their list form, made to be printed; with a municipality its own desks."""
    found = find(book, version_id, request.actor)
    shown = paper.sheet(found, request.actor, municipality_id)
    if shown is None:
        raise Http404
    return render(request, "route/paper.html", shown)
