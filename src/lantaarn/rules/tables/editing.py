"""Edits of a table, each giving a new Model that was read again as a whole, or a TableError."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lantaarn.rules.feel.nodes import Literal
from lantaarn.rules.tables.model import Model
from lantaarn.rules.tables.parts import Conclusion, Condition, Decision, Rule, TableError
from lantaarn.rules.tables.reading import read_dmn
from lantaarn.rules.tables.writing import write_dmn

_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def with_cell(model: Model, decision: str, rule: int, column: int | str, text: str) -> Model:
    """The model with one cell changed; rules count from 1, columns from 0 or by name (conditions first)."""
    table = _table(model, decision)
    old = _rule(table, rule)
    at = _column(table, column)
    cells = [*_texts(old), *old.annotations]
    cells[at] = text
    return _with_rules(model, table, _replaced(table.rules, rule, _made(table, cells, old)))


def with_rule_added(
    model: Model, decision: str, texts: Sequence[str], annotations: Sequence[str] = (), *, at: int | None = None
) -> Model:
    """The model with a new rule: all condition and conclusion texts, at place `at` (from 1) or as the last."""
    table = _table(model, decision)
    wanted = len(table.inputs) + len(table.outputs)
    if len(texts) != wanted or len(annotations) not in (0, len(table.annotation_names)):
        raise TableError(f"Een regel heeft hier {wanted} cellen. Vul ze allemaal.", decision=table.name)
    told = tuple(annotations) or ("",) * len(table.annotation_names)
    place = len(table.rules) if at is None else at - 1
    if not 0 <= place <= len(table.rules):
        raise TableError(f"Een nieuwe regel kan niet op plaats {at} staan.", decision=table.name)
    fresh = _made(table, [*texts, *told], Rule((), ()))
    return _with_rules(model, table, (*table.rules[:place], fresh, *table.rules[place:]))


def with_rule_removed(model: Model, decision: str, rule: int) -> Model:
    """The model without this rule (from 1)."""
    table = _table(model, decision)
    _rule(table, rule)
    return _with_rules(model, table, table.rules[: rule - 1] + table.rules[rule:])


def _table(model: Model, name: str) -> Decision:
    decision = model.decision(name)
    if not decision.is_table:
        raise TableError("Dit is een berekening, geen tabel met regels.", decision=decision.name)
    return decision


def _rule(table: Decision, number: int) -> Rule:
    if not 1 <= number <= len(table.rules):
        raise TableError(f"Er is geen regel {number}. De tabel heeft {len(table.rules)} regels.", decision=table.name)
    return table.rules[number - 1]


def _column(table: Decision, column: int | str) -> int:
    names = table.columns
    if isinstance(column, str):
        if column not in names:
            raise TableError(f"Er is geen kolom '{column}'.", decision=table.name)
        return names.index(column)
    if not 0 <= column < len(names):
        raise TableError(f"Er is geen kolom {column}. De tabel heeft er {len(names)}.", decision=table.name)
    return column


def _texts(rule: Rule) -> list[str]:
    return [cell.text for cell in rule.inputs] + [cell.text for cell in rule.outputs]


def _made(table: Decision, cells: Sequence[str], old: Rule) -> Rule:
    """A rule of bare texts: reading the whole again parses and checks them."""
    asked, told = len(table.inputs), len(table.inputs) + len(table.outputs)
    return replace(
        old,
        inputs=tuple(Condition(text) for text in cells[:asked]),
        outputs=tuple(Conclusion(text, Literal("")) for text in cells[asked:told]),
        annotations=tuple(cells[told:]),
    )


def _replaced(rules: tuple[Rule, ...], number: int, rule: Rule) -> tuple[Rule, ...]:
    return (*rules[: number - 1], rule, *rules[number:])


def _with_rules(model: Model, table: Decision, rules: tuple[Rule, ...]) -> Model:
    changed = replace(table, rules=rules)
    decisions = tuple(changed if decision is table else decision for decision in model.decisions)
    for text in (text for rule in rules for text in (*_texts(rule), *rule.annotations)):
        if _ODD.search(text):
            raise TableError("De cel bevat een teken dat niet kan worden bewaard. Haal het weg.", decision=table.name)
    return read_dmn(write_dmn(replace(model, decisions=decisions)))
