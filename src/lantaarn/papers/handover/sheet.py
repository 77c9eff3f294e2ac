"""The hand-over sheet as data: all that a desk outside Lantaarn gets to see of a signal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

SHIELDED = "afgeschermd"


class Fact(NamedTuple):
    label: str
    value: str


class Remark(NamedTuple):
    text: str
    source: str = ""
    date: date | None = None


class Indicator(NamedTuple):
    text: str
    how_known: str = ""


class Place(NamedTuple):
    kind: str
    municipality: str
    text: str = ""


class StayedBehind(NamedTuple):
    what: str
    why: str


@dataclass(frozen=True, kw_only=True)
class FromDesk:
    name: str
    organisation: str
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True, kw_only=True)
class ToDesk:
    name: str
    organisation: str
    reach: str = ""


@dataclass(frozen=True, kw_only=True)
class SafeContact:
    codeword: str = ""
    never_call: str = ""
    hours: str = ""


@dataclass(frozen=True, kw_only=True)
class HandoverSheet:
    code: str
    date: date
    region: str
    from_desk: FromDesk
    to_desk: ToDesk
    ground: str
    task: str
    deadline: str
    acute: bool = False
    facts: tuple[Fact, ...] = ()
    observed: tuple[Remark, ...] = ()
    stated: tuple[Remark, ...] = ()
    interpreted: tuple[Remark, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    places: tuple[Place, ...] = ()
    reporter: str = SHIELDED
    stays_behind: tuple[StayedBehind, ...] = ()
    safe_contact: SafeContact | None = None
    invented: bool = False
