"""A version's tables as a page shows them: each cell in words, with what it was before in the version it came from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lantaarn.rules.routing import NONE
from lantaarn.rules.tables import Decision, Rule, TableError
from lantaarn.tables.packs import Pack
from lantaarn.web.tables.book import Book
from lantaarn.web.tables.words import Words, cell_text, decision_title, output_code

SOURCE, ADOPTED = "Bron", "Vastgesteld"


@dataclass(frozen=True)
class Cell:
    """One cell: `text` empty means that the answer does not matter; `was` is what stood there before, if other."""

    label: str
    text: str
    note: str = ""
    was: str = ""
    was_note: str = ""

    @property
    def changed(self) -> bool:
        return bool(self.was or self.was_note)


@dataclass(frozen=True)
class ShownRule:
    """One rule of a table."""

    number: int
    conditions: tuple[Cell, ...]
    conclusions: tuple[Cell, ...]
    source: str
    adopted: bool
    lit: bool = False
    new: bool = False
    nobody: bool = False

    @property
    def touched(self) -> bool:
        """Does it differ from the version it came from?"""
        return self.new or any(cell.changed for cell in (*self.conditions, *self.conclusions))

    @property
    def sentence(self) -> str:
        """Als minderjarig: ja, dan Veilig Thuis, binnen twee werkdagen."""
        asked = "; ".join(f"{_inside(cell.label)}: {cell.text}" for cell in self.conditions if cell.text)
        told = ", ".join(part for cell in self.conclusions for part in (cell.text, cell.note) if part).rstrip(".")
        if not asked:
            return _("Altijd: %(told)s.") % {"told": told}
        return _("Als %(asked)s. Dan %(told)s.") % {"asked": asked, "told": told}


def _inside(label: str) -> str:
    """A label within a sentence; NLA stays NLA."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


@dataclass(frozen=True)
class ShownTable:
    """One decision."""

    name: str
    title: str
    explanation: str
    columns: tuple[str, ...]
    outputs: tuple[str, ...]
    rules: tuple[ShownRule, ...]
    removed: tuple[str, ...]
    first_wins: bool

    @property
    def not_adopted(self) -> int:
        return sum(not rule.adopted for rule in self.rules)

    @property
    def changed(self) -> bool:
        """Does it differ from the version it was made from?"""
        return bool(self.removed) or any(rule.touched for rule in self.rules)


def shown_tables(
    book: Book, pack: Pack, *, before: Pack | None = None, lit: Mapping[str, Collection[int]]
) -> list[ShownTable]:
    """All tables, in the order in which one reads them."""
    words = book.words(pack)
    return [
        _table(book.decision(pack, name), words, _before(book, before, name), frozenset(lit.get(name, ())))
        for name in book.order(pack)
        if book.decision(pack, name).is_table
    ]


def shown_rule(book: Book, pack: Pack, decision: str, rule: int) -> ShownRule:
    """One rule by its number."""
    table = book.decision(pack, decision)
    return _rule(table, rule, table.rules[rule - 1], book.words(pack), table.rules[rule - 1])


def _before(book: Book, before: Pack | None, name: str) -> Decision | None:
    if before is None:
        return None
    try:
        return book.decision(before, name)
    except TableError:
        return None


def _table(decision: Decision, words: Words, before: Decision | None, lit: Collection[int]) -> ShownTable:
    pairs = _matched(decision, before)
    rules = tuple(
        _rule(decision, number, rule, words, was, lit=number in lit)
        for number, (rule, was) in enumerate(zip(decision.rules, pairs, strict=True), start=1)
    )
    gone = [rule for rule in before.rules if rule not in pairs] if before and _same_columns(decision, before) else []
    return ShownTable(
        name=decision.name,
        title=decision_title(decision),
        explanation=_explanation(decision.hit_policy),
        columns=tuple(column.label or column.name for column in decision.inputs),
        outputs=_heads(decision),
        rules=rules,
        removed=tuple(_rule(decision, 0, rule, words, rule).sentence for rule in gone),
        first_wins=decision.hit_policy == "F",
    )


