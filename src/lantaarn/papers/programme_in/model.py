"""What was found in a policy document: frozen values, and the JSON of `lantaarn programme read`.

`recurrence` is one of: ongoing, incidental, once, daily, weekly, every 2 weeks, monthly, quarterly, yearly,
every 2 years, every 4 years, or "N a year" (2 a year, 3 a year, 4 a year …). What the text does not state is None.
A day and month without a year ("18 oktober") come back each year: yearly, without dates.
`when.from` and `when.until` are the first and last day of what is named; "voor 1 juli 2025" ends on 30 June.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lantaarn.papers.programme_in.blocks import Place


@dataclass(frozen=True)
class When:
    text: str | None = None
    start: date | None = None
    until: date | None = None
    recurrence: str | None = None
    several: tuple[str, ...] = ()
    """More than one number of times, when one moment gives several ("1x per jaar 3x per jaar")."""

    @property
    def known(self) -> bool:
        return bool(self.start or self.until or self.recurrence)


@dataclass(frozen=True)
class Card:
    """What an activity's card says, label by label, as printed."""

    explanation: str | None = None
    goal: str | None = None
    result: str | None = None
    partners: str | None = None
    period: str | None = None
    budget: str | None = None


@dataclass(frozen=True)
class Part:
    """kind: pillar, line, theme, ambition, goal, objective, result, activity or section. `parent` is its key."""

    key: int
    kind: str
    number: str | None
    title: str
    parent: int | None
    place: Place
    label: str
    card: Card | None = None


@dataclass(frozen=True)
class Action:
    what: str
    part: int | None
    level: str | None
    why: str | None
    when: When
    parties: tuple[str, ...]
    holder: tuple[str, ...]
    place: Place
    quote: str
    sure: float
    doubts: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    number: str | None = None


@dataclass(frozen=True)
class BudgetRow:
    measure: str
    year: int | None
    amount: float
    place: Place = field(default=Place())


@dataclass(frozen=True)
class Warned:
    """Something in the document for a person to look at; kind: total, double, heading, targets, timeline, pairs, …"""

    kind: str
    text: str
    place: Place | None = None
    year: int | None = None
    printed: float | None = None
    computed: float | None = None


@dataclass(frozen=True)
class Unread:
    text: str
    reason: str
    place: Place


@dataclass(frozen=True)
class Programme:
    title: str | None
    start: date | None
    until: date | None
    parts: tuple[Part, ...]
    actions: tuple[Action, ...]
    budget: tuple[BudgetRow, ...]
    warnings: tuple[Warned, ...]
    unread: tuple[Unread, ...]
    abbreviations: tuple[tuple[str, str], ...] = ()

    def part(self, key: int | None) -> Part | None:
        return self.parts[key] if key is not None else None


def as_json(programme: Programme) -> dict[str, object]:
    return {
        "title": programme.title,
        "period": {"from": _iso(programme.start), "until": _iso(programme.until)},
        "parts": [{"kind": part.kind, "number": part.number, "title": part.title} for part in programme.parts],
        "actions": [_action(action, programme) for action in programme.actions],
        "budget": [{"measure": row.measure, "year": row.year, "amount": _euro(row.amount)} for row in programme.budget],
        "warnings": [_warning(warned) for warned in programme.warnings],
        "unread": [
            {**_place(unread.place), "text": unread.text, "reason": unread.reason} for unread in programme.unread
        ],
        "abbreviations": dict(programme.abbreviations),
    }


def _action(action: Action, programme: Programme) -> dict[str, object]:
    part = programme.part(action.part)
    return {
        "what": action.what,
        "part": part.label if part else None,
        "level": action.level,
        "why": action.why,
        "when": {
            "text": action.when.text,
            "from": _iso(action.when.start),
            "until": _iso(action.when.until),
            "recurrence": action.when.recurrence,
        },
        "parties": list(action.parties),
        "holder": list(action.holder),
        "source": {**_place(action.place), "quote": action.quote},
        "sure": action.sure,
    }


def _warning(warned: Warned) -> dict[str, object]:
    shown: dict[str, object] = {"kind": warned.kind}
    if warned.kind == "total":
        shown |= {"year": warned.year, "printed": _euro(warned.printed), "computed": _euro(warned.computed)}
    shown["text"] = warned.text
    if warned.place is not None:
        shown |= _place(warned.place)
    return shown


def _place(place: Place) -> dict[str, object]:
    return {"page": place.page} if place.line is None else {"line": place.line}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _euro(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and float(amount).is_integer() else amount
