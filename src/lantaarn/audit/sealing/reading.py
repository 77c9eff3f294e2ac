"""Events with their objects as the sealer reads them, in the order of their transactions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_SETTLED = """
    ((e.xid >= %(since)s::xid8 AND e.xid < %(until)s::xid8) OR e.xid >= %(former)s::xid8)
    AND NOT EXISTS (SELECT 1 FROM audit_sealed s WHERE s.event_id = e.id)
"""
UNSEALED = f"""
SELECT {CHAIN} AS chain, {_COLUMNS}, o.objects FROM audit_event e {_OBJECTS}
WHERE {_SETTLED} ORDER BY e.xid, e.id
"""  # noqa: S608 - names of our own columns
BATCHES = f"""
(SELECT e.xid::text FROM audit_event e WHERE {_SETTLED} ORDER BY e.xid LIMIT 1)
UNION ALL (SELECT e.xid::text FROM audit_event e WHERE {_SETTLED} ORDER BY e.xid OFFSET %(batch)s LIMIT 1)
"""  # noqa: S608 - names of our own columns
"""The transaction of the first event that waits, and of the first that does not fit in a batch."""
SEALED = f"""
SELECT s.seq, s.event_id, s.link, {_COLUMNS}, o.objects
FROM audit_sealed s LEFT JOIN audit_event e ON e.id = s.event_id AND e.at = s.at {_OBJECTS}
WHERE s.chain = %(chain)s ORDER BY s.seq
"""  # noqa: S608 - names of our own columns
INSERTED = f"""
SELECT DISTINCT ON (1) {CHAIN} AS chain, e.id, e.at FROM audit_event e
WHERE CASE WHEN %(anew)s::boolean THEN e.xid < %(below)s::xid8 AND e.xid >= %(next)s::xid8
           ELSE e.xid < %(below)s::xid8 OR e.xid >= %(next)s::xid8 END
  AND NOT EXISTS (SELECT 1 FROM audit_sealed s WHERE s.event_id = e.id)
ORDER BY 1, e.xid, e.id
"""  # noqa: S608 - names of our own columns
LOOSE = """
SELECT DISTINCT ON (1) coalesce(o.organisation_id::text, o.region_id) AS chain, o.event_id, o.at
FROM audit_event_object o
WHERE NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.id = o.event_id AND e.at = o.at)
ORDER BY 1, o.at, o.event_id
"""

NO_XID = 2**63 - 1


@dataclass(frozen=True)
class Life:
    """How far the database has come, and up to where its log is sealed.

    A backup put back elsewhere brings transaction numbers that the new database has not reached: they are of a
    `former` life, and nothing can be added to them any more.
    """

    oldest_running: int
    next_one: int
    sealed_below: int
    """What the newest seal says; beyond `next_one` it is a seal of a former life."""

    @property
    def begins_anew(self) -> bool:
        return self.sealed_below > self.next_one

    def settled(self, until: int) -> dict[str, str]:
        """The bounds of what can be sealed; the tail of a former life is looked for once, before the first new seal."""
        since = 0 if self.begins_anew else self.sealed_below
        former = self.next_one if self.begins_anew else NO_XID
        return {"since": str(since), "until": str(until), "former": str(former)}


def life_of(connection: psycopg.Connection) -> Life:
    row = connection.execute(
        "SELECT pg_snapshot_xmin(pg_current_snapshot())::text, pg_snapshot_xmax(pg_current_snapshot())::text,"
        " coalesce((SELECT horizon::text FROM audit_seal ORDER BY sealed_at DESC, number DESC LIMIT 1), '0')"
    ).fetchone()
    assert row is not None
    return Life(*map(int, row))


def rows(connection: psycopg.Connection, query: str, **values: object) -> Iterator[dict[str, Any]]:
    """Row by row, so that a long log does not have to fit in memory."""
    with connection.cursor(name="sealing", row_factory=dict_row) as cursor:
        cursor.itersize = 2000
        cursor.execute(query, values)
        yield from cursor


def objects_of(row: dict[str, Any]) -> Sequence[str]:
    """The rows of the event's objects, each as one text."""
    return row["objects"] or ()