def _explanation(policy: str) -> str:
    return {
        "U": _("Er past altijd precies één regel. Een streepje betekent: maakt niet uit."),
        "A": _("Als er meer regels passen, zeggen ze hetzelfde. Een streepje betekent: maakt niet uit."),
        "F": _("Van boven naar beneden: de eerste regel die past, geldt. Een streepje betekent: maakt niet uit."),
        "P": _("Als er meer regels passen, geldt de zwaarste uitkomst. Een streepje betekent: maakt niet uit."),
    }.get(policy, _("Alle regels die passen, gelden. Een streepje betekent: maakt niet uit."))


def _same_columns(decision: Decision, before: Decision) -> bool:
    return decision.columns == before.columns


def _matched(decision: Decision, before: Decision | None) -> list[Rule | None]:
    """For each rule the one it was: by its id in the file, or else with the same cells; None for a new one."""
    if before is None or not _same_columns(decision, before):
        return [None if before else rule for rule in decision.rules]
    by_id = {rule.id: rule for rule in before.rules if rule.id}
    own = {rule.id for rule in decision.rules}
    by_cells = {_texts(rule): rule for rule in before.rules if rule.id not in own or not rule.id}
    return [by_id.get(rule.id) or by_cells.get(_texts(rule)) for rule in decision.rules]


def _texts(rule: Rule) -> tuple[str, ...]:
    return (*(cell.text for cell in rule.inputs), *(cell.text for cell in rule.outputs), *rule.annotations)


def _rule(
    decision: Decision, number: int, rule: Rule, words: Words, was: Rule | None, *, lit: bool = False
) -> ShownRule:
    notes = dict(zip(decision.annotation_names, rule.annotations, strict=False))
    conclusions = _conclusions(decision, rule, words)
    old = _conclusions(decision, was, words) if was else conclusions
    return ShownRule(
        number=number,
        conditions=tuple(_condition(decision, at, rule, was, words) for at in range(len(decision.inputs))),
        conclusions=tuple(
            Cell(cell.label, cell.text, cell.note, _was(cell.text, before.text), _was(cell.note, before.note))
            for cell, before in zip(conclusions, old, strict=True)
        ),
        source=notes.get(SOURCE, ""),
        adopted=notes.get(ADOPTED, "ja") != "nee",
        lit=lit,
        new=was is None,
        nobody=_is_route(decision) and output_code(rule.outputs[_desk(decision)].text) == NONE,
    )


def _condition(decision: Decision, at: int, rule: Rule, was: Rule | None, words: Words) -> Cell:
    column = decision.inputs[at]
    text = cell_text(column, rule.inputs[at], words)
    old = cell_text(column, was.inputs[at], words) if was else text
    return Cell(column.label or column.name, text, "", _was(text, old))


def _was(text: str, old: str) -> str:
    return "" if text == old else old or _("maakt niet uit")


def _is_route(decision: Decision) -> bool:
    return {output.name for output in decision.outputs} == {"desk", "task", "deadline"}


def _desk(decision: Decision) -> int:
    return [output.name for output in decision.outputs].index("desk")


def _heads(decision: Decision) -> tuple[str, ...]:
    if _is_route(decision):
        return (_("Balie"), _("Binnen"))
    return tuple(output.label or output.name for output in decision.outputs)


def _conclusions(decision: Decision, rule: Rule, words: Words) -> tuple[Cell, ...]:
    """A step of the route says its desk with the task under it, and the deadline; other tables say their columns."""
    told = {
        output.name: words.get((output.name, output_code(cell.text)), words_or_code(words, decision, cell.text))
        for output, cell in zip(decision.outputs, rule.outputs, strict=True)
    }
    if _is_route(decision):
        return (Cell(_("Balie"), told["desk"], told["task"]), Cell(_("Binnen"), told["deadline"]))
    return tuple(Cell(output.label or output.name, told[output.name]) for output in decision.outputs)


def words_or_code(words: Words, decision: Decision, text: str) -> str:
    """A result that another table asks for has its word under the name of the decision."""
    code = output_code(text)
    return words.get((decision.name, code), code)
