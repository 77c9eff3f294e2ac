"""Events with their objects as the sealer reads them, in the order of their transactions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from psycopg.rows import dict_row

from lantaarn.audit.sealing.links import ALL

CHAIN = "coalesce(e.organisation_id::text, e.region_id)"
"""One chain per organisation; what no organisation did (the queue) is the region's."""

_COLUMNS = ", ".join(f"e.{name}" for name in ALL)
_OBJECTS = """
LEFT JOIN LATERAL (
    SELECT array_agg(
        jsonb_build_array(o.kind, o.object_id, o.role, o.desk, o.action, o.ground, o.outcome)::text) AS objects
    FROM audit_event_object o
    WHERE o.event_id = e.id AND o.at = e.at
) AS o ON true
"""
UNSEALED = f"""
SELECT {CHAIN} AS chain,
       {_COLUMNS}, o.objects
FROM audit_event e {_OBJECTS}
WHERE e.xid >= %(since)s::xid8 AND e.xid < %(horizon)s::xid8
  AND NOT EXISTS (SELECT 1 FROM audit_sealed s WHERE s.event_id = e.id)
ORDER BY 1, e.xid, e.id LIMIT %(limit)s
"""  # noqa: S608 - names of our own columns
SEALED = f"""
SELECT s.seq, s.event_id, s.link, {_COLUMNS}, o.objects
FROM audit_sealed s LEFT JOIN audit_event e ON e.id = s.event_id AND e.at = s.at {_OBJECTS}
WHERE s.chain = %(chain)s ORDER BY s.seq
"""  # noqa: S608 - names of our own columns


def rows(connection: psycopg.Connection, query: str, **values: object) -> Iterator[dict[str, Any]]:
    """Row by row, so that a long log does not have to fit in memory."""
    with connection.cursor(name="sealing", row_factory=dict_row) as cursor:
        cursor.itersize = 2000
        cursor.execute(query, values)
        yield from cursor


def objects_of(row: dict[str, Any]) -> Sequence[str]:
    """The rows of the event's objects, each as one text."""
    return row["objects"] or ()
