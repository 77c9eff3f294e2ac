"""The programme as one value: what a version keeps, and what the present is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from lantaarn.programme.models import Programme

WATCHED = (
    *("what", "why", "level", "part", "holders", "parties"),
    *("when_text", "starts_on", "ends_on", "recurrence", "target", "target_per", "indicator"),
)
"""Of an action: what a body decides on. The place in a document and the story are not."""


@dataclass(frozen=True)
class Change:
    """One thing that differs: `before` and `now` in words; empty where it was not there."""

    kind: str
    what: str
    field: str = ""
    before: str = ""
    now: str = ""
    why: str = ""
    key: str = ""


_ACTIONS = """
SELECT a.id::text AS key, a.place, jsonb_build_object(
    'what', a.what, 'why', a.why, 'level', a.level, 'part', trim(coalesce(p.number || ' ' || p.title, '')),
    'holders', coalesce(n.holders, ''), 'parties', coalesce(n.parties, ''), 'when_text', a.when_text,
    'starts_on', coalesce(a.starts_on::text, ''), 'ends_on', coalesce(a.ends_on::text, ''),
    'recurrence', a.recurrence, 'target', coalesce(a.target::text, ''), 'target_per', a.target_per,
    'indicator', a.indicator) AS value
FROM programme_action a
LEFT JOIN programme_part p ON p.id = a.part_id
LEFT JOIN (
    SELECT action_id, string_agg(name, ', ' ORDER BY place) FILTER (WHERE holds) AS holders,
           string_agg(name, ', ' ORDER BY place) FILTER (WHERE NOT holds) AS parties
    FROM programme_party GROUP BY action_id
) n ON n.action_id = a.id
WHERE a.programme_id = %(programme)s AND a.ended_on IS NULL
"""
"""Every live action with what is watched, as text."""
_WHOLE = f"SELECT coalesce(json_object_agg(key, value ORDER BY place), '{{}}') FROM ({_ACTIONS}) now"  # noqa: S608
_DIFFERING = f"""
SELECT coalesce(json_object_agg(now.key, now.value ORDER BY now.place) FILTER (WHERE now.key IS NOT NULL), '{{}}'),
       coalesce(json_object_agg(before.key, before.value) FILTER (WHERE before.key IS NOT NULL), '{{}}'),
       (SELECT (v.snapshot - 'actions')::json FROM programme_version v WHERE v.id = %(version)s)
FROM ({_ACTIONS}) now
FULL JOIN (
    SELECT e.key, e.value FROM programme_version v, jsonb_each(v.snapshot -> 'actions') e WHERE v.id = %(version)s
) before ON before.key = now.key
WHERE now.value IS DISTINCT FROM before.value
"""  # noqa: S608 - composed of our own names


def snapshot(programme: Programme) -> dict[str, Any]:
    """Every live action, part and budget row, keyed by its id."""
    (actions,) = _asked(_WHOLE, programme)
    parts = {str(p.id): f"{p.number} {p.title}".strip() for p in programme.parts.all()}
    return {**_cover(programme), "parts": parts, "actions": actions}


def changes_since(version_id: UUID, programme: Programme) -> tuple[Change, ...]:
    """The present held against a version; the database hands over only the actions that differ."""
    now, before, cover = _asked(_DIFFERING, programme, version_id)
    gone = [key for key in before if key not in now]
    ended = programme.actions.filter(id__in=gone).values_list("id", "ended_why") if gone else ()
    present = {**_cover(programme), "actions": now}
    return changes({**cover, "actions": before}, present, {str(key): why for key, why in ended})


def _cover(programme: Programme) -> dict[str, Any]:
    return {
        "title": programme.title,
        "starts_on": _text(programme.starts_on),
        "ends_on": _text(programme.ends_on),
        "budget": {
            f"{line.measure}, {line.year or '-'}, {line.money_from}": str(line.planned)
            for line in programme.budget.all()
        },
    }


def _asked(query: str, programme: Programme, version_id: UUID | None = None) -> tuple[dict[str, Any], ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"programme": programme.id, "version": version_id})
        (row,) = cursor.fetchall()
    return tuple(row)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def changes(before: dict[str, Any], now: dict[str, Any], ended: dict[str, str]) -> tuple[Change, ...]:
    """What is new, changed and gone; `ended` gives the reason per action that was taken out."""
    found: list[Change] = []
    for name in ("title", "starts_on", "ends_on"):
        if before[name] != now[name]:
            found.append(Change("changed", before["title"], name, before[name], now[name]))
    for key, action in now["actions"].items():
        if key not in before["actions"]:
            found.append(Change("new", action["what"], key=key))
        else:
            found += _fields(key, before["actions"][key], action)
    for key, action in before["actions"].items():
        if key not in now["actions"]:
            found.append(Change("gone", action["what"], why=ended.get(key, ""), key=key))
    return (*found, *_money(before["budget"], now["budget"]))


def _fields(key: str, before: dict[str, str], now: dict[str, str]) -> list[Change]:
    return [
        Change("changed", now["what"], name, before.get(name, ""), now[name], key=key)
        for name in WATCHED
        if before.get(name, "") != now[name]
    ]


def _money(before: dict[str, str], now: dict[str, str]) -> list[Change]:
    keys = [*now, *(key for key in before if key not in now)]
    return [
        Change("changed", key, "planned", before.get(key, ""), now.get(key, ""))
        for key in keys
        if before.get(key) != now.get(key)
    ]
