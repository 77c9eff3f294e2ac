"""What a desk writes down of a signal: what it knows, and what it should have said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.keeping import keep
from lantaarn.folders import sharing
from lantaarn.folders.models import Contribution
from lantaarn.folders.persons import CODES
from lantaarn.signals.actions.course import hold, step
from lantaarn.signals.models import Signal
from lantaarn.vault.sealing import seal_rows
from lantaarn.vault.searching import keep_words


@transaction.atomic
def add_contribution(
    *,
    folder_id: UUID,
    kind: str,
    category: str,
    text: str,
    domain: str,
    said_by: str = "",
    source: str = "",
    ground: str = "",
    data: Mapping[str, object] | None = None,
    by: Actor,
) -> UUID:
    """Add what the desk knows; it goes along with what the desk shares already."""
    signal = hold(folder_id, revision=None, by=by)
    row = Contribution(
        kind=kind, category=category, text=text, domain=domain, said_by=said_by, source=source, ground=ground,
        data=dict(data or {}),
    )  # fmt: skip
    bring([row], folder_id, by)
    step(signal, "enriched", by=by, sort=kind)
    audit.record(action="signal.enriched", objects=[folder_id], about=signal.code, by=by)
    return row.id


@transaction.atomic
def correct(
    *,
    folder_id: UUID,
    contribution_id: UUID,
    kind: str,
    category: str,
    text: str,
    said_by: str = "",
    source: str = "",
    ground: str = "",
    by: Actor,
) -> sharing.Corrected:
    """Say how it is. The old words stay, marked; the new ones go to everybody who received those, of the same origin.

    Of another category they are judged as something new. Whom Lantaarn does not reach, the desk tells itself.
    """
    signal = hold(folder_id, revision=None, by=by)
    old = Contribution.objects.filter(id=contribution_id, folder_id=folder_id, desk_id=by.own_desk).first()
    if old is None or old.person_id is not None:
        raise Http404
    row = Contribution(
        kind=kind, category=category, text=text, domain=old.domain, said_by=said_by, source=source, ground=ground,
    )  # fmt: skip
    return bring_correction(signal, row, of=old.id, by=by)


def bring_correction(signal: Signal, row: Contribution, *, of: UUID, by: Actor) -> sharing.Corrected:
    """Keep the new words beside the old ones, and let them go where those went."""
    row.corrects_id = of
    bring([row], signal.folder_id, by)
    reached = sharing.carry(of, row.id, folder_id=signal.folder_id, by=by)
    step(signal, "corrected", by=by, sort=row.kind)
    audit.record(action="contribution.corrected", objects=[signal.folder_id], about=signal.code, by=by)
    return reached


def bring(rows: Sequence[Contribution], folder_id: UUID, by: Actor) -> None:
    """Keep what the acting desk brings: findable by it, sealed, and going along with what it shares already."""
    now = timezone.now()
    for row in rows:
        row.region_id, row.folder_id, row.brought_by, row.at = by.region, folder_id, by.user_id, now
        row.desk_id, row.organisation_id = by.own_desk, by.own_organisation
    keep_words(_words(rows), folder_id=folder_id, by=by)
    seal_rows(rows, folder_id=folder_id, by=by)
    keep(rows)
    fields = [sharing.Field(row.id, row.category, row.domain, by.own_desk) for row in rows]
    sharing.follow(folder_id, fields, by=by)


def _words(rows: Iterable[Contribution]) -> Iterator[str]:
    """What these are found by: words that people wrote, not those of a list."""
    for row in rows:
        yield from (row.said_by, row.source) if row.field in CODES else (row.text, row.said_by, row.source)
