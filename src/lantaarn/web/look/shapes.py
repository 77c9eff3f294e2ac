"""What the components of the look are given: plain, frozen values that a page fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class MenuItem:
    """A link of the main menu; `count` shows as a small lit number (new things), 0 shows nothing."""

    label: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Tab:
    """A link of a row of tabs; `count` None shows no number."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Chip:
    """A state in a shape, a word and a colour; kinds: see CHIPS in lantaarn.web.look.chips."""

    kind: str
    text: str


@dataclass(frozen=True)
class Mail:
    """One row of an inbox; never with a person's name in it."""

    url: str
    title: str
    meta: str
    code: str
    chips: Sequence[Chip] = ()
    new: bool = False
    current: bool = False


@dataclass(frozen=True)
class Answer:
    """An indicator read back; `answer` yes, no or unknown; `how` observed, stated, interpreted or empty."""

    text: str
    answer: str
    how: str = ""


@dataclass(frozen=True)
class Box:
    """A step of "why is this with you"; kind fact, rule or end."""

    label: str
    value: str
    kind: str = "fact"


@dataclass(frozen=True)
class Step:
    """A moment on a timeline; state done, now or ahead; `when` in words, `iso` for machines."""

    text: str
    when: str = ""
    state: str = "done"
    by: str = ""
    iso: str = ""


@dataclass(frozen=True)
class LogRow:
    """Who did what, when and on which ground; `icon` names the sort of act."""

    who: str
    did: str
    why: str
    icon: str = "eye"


@dataclass(frozen=True)
class Reader:
    """A column of the see-table: somebody who will read."""

    name: str
    note: str = ""


@dataclass(frozen=True)
class Seen:
    """A cell of the see-table; kind own, goes, part or gone; for gone the text is the reason."""

    text: str
    kind: str = "own"
    tag: str = ""


@dataclass(frozen=True)
class SeenRow:
    """A row of the see-table: one datum, and what each reader sees of it."""

    label: str
    cells: Sequence[Seen] = field(default_factory=tuple)


@dataclass(frozen=True)
class LifeStep:
    """A stage of a version; state done, now or later."""

    label: str
    state: str = "later"


@dataclass(frozen=True)
class CounterFact:
    """A fact of a counterexample; kind fact, free (does not matter) or end (where it strands)."""

    label: str
    value: str
    kind: str = "fact"


@dataclass(frozen=True)
class CheckedThing:
    """A proved, refuted or unproved sentence; state good, heed, stuck or idle."""

    text: str
    state: str = "good"


@dataclass(frozen=True)
class BarPart:
    """A piece of a bar; kind plain, good, heed, stuck, idle or ground."""

    amount: float
    kind: str = "plain"
