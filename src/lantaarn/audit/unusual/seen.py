"""A privacy officer says of a finding that it was seen, with a note; written once."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import connection
from django.utils import timezone

from lantaarn.audit.actions import record
from lantaarn.context.actor import Actor

_SEEN = """
INSERT INTO audit_seen (id, region_id, organisation_id, finding, note, by_user_id, who, at)
VALUES (%(id)s, %(region)s, %(organisation)s, %(finding)s, %(note)s, %(user)s, %(who)s, %(at)s)
ON CONFLICT (organisation_id, finding) DO NOTHING
"""


def note_seen(*, finding: str, note: str, by: Actor) -> bool:
    """False when a colleague was first: a note is never changed."""
    values: dict[str, Any] = {
        "id": uuid.uuid4(),
        "region": by.region,
        "organisation": by.own_organisation,
        "finding": finding,
        "note": note,
        "user": by.user_id,
        "who": by.name,
        "at": timezone.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, values)
        written = bool(cursor.rowcount == 1)
    record(action="log.unusual_seen", by=by)
    return written
