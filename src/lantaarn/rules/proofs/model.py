"""What a proof says, and what may be asked of it beyond total and unambiguous."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lantaarn.rules.feel.nodes import Value

Kind = Literal["gap", "overlap", "invariant", "desk"]


@dataclass(frozen=True)
class Counterexample:
    """Facts under which the table fails whatever the other facts are; no fact of it can be dropped."""

    kind: str
    facts: Mapping[str, Value]
    rules: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class Invariant:
    """When `when` holds, `then` must hold as well.

    Either side is an S-FEEL expression (`acute_danger = "yes" and minor = "yes"`), or a mapping of names to unary
    tests, all of which must hold. `when` speaks of facts; `then` of outputs, and of facts.
    """

    name: str
    when: str | Mapping[str, str]
    then: str | Mapping[str, str]


@dataclass(frozen=True)
class Proof:
    decision: str
    total: bool
    unambiguous: bool
    unreachable_rules: tuple[int, ...] = ()
    counterexamples: tuple[Counterexample, ...] = field(default_factory=tuple)

    @property
    def proved(self) -> bool:
        return self.total and self.unambiguous and not self.counterexamples
