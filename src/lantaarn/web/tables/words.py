"""A table's cells in words: which answers a condition lets through, and what a result is called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from lantaarn.rules.feel.unary import holds
from lantaarn.rules.tables import Condition, Decision, Input, Model
from lantaarn.tables.packs import Word

Words = Mapping[tuple[str, str], str]


def said_by(model: Model, words: tuple[Word, ...]) -> dict[tuple[str, str], str]:
    """What one table hands to another, under its own name and under each name by which it is asked for."""
    said = {(word.name, word.value): word.label for word in words}
    for decision in model.decisions:
        for link in decision.links:
            said |= {(link.name, value): label for (name, value), label in list(said.items()) if name == link.decision}
    return said


def values_that_pass(column: Input, cell: Condition) -> tuple[str, ...] | None:
    """The answers that the cell lets through, in the order of the table; None when they cannot be listed."""
    if not column.allowed or column.expression is not None or cell.tests.names():
        return None
    return tuple(str(value) for value in column.allowed if holds(cell.tests, value, {}))


def cell_text(column: Input, cell: Condition, words: Words) -> str:
    """The cell as a person says it; empty when the answer does not matter."""
    passing = values_that_pass(column, cell)
    if passing is None:
        return "" if cell.text.strip() in ("", "-") else cell.text
    if len(passing) == len(column.allowed or ()):
        return ""
    return joined([words.get((column.name, value), value) for value in passing])


def joined(parts: list[str]) -> str:
    """ja, nee of weet ik niet."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s of %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def output_code(text: str) -> str:
    """The bare code in a cell that holds one string; another expression as it is written."""
    bare = text.strip()
    inside = bare[1:-1]
    return inside if len(bare) > 1 and bare[0] == bare[-1] == '"' and '"' not in inside else bare


def decision_title(decision: Decision) -> str:
    return decision.label or decision.name
