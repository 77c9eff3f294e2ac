"""The one door of the log: record() writes who did what to which objects, in the transaction of the deed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lantaarn.audit import searched as searching
from lantaarn.audit.trace import Trace, current
from lantaarn.context.actor import Actor

_EVENT = """
WITH event AS (
    INSERT INTO audit_event (id, at, region_id, organisation_id, desk_id, user_id, who, role, desk, action, purpose,
                             ground, outcome, about, objects_count, trace, took_ms)
    VALUES (%(id)s, %(at)s, %(region)s, %(organisation)s, %(desk_id)s, %(user)s, %(who)s, %(role)s, %(desk)s,
            %(action)s, %(purpose)s, %(ground)s, %(outcome)s, %(about)s, %(count)s, %(trace)s,
            %(took)s)
)
INSERT INTO audit_event_object (event_id, at, region_id, organisation_id, object_id, kind, role, desk, action, ground,
                                outcome)
SELECT %(id)s, %(at)s, %(region)s, %(organisation)s, o.id, o.kind, %(role)s, %(desk)s, %(action)s, %(ground)s,
       %(outcome)s
FROM unnest(%(objects)s::uuid[], %(kinds)s::text[]) AS o (id, kind)
"""


def record(
    *,
    action: str,
    objects: Iterable[UUID] = (),
    kind: str = "folder",
    about: str = "",
    ground: str = "",
    outcome: str = "done",
    searched: str = "",
    by: Actor,
) -> UUID:
    """Write one event and its objects. `about` names no person; it is what the log's reader sees (a code, a page).

    `searched` is what somebody typed to find it: kept as keyed tokens and as a length, never as words.
    """
    found = list(objects)
    tokens = searching.tokens(searched, organisation=by.organisation_id) if searched else []
    trace = current() or Trace()
    event_id = uuid.uuid4()
    values: dict[str, Any] = {
        "id": event_id,
        "at": timezone.now(),
        "region": by.region,
        "organisation": by.organisation_id,
        "desk_id": by.desk_id,
        "user": by.user_id,
        "who": by.name or by.role,
        "role": by.role,
        "desk": by.desk_label,
        "action": action,
        "purpose": by.purpose or "unstated",
        "ground": ground,
        "outcome": outcome,
        "about": ", ".join(filter(None, (about, searching.in_words(searched) if searched else ""))),
        "count": len(found),
        "trace": trace.as_kept(),
        "took": trace.milliseconds(),
        "objects": [*found, *tokens],
        "kinds": [kind] * len(found) + [searching.KIND] * len(tokens),
    }
    with connection.cursor() as cursor:
        cursor.execute(_EVENT, values)
    return event_id
