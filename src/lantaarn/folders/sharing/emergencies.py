"""Emergency access: a reason, a wider view for an hour, and at once visible to the privacy officers concerned."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.folders.sharing import telling
from lantaarn.folders.sharing.writing import told
from lantaarn.rules.transitions import NotAllowed
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import ONE_KEY, Keys, open_one
from lantaarn.vault.sealing import EMERGENCY, seal

MINUTES = 60
_TABLE = "access_emergency"


@dataclass(frozen=True)
class EmergencyOpened:
    """Where the desk may look now, and until when. No folder: the code was not one; that try is kept too."""

    emergency_id: UUID
    folder_id: UUID | None
    ends_at: dt.datetime


@transaction.atomic
def open_emergency(*, folder_id: UUID | None = None, code: str = "", reason: str, by: Actor) -> EmergencyOpened:
    """Open a folder that the desk holds, or one by a code that was typed exactly: the reason first, and one hour."""
    if not by.can("emergency.open"):
        raise Http404
    if not reason.strip():
        raise NotAllowed(_("Schrijf waarom het nu moet. De functionaris gegevensbescherming leest dat meteen."))
    if folder_id is None and not code.strip():
        raise NotAllowed(_("Vul het kenmerk van het signaal in, precies zoals het er staat."))
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM folders_folder WHERE id = %s", [folder_id])
        if folder_id is not None and cursor.fetchone() is None:
            raise Http404
    emergency_id = uuid.uuid4()
    place = Cell(_TABLE, "reason", emergency_id)
    sealed = seal({place: reason}, folder_id=emergency_id, keep=EMERGENCY, by=by)[place]
    with told(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT access_emergency_open(%s, %s, %s, %s)", [emergency_id, folder_id, code.strip().upper(), sealed]
        )
        (found,) = cursor.fetchone()
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisations, ends_at FROM access_emergency WHERE id = %s", [emergency_id])
        organisations, ends_at = cursor.fetchone()
    audit.record(
        action="emergency.opened" if found else "emergency.tried",
        objects=[found] if found else [],
        outcome="done" if found else "denied",
        ground="emergency",
        by=by,
    )
    telling.officers(organisations, template="emergency", by=by)
    return EmergencyOpened(emergency_id, found, ends_at)


@transaction.atomic
def close_emergency(*, emergency_id: UUID, by: Actor) -> None:
    """The desk is done looking: the wider view ends before its hour."""
    found = next((one for one in emergencies_now(by=by) if one.id == emergency_id and one.folder_id), None)
    if found is None or found.folder_id is None:
        raise Http404
    with told(), connection.cursor() as cursor:
        cursor.execute("SELECT access_emergency_close(%s)", [emergency_id])
    audit.record(action="emergency.closed", objects=[found.folder_id], ground="emergency", by=by)


@transaction.atomic
def note_emergency_seen(*, emergency_id: UUID, by: Actor) -> None:
    """A privacy officer looked at it."""
    with told(), connection.cursor() as cursor:
        cursor.execute("SELECT access_emergency_seen(%s)", [emergency_id])
    audit.record(action="emergency.seen", objects=[emergency_id], kind="emergency", by=by)


@dataclass(frozen=True)
class EmergencyView:
    """An emergency as its desk and the privacy officers see it."""

    id: UUID
    folder_id: UUID | None
    desk: str
    organisation: str
    person: str
    reason: str
    opened_at: dt.datetime
    ends_at: dt.datetime
    closed_at: dt.datetime | None
    is_open: bool
    seen_at: dt.datetime | None


_VIEWS = f"""
SELECT e.id, e.folder_id, d.label, o.name, coalesce(u.name, ''), e.reason, e.opened_at, e.ends_at, e.closed_at,
       e.closed_at IS NULL AND e.ends_at > now(), e.seen_by_privacy_officer_at, (
           SELECT {ONE_KEY} FROM vault_datakey k WHERE k.id = vault_key_of(e.reason))
FROM access_emergency e
JOIN network_desk d ON d.id = e.desk_id
JOIN network_organisation o ON o.id = e.organisation_id
LEFT JOIN network_user u ON u.id = e.user_id
WHERE e.opened_at > now() - make_interval(days => %(days)s) AND (%(everything)s OR (
    e.closed_at IS NULL AND e.ends_at > now()) OR (e.seen_by_privacy_officer_at IS NULL AND %(officer)s))
ORDER BY e.opened_at DESC LIMIT 200
"""  # noqa: S608 - composed of our own names


def emergencies_now(*, by: Actor, everything: bool = False, days: int = 90) -> tuple[EmergencyView, ...]:
    """What is open now; for a privacy officer also what nobody of them looked at yet, tries with a code included."""
    with connection.cursor() as cursor:
        cursor.execute(_VIEWS, {"days": days, "everything": everything, "officer": by.can("log.read")})
        rows = cursor.fetchall()
    keys = Keys.read([row[-1] for row in rows])
    views = [EmergencyView(*row[:-1]) for row in rows]
    if views:
        audit.record(action="emergency.listed", objects={v.folder_id for v in views if v.folder_id}, by=by)
    return tuple(replace(v, reason=open_one(Cell(_TABLE, "reason", v.id), v.reason, keys)) for v in views)
