"""The words of a region for the codes in its tables: answers, desks, tasks and deadlines in Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from lantaarn.rules.feel.unary import holds
from lantaarn.rules.routing import NONE
from lantaarn.rules.tables import Condition, Decision, Input
from lantaarn.tables.packs import Pack

Words = Mapping[tuple[str, str], str]


def _pack_words(pack: Pack) -> dict[tuple[str, str], str]:
    words = {(fact.name, known.value): known.label for fact in pack.facts for known in fact.values}
    words |= {("desk", desk.code): desk.label for desk in pack.desks}
    words |= {("task", task.code): task.label for task in pack.tasks}
    words |= {("deadline", deadline.code): deadline.label for deadline in pack.deadlines}
    said = {(word.name, word.value): word.label for word in pack.words}
    for decision in pack.model.decisions:
        for link in decision.links:
            said |= {(link.name, value): label for (name, value), label in list(said.items()) if name == link.decision}
    return words | said


def words_of(pack: Pack) -> dict[tuple[str, str], str]:
    """(column, code) to word; a code without a word stays as it is written."""
    return {
        **_pack_words(pack),
        ("desk", NONE): _("Niemand erbij"),
        ("task", NONE): "",
        ("deadline", NONE): "",
    }


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
