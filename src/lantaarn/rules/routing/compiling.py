"""Turns the decisions of a route into exact sets of fact combinations, decision by decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from lantaarn.rules.feel.expressions import evaluate
from lantaarn.rules.feel.nodes import Expression, FeelError, Value, names_in
from lantaarn.rules.feel.unary import holds
from lantaarn.rules.routing.diagrams import FALSE, TRUE, Cube, Diagrams
from lantaarn.rules.tables import Decision, Model, TableError

Row = tuple[Value, ...]

MOST_FACTS = 200  # diagrams are walked recursively, a fact at a time


@dataclass(frozen=True)
class Branch:
    """One thing that a decision may decide: when (a set of combinations), what, and by which rules."""

    when: int
    row: Row
    rules: tuple[int, ...]


@dataclass(frozen=True)
class Compiled:
    """A decision as branches; `defined` is where it decides without a gap or a clash."""

    outputs: tuple[str, ...]
    branches: tuple[Branch, ...]
    defined: int

    def column(self, output: str | None) -> int:
        return self.outputs.index(output) if output is not None else 0


class Compiler:
    """Compiles the decisions that a route needs over one set of variables: the leaf facts."""

    def __init__(self, model: Model, decisions: tuple[str, ...], order: tuple[str, ...]) -> None:
        needed = {one.name: one for name in decisions for one in model.needed(name)}
        leaves = {fact.name: fact for name in decisions for fact in model.facts(name)}
        if len(leaves) > MOST_FACTS:
            raise TableError(
                f"Een meldroute vraagt naar ten hoogste {MOST_FACTS} feiten; hier zijn het er {len(leaves)}."
            )
        ranked = sorted(leaves, key=lambda name: order.index(name) if name in order else len(order))
        self.facts = tuple(ranked)
        self.values: dict[str, tuple[Value, ...]] = {}
        for name in ranked:
            allowed = leaves[name].allowed
            if leaves[name].type != "string" or not allowed:
                raise TableError(f"Het feit '{name}' van een meldroute is tekst met een vaste lijst van waarden.")
            self.values[name] = allowed
        self.sets = Diagrams([len(self.values[name]) for name in self.facts])
        self.decisions: dict[str, Compiled] = {}
        for one in model.decisions:
            if one.name in needed:
                self.decisions[one.name] = self._compiled(one)

    def where(self, fact: str, value: Value) -> int:
        """All combinations in which the fact has this value."""
        return self.sets.where(self.facts.index(fact), [self.values[fact].index(value)])

    def cube(self, facts: Mapping[str, str]) -> Cube:
        return {self.facts.index(name): self.values[name].index(value) for name, value in facts.items()}

    def cause(self, node: int) -> dict[str, str]:
        """A smallest cause, as facts."""
        return {
            self.facts[variable]: str(self.values[self.facts[variable]][value])
            for variable, value in sorted(self.sets.cause(node).items())
        }

    def _compiled(self, decision: Decision) -> Compiled:
        try:
            return self._compile(decision)
        except FeelError as error:
            raise TableError(str(error), decision=decision.name) from error

    def _compile(self, decision: Decision) -> Compiled:
        if decision.aggregator:
            raise TableError("Een meldroute telt niets op. Kies een andere hit policy.", decision=decision.name)
        known = self._known(decision)
        if decision.expression is not None:
            branches = [Branch(when, row, ()) for when, row in self._rows((decision.expression,), TRUE, known)]
            return Compiled(("",), tuple(branches), self.sets.any_of(one.when for one in branches))
        hits = [self._when(decision, number, known) for number in range(len(decision.rules))]
        fires, defined = self._policy(decision, hits)
        branches = [
            Branch(when, row, (number + 1,))
            for number, fire in enumerate(fires)
            for when, row in self._rows(tuple(cell.expression for cell in decision.rules[number].outputs), fire, known)
        ]
        if decision.has_default:
            rest = self.sets.negate(self.sets.any_of(hits))
            defaults = tuple(output.default.expression for output in decision.outputs if output.default)
            branches += [Branch(when, row, ()) for when, row in self._rows(defaults, rest, known)]
            defined = self.sets.either(defined, rest)
        return Compiled(tuple(output.name for output in decision.outputs), tuple(branches), defined)

    def _known(self, decision: Decision) -> dict[str, list[tuple[Value, int]]]:
        """Each name that the decision may use, with its values and when it has them."""
        known = {
            fact.name: [(value, self.where(fact.name, value)) for value in self.values[fact.name]]
            for fact in decision.facts
        }
        for link in decision.links:
            upstream = self.decisions[link.decision]
            column = upstream.column(link.output)
            merged: dict[Value, int] = {}
            for branch in upstream.branches:
                value = branch.row[column]
                merged[value] = self.sets.either(merged.get(value, FALSE), branch.when)
            known[link.name] = list(merged.items())
        return known

    def _when(self, decision: Decision, number: int, known: Mapping[str, list[tuple[Value, int]]]) -> int:
        found = TRUE
        for column, cell in zip(decision.inputs, decision.rules[number].inputs, strict=True):
            asks, tests = column.asks, cell.tests
            names = tuple(dict.fromkeys((*names_in(asks), *tests.names())))
            passing = [
                when for when, scope in self._scopes(names, TRUE, known) if holds(tests, evaluate(asks, scope), scope)
            ]
            found = self.sets.both(found, self.sets.any_of(passing))
        return found

    def _rows(
        self, cells: tuple[Expression, ...], within: int, known: Mapping[str, list[tuple[Value, int]]]
    ) -> Iterator[tuple[int, Row]]:
        names = tuple(dict.fromkeys(name for cell in cells for name in names_in(cell)))
        for when, scope in self._scopes(names, within, known):
            yield when, tuple(evaluate(cell, scope) for cell in cells)

    def _scopes(
        self, names: tuple[str, ...], within: int, known: Mapping[str, list[tuple[Value, int]]]
    ) -> Iterator[tuple[int, dict[str, Value]]]:
        """Each combination of values of these names that can happen."""
        for combination in product(*(known[name] for name in names)):
            when = self.sets.all_of((within, *(part for _, part in combination)))
            if when != FALSE:
                yield when, {name: value for name, (value, _) in zip(names, combination, strict=True)}

    def _policy(self, decision: Decision, hits: list[int]) -> tuple[list[int], int]:
        """When each rule decides, and where the table decides at all."""
        policies: dict[str, Callable[[Decision, list[int]], tuple[list[int], int]]] = {
            "U": self._unique,
            "A": self._agreeing,
            "F": lambda _, hits: self._first(list(range(len(hits))), hits),
            "P": lambda decision, hits: self._first(_by_rank(decision), hits),
        }
        return policies.get(decision.hit_policy, self._all)(decision, hits)

    def _all(self, _: Decision, hits: list[int]) -> tuple[list[int], int]:
        return hits, self.sets.any_of(hits)

    def _unique(self, _: Decision, hits: list[int]) -> tuple[list[int], int]:
        once = twice = FALSE
        for hit in hits:
            twice = self.sets.either(twice, self.sets.both(once, hit))
            once = self.sets.either(once, hit)
        return [self.sets.without(hit, twice) for hit in hits], self.sets.without(once, twice)

    def _agreeing(self, decision: Decision, hits: list[int]) -> tuple[list[int], int]:
        clash = FALSE
        for number, hit in enumerate(hits):
            for other in range(number):
                if decision.rules[number].outputs != decision.rules[other].outputs:
                    clash = self.sets.either(clash, self.sets.both(hit, hits[other]))
        return [self.sets.without(hit, clash) for hit in hits], self.sets.without(self.sets.any_of(hits), clash)

    def _first(self, order: list[int], hits: list[int]) -> tuple[list[int], int]:
        fires, seen = [FALSE] * len(hits), FALSE
        for number in order:
            fires[number] = self.sets.without(hits[number], seen)
            seen = self.sets.either(seen, hits[number])
        return fires, seen


def _by_rank(decision: Decision) -> list[int]:
    """The rules of a priority table, the most important output first."""

    def rank(number: int) -> tuple[int, ...]:
        cells = decision.rules[number].outputs
        pairs = zip(decision.outputs, cells, strict=True)
        return tuple(output.allowed.index(evaluate(cell.expression, {})) for output, cell in pairs if output.allowed)

    return sorted(range(len(decision.rules)), key=rank)
