"""From a read document to a programme: it waits as a draft, and a person confirms, corrects or leaves out each row."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.programme.actions.holding import changed, check_manage, open_programme, unfold
from lantaarn.programme.actions.money import MoneyInput, put_money
from lantaarn.programme.actions.planning import new_actions, new_programme, set_action
from lantaarn.programme.comparing import parents
from lantaarn.programme.inputs import ActionInput, ProgrammeInput
from lantaarn.programme.models import Action, ImportDraft, Part, Programme
from lantaarn.programme.models.plan import PART_KINDS
from lantaarn.programme.queries.importing import ReadRow, view_of
from lantaarn.rules.transitions import NotAllowed

AS_READ: Mapping[int, ActionInput | None] = {}


@transaction.atomic
def bring_document(*, name: str, content: bytes, programme_id: UUID | None = None, by: Actor) -> UUID:
    """Keep a document and let the queue read it; `programme_id`: a newer text of that programme."""
    check_manage(by)
    if programme_id:
        open_programme(programme_id, by)
    now = timezone.now()
    draft = ImportDraft(
        region_id=by.region,
        programme_id=programme_id,
        name=name,
        content=content,
        state="reading",
        seen_at=now,
        made_at=now,
        made_by_id=by.user_id,
    )
    draft.save(force_insert=True)
    audit.record(action="programme.import_started", objects=[draft.id], kind="programme", about=name, by=by)
    _let_read(draft)
    return draft.id


def _let_read(draft: ImportDraft) -> None:
    app.configure_task("read_document").defer(draft_id=str(draft.id), region=draft.region_id)


@transaction.atomic
def read_again(*, draft_id: UUID, by: Actor) -> None:
    """The reading failed, or nothing is heard of it: once more, with the document as it was brought."""
    draft = _draft(draft_id, by, states=("reading", "refused"))
    draft.state, draft.step, draft.refused, draft.seen_at = "reading", "", "", timezone.now()
    draft.save(update_fields=["state", "step", "refused", "seen_at"])
    _let_read(draft)


@transaction.atomic
def keep_read(*, draft_id: UUID, read: Mapping[str, Any], lines: Sequence[Mapping[str, Any]] = (), by: Actor) -> None:
    """What `programme read` found waits for a person; the document itself is kept no longer."""
    if not read["actions"] and not read["parts"]:
        refuse_document(
            draft_id=draft_id,
            why=_("In dit document is geen programma gevonden. Kies het actieprogramma of uitvoeringsplan."),
            by=by,
        )
        return
    _being_read(draft_id, by).update(state="open", read=dict(read), lines=list(lines), content=b"", step="")


@transaction.atomic
def refuse_document(*, draft_id: UUID, why: str, by: Actor) -> None:
    """It could not be read. It stays for another try, until somebody throws it away."""
    _being_read(draft_id, by).update(state="refused", refused=why, step="")


def tell_step(*, draft_id: UUID, step: str, by: Actor) -> bool:
    """How far the reading is; False when nobody wants it any longer."""
    return bool(_being_read(draft_id, by).update(step=step, seen_at=timezone.now()))


def _being_read(draft_id: UUID, by: Actor) -> QuerySet[ImportDraft]:
    """Who was thrown away meanwhile is not brought back by its reader."""
    return ImportDraft.objects.filter(id=draft_id, region_id=by.region, state="reading")


def _draft(draft_id: UUID, by: Actor, *, states: Collection[str] = ("open",)) -> ImportDraft:
    check_manage(by)
    draft = ImportDraft.objects.select_for_update(of=("self",)).filter(id=draft_id, region_id=by.region).first()
    if draft is None:
        raise Http404
    if draft.state not in states:
        raise NotAllowed(_("Dit document is al overgenomen of weggegooid."))
    return draft


@transaction.atomic
def drop_import(*, draft_id: UUID, by: Actor) -> None:
    """Not this document; a reading that is under way ends by itself."""
    draft = _draft(draft_id, by, states=("reading", "refused", "open"))
    draft.state, draft.content = "dropped", b""
    draft.save(update_fields=["state", "content"])
    audit.record(action="programme.import_dropped", objects=[draft.id], kind="programme", about=draft.name, by=by)


@transaction.atomic
def confirm_import(
    *,
    draft_id: UUID,
    programme: ProgrammeInput,
    rows: Mapping[int, ActionInput | None] = AS_READ,
    ending: frozenset[UUID] = frozenset(),
    with_budget: bool = True,
    by: Actor,
) -> UUID:
    """Store it. `rows` holds corrections by index, None leaves a row out, a row that is not named goes in as read.

    Of a programme that is there: new rows are added, changed ones changed; what is gone ends only when `ending`
    names it.
    """
    draft = _draft(draft_id, by)
    view = view_of(draft)
    target = open_programme(draft.programme_id, by) if draft.programme_id else new_programme(programme, by)
    part_ids = _parts(target, view.parts)
    kept = [(row, _final(row, rows, part_ids)) for row in view.rows if rows.get(row.index, row.action) is not None]
    new_actions(target, [action for row, action in kept if row.action_id is None], by)
    _change(target, [(row, action) for row, action in kept if row.action_id is not None], by)
    _end(target, ending)
    if with_budget:
        _money(target, view.budget, by)
    draft.state, draft.programme = "confirmed", target
    draft.save(update_fields=["state", "programme"])
    changed(target, "programme.import_confirmed", draft.name, by, objects=(draft.id,))
    return target.id


def _final(row: ReadRow, rows: Mapping[int, ActionInput | None], part_ids: Sequence[UUID]) -> ActionInput:
    """As corrected or as read, in its part; where it stood in the document goes along in any case."""
    action = rows.get(row.index) or row.action
    read = row.action
    if action.part_id is None and row.part is not None:
        action = replace(action, part_id=part_ids[row.part])
    return replace(
        action,
        source_line=read.source_line,
        source_page=read.source_page,
        source_quote=read.source_quote,
        sure=read.sure,
    )


def _parts(programme: Programme, read: Sequence[Mapping[str, Any]]) -> list[UUID]:
    """The parts of the document; one that is there already (by number and title) is used again."""
    there = {(p.kind, p.number, p.title): p for p in programme.parts.all()}
    found: list[Part] = []
    for place, (part, above) in enumerate(zip(read, parents(read), strict=True)):
        kind = part["kind"] if part["kind"] in PART_KINDS else "section"
        key = (kind, str(part["number"] or ""), str(part["title"] or ""))
        if key not in there:
            made = Part(
                region_id=programme.region_id,
                programme=programme,
                parent=found[above] if above is not None and above < len(found) else None,
                kind=key[0],
                number=key[1],
                title=key[2],
                card=part.get("card") or {},
                place=place,
                source_line=part.get("line"),
            )
            made.save(force_insert=True)
            there[key] = made
        found.append(there[key])
    return [part.id for part in found]


def _change(programme: Programme, rows: Sequence[tuple[ReadRow, ActionInput]], by: Actor) -> None:
    there = {action.id: action for action in Action.objects.filter(programme=programme).select_related("programme")}
    touched = []
    for row, action in rows:
        found = there[row.action_id] if row.action_id else None
        if found is not None and (row.differs or action != row.action):
            set_action(found, replace(action, indicator=action.indicator or found.indicator))
            touched.append(found)
    unfold(touched, by.region)


def _end(programme: Programme, ending: frozenset[UUID]) -> None:
    why = _("Staat niet meer in de nieuwe tekst van het programma.")
    Action.objects.filter(programme=programme, id__in=ending, ended_on__isnull=True).update(
        ended_on=timezone.localdate(), ended_why=why
    )


def _money(programme: Programme, read: Sequence[Mapping[str, Any]], by: Actor) -> None:
    """Planned amounts alone; what was committed and spent on a row that is there stays."""
    there = {(line.measure, line.year): line for line in programme.budget.all()}
    for row in read:
        old = there.get((str(row["measure"] or "").strip(), row["year"]))
        put_money(
            programme,
            MoneyInput(
                measure=str(row["measure"] or _("niet genoemd")),
                year=row["year"],
                planned=Decimal(str(row["amount"])),
                money_from=old.money_from if old else "",
                committed=old.committed if old else Decimal(0),
                spent=old.spent if old else Decimal(0),
                forecast=old.forecast if old else None,
                source_line=row.get("line"),
            ),
            by,
        )
