"""The course of a signal: taking hold of it for a change, and the moment that tells its readers of the change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.folders import sharing
from lantaarn.folders.models import Folder
from lantaarn.signals.models import Moment, Signal
from lantaarn.vault.sealing import seal_rows

NOT_MINE_TO_END = "LA034"


@dataclass(frozen=True)
class Change:
    """A step that somebody else took after the form was opened."""

    kind: str
    desk: str
    words: dict[str, object]


class Stale(Exception):
    """Somebody was first; `changes` says what happened since the form was opened."""

    def __init__(self, changes: tuple[Change, ...], revision: int) -> None:
        super().__init__("The signal was changed by somebody else.")
        self.changes = changes
        self.revision = revision


def hold(folder_id: UUID, *, revision: int | None, by: Actor) -> Signal:
    """The signal, locked until the transaction ends; missing and forbidden look alike (404).

    `revision` is what the form was opened at; None for steps that may follow on any state.
    """
    signal = Signal.objects.select_for_update(of=("self",)).filter(folder_id=folder_id).first()
    if signal is None:
        raise Http404
    if revision is not None and signal.revision != revision:
        raise Stale(_since(signal, revision), signal.revision)
    return signal


def _since(signal: Signal, revision: int) -> tuple[Change, ...]:
    count = max(signal.revision - revision, 1)
    found = Moment.objects.filter(folder_id=signal.folder_id).order_by("-at")[:count]
    return tuple(Change(m.kind, m.desk_label, m.words) for m in reversed(found))


def step(signal: Signal, kind: str, *, by: Actor, why: str = "", to: UUID | None = None, **words: object) -> None:
    """Tell the signal's readers of a change, and count it; the caller has set the signal's fields.

    `why` is what a person wrote: the acting desk and the desk `to` whom it matters read it, and nobody else.
    """
    now = timezone.now()
    moment = Moment(
        region_id=signal.region_id,
        folder_id=signal.folder_id,
        at=now,
        kind=kind,
        desk_label=by.desk_label,
        words=words,
        desk_id=by.desk_id,
        other_id=to,
        reason=why,
    )
    seal_rows([moment], folder_id=signal.folder_id, by=by)
    moment.save(force_insert=True)
    signal.revision += 1
    signal.changed_at = now
    signal.save()


def open_folder(folder_id: UUID, desks: list[UUID], *, ground: str, purpose: str) -> None:
    """The first grants; the database lets nobody do this twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_open(%s, %s, %s, %s)", [folder_id, desks, ground, purpose])


def open_new(folder: Folder, desks: list[UUID], *, ground: str, purpose: str) -> None:
    """Keep a new folder and give its first grants, in one statement: a report is worth few trips to the database."""
    values: dict[str, Any] = {
        "id": folder.id,
        "region": folder.region_id,
        "kind": folder.kind,
        "at": folder.opened_at,
        "home": folder.opened_for_id,
        "desks": desks,
        "ground": ground,
        "purpose": purpose,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH folder AS (INSERT INTO folders_folder (id, region_id, kind, opened_at, opened_for_id)"
            " VALUES (%(id)s, %(region)s, %(kind)s, %(at)s, %(home)s))"
            " SELECT access_open(%(id)s, %(desks)s, %(ground)s, %(purpose)s)",
            values,
        )


def give_access(folder_id: UUID, desk: UUID, *, ground: str, purpose: str) -> None:
    """Let a further desk see the folder; the database checks that the giver holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_give(%s, %s, %s, %s)", [folder_id, desk, ground, purpose])


def let_see(folder_id: UUID, desk: UUID, *, ground: str, purpose: str, by: Actor) -> None:
    """Bring a desk in: it sees that the folder is there, and what the covenant lets the acting desk share with it."""
    give_access(folder_id, desk, ground=ground, purpose=purpose)
    sharing.share_along_route(folder_id, [desk], by=by)


def end_access(folder_id: UUID, desk: UUID, *, why: str) -> None:
    """End a desk's sight: its own, or one that the acting desk gave."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_end(%s, %s, %s)", [folder_id, desk, why])


def end_what_was_given(folder_id: UUID, desk: UUID, *, why: str) -> None:
    """End a desk's sight if the acting desk gave it; what another desk gave, or a route, stays."""
    try:
        with transaction.atomic():
            end_access(folder_id, desk, why=why)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != NOT_MINE_TO_END:
            raise
