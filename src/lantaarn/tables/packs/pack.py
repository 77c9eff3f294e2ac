"""A region as plain values: what a region pack holds once it has been read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lantaarn.rules.routing import DeskKind, Invariant, Place, RoutePlan, Words
from lantaarn.rules.tables import Model

if TYPE_CHECKING:
    from lantaarn.tables.packs.programme import Plan
    from lantaarn.tables.packs.retention import Retention
    from lantaarn.tables.packs.sharing import Sharing

SCHEMA = 1


@dataclass(frozen=True)
class Phone:
    """A public telephone line that the region points to."""

    code: str
    number: str
    label: str
    when: str = ""


@dataclass(frozen=True)
class Region:
    """The region itself."""

    code: str
    name: str
    covenant: str
    citizen_form: bool = False
    source: str = ""
    phones: tuple[Phone, ...] = ()


@dataclass(frozen=True)
class Municipality:
    """A municipality by its CBS code; `district` is the region's own name for the group that it belongs to."""

    code: str
    name: str
    district: str = ""


@dataclass(frozen=True)
class Organisation:
    """A party of the chain; `covenant` says what the documents say about it, which may be nothing."""

    code: str
    name: str
    kind: str
    covenant: str = "unstated"
    is_destination: bool = True
    municipality: str = ""
    note: str = ""

    @property
    def covenant_party(self) -> bool:
        return self.covenant == "party"


@dataclass(frozen=True)
class Role:
    """What somebody is, and what that lets them do."""

    code: str
    label: str
    may: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """A kind of desk: one for the region, or one in each municipality."""

    code: str
    label: str
    role: str
    scope: str
    domain: str = "none"
    organisation: str = ""
    body: str = ""
    stage: str = ""
    end: bool = False
    off_system: bool = False
    channel: str = ""
    min_people: int = 1
    municipalities: tuple[str, ...] = ()
    note: str = ""

    @property
    def municipal(self) -> bool:
        return self.scope == "municipality"


@dataclass(frozen=True)
class Body:
    """A consultation body: who meets, how often, who chairs."""

    code: str
    name: str
    kind: str
    rhythm: str = ""
    every_days: int = 0
    chair: str = ""
    members: tuple[str, ...] = ()
    attended_by: str = ""
    purpose: str = ""
    source: str = ""
    adopted: bool = True
    note: str = ""


@dataclass(frozen=True)
class FactValue:
    """One answer to a question of the route; `phrase` is how a counterexample says it."""

    value: str
    label: str
    phrase: str


@dataclass(frozen=True)
class Fact:
    """Something the route asks about a signal."""

    name: str
    label: str
    question: str
    asked: str
    values: tuple[FactValue, ...] = ()
    help: str = ""

    def label_of(self, value: str) -> str:
        return next((known.label for known in self.values if known.value == value), value)


@dataclass(frozen=True)
class Word:
    """How people say a result that one table of the route hands to another: the value of a decision, in words."""

    name: str
    value: str
    label: str


@dataclass(frozen=True)
class Deadline:
    """How fast a desk must answer."""

    code: str
    label: str
    kind: str
    amount: int = 0
    body: str = ""
    adopted: bool = False
    note: str = ""


@dataclass(frozen=True)
class Task:
    """What a desk is asked to do; a notice carries the task alone, never what others brought."""

    code: str
    label: str
    explanation: str = ""
    carries: str = "signal"


@dataclass(frozen=True)
class Agreement:
    """A stated invariant: something the region says its route always does."""

    name: str
    label: str
    when: str
    then: str
    decision: str
    source: str = ""
    adopted: bool = True


@dataclass(frozen=True)
class IndicatorGroup:
    """A heading of the signal card."""

    code: str
    label: str


@dataclass(frozen=True)
class Indicator:
    """One question of the signal card: yes, no or unknown, never a score."""

    code: str
    group: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class RouteSpec:
    """Which decisions of the table file make the route, and which fact holds the stage."""

    file: str
    first: tuple[str, ...]
    lead: str
    parallel: tuple[str, ...]
    stage: str
    entry: str
    fallback: str


@dataclass(frozen=True)
class Pack:
    """A whole region: parties, desks, words, agreements, the route, and what may be shared when the region says so."""

    region: Region
    municipalities: tuple[Municipality, ...]
    organisations: tuple[Organisation, ...]
    roles: tuple[Role, ...]
    desks: tuple[Desk, ...]
    bodies: tuple[Body, ...]
    facts: tuple[Fact, ...]
    deadlines: tuple[Deadline, ...]
    tasks: tuple[Task, ...]
    invariants: tuple[Agreement, ...]
    route: RouteSpec
    model: Model
    words: tuple[Word, ...] = ()
    indicator_groups: tuple[IndicatorGroup, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    sharing: Sharing | None = None
    retention: tuple[Retention, ...] = ()
    programme: Plan | None = None

    def plan(self) -> RoutePlan:
        """The part of the pack that the pure rules run and prove."""
        spec = self.route
        return RoutePlan(
            model=self.model,
            first=spec.first,
            lead=spec.lead,
            parallel=spec.parallel,
            stage=spec.stage,
            entry=spec.entry,
            fallback=spec.fallback,
            desks=tuple(_desk_kind(desk) for desk in self.desks),
            tasks=tuple(task.code for task in self.tasks),
            deadlines=tuple(deadline.code for deadline in self.deadlines),
            places=tuple(Place(place.code, place.name) for place in self.municipalities),
            invariants=tuple(
                Invariant(one.name, one.label, one.when, one.then, one.decision) for one in self.invariants
            ),
            words=tuple(words_of(fact) for fact in self.facts),
        )


def _desk_kind(desk: Desk) -> DeskKind:
    return DeskKind(
        code=desk.code,
        label=desk.label,
        municipal=desk.municipal,
        stage=desk.stage,
        end=desk.end,
        off_system=desk.off_system,
        channel=desk.channel,
        body=desk.body,
        min_people=desk.min_people,
        places=desk.municipalities,
    )


def words_of(fact: Fact) -> Words:
    """The words of a fact as the rules use them."""
    return Words(
        fact.name,
        fact.label,
        tuple(known.value for known in fact.values),
        tuple((known.value, known.phrase) for known in fact.values),
    )
