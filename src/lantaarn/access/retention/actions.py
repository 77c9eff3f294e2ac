"""Holding back, letting go, having erased, and stopping further sharing. The database checks who may."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.rules.transitions import NotAllowed

HELD = "LA062"


def hold(*, folder_id: UUID, why: str, by: Actor) -> None:
    """Stop the clocks of this folder for a legal reason: nothing of it goes while this stands."""
    if not _call("SELECT access_hold(%s, %s, %s)", folder_id, by.name, why):
        raise NotAllowed(_("Dit signaal wordt al vastgehouden, of het is al vernietigd. Kijk het na in de lijst."))
    audit.record(action="folder.held", objects=[folder_id], ground=why, by=by)


def release(*, folder_id: UUID, by: Actor) -> None:
    """The reason has gone: the clocks count again, from where they began."""
    if not _call("SELECT access_release(%s)", folder_id):
        raise NotAllowed(_("Dit signaal wordt niet meer vastgehouden. Er is niets veranderd."))
    audit.record(action="folder.released", objects=[folder_id], by=by)


def order_erasure(*, folder_id: UUID, ground: str, by: Actor) -> UUID:
    """Have what the own organisation brought erased before its time; the queue does it within the hour."""
    try:
        made = _call("SELECT access_order_erasure(%s, %s, %s)", folder_id, by.name, ground)
    except DatabaseError as problem:
        if getattr(problem.__cause__, "sqlstate", "") == HELD:
            raise NotAllowed(_("Dit signaal wordt vastgehouden. Hef dat eerst op, met een reden.")) from problem
        raise
    if made is None:
        raise NotAllowed(_("Uw organisatie bracht hier niets in, of de opdracht is al gegeven."))
    audit.record(action="erasure.ordered", objects=[folder_id], ground=ground, by=by)
    return UUID(str(made))


def restrict(*, folder_id: UUID, ground: str, by: Actor) -> None:
    """What the own organisation brought here is not shared further (AVG 18); who has it already, keeps it."""
    if _call("SELECT access_restrict(%s, %s, %s)", folder_id, by.name, ground) is None:
        raise NotAllowed(_("Uw organisatie bracht hier niets in, of het wordt al niet meer gedeeld."))
    audit.record(action="sharing.restricted", objects=[folder_id], ground=ground, by=by)


def unrestrict(*, folder_id: UUID, why: str, by: Actor) -> None:
    """It may be shared again."""
    if not _call("SELECT access_unrestrict(%s, %s)", folder_id, why):
        raise NotAllowed(_("Er stond geen beperking. Er is niets veranderd."))
    audit.record(action="sharing.unrestricted", objects=[folder_id], ground=why, by=by)


def _call(query: str, *values: UUID | str) -> Any:  # noqa: ANN401 - what the function returns
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()[0]
