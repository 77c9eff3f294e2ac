"""Reading a table: what holds, each version, and as a file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from lantaarn.tables import queries
from lantaarn.web.doors.door import ActorRequest
from lantaarn.web.tables.book import Book
from lantaarn.web.tables.version import find, life, page


def now(request: ActorRequest, *, book: Book) -> HttpResponse:
    """The version that holds now, or what to do when none does."""
    found = queries.active(request.actor.region, book.kind)
    if found is None:
        return _none_yet(request, book)
    return render(request, f"{book.kind}/version.html", page(book, found, request.actor))


def _none_yet(request: ActorRequest, book: Book) -> HttpResponse:
    by = request.actor
    found = queries.versions(by.region, book.kind)
    shown = [one for one in found if book.may_change(by) or (one.state == "proved" and book.may_see(one, by))]
    return render(request, "tables/none.html", {"book": book, "newest": shown[0] if shown else None})


def version(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """One version: its tables, what was reckoned, and for who works on it the tools."""
    found = find(book, version_id, request.actor)
    return render(request, f"{book.kind}/version.html", page(book, found, request.actor))


def versions(request: ActorRequest, *, book: Book) -> HttpResponse:
    """All versions with where they stand in their life."""
    found = queries.versions(request.actor.region, book.kind)
    shown = [one for one in found if book.may_see(one, request.actor)]
    holds = queries.active(request.actor.region, book.kind)
    rows = [(one, life(one), holds is not None and one.id == holds.id) for one in shown]
    return render(request, "tables/versions.html", {"book": book, "rows": rows})


def file(request: ActorRequest, version_id: UUID, *, book: Book) -> HttpResponse:
    """The DMN, to open in another programme."""
    found = find(book, version_id, request.actor)
    name = f"{book.root.strip('/')}-{slugify(found.region_id)}-versie-{found.number}.dmn"
    return HttpResponse(
        queries.text_of(found.id),
        content_type="application/xml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
