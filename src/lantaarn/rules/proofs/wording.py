"""Counterexamples said in plain Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lantaarn.rules.feel.lexing import quoted
from lantaarn.rules.feel.nodes import Value
from lantaarn.rules.tables.parts import Decision, Input

Phrases = Mapping[Any, Any]
"""Phrases by (fact, value), or by fact and then by value."""


class Wording:
    """Says facts in the region's own phrases, or else as label and value."""

    def __init__(self, facts: Sequence[Input], decisions: Sequence[Decision], phrases: Phrases | None = None) -> None:
        self._labels = {fact.name: fact.label for fact in facts}
        for decision in decisions:
            for column in decision.inputs:
                if self._labels.get(column.name) == column.name:
                    self._labels[column.name] = column.label
        self._phrases = _flat(phrases)
        self._order = {fact.name: at for at, fact in enumerate(facts)}

    def ordered(self, facts: Mapping[str, Value]) -> dict[str, Value]:
        """The facts in the order in which the file asks them."""
        return dict(sorted(facts.items(), key=lambda item: self._order[item[0]]))

    def facts(self, facts: Mapping[str, Value]) -> str:
        if not facts:
            return "Altijd"
        said = ", ".join(self._fact(name, value) for name, value in facts.items())
        return said[:1].upper() + said[1:]

    def _fact(self, name: str, value: Value) -> str:
        phrase = self._phrases.get((name, value))
        if phrase is not None:
            return phrase
        return f"{self._labels.get(name, name)}: {plain(value)}"

    def gap(self, facts: Mapping[str, Value], failed: str | None) -> str:
        if failed is not None:
            return f"{self.facts(facts)}: de beslissing '{failed}' geeft geen uitkomst, en die is hier nodig."
        return f"{self.facts(facts)}: geen regel van toepassing."

    def overlap(self, facts: Mapping[str, Value], rules: Sequence[int], differ: bool) -> str:
        if len(rules) == 2:
            said = f"regel {rules[0]} en regel {rules[1]} passen allebei"
        else:
            said = f"de regels {listed(rules)} passen niet naast elkaar: steeds zijn er ten minste twee van toepassing"
        return f"{self.facts(facts)}: {said}{' en zeggen iets anders' if differ else ''}."

    def invariant(self, facts: Mapping[str, Value], rules: Sequence[int], name: str) -> str:
        if not rules:
            return f"{self.facts(facts)}: geen regel die zorgt voor de afspraak '{name}'."
        said = f"regel {rules[0]} houdt" if len(rules) == 1 else f"de regels {listed(rules)} houden"
        return f"{self.facts(facts)}: {said} zich niet aan de afspraak '{name}'."


def _flat(phrases: Phrases | None) -> dict[tuple[str, Value], str]:
    """Phrases keyed by (fact, value), whether they come so or as an object per fact."""
    found: dict[tuple[str, Value], str] = {}
    for key, said in (phrases or {}).items():
        if isinstance(said, Mapping):
            found.update({(key, value): str(phrase) for value, phrase in said.items()})
        else:
            found[key] = str(said)
    return found


def plain(value: Value) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value if isinstance(value, str) else quoted(value).replace(".", ",")


def listed(rules: Sequence[int]) -> str:
    if len(rules) == 1:
        return str(rules[0])
    return ", ".join(str(rule) for rule in rules[:-1]) + f" en {rules[-1]}"
