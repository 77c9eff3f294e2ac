"""The region's route applied to a signal: real desks, moments and reasons; where it fails, the chain director."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from lantaarn.network import queries as network
from lantaarn.network.models import Meeting
from lantaarn.network.queries import DeskView
from lantaarn.rules.routing import ManualTriage, Route, RouteStep, route
from lantaarn.signals.deadlines import add_working_days, due_at
from lantaarn.tables.packs import Pack
from lantaarn.tables.queries import VersionView

MANUAL_TASK = "manual_triage"
CHAIN_DIRECTOR = "chain_director"


class NoRegion(RuntimeError):
    """The region has no chain director's desk: it was not loaded whole, so nobody could answer for a signal."""


@dataclass(frozen=True)
class Destination:
    """One desk of a decided route, with the task, the moment it is due, and the rule that says so."""

    desk: DeskView
    leads: bool
    task: str
    task_label: str
    task_text: str
    deadline_label: str
    due_at: dt.datetime | None
    urgent: bool = False
    notice: bool = False
    first: bool = False
    adopted: bool = True
    decision: str = ""
    rule: int = 0
    source: str = ""
    moved: str = ""
    """Why it goes to another desk than the rule names: that one is empty."""

    def as_rule(self) -> dict[str, object]:
        """What is kept with the referral."""
        return {
            "decision": self.decision,
            "rule": self.rule,
            "source": self.source,
            "adopted": self.adopted,
            "moved": self.moved,
        }


@dataclass(frozen=True)
class Decided:
    """Where a signal goes now. `manual_reason` is filled when no rule could say so."""

    version_id: UUID | None
    version_number: int
    lead: Destination
    others: tuple[Destination, ...] = ()
    manual_reason: str = ""

    @property
    def all(self) -> tuple[Destination, ...]:
        return (self.lead, *self.others)


def empty_facts(pack: Pack) -> dict[str, str]:
    """Every fact of the route at unknown, and the stage at the beginning."""
    facts = {fact.name: "unknown" for fact in pack.facts}
    facts[pack.route.stage] = pack.route.entry
    return facts


Active = tuple[VersionView, Pack]
"""The version that routes now, with what it says; None where a region has none yet."""


def decide(
    region: str,
    active: Active | None,
    *,
    municipality_id: UUID | None,
    facts: Mapping[str, str],
    at: dt.datetime,
) -> Decided:
    """Run the active route; whatever fails goes to the chain director with the reason, never nowhere."""
    if active is None:
        return _manual(region, None, 0, _("Deze regio heeft nog geen geldige meldroute."), at)
    version, pack = active
    answer = _answer(active, frozenset(facts.items()))
    if isinstance(answer, ManualTriage):
        return _manual(region, version.id, version.number, answer.reason, at)
    kinds = {CHAIN_DIRECTOR, *(step.desk for step in (answer.lead, *answer.others))}
    answering = network.answering(region=region, kinds=kinds, municipality_id=municipality_id)
    found = _Places(region, municipality_id, pack, at, answering)
    lead = found.destination(answer.lead)
    decided = (
        _manual(region, version.id, version.number, lead, at)
        if isinstance(lead, str)
        else Decided(version.id, version.number, lead)
    )
    others = (d for d in map(found.parallel, answer.others) if d is not None and not _same(d, decided.lead))
    return replace(decided, others=tuple(others))


_Asked = tuple[UUID, str, frozenset[tuple[str, str]]]
_ANSWERS: dict[_Asked, Route | ManualTriage] = {}
_ANSWERS_KEPT = 2_000


def _answer(active: Active, facts: frozenset[tuple[str, str]]) -> Route | ManualTriage:
    """What the rules say. It follows from version and facts alone, and most reports bring one of few sets of facts."""
    version, pack = active
    asked = (version.id, version.stamp, facts)
    found = _ANSWERS.get(asked)
    if found is None:
        if len(_ANSWERS) >= _ANSWERS_KEPT:
            _ANSWERS.clear()
        found = _ANSWERS[asked] = route(pack.plan(), dict(facts))
    return found


