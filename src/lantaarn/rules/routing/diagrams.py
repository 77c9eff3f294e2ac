"""Exact sets of fact combinations as shared decision diagrams: and, or, not, and the smallest cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

FALSE = 0
TRUE = 1

Cube = dict[int, int]  # variable → value, both by position


class Diagrams:
    """All sets over the same variables; a set is a number, and equal sets have equal numbers.

    A node asks one variable and has one child per value; no node has equal children everywhere. That makes "is it
    empty" a comparison with FALSE, and the work grows with the shape of the rules, not with the combinations.
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(sizes)
        self._last = len(self.sizes)
        self._nodes: list[tuple[int, tuple[int, ...]]] = [(self._last, ()), (self._last, ())]
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._not: dict[int, int] = {FALSE: TRUE, TRUE: FALSE}
        self._steps: dict[int, int] = {TRUE: 0}

    def where(self, variable: int, values: Iterable[int]) -> int:
        """All combinations in which the variable has one of these values."""
        wanted = set(values)
        return self._node(variable, tuple(int(value in wanted) for value in range(self.sizes[variable])))

    def both(self, left: int, right: int) -> int:
        if right in {left, TRUE}:
            return left
        if left == TRUE:
            return right
        if FALSE in {left, right}:
            return FALSE
        key = (left, right) if left < right else (right, left)
        if key not in self._both:
            variable = min(self._nodes[left][0], self._nodes[right][0])
            pairs = zip(self._kids(left, variable), self._kids(right, variable), strict=True)
            self._both[key] = self._node(variable, tuple(self.both(one, other) for one, other in pairs))
        return self._both[key]

    def negate(self, node: int) -> int:
        if node not in self._not:
            variable, kids = self._nodes[node]
            opposite = self._node(variable, tuple(self.negate(kid) for kid in kids))
            self._not[node] = opposite
            self._not[opposite] = node
        return self._not[node]

    def either(self, left: int, right: int) -> int:
        return self.negate(self.both(self.negate(left), self.negate(right)))

    def without(self, left: int, right: int) -> int:
        return self.both(left, self.negate(right))

    def all_of(self, nodes: Iterable[int]) -> int:
        found = TRUE
        for node in nodes:
            found = self.both(found, node)
        return found

    def any_of(self, nodes: Iterable[int]) -> int:
        found = FALSE
        for node in nodes:
            found = self.either(found, node)
        return found

    def given(self, node: int, cube: Cube) -> int:
        """What is left of the set when these variables are fixed."""
        memo: dict[int, int] = {}
        last = max(cube, default=-1)

        def fix(at: int) -> int:
            if self._nodes[at][0] > last:
                return at
            if at not in memo:
                variable, kids = self._nodes[at]
                if variable in cube:
                    memo[at] = fix(kids[cube[variable]])
                else:
                    memo[at] = self._node(variable, tuple(fix(kid) for kid in kids))
            return memo[at]

        return fix(node)

    def part(self, node: int) -> Fraction:
        """Which part of all combinations is in the set."""
        known: dict[int, Fraction] = {FALSE: Fraction(0), TRUE: Fraction(1)}

        def weigh(at: int) -> Fraction:
            if at not in known:
                kids = self._nodes[at][1]
                known[at] = sum((weigh(kid) for kid in kids), Fraction(0)) / len(kids)
            return known[at]

        return weigh(node)

    def taken_from(self, other: Diagrams, node: int) -> int:
        """The same set, of diagrams over the same variables, among these."""
        known = {FALSE: FALSE, TRUE: TRUE}

        def take(at: int) -> int:
            if at not in known:
                variable, kids = other._nodes[at]
                known[at] = self._node(variable, tuple(take(kid) for kid in kids))
            return known[at]

        return take(node)

    def cause(self, node: int) -> Cube:
        """A smallest cause: every combination with these values is in the set, and no value can be dropped."""
        if node == FALSE:
            raise ValueError("An empty set has no cause.")
        cube = self._shortest(node)
        for variable in sorted(cube, reverse=True):
            fewer = {known: value for known, value in cube.items() if known != variable}
            if self.given(node, fewer) == TRUE:
                cube = fewer
        return cube

    def _shortest(self, node: int) -> Cube:
        cube: Cube = {}
        while node != TRUE:
            variable, kids = self._nodes[node]
            value = min(
                (value for value, kid in enumerate(kids) if kid != FALSE), key=lambda value: self._distance(kids[value])
            )
            cube[variable] = value
            node = kids[value]
        return cube

    def _distance(self, node: int) -> int:
        if node not in self._steps:
            kids = self._nodes[node][1]
            self._steps[node] = 1 + min(self._distance(kid) for kid in kids if kid != FALSE)
        return self._steps[node]

    def _node(self, variable: int, kids: tuple[int, ...]) -> int:
        if kids.count(kids[0]) == len(kids):
            return kids[0]
        key = (variable, kids)
        if key not in self._known:
            self._known[key] = len(self._nodes)
            self._nodes.append(key)
        return self._known[key]

    def _kids(self, node: int, variable: int) -> tuple[int, ...]:
        own, kids = self._nodes[node]
        return kids if own == variable else (node,) * self.sizes[variable]
