"""The words of a region for the codes in its route: answers, desks, tasks and deadlines in Dutch."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lantaarn.rules.routing import NONE
from lantaarn.tables.packs import Pack
from lantaarn.web.tables.words import said_by


def _pack_words(pack: Pack) -> dict[tuple[str, str], str]:
    words = {(fact.name, known.value): known.label for fact in pack.facts for known in fact.values}
    words |= {("desk", desk.code): desk.label for desk in pack.desks}
    words |= {("task", task.code): task.label for task in pack.tasks}
    words |= {("deadline", deadline.code): deadline.label for deadline in pack.deadlines}
    return words | said_by(pack.model, pack.words)


def words_of(pack: Pack) -> dict[tuple[str, str], str]:
    """(column, code) to word; a code without a word stays as it is written."""
    return {
        **_pack_words(pack),
        ("desk", NONE): _("Niemand erbij"),
        ("task", NONE): "",
        ("deadline", NONE): "",
    }
