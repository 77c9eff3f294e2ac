"""A policy document read in: what was read and what was not, beside the document, until a person confirms."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lantaarn.network.queries import municipalities
from lantaarn.programme import actions, queries
from lantaarn.programme.actions import ActionInput
from lantaarn.programme.queries import ReadingView, ReadView
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.look.shapes import BarPart
from lantaarn.web.programme import words
from lantaarn.web.programme.correcting import corrected
from lantaarn.web.programme.forms import BringForm, CoverForm
from lantaarn.web.programme.views.boards import PURPOSE


@require_http_methods(["GET", "HEAD", "POST"])
@needs("programme.manage", purpose=PURPOSE)
def bring(request: ActorRequest) -> HttpResponse:
    known = [(one.id, one.title) for one in queries.programmes(by=request.actor) if one.state != "closed"]
    form = BringForm(request.POST or None, request.FILES or None, known=known)
    if request.method == "POST" and form.is_valid():
        document = form.cleaned_data["file"]
        again = form.cleaned_data["programme"]
        newer_of = UUID(again) if again else None
        try:
            draft_id = actions.bring_document(
                name=document.name[:200], content=document.read(), programme_id=newer_of, by=request.actor
            )
        except NotAllowed as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("programme-review", draft_id=draft_id)
    context = {"form": form, "known": bool(known), "drafts": queries.import_drafts(by=request.actor)}
    return render(request, "programme/bring.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("programme.manage", purpose=PURPOSE)
def review(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    reading = queries.reading(draft_id=draft_id, by=request.actor)
    if reading.state in ("reading", "refused"):
        return _progress(request, reading)
    found = queries.import_draft(draft_id=draft_id, by=request.actor)
    if found.state != "open":
        messages.info(request, _("Dit document is al overgenomen of weggegooid."))
        return redirect("programme")
    initial = {"title": found.title, "starts_on": found.starts_on, "ends_on": found.ends_on, "with_budget": True}
    places = municipalities(region=request.actor.region)
    form = CoverForm(request.POST if request.method == "POST" else request.kept, initial=initial, places=places)
    if request.method == "POST" and form.is_valid():
        try:
            programme_id = _confirmed(request, found, form)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Overgenomen als concept. Kijk het na en laat het vaststellen."))
            return redirect("programme-board", programme_id=programme_id)
    return render(request, "programme/review.html", _context(found, form))


def _progress(request: ActorRequest, reading: ReadingView) -> HttpResponse:
    """How far it is; the page asks again by itself, every two seconds, until there is something to look at."""
    share = (BarPart(reading.number, "good"), BarPart(reading.of - reading.number, "idle")) if reading.of else ()
    going = reading.state == "reading" and not reading.silent
    return render(request, "programme/reading.html", {"reading": reading, "share": share, "going": going})


@require_POST
@needs("programme.manage", purpose=PURPOSE)
def again(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    try:
        actions.read_again(draft_id=draft_id, by=request.actor)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("programme-review", draft_id=draft_id)


def _confirmed(request: ActorRequest, found: ReadView, form: CoverForm) -> UUID:
    given = form.cleaned_data
    rows: dict[int, ActionInput | None] = {row.index: corrected(row, request.POST) for row in found.rows}
    ending = frozenset(key for key, _what in found.gone if request.POST.get(f"gone-{key}") == "on")
    return actions.confirm_import(
        draft_id=found.id,
        programme=form.cover(found.name, queries.programmes(by=request.actor)),
        rows=rows,
        ending=ending,
        with_budget=given["with_budget"],
        by=request.actor,
    )


def _context(found: ReadView, form: CoverForm) -> dict[str, object]:
    taken = {row.action.source_line for row in found.rows if row.action.source_line}
    unread = {one.get("line") for one in found.unread if one.get("line")}
    lines = [
        (line, "goes" if line.get("line") in taken else "gone" if line.get("line") in unread else "")
        for line in found.lines
    ]
    rows = [
        (
            row,
            words.READ_STATES[row.status],
            words.LEVELS.get(row.action.level, row.action.level),
            words.recurrence(row.action.recurrence),
            [(words.FIELDS.get(name, name), before, now) for name, before, now in row.differs],
        )
        for row in found.rows
    ]
    return {"read": found, "form": form, "rows": rows, "lines": lines, "doubts": sum(r.doubts for r in found.rows)}


@require_POST
@needs("programme.manage", purpose=PURPOSE)
def drop(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    try:
        actions.drop_import(draft_id=draft_id, by=request.actor)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Weggegooid. Het document zelf bewaren wij niet."))
    return redirect("programme-bring")
