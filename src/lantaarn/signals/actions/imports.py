"""An older list becomes signals: brought, its columns named, and then applied.

A short list is applied whole or not at all. A long one goes in parts, each whole or not at all, so that nobody waits
for minutes and a machine that dies costs at most the part that was under way; what is in stays in, and comes once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network import queries as network
from lantaarn.papers.lists_in import ImportRow, PaperError, guess_mapping, read_list
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals.actions.intake import IMPORT, PlaceInput, ReportInput, register
from lantaarn.signals.actions.mailing import tell_desk
from lantaarn.signals.models import ImportBatch, Referral
from lantaarn.signals.queries.imports import Plan, PlannedRow, plan_of, preview_of, stored_batch
from lantaarn.signals.words import FACT_OF
from lantaarn.vault.sealing import PAPERS, seal_rows

MOST_ROWS = 5_000
PART = 250
"""As many as one request makes in one transaction without keeping anybody waiting long."""
SOURCES = ("care", "safety", "municipality", "unknown")


@transaction.atomic
def start_import(*, file_name: str, content: bytes, by: Actor) -> UUID:
    """Keep a list to be read in. PaperError says what is wrong with the file and what to do."""
    assert by.desk_id is not None, "Only a desk brings a list."
    preview = read_list(content, file_name)
    if len(preview.rows) > MOST_ROWS:
        raise PaperError(
            f"Deze lijst heeft {len(preview.rows)} regels. Er passen er {MOST_ROWS} in een lijst."
            " Splits de lijst en lees de delen na elkaar in."
        )
    domain = {"social": "care", "safety": "safety"}.get(network.desk(desk_id=by.desk_id).domain, "unknown")
    batch = ImportBatch(
        region_id=by.region,
        desk_id=by.desk_id,
        file_name=preview.filename[:120],
        content=content,
        mapping={"sheet": preview.sheet, "columns": guess_mapping(preview.columns), "source_domain": domain},
        made_at=timezone.now(),
    )
    seal_rows([batch], folder_id=batch.id, keep=PAPERS, by=by)
    batch.save(force_insert=True)
    audit.record(action="import.started", objects=[batch.id], kind="import", about=batch.file_name[:80], by=by)
    return batch.id


@transaction.atomic
def map_columns(*, batch_id: UUID, sheet: str, columns: Mapping[str, int], source_domain: str, by: Actor) -> None:
    """Say what each column holds. Another sheet has other columns, which are guessed anew."""
    batch = stored_batch(batch_id, by=by, lock=True)
    _check_open(batch)
    _check_not_begun(batch)
    if source_domain not in SOURCES:
        raise NotAllowed(_("Kies uit welk veld de signalen in deze lijst komen."))
    other = sheet != batch.mapping.get("sheet")
    batch.mapping = {"sheet": sheet, "columns": dict(columns), "source_domain": source_domain}
    preview = preview_of(batch)
    if len(preview.rows) > MOST_ROWS:
        raise PaperError(f"Het blad ‘{sheet}’ heeft meer dan {MOST_ROWS} regels. Splits de lijst.")
    if other:
        batch.mapping["columns"] = guess_mapping(preview.columns)
    batch.save(update_fields=["mapping"])
    audit.record(action="import.mapped", objects=[batch.id], kind="import", about=batch.file_name[:80], by=by)


@transaction.atomic
def apply_import(*, batch_id: UUID, by: Actor) -> bool:
    """Make the signals of a short list, or the next part of a long one; True when the list is through.

    Pressed twice, or by two people at once, each row still becomes one.
    """
    batch = stored_batch(batch_id, by=by, lock=True)
    if batch.applied_at is not None:
        return True
    with connection.cursor() as cursor:
        # Two lists of one desk wait for each other, so that the second sees what the first brought.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import:{by.desk_id}"])
    plan = plan_of(batch, by=by)
    begun = batch.outcome or _outcome(plan)
    places = {m.name: m.id for m in network.municipalities(region=by.region)}
    for planned in plan.rows[:PART]:
        place = places[planned.row.municipality]
        received = register(report=_report(planned, place, str(batch.mapping["source_domain"])), by=by)
        begun["made"].append([planned.row.row_number, received.signal_code])
        if not planned.handled:
            begun["opened"].append(str(received.folder_id))
    through = len(plan.rows) <= PART
    if through:
        _tell_once([UUID(folder) for folder in begun.pop("opened")], by)
        batch.content, batch.applied_at = b"", timezone.now()
    if not batch.outcome:
        batch.left_out = [[left.row_number, left.reason, left.text] for left in plan.left_out]
    batch.outcome = begun
    seal_rows([batch], folder_id=batch.id, keep=PAPERS, by=by)
    batch.save(update_fields=["outcome", "left_out", "content", "applied_at"])
    action = "import.applied" if through else "import.part_applied"
    audit.record(action=action, objects=[batch.id], kind="import", about=batch.file_name[:80], by=by)
    return through


@transaction.atomic
def drop_import(*, batch_id: UUID, by: Actor) -> None:
    """Throw a list away before it was applied: what it said is gone, that it was there stays in the log."""
    batch = stored_batch(batch_id, by=by, lock=True)
    _check_open(batch)
    _check_not_begun(batch)
    batch.content, batch.applied_at = b"", timezone.now()
    batch.outcome = {"made": [], "left_out": 0, "dropped": True}
    batch.save(update_fields=["content", "outcome", "applied_at"])
    audit.record(action="import.dropped", objects=[batch.id], kind="import", about=batch.file_name[:80], by=by)


def _check_open(batch: ImportBatch) -> None:
    if batch.applied_at is not None:
        raise NotAllowed(_("Deze lijst is al ingelezen of weggegooid. Kies het bestand opnieuw."))


def _check_not_begun(batch: ImportBatch) -> None:
    if batch.outcome:
        raise NotAllowed(_("Deze lijst wordt al ingelezen. Maak haar eerst af."))


def _outcome(plan: Plan) -> dict[str, Any]:
    """What is known when it begins; what was made is added part by part."""
    return {
        "made": [],
        "opened": [],
        "of": len(plan.rows),
        "handled": plan.handled,
        "left_out": len(plan.left_out),
    }


def _report(planned: PlannedRow, place: UUID, source_domain: str) -> ReportInput:
    """What a list says was told to its keeper: it stands as told, with everything else of the row below it."""
    row = planned.row
    noon = dt.datetime.combine(row.date, dt.time(12), timezone.get_current_timezone())
    return ReportInput(
        once=planned.mark,
        entry=IMPORT,
        source_domain=source_domain,
        acute_danger="no",  # a list is no way to say that somebody is in danger now; the page says so
        minor=row.minor,
        places=(PlaceInput(kind="found", municipality_id=place),),
        stated=_words(row),
        stated_by=row.source or "overzichtslijst",
        facts={FACT_OF.get(form, "other_exploitation"): "yes" for form in row.exploitation if form != "unknown"},
        shielded=False,
        own_reference=row.number,
        received_at=min(noon, timezone.now()),
        handled=planned.handled,
    )


def _words(row: ImportRow) -> str:
    pairs = [("Status", row.status), ("Actie of afspraak", row.action), *row.other]
    pairs += [(note.column, f"{note.text} ({note.reason})") for note in row.notes]
    lines = [row.description, *(f"{label}: {text}" for label, text in pairs if text)]
    return "\n".join(line for line in lines if line) or "De lijst geeft geen omschrijving."


def _tell_once(folders: list[UUID], by: Actor) -> None:
    """One mail a desk, however many signals came for it."""
    found = Referral.objects.filter(folder_id__in=folders, state="offered", to_desk__off_system=False)
    for desk in found.order_by("to_desk_id").values_list("to_desk_id", flat=True).distinct():
        if desk != by.desk_id:
            tell_desk(desk, template="offered", link="/postvak/", by=by)
