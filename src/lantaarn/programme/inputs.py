"""What a person or a document gives: a programme by its cover, an action, who takes part; as JSON and back."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class PartyInput:
    """One who holds or takes part: as named, and who that is when it is known."""

    name: str
    holds: bool = False
    organisation_id: UUID | None = None
    desk_id: UUID | None = None
    role: str = ""
    group: str = ""


@dataclass(frozen=True)
class ActionInput:
    """An action as a person or a document gives it. `target_per` empty: the target follows from the rhythm."""

    what: str
    why: str = ""
    level: str = ""
    part_id: UUID | None = None
    parties: tuple[PartyInput, ...] = ()
    when_text: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    recurrence: str = ""
    target: int | None = None
    target_per: str = ""
    indicator: str = ""
    source_line: int | None = None
    source_page: int | None = None
    source_quote: str = ""
    sure: float = 1.0


@dataclass(frozen=True)
class ProgrammeInput:
    """A programme by its cover."""

    title: str
    kind: str = "umbrella"
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    parent_id: UUID | None = None
    district: str = ""
    municipality_id: UUID | None = None
    source_name: str = ""


_DAYS = {"starts_on", "ends_on"}
_IDS = {"part_id", "organisation_id", "desk_id"}


def action_to(action: ActionInput) -> dict[str, Any]:
    return {name: _out(value) for name, value in asdict(action).items()}


def _out(value: object) -> object:
    if isinstance(value, UUID | dt.date):
        return str(value)
    if isinstance(value, dict):
        return {name: _out(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_out(one) for one in value]
    return value


def action_from(values: dict[str, Any]) -> ActionInput:
    """Unknown names are left out: an older proposal may hold what is no longer asked."""
    known = {field.name for field in fields(ActionInput)}
    given = {name: _in(name, value) for name, value in values.items() if name in known}
    given["parties"] = tuple(_party(one) for one in values.get("parties", ()))
    return ActionInput(**given)


def _party(values: dict[str, Any]) -> PartyInput:
    known = {field.name for field in fields(PartyInput)}
    return PartyInput(**{name: _in(name, value) for name, value in values.items() if name in known})


def _in(name: str, value: Any) -> Any:  # noqa: ANN401 - a value of JSON
    if value is None:
        return None
    if name in _DAYS:
        return dt.date.fromisoformat(value)
    if name in _IDS:
        return UUID(value)
    return value
