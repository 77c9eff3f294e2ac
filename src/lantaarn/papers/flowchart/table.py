"""A decision table as the flowchart needs it: columns, cells and results as text, free of who wrote the table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from lantaarn.papers.flowchart.cells import values_meant


@dataclass(frozen=True)
class ColumnView:
    """A fact; `values` are all values that it can have (empty: not finite, such as a number)."""

    name: str
    label: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class OutputView:
    name: str
    label: str


@dataclass(frozen=True)
class RuleView:
    number: int
    cells: tuple[str, ...]
    outputs: tuple[str, ...]
    annotation: str = ""


@dataclass(frozen=True)
class TableView:
    hit_policy: str
    columns: tuple[ColumnView, ...]
    outputs: tuple[OutputView, ...]
    rules: tuple[RuleView, ...]

    @property
    def one_answer(self) -> bool:
        """Whether the first rule that fits settles it (U, A, F); else each rule that fits counts."""
        return self.hit_policy[:1].upper() in {"U", "A", "F"}


def narrowed(view: TableView, facts: Mapping[str, str]) -> TableView:
    """The table for one stage or one municipality: rules that cannot fit go, and so do their known facts."""
    kept = [n for n, column in enumerate(view.columns) if column.name not in facts]
    known = [(n, facts[column.name]) for n, column in enumerate(view.columns) if column.name in facts]
    rules = tuple(
        replace(rule, cells=tuple(rule.cells[n] for n in kept))
        for rule in view.rules
        if all(_can_fit(rule.cells[n], view.columns[n], value) for n, value in known)
    )
    return replace(view, columns=tuple(view.columns[n] for n in kept), rules=rules)


def with_last(view: TableView, results: Collection[str]) -> TableView:
    """Rules of a unique table exclude each other, so those with these results ("no desk") may be read last."""
    if view.hit_policy[:1].upper() != "U":
        return view
    wanted = {f'"{result}"' for result in results} | set(results)

    def comes_last(rule: RuleView) -> bool:
        return bool(rule.outputs) and rule.outputs[0].strip() in wanted

    return replace(view, rules=tuple(sorted(view.rules, key=comes_last)))


def _can_fit(cell: str, column: ColumnView, value: str) -> bool:
    meant = values_meant(cell, column.values or (value,))
    return meant is None or value in meant
