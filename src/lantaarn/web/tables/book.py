"""What differs between the tables of a region on their pages: the name, the address, the words, who may do what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from lantaarn.context.actor import Actor
from lantaarn.rules.tables import Decision, Model
from lantaarn.tables.kinds import decides, model_in, proposes
from lantaarn.tables.packs import Fact, Pack

if TYPE_CHECKING:
    from lantaarn.tables.queries import VersionView
    from lantaarn.web.tables.proof import Broken
    from lantaarn.web.tables.shown import ShownTable

Words = Mapping[tuple[str, str], str]
Choices = Mapping[str, list[tuple[str, str]]]
UNDECIDED = ("draft", "proved")
STEPS = (
    "versions", "version", "paper", "file", "start", "upload", "undo", "new-rule", "rule", "remove-rule", "move-rule",
    "check", "prove", "back", "adopt", "activate", "cancel",
)  # fmt: skip


@dataclass(frozen=True)
class Chart:
    """One drawing, and the same as sentences."""

    title: str
    svg: SafeString
    sentences: tuple[str, ...]
    nobody: bool = False
    """At this place in the route the decision brings in nobody: no drawing, one sentence."""


@dataclass(frozen=True)
class Said:
    """The sentences of one kind of table."""

    name: str | Promise
    the: str | Promise
    """As the subject of a sentence: de meldroute."""
    heading: str | Promise
    none: str | Promise
    none_but: str | Promise
    none_yet: str | Promise
    versions: str | Promise
    versions_why: str | Promise
    sound: str | Promise
    gap: str | Promise
    proved: str | Promise
    rule_help: str | Promise
    takes_effect: tuple[str | Promise, ...]


@dataclass(frozen=True)
class Book:
    """One kind of table with all that its pages need to know."""

    kind: str
    root: str
    readers: tuple[str, ...]
    said: Said
    words: Callable[[Pack], Words]
    facts: Callable[[Pack], tuple[Fact, ...]]
    order: Callable[[Pack], tuple[str, ...]]
    """The names of its tables, in the order in which one reads them."""
    choices: Callable[[Pack, Words], Choices]
    """What an output may be, by its name, where the table itself does not say."""
    columns: Mapping[str, str | Promise]
    """How an output is called on a form, where the table's own word is not for people."""
    charts: Callable[[Pack, ShownTable, Broken | None], tuple[Chart, ...]]
    """The drawings beside a table."""
    page: Callable[[VersionView, Pack, Actor], dict[str, Any]]
    """What its version's page shows besides the tables."""
    not_adopted: Callable[[Pack], list[str]]
    """What the region still has to decide, although its table says it already."""
    open: Callable[[Pack], str]
    """The table that stands open when nothing asks for another."""
    advises: str = ""
    """The capability of who is asked about a proved version without working on it."""

    @property
    def at(self) -> Mapping[str, str]:
        """The name of each address: `{% url book.at.version version.id %}`."""
        return {step.replace("-", "_"): f"{self.kind}-{step}" for step in STEPS}

    @property
    def home(self) -> str:
        return reverse(self.kind)

    def address(self, step: str, **keys: Any) -> str:
        return reverse(f"{self.kind}-{step}", kwargs=keys)

    def model(self, pack: Pack) -> Model:
        return model_in(pack, self.kind)

    def decision(self, pack: Pack, name: str) -> Decision:
        return self.model(pack).decision(name)

    def may_change(self, actor: Actor) -> bool:
        return actor.can(decides(self.kind)) or actor.can(proposes(self.kind))

    def may_see(self, version: VersionView, actor: Actor) -> bool:
        """What is still in the making is for who works on it; what waits for a decision also for who is asked."""
        asked = bool(self.advises) and version.state == "proved" and actor.can(self.advises)
        return version.state not in UNDECIDED or asked or self.may_change(actor)

    def may_decide(self, actor: Actor) -> bool:
        return actor.can(decides(self.kind))
