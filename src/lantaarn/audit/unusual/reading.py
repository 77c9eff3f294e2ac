"""Counts the uses of the own organisation per person and hour, and asks what stands out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from lantaarn.audit.actions import record
from lantaarn.audit.searched import KIND, tokens
from lantaarn.audit.unusual.findings import (
    USUAL_DAYS,
    Absence,
    Finding,
    Note,
    Use,
    Watched,
    Worker,
    found_in,
    with_note,
)
from lantaarn.context.actor import Actor

_USES = """
WITH used AS (
    SELECT e.user_id, e.who, e.role, e.desk, e.action, e.outcome, e.ground, e.at, e.id, e.objects_count,
           date_trunc('hour', e.at AT TIME ZONE %(zone)s) AS hour
    FROM audit_event e
    WHERE e.organisation_id = %(organisation)s AND e.at >= %(since)s AND e.at < %(until)s AND e.user_id IS NOT NULL
      AND (e.action = 'signal.read' OR e.action LIKE '%%.exported' OR e.action LIKE 'emergency.%%'
           OR e.outcome = 'denied')
)
SELECT u.user_id, max(u.who), max(u.role), max(u.desk), u.hour, u.action, u.outcome, u.ground, min(u.at), max(u.at),
       count(DISTINCT u.id), CASE WHEN u.action LIKE '%%.exported' THEN max(u.objects_count)
                                  ELSE count(DISTINCT o.object_id) END
FROM used u LEFT JOIN audit_event_object o
     ON o.event_id = u.id AND o.at = u.at AND o.kind = 'folder' AND u.action = 'signal.read'
GROUP BY u.user_id, u.hour, u.action, u.outcome, u.ground
"""
_SEARCHES = """
SELECT e.user_id, max(e.who), max(e.role), max(e.desk), (e.at AT TIME ZONE %(zone)s)::date, min(e.at), max(e.at),
       count(DISTINCT e.id)
FROM audit_event_object o JOIN audit_event e ON e.id = o.event_id AND e.at = o.at
JOIN unnest(%(tokens)s::uuid[], %(users)s::uuid[]) AS own (token, user_id)
     ON own.token = o.object_id AND own.user_id = e.user_id
WHERE o.kind = %(kind)s AND o.organisation_id = %(organisation)s AND e.organisation_id = %(organisation)s
  AND o.at >= %(since)s AND o.at < %(until)s
GROUP BY e.user_id, 5
"""


def unusual(
    *, watched: Watched, workers: Iterable[Worker], absences: Iterable[Absence], by: Actor
) -> tuple[Finding, ...]:
    """What stood out in the own organisation, newest first. Looking at it is itself in the log."""
    notes = _notes(by)
    found = [*found_in(_uses(watched, by), absences), *_own_searches(watched, list(workers), by)]
    shown = (with_note(finding, notes) for finding in found)
    record(action="log.unusual_read", about=_about(watched), by=by)
    return tuple(sorted(filter(watched.holds, shown), key=lambda finding: (finding.last, finding.key), reverse=True))


def _about(watched: Watched) -> str:
    parts = (
        watched.kind,
        _("op persoon") if watched.people is not None else "",
        f"{watched.first_day:%Y-%m-%d} - {watched.last_day - dt.timedelta(seconds=1):%Y-%m-%d}",
    )
    return ", ".join(part for part in parts if part)


def _ask(query: str, by: Actor, **values: Any) -> list[tuple[object, ...]]:
    common: dict[str, Any] = {"organisation": by.organisation_id, "zone": settings.TIME_ZONE}
    with connection.cursor() as cursor:
        cursor.execute(query, common | values)
        return list(cursor.fetchall())


def _uses(watched: Watched, by: Actor) -> list[Use]:
    since = watched.first_day - dt.timedelta(days=USUAL_DAYS)
    rows: Sequence[tuple[object, ...]] = _ask(_USES, by, since=since, until=watched.last_day)
    zone = ZoneInfo(settings.TIME_ZONE)
    uses = [Use(*row) for row in rows]  # type: ignore[arg-type]
    return [_local(use, zone) for use in uses]


def _local(use: Use, zone: ZoneInfo) -> Use:
    """Moments as people read them; the hour came without a zone."""
    return replace(use, hour=use.hour.replace(tzinfo=zone), first=use.first.astimezone(zone))


def _own_searches(watched: Watched, workers: list[Worker], by: Actor) -> list[Finding]:
    pairs = [(token, w.user_id) for w in workers for token in tokens(w.own, organisation=by.organisation_id)]
    if not pairs:
        return []
    rows = _ask(
        _SEARCHES,
        by,
        tokens=[token for token, _user in pairs],
        users=[user for _token, user in pairs],
        kind=KIND,
        since=watched.first_day,
        until=watched.last_day,
    )
    reason = _("Zocht op een woord dat gelijk is aan de eigen achternaam of eigen contactgegevens.")
    return [
        Finding("own_name", user, who, role, desk, first, last, count, reason, str(day))  # type: ignore[arg-type]
        for user, who, role, desk, day, first, last, count in rows
    ]


def _notes(by: Actor) -> dict[str, Note]:
    rows = _ask("SELECT finding, who, at, note FROM audit_seen WHERE organisation_id = %(organisation)s", by)
    return {str(finding): Note(str(who), at, str(note)) for finding, who, at, note in rows}  # type: ignore[arg-type]
