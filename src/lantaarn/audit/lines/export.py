"""Reads the settled log in the order of its transactions, hands out lines page by page, and resumes where it was."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from lantaarn.audit.lines.spans import Maker

PAGE = 2_000


@dataclass(frozen=True)
class Place:
    """Up to where lines were handed out: the transaction and the event."""

    xid: int = 0
    event_id: str = str(UUID(int=0))

    @classmethod
    def kept(cls, file: Path) -> Place:
        """ValueError when the file is not ours."""
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            return cls(int(found["xid"]), str(UUID(found["event_id"])))
        except FileNotFoundError:
            return cls()
        except (KeyError, TypeError) as problem:
            raise ValueError(str(problem)) from problem

    def keep(self, file: Path) -> None:
        """Whole or not at all: after a kill the last page goes out again, none is left out."""
        half = file.with_name(file.name + ".new")
        half.write_text(json.dumps(asdict(self)), encoding="utf-8")
        half.replace(file)


@dataclass(frozen=True)
class Wanted:
    """Which events: since when, of which organisation, about which subject; each may be left open."""

    since: dt.datetime | None = None
    until: dt.datetime | None = None
    organisation: UUID | None = None
    subject: UUID | None = None


_EVENTS = """
SELECT e.id, e.at, e.region_id, e.organisation_id, e.action, e.purpose, e.outcome, e.trace, e.took_ms,
       e.xid::text AS xid, coalesce(o.objects, '[]'::jsonb) AS objects
FROM audit_event e
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(u.object_id, u.kind) ORDER BY u.object_id) AS objects
    FROM audit_event_object u WHERE u.event_id = e.id AND u.at = e.at
) AS o ON true
WHERE (e.xid, e.id) > (%(xid)s::text::xid8, %(event_id)s::uuid) AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
  AND (%(since)s::timestamptz IS NULL OR e.at >= %(since)s)
  AND (%(until)s::timestamptz IS NULL OR e.at < %(until)s)
  AND (%(organisation)s::uuid IS NULL OR e.organisation_id = %(organisation)s)
  AND (%(subject)s::uuid IS NULL OR (e.id, e.at) IN (
      SELECT s.event_id, s.at FROM audit_event_object s WHERE s.object_id = %(subject)s))
ORDER BY e.xid, e.id
"""
"""Nothing of a transaction that still runs: it might add a line before one that was handed out already."""


def lines(
    connection: psycopg.Connection, maker: Maker, wanted: Wanted, *, after: Place
) -> Iterator[tuple[list[dict[str, Any]], Place]]:
    """Pages of lines, each with the place that it reaches; ends at what has settled by now.

    Through one cursor of the database: asked anew for each page, it would sort the rest of the log each time.
    """
    values = {**asdict(wanted), **asdict(after), "xid": str(after.xid)}
    with connection.transaction(), connection.cursor(name="lines", row_factory=dict_row) as cursor:
        cursor.execute(_EVENTS, values)
        while events := cursor.fetchmany(PAGE):
            reached = Place(int(events[-1]["xid"]), str(events[-1]["id"]))
            yield [line for event in events for line in maker.lines_of(event, only=wanted.subject)], reached
