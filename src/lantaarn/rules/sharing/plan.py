"""What the rules need to know of sharing: the table, who may share and receive, the order of the verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lantaarn.rules.routing import Words
from lantaarn.rules.routing.plan import say
from lantaarn.rules.tables import Decision, Input, Model, Outcome

Facts = Mapping[str, str]

CATEGORY, PROVENANCE, SHARER, RECIPIENT = "category", "provenance_domain", "sharer_kind", "recipient_kind"
TRAVELLING = (CATEGORY, PROVENANCE, SHARER, RECIPIENT)
OUTPUTS = ("verdict", "article", "sentence")
UNKNOWN = "unknown"
PHENOMENON = "phenomenon"  # the category that is left when person data stay behind

MAY_NOT, WITHOUT_PERSON_DATA, AFTER_CONSENT, SECOND_PERSON, SHARE = (
    "may_not",
    "without_person_data",
    "after_consent",
    "second_person",
    "share",
)
VERDICTS = (MAY_NOT, WITHOUT_PERSON_DATA, AFTER_CONSENT, SECOND_PERSON, SHARE)
"""The usual order, the safest first; a region may put the middle three in another."""
WHOLE = (AFTER_CONSENT, SECOND_PERSON, SHARE)
"""The verdicts under which everything may travel on, at once or after somebody said yes."""


@dataclass(frozen=True)
class Kind:
    """A kind of organisation or function that shares or receives; `domain` is the provenance of what it brings."""

    code: str
    phrase: str  # "het RIEC", as the subject of a Dutch sentence
    domain: str = ""


@dataclass(frozen=True)
class SharingInvariant:
    """Whenever `when` holds of the facts, `then` holds of facts and verdict.

    With `paths`, the one who shares is the *source*: it must hold at the end of every chain of shares as well.
    """

    name: str
    label: str
    when: str
    then: str
    paths: bool = False


@dataclass(frozen=True)
class SharingPlan:
    """A region's sharing table with everything needed to run it and to prove it."""

    model: Model
    decision: str
    kinds: tuple[Kind, ...]
    verdicts: tuple[str, ...] = VERDICTS
    invariants: tuple[SharingInvariant, ...] = ()
    words: tuple[Words, ...] = field(default=())
    labels: Mapping[str, str] = field(default_factory=dict)  # how people say a verdict

    @cached_property
    def steps(self) -> tuple[Decision, ...]:
        return self.model.needed(self.decision)

    @cached_property
    def leaves(self) -> tuple[Input, ...]:
        return self.model.facts(self.decision)

    @cached_property
    def decided(self) -> dict[tuple[object, ...], Outcome]:
        """What was decided before, by decision and the values that it asked: never more than the tables are large."""
        return {}

    def rank(self, verdict: str) -> int:
        return self.verdicts.index(verdict)

    def phrase(self, kind: str) -> str:
        return next((known.phrase for known in self.kinds if known.code == kind), kind)

    def sources(self, provenance: str) -> tuple[str, ...]:
        """The kinds that may be where data of this provenance started; anybody, where no kind claims it."""
        own = tuple(kind.code for kind in self.kinds if kind.domain == provenance)
        return own or tuple(kind.code for kind in self.kinds)

    def label(self, verdict: str) -> str:
        return self.labels.get(verdict, verdict)

    def say(self, facts: Facts) -> str:
        return say(self.words, facts)


@dataclass(frozen=True)
class Item:
    """One field that somebody brought; `consent` of this person, where it differs from that of the share."""

    category: str
    provenance_domain: str
    minor: str = UNKNOWN
    acute_danger: str = UNKNOWN
    consent: str = ""
    key: str = ""


@dataclass(frozen=True)
class Recipient:
    """Who gets it, from whom, on which ground and for what: the terms of one share."""

    recipient_kind: str
    sharer_kind: str
    covenant: str = UNKNOWN
    ground: str = UNKNOWN
    consent: str = UNKNOWN
    purpose: str = UNKNOWN
    key: str = ""


@dataclass(frozen=True)
class Verdict:
    """What may be done with one field for one recipient, by which article and rule, in plain Dutch."""

    kind: str
    article: str
    sentence: str
    rule: int = 0  # 1-based; 0 when no rule of the table says it
    source: str = ""
    adopted: bool = False

    @property
    def whole(self) -> bool:
        """Everything may go, at once or after somebody said yes."""
        return self.kind in WHOLE


@dataclass(frozen=True)
class Line:
    """One field beside all recipients, in the order in which these were given."""

    item: Item
    verdicts: tuple[Verdict, ...]
