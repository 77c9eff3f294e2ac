"""What a reader gets of one signal: plain values, one for each sort of thing that lies in a folder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone


@dataclass(frozen=True)
class WordsView:
    """A contribution: what somebody saw, was told, thinks, checked; or the card."""

    id: UUID
    kind: str
    category: str
    text: str
    said_by: str
    source: str
    ground: str
    domain: str
    desk_id: UUID
    desk: str
    by_reporter: bool
    at: dt.datetime
    corrects: UUID | None
    data: dict[str, Any]
    corrected: bool = False
    person_id: UUID | None = None
    field: str = ""
    """What it says of a person."""


@dataclass(frozen=True)
class AnswerView:
    """One answer of the indicator card."""

    code: str
    answer: str
    how: str


@dataclass(frozen=True)
class PlaceView:
    """A place of the signal."""

    kind: str
    municipality: str
    outside: str
    text: str
    contribution_id: UUID | None = None
    """What it was brought with: it goes where that goes."""


@dataclass(frozen=True)
class ReferralView:
    """One referral, with the reason why it is where it is."""

    id: UUID
    from_desk_id: UUID | None
    from_desk: str
    to_desk_id: UUID
    to_desk: str
    off_system: bool
    channel: str
    leads: bool
    state: str
    task: str
    ground: str
    note: str
    rule: dict[str, Any]
    overrule_reason: str
    urgent: bool
    offered_at: dt.datetime
    due_at: dt.datetime | None
    accepted_at: dt.datetime | None
    ended_at: dt.datetime | None
    end_reason: str
    escalated_at: dt.datetime | None
    sheet_made_at: dt.datetime | None
    receipt_at: dt.datetime | None
    receipt_by: str
    their_reference: str

    @property
    def is_open(self) -> bool:
        return self.state in ("offered", "accepted")


@dataclass(frozen=True)
class MomentView:
    """A step in the course of the signal."""

    at: dt.datetime
    kind: str
    desk: str
    words: dict[str, Any]


@dataclass(frozen=True)
class QuestionView:
    """A question to the reporter and the answer."""

    id: UUID
    text: str
    asked_at: dt.datetime
    answer: str
    answered_at: dt.datetime | None


@dataclass(frozen=True)
class ReportView:
    """Who reported, as far as the reader may see; absent when shielded."""

    name: str
    contact: str
    work: str
    may_call: str
    shielded: bool


@dataclass(frozen=True)
class TaskView:
    """A task in this signal."""

    id: UUID
    desk_id: UUID
    desk: str
    text: str
    due_on: dt.date | None
    done_at: dt.datetime | None
    done_note: str


@dataclass(frozen=True)
class LinkView:
    """A link with another signal that the reader may see too."""

    id: UUID
    folder_id: UUID
    code: str
    title: str
    why: str


@dataclass(frozen=True)
class Holder:
    """A desk that sees this signal."""

    desk: str
    ground: str
    since: dt.datetime


@dataclass(frozen=True)
class Reader:
    """A sort of use of this signal, by role and desk: when last, and how often."""

    at: dt.datetime
    role: str
    desk: str
    action: str
    ground: str
    times: int


@dataclass(frozen=True)
class SignalView:
    """A signal as one reader sees it."""

    folder_id: UUID
    code: str
    title: str
    status: str
    entry: str
    facts: dict[str, str]
    exploitation: tuple[str, ...]
    acute: bool
    minor: str
    domain: str
    municipality_id: UUID | None
    municipality: str
    lead_desk_id: UUID
    lead_desk: str
    stage: str
    version_id: UUID | None
    version_number: int
    manual_reason: str
    overruled: bool
    received_at: dt.datetime
    taken_up_at: dt.datetime | None
    watch_until: dt.date | None
    watch_ground: str
    closed_at: dt.datetime | None
    close_reason: str
    close_note: str
    feedback: str
    own_reference: str
    revision: int
    words: tuple[WordsView, ...]
    answers: tuple[AnswerView, ...]
    places: tuple[PlaceView, ...]
    referrals: tuple[ReferralView, ...]
    moments: tuple[MomentView, ...]
    questions: tuple[QuestionView, ...]
    tasks: tuple[TaskView, ...]
    links: tuple[LinkView, ...]
    report: ReportView | None
    holders: tuple[Holder, ...]
    readers: tuple[Reader, ...]
    waits_for_meeting: bool
    not_shared: int = 0
    """How many of the own desk's words some other holder of the folder does not see."""
    emergency_until: dt.datetime | None = None
    """The desk looks in an emergency, until then."""

    @property
    def emergency_minutes(self) -> int:
        """How long it still may, in whole minutes."""
        left = self.emergency_until - timezone.now() if self.emergency_until else dt.timedelta()
        return max(0, round(left.total_seconds() / 60))

    def referral_to(self, desk_id: UUID | None) -> ReferralView | None:
        """The open referral to this desk, the leading one first."""
        mine = [r for r in self.referrals if r.to_desk_id == desk_id and r.is_open]
        return next((r for r in mine if r.leads), mine[0] if mine else None)
