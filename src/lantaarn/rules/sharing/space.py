"""The sharing table as exact sets of fact combinations: where each verdict is given, where an agreement breaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lantaarn.rules.feel.nodes import Value
from lantaarn.rules.routing.agreements import Options, meaning, read
from lantaarn.rules.routing.compiling import Branch, Compiler
from lantaarn.rules.routing.diagrams import FALSE, TRUE
from lantaarn.rules.sharing.plan import SHARER, TRAVELLING, SharingInvariant, SharingPlan
from lantaarn.rules.tables import TableError

VERDICT = "verdict"


class Space:
    """All combinations of facts at once, those that travel with the data on top."""

    def __init__(self, plan: SharingPlan) -> None:
        self.plan = plan
        self.compiler = Compiler(plan.model, (plan.decision,), TRAVELLING)
        self.sets = self.compiler.sets
        absent = [name for name in TRAVELLING if name not in self.compiler.facts]
        if absent:
            raise TableError(f"De deeltabel vraagt niet naar '{absent[0]}'.", decision=plan.decision)
        self._table = self.compiler.decisions[plan.steps[-1].name]
        if VERDICT not in self._table.outputs:
            raise TableError(f"Deze beslissing geeft geen {VERDICT}.", decision=plan.decision)
        self._at: dict[Value, int] = dict.fromkeys(plan.verdicts, FALSE)
        self.stray: list[Branch] = []
        for branch in self._table.branches:
            if self._verdict(branch) in self._at:
                self._at[self._verdict(branch)] = self.sets.either(self._at[self._verdict(branch)], branch.when)
            elif branch.when != FALSE:
                self.stray.append(branch)

    def _verdict(self, branch: Branch) -> Value:
        return branch.row[self._table.column(VERDICT)]

    def at(self, verdicts: Iterable[str]) -> int:
        """All combinations with one of these verdicts."""
        return self.sets.any_of(self._at[verdict] for verdict in verdicts)

    def values(self, fact: str) -> tuple[str, ...]:
        return tuple(str(value) for value in self.compiler.values[fact])

    def given(self, node: int, **facts: str) -> int:
        """What is left of a set when these facts are fixed."""
        return self.sets.given(node, self.compiler.cube(facts))

    def broken(self, agreement: SharingInvariant, source: str | None = None) -> int:
        """Where the agreement fails; with a source, that is who shares in the agreement, whoever makes the step."""
        facts = self._facts(source)
        when = meaning(self.sets, read(agreement.when, facts), facts)
        words: Mapping[str, Options] = {**facts, VERDICT: self._at}
        then = meaning(self.sets, read(agreement.then, words), words)
        return self.sets.without(self.sets.both(when, self._table.defined), then)

    def _facts(self, source: str | None) -> dict[str, Options]:
        facts: dict[str, Options] = {
            name: {value: self.compiler.where(name, value) for value in self.compiler.values[name]}
            for name in self.compiler.facts
        }
        if source is not None:
            facts[SHARER] = {value: TRUE if value == source else FALSE for value in self.compiler.values[SHARER]}
        return facts

    def rules(self, facts: Mapping[str, str]) -> tuple[int, ...]:
        """The rules of the sharing table that can decide under these facts."""
        here = self.compiler.cube(facts)
        found = {
            rule
            for branch in self._table.branches
            for rule in branch.rules
            if self.sets.given(branch.when, here) != FALSE
        }
        return tuple(sorted(found))
