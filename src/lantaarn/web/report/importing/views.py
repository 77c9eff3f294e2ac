"""Reading in a list: bring it, name its columns, see what will happen, do it, and get what stayed behind."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lantaarn.papers.lists_in import PaperError
from lantaarn.papers.lists_out import Column, ListTable, to_xlsx
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import queries as signals
from lantaarn.signals.actions import apply_import, drop_import, map_columns, start_import
from lantaarn.signals.queries import Batch
from lantaarn.web.doors.door import ActorRequest, needs
from lantaarn.web.look.shapes import BarPart
from lantaarn.web.report.importing.forms import BringForm, MappingForm

PURPOSE = "signal.import"
SHOWN = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("import.run", purpose=PURPOSE)
def bring(request: ActorRequest) -> HttpResponse:
    """Choose a file; the lists that were brought before stand below."""
    if request.actor.desk_id is None:
        return redirect("no-desk")
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            with transaction.atomic():
                batch_id = start_import(file_name=file.name, content=file.read(), by=request.actor)
        except PaperError as error:
            form.add_error("file", error.message)
        else:
            return redirect("import-columns", batch_id=batch_id)
    context = {"form": form, "batches": signals.batches(by=request.actor)}
    return render(request, "report/import_bring.html", context, status=_status(form))


def _status(form: BringForm | MappingForm) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("import.run", purpose=PURPOSE)
def columns(request: ActorRequest, batch_id: UUID) -> HttpResponse:
    """Which column holds what; guessed, with samples beside it."""
    batch = signals.import_batch(batch_id=batch_id, by=request.actor)
    if batch.applied_at:
        return redirect("import-done", batch_id=batch_id)
    form = MappingForm(batch, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        answer = _map(request, batch, form)
        if answer is not None:
            return answer
    return render(request, "report/import_columns.html", {"form": form, "batch": batch}, status=_status(form))


def _map(request: ActorRequest, batch: Batch, form: MappingForm) -> HttpResponse | None:
    other = form.other_sheet
    if not form.is_valid() and not other:
        return None
    try:
        with transaction.atomic():
            map_columns(
                batch_id=batch.id,
                sheet=other or form.cleaned_data["sheet"],
                columns={} if other else form.columns(),
                source_domain=form.cleaned_data.get("source_domain") or batch.source_domain,
                by=request.actor,
            )
    except PaperError as error:
        form.add_error("sheet", error.message)
        return None
    except NotAllowed as error:
        messages.warning(request, str(error))
        return redirect("import")
    if other:
        messages.info(request, _("Dit blad heeft andere kolommen. Kijk na of ze goed staan."))
        return redirect("import-columns", batch_id=batch.id)
    return redirect("import-trial", batch_id=batch.id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs("import.run", purpose=PURPOSE)
def trial(request: ActorRequest, batch_id: UUID) -> HttpResponse:
    """What would happen; then, asked for, it happens. A long list goes in parts, and the page tells how far."""
    if request.method == "POST":
        return _apply(request, batch_id)
    batch = signals.import_batch(batch_id=batch_id, by=request.actor)
    if batch.applied_at:
        return redirect("import-done", batch_id=batch_id)
    if batch.begun:
        return _progress(request, batch)
    plan = signals.dry_run(batch_id=batch_id, by=request.actor)
    context = {"batch": batch, "plan": plan, "first": plan.rows[:SHOWN], "summary": _summary(plan)}
    return render(request, "report/import_trial.html", context)


def _apply(request: ActorRequest, batch_id: UUID) -> HttpResponse:
    """The page asks for the next part by itself; without JavaScript a person presses on."""
    through = apply_import(batch_id=batch_id, by=request.actor)
    here = reverse("import-done" if through else "import-trial", args=[batch_id])
    if request.headers.get("HX-Request") != "true":
        return redirect(here)
    if through:
        return HttpResponse(headers={"HX-Redirect": here})
    return _progress(request, signals.import_batch(batch_id=batch_id, by=request.actor))


def _progress(request: ActorRequest, batch: Batch) -> HttpResponse:
    made, of = len(batch.outcome["made"]), batch.outcome["of"]
    parts = (BarPart(made, "good"), BarPart(of - made, "ground"))
    context = {"batch": batch, "made": made, "of": of, "parts": parts}
    return render(request, "report/import_progress.html", context)


def _summary(plan: signals.Plan) -> str:
    made, left = len(plan.rows), len(plan.left_out)
    becomes = ngettext("%(n)s regel wordt een signaal", "%(n)s regels worden een signaal", made) % {"n": made}
    if not left:
        return _("%(becomes)s. Er blijft niets liggen.") % {"becomes": becomes}
    stays = ngettext("%(n)s blijft liggen", "%(n)s blijven liggen", left) % {"n": left}
    return f"{becomes}, {stays}."


@never_cache
@require_GET
@needs("import.run", purpose=PURPOSE)
def done(request: ActorRequest, batch_id: UUID) -> HttpResponse:
    """What came of it."""
    batch = signals.import_batch(batch_id=batch_id, by=request.actor)
    if not batch.applied_at:
        return redirect("import-trial", batch_id=batch_id)
    return render(request, "report/import_done.html", {"batch": batch, "outcome": batch.outcome})


@never_cache
@require_GET
@needs("import.run", purpose=PURPOSE)
def left_out(request: ActorRequest, batch_id: UUID) -> HttpResponse:
    """What stayed behind, as a list to mend and read in again."""
    batch = signals.import_batch(batch_id=batch_id, by=request.actor)
    rows: list[tuple[int, str, str]] = (
        [(number, reason, text) for number, reason, text in batch.outcome["left_out"]]
        if batch.applied_at
        else [
            (left.row_number, left.reason, left.text)
            for left in signals.dry_run(batch_id=batch_id, by=request.actor).left_out
        ]
    )
    table = ListTable(
        title=_("Niet ingelezen regels"),
        note=_("Uit ‘%(file)s’. Verbeter deze regels en lees ze opnieuw in.") % {"file": batch.file_name},
        columns=(Column(_("Regel"), "number"), Column(_("Waarom")), Column(_("Wat er stond"))),
        rows=tuple(rows),
        count_line=ngettext("%(n)s regel", "%(n)s regels", len(rows)) % {"n": len(rows)},
    )
    response = HttpResponse(to_xlsx(table), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="niet-ingelezen.xlsx"'
    return response


@never_cache
@require_POST
@needs("import.run", purpose=PURPOSE)
def drop(request: ActorRequest, batch_id: UUID) -> HttpResponse:
    """Throw a list away that was not read in."""
    try:
        drop_import(batch_id=batch_id, by=request.actor)
    except NotAllowed as error:
        messages.warning(request, str(error))
    else:
        messages.info(request, _("De lijst is weggegooid. Er is niets ingelezen."))
    return redirect("import")