def _same(one: Destination, lead: Destination) -> bool:
    return one.desk.id == lead.desk.id and one.task == lead.task


class _Places:
    """Turns steps of the rules into desks that exist and answer."""

    def __init__(
        self,
        region: str,
        municipality_id: UUID | None,
        pack: Pack,
        at: dt.datetime,
        answering: Mapping[tuple[str, UUID | None], tuple[DeskView, int]],
    ) -> None:
        self.region, self.municipality_id, self.pack, self.at = region, municipality_id, pack, at
        self.desks = {key: desk for key, (desk, _people) in answering.items()}
        self.people = {desk.id: people for desk, people in answering.values()}

    def desk(self, kind: str) -> DeskView | str:
        """The desk, or the Dutch sentence that says why there is none."""
        municipal = any(d.code == kind and d.municipal for d in self.pack.desks)
        if municipal and self.municipality_id is None:
            return _("De gemeente is niet bekend. Daardoor is er geen vaste balie.")
        found = self.desks.get((kind, self.municipality_id if municipal else None))
        if found is None:
            return _("De balie ‘%(kind)s’ bestaat hier niet.") % {"kind": kind}
        if self._is_empty(found):
            return _("Bij ‘%(desk)s’ is nu niemand die kan antwoorden.") % {"desk": found.label}
        return found

    def _is_empty(self, desk: DeskView) -> bool:
        return not desk.off_system and desk.body_id is None and self.people[desk.id] == 0

    def destination(self, step: RouteStep) -> Destination | str:
        desk = self.desk(step.desk)
        return desk if isinstance(desk, str) else self._at(desk, step)

    def parallel(self, step: RouteStep) -> Destination | None:
        """A parallel desk that is empty is answered for by the chain director, with the reason."""
        desk = self.desk(step.desk)
        if not isinstance(desk, str):
            return self._at(desk, step)
        director = self.desks.get((CHAIN_DIRECTOR, None))
        return None if director is None else replace(self._at(director, step), moved=desk)

    def _at(self, desk: DeskView, step: RouteStep) -> Destination:
        task = next(t for t in self.pack.tasks if t.code == step.task)
        deadline = next(d for d in self.pack.deadlines if d.code == step.deadline)
        meeting = next_meeting(region=self.region, body=deadline.body) if deadline.body else None
        return Destination(
            desk=desk,
            leads=step.lead,
            task=task.code,
            task_label=task.label,
            task_text=task.explanation,
            deadline_label=deadline.label,
            due_at=due_at(deadline, start=self.at, next_meeting=meeting),
            urgent=deadline.kind == "same_day",
            notice=task.carries == "notice",
            first=step.first,
            adopted=step.adopted and deadline.adopted,
            decision=step.decision,
            rule=step.rule,
            source=step.source,
        )


def next_meeting(*, region: str, body: str) -> dt.datetime | None:
    """When the body sits next; None when no sitting is planned."""
    return (
        Meeting.objects.filter(region_id=region, body__code=body, closed_at__isnull=True)
        .order_by("starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )


def _manual(region: str, version_id: UUID | None, number: int, reason: str, at: dt.datetime) -> Decided:
    director = network.find_desk(region=region, kind=CHAIN_DIRECTOR, municipality_id=None)
    if director is None:
        raise NoRegion(f"Region {region} has no desk of kind {CHAIN_DIRECTOR}.")
    return Decided(version_id, number, manual(director, at), (), reason)


def manual(desk: DeskView, at: dt.datetime) -> Destination:
    """The chain director's task when no rule or no desk answers."""
    return Destination(
        desk=desk,
        leads=True,
        task=MANUAL_TASK,
        task_label=_("zelf de weg kiezen"),
        task_text=_("De meldroute kon dit signaal niet plaatsen. Kies wie het oppakt."),
        deadline_label=_("binnen één werkdag"),
        due_at=add_working_days(at, 1),
    )
