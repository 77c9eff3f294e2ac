"""The sharing table of a region as plain values: who shares and receives, in which words, and what is promised."""

from __future__ import annotations

from dataclasses import dataclass

from lantaarn.rules.routing import Words
from lantaarn.rules.sharing import VERDICTS, Kind, SharingInvariant, SharingPlan
from lantaarn.rules.tables import Model
from lantaarn.tables.packs.pack import Fact, Word, words_of

UNKNOWN = "unknown"


@dataclass(frozen=True)
class SharingKind:
    """Who shares or receives, as the table sees it, and by what an organisation, desk or role is known as one."""

    code: str
    label: str
    phrase: str
    domain: str = ""
    organisation: str = ""
    desk_domain: str = ""
    role: str = ""


@dataclass(frozen=True)
class SharingAgreement:
    """A stated invariant of sharing; with `paths` also at the end of every chain of shares."""

    name: str
    label: str
    when: str
    then: str
    paths: bool = False
    source: str = ""
    adopted: bool = True


@dataclass(frozen=True)
class SharingPaper:
    """What a region chose for paper that goes to one kind of recipient."""

    kind: str
    ground: str
    """On what the route gives a desk of this kind its sheet."""
    purpose: str
    covenant_ground: str = ""
    """On what, when who gives and who receives are both parties of the covenant; empty: on the same."""
    behind: str = "some"
    """What a sheet tells of what stayed behind: its sorts with the reason, that there is some, or nothing at all."""
    source: str = ""
    adopted: bool = True


@dataclass(frozen=True)
class Sharing:
    """Everything that a pack says of sharing."""

    file: str
    decision: str
    kinds: tuple[SharingKind, ...]
    facts: tuple[Fact, ...]
    invariants: tuple[SharingAgreement, ...]
    model: Model
    verdicts: tuple[str, ...] = VERDICTS
    words: tuple[Word, ...] = ()
    written_consent: tuple[str, ...] = ()
    """The kinds of recipient for whom a yes of the person must stand on paper."""
    papers: tuple[SharingPaper, ...] = ()

    def kind_of(self, *, organisation: str = "", desk_domain: str = "", role: str = "") -> str:
        """The kind by role, else by kind of organisation and domain of its desk; unknown when none fits."""
        by_role = next((kind.code for kind in self.kinds if role and kind.role == role), "")
        by_desk = (
            kind.code
            for kind in self.kinds
            if organisation and kind.organisation == organisation and kind.desk_domain in {"", desk_domain}
        )
        return by_role or next(by_desk, UNKNOWN)

    def paper_to(self, kind: str) -> SharingPaper | None:
        """What was chosen for sheets to this kind of recipient; None: nothing."""
        return next((paper for paper in self.papers if paper.kind == kind), None)

    def tells_behind(self, kind: str) -> str:
        """What a sheet to this kind tells of what stayed behind; unsaid is the safer answer."""
        paper = self.paper_to(kind)
        return paper.behind if paper else SharingPaper.behind

    def label_of(self, name: str, value: str) -> str:
        """How people say a verdict, or what one of the tables decides."""
        return next((word.label for word in self.words if (word.name, word.value) == (name, value)), value)

    def plan(self) -> SharingPlan:
        """What the pure rules run and prove."""
        return SharingPlan(
            model=self.model,
            decision=self.decision,
            kinds=tuple(Kind(kind.code, kind.phrase, kind.domain) for kind in self.kinds),
            verdicts=self.verdicts,
            invariants=tuple(
                SharingInvariant(one.name, one.label, one.when, one.then, one.paths) for one in self.invariants
            ),
            words=(
                *(words_of(fact) for fact in self.facts if fact.name in {"category", "provenance_domain"}),
                self._kind_words("sharer_kind", "Wie deelt", "deelt"),
                self._kind_words("recipient_kind", "Wie ontvangt", "ontvangt"),
                *(words_of(fact) for fact in self.facts if fact.name not in {"category", "provenance_domain"}),
            ),
            labels={verdict: self.label_of("verdict", verdict) for verdict in self.verdicts},
        )

    def _kind_words(self, fact: str, label: str, does: str) -> Words:
        codes = tuple(kind.code for kind in self.kinds)
        return Words(fact, label, codes, tuple((kind.code, f"{kind.phrase} {does}") for kind in self.kinds))
