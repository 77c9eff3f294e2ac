"""The programme as one value: what a version keeps, and what the present is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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


def snapshot(programme: Programme) -> dict[str, Any]:
    """Every live action, part and budget row, keyed by its id."""
    actions = programme.actions.filter(ended_on__isnull=True).select_related("part").prefetch_related("parties")
    return {
        "title": programme.title,
        "starts_on": _text(programme.starts_on),
        "ends_on": _text(programme.ends_on),
        "parts": {str(p.id): f"{p.number} {p.title}".strip() for p in programme.parts.all()},
        "actions": {str(action.id): _action(action) for action in actions},
        "budget": {
            f"{line.measure}, {line.year or '-'}, {line.money_from}": str(line.planned)
            for line in programme.budget.all()
        },
    }


def _action(action: Any) -> dict[str, str]:  # noqa: ANN401 - a row with its relations fetched
    parties = list(action.parties.all())
    values = {
        "part": f"{action.part.number} {action.part.title}".strip() if action.part else "",
        "holders": ", ".join(p.name for p in parties if p.holds),
        "parties": ", ".join(p.name for p in parties if not p.holds),
    }
    return {name: values[name] if name in values else _text(getattr(action, name)) for name in WATCHED}


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
