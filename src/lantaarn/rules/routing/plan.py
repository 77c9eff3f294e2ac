"""What the rules need to know of a region: its desks, tasks and deadlines, the words of its facts, its agreements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lantaarn.rules.tables import Model

NONE = "none"  # the value of an output that sends the signal to nobody

Facts = Mapping[str, str]
Staffing = Mapping[tuple[str, str], int]  # (desk, municipality or "") → people who can be reached


@dataclass(frozen=True)
class DeskKind:
    """A kind of desk as the route sees it: one per municipality, or one for the region."""

    code: str
    label: str
    municipal: bool = False
    stage: str = ""  # the stage of a signal that this desk holds; empty: it passes nothing on
    end: bool = False  # this desk can finish what it gets
    off_system: bool = False
    channel: str = ""
    body: str = ""
    min_people: int = 1
    places: tuple[str, ...] = ()  # municipal desks: only these municipalities; empty: all


@dataclass(frozen=True)
class Place:
    """A municipality of the region."""

    code: str
    name: str


@dataclass(frozen=True)
class Words:
    """A fact's label, its declared values, and how a counterexample says each."""

    fact: str
    label: str
    values: tuple[str, ...]
    phrases: tuple[tuple[str, str], ...]

    def phrase(self, value: str) -> str:
        return dict(self.phrases).get(value, f"{self.label.lower()}: {value}")


def say(words: Iterable[Words], facts: Facts) -> str:
    """Facts as the beginning of a Dutch sentence, in the order in which the region asks them."""
    known = {one.fact: one for one in words}
    order = [name for name in known if name in facts] + [name for name in facts if name not in known]
    said = [known[name].phrase(facts[name]) if name in known else f"{name}: {facts[name]}" for name in order]
    text = ", ".join(said) or "bij alle feiten"
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Invariant:
    """A stated agreement about every route: whenever `when` holds of the facts, `then` holds of the route."""

    name: str
    label: str
    when: str
    then: str
    decision: str


@dataclass(frozen=True)
class RoutePlan:
    """A region's route with everything needed to run it and to prove it."""

    model: Model
    lead: str
    first: tuple[str, ...] = ()
    parallel: tuple[str, ...] = ()
    stage: str = "stage"
    entry: str = "entry"
    fallback: str = ""  # the desk that gets what no rule can route
    desks: tuple[DeskKind, ...] = ()
    tasks: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    invariants: tuple[Invariant, ...] = ()
    words: tuple[Words, ...] = field(default=())

    @property
    def steps(self) -> tuple[str, ...]:
        """The decisions that send a signal somewhere, in the order in which a route lists them."""
        return (*self.first, self.lead, *self.parallel)

    def desk(self, code: str) -> DeskKind | None:
        return next((desk for desk in self.desks if desk.code == code), None)

    def label(self, code: str) -> str:
        desk = self.desk(code)
        return desk.label if desk else code

    def say(self, facts: Facts) -> str:
        return say(self.words, facts)
