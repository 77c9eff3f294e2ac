"""Questions that earlier answers already settle are not asked again: exact, over all values of the facts."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from math import prod
from operator import mul

from lantaarn.papers.flowchart.cells import ANY, is_any, values_meant
from lantaarn.papers.flowchart.table import ColumnView, RuleView, TableView

# Combinations of facts are bits of one number; above this the chart keeps every condition as written.
_MOST = 200_000


def shortened(view: TableView) -> TableView:
    """The same table read from top to bottom, without conditions that always hold by then.

    Rules that nothing reaches any more are dropped. What comes out gives every signal the same answer when the
    rules are asked in order. Tables in which each fitting rule counts stay as they are.
    """
    sizes = [len(column.values) for column in view.columns]
    if not view.one_answer or 0 in sizes or prod(sizes) > _MOST:
        return view
    masks = _Masks(view.columns)
    left = masks.everything
    rules: list[RuleView] = []
    for rule in view.rules:
        parts = [masks.of(column, cell) for column, cell in enumerate(rule.cells)]
        if None in parts:
            return view
        known = [part for part in parts if part is not None]
        reached = _all(known, left)
        if reached:
            rules.append(replace(rule, cells=_needed(rule.cells, known, left, reached)))
            left &= ~reached
    return replace(view, rules=_without_vain_questions(rules) if not left else tuple(rules))


def _without_vain_questions(rules: list[RuleView]) -> tuple[RuleView, ...]:
    """Where all that is left gets one answer, the questions just before it that give the same need no asking."""
    kept = list(rules)
    last = kept.pop() if kept else None
    while last and kept and kept[-1].outputs == last.outputs:
        last = replace(kept.pop(), cells=(ANY,) * len(last.cells))
    return (*kept, last) if last else ()


def _needed(cells: tuple[str, ...], masks: list[int], left: int, reached: int) -> tuple[str, ...]:
    kept = list(cells)
    masks = list(masks)
    for column in reversed(range(len(cells))):
        if is_any(cells[column]):
            continue
        without = [mask for at, mask in enumerate(masks) if at != column]
        if _all(without, left) == reached:
            masks[column] = left
            kept[column] = ANY
    return tuple(kept)


def _all(masks: list[int], left: int) -> int:
    for mask in masks:
        left &= mask
    return left


class _Masks:
    """For each cell, the combinations of facts that it lets through, as the bits of a number."""

    def __init__(self, columns: tuple[ColumnView, ...]) -> None:
        self._columns = columns
        sizes = [len(column.values) for column in columns]
        self._below: list[int] = [1, *accumulate(sizes, mul)]
        self._count = prod(sizes)
        self.everything = (1 << self._count) - 1
        self._known: dict[tuple[int, str], int | None] = {}

    def of(self, column: int, cell: str) -> int | None:
        key = (column, cell)
        if key not in self._known:
            values = self._columns[column].values
            meant = values_meant(cell, values)
            if meant is None:
                self._known[key] = None
            else:
                self._known[key] = self._spread(column, [value in meant for value in values])
        return self._known[key]

    def _spread(self, column: int, allowed: list[bool]) -> int:
        """One period of the pattern, then repeated over all combinations of the columns above it."""
        run = self._below[column]
        block = (1 << run) - 1
        period = sum(block << (at * run) for at, allow in enumerate(allowed) if allow)
        length = self._below[column + 1]
        repeats = self._count // length
        ones = (1 << length * repeats) - 1
        return period * (ones // ((1 << length) - 1))
