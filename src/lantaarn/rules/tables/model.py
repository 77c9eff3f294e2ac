"""A whole file of decisions: which need which, what facts they ask, and what they decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lantaarn.rules.tables.evaluating import run
from lantaarn.rules.tables.parts import Decision, Input, Outcome, Result, TableError


@dataclass(frozen=True)
class Model:
    """The decisions of one file, each after those it needs; `source` is the text they were read from."""

    decisions: tuple[Decision, ...]
    name: str = ""
    source: str | None = field(default=None, compare=False, repr=False)

    def decision(self, name: str) -> Decision:
        """The decision with this name, or else with this id."""
        for by in ("name", "id"):
            for decision in self.decisions:
                if getattr(decision, by) == name:
                    return decision
        known = ", ".join(f"'{decision.name}'" for decision in self.decisions)
        raise TableError(f"Er is geen beslissing '{name}' in dit bestand. Kies uit: {known}.")

    def needed(self, decision: str | None = None) -> tuple[Decision, ...]:
        """The decision and all that it needs, in order; without a name all decisions."""
        if decision is None:
            return self.decisions
        wanted = {self.decision(decision).name}
        for candidate in reversed(self.decisions):
            if candidate.name in wanted:
                wanted.update(link.decision for link in candidate.links)
        return tuple(candidate for candidate in self.decisions if candidate.name in wanted)

    def facts(self, decision: str | None = None) -> tuple[Input, ...]:
        """The leaf facts needed, in order of first use."""
        found: dict[str, Input] = {}
        for candidate in self.needed(decision):
            for fact in candidate.facts:
                found.setdefault(fact.name, fact)
        return tuple(found.values())

    def decide(self, facts: Mapping[str, object], decision: str | None = None) -> Result:
        """The result of one decision, or of all by name; numbers come as Decimal, no rule as None."""
        if decision is not None:
            return self.explain(facts, decision).value
        return {name: outcome.value for name, outcome in run(self.decisions, self.facts(), facts).items()}

    def explain(self, facts: Mapping[str, object], decision: str) -> Outcome:
        """The result of one decision with the rules that gave it."""
        name = self.decision(decision).name
        return run(self.needed(name), self.facts(name), facts, self.facts())[name]
