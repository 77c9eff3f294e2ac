"""The sharing table read by sort of data and recipient: per pair the rules that can decide, the first one first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantaarn.rules.feel.unary import holds
from lantaarn.rules.tables import Decision, Rule
from lantaarn.tables.kinds import sharing_in
from lantaarn.tables.packs import Pack
from lantaarn.web.tables.shown import ADOPTED, SOURCE
from lantaarn.web.tables.words import Words, cell_text, joined, output_code


@dataclass(frozen=True)
class Answer:
    """One rule as it applies here: under what, what then, by which article."""

    number: int
    when: tuple[tuple[str, str], ...]
    verdict: str
    label: str
    article: str
    sentence: str
    source: str
    adopted: bool


@dataclass(frozen=True)
class Recipients:
    """Recipients for whom the same rules decide."""

    label: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Regime:
    """A sort of data: what is said of it per recipient."""

    code: str
    label: str
    recipients: tuple[Recipients, ...]


@dataclass(frozen=True)
class ByRegime:
    """What holds before anything else, and then each regime."""

    always: tuple[Answer, ...]
    regimes: tuple[Regime, ...]


def by_regime(pack: Pack, words: Words) -> ByRegime | None:
    """None for a table whose first two questions are not the regime and the recipient, each with its answers."""
    sharing = sharing_in(pack)
    table = sharing.model.decision(sharing.decision)
    if len(table.inputs) < 2 or not all(column.allowed for column in table.inputs[:2]):
        return None
    rules = list(enumerate(table.rules, start=1))
    general = _general(table, rules)
    rest = [pair for pair in rules if pair not in general]
    column = table.inputs[0]
    always = tuple(_answer(table, number, rule, words) for number, rule in general)
    sorts = [(str(data), words.get((column.name, str(data)), str(data))) for data in column.allowed or ()]
    return ByRegime(always, tuple(Regime(code, label, _recipients(table, rest, code, words)) for code, label in sorts))


def _general(table: Decision, rules: Sequence[tuple[int, Rule]]) -> list[tuple[int, Rule]]:
    """Rules for every sort and every recipient that come before the rest.

    What stands above them and decides at once for its own sort and recipient does not stand in their way.
    """
    found = []
    for number, rule in rules:
        if _any(table, rule, 0) and _any(table, rule, 1):
            found.append((number, rule))
        elif not all(_any(table, rule, at) for at in range(2, len(table.inputs))):
            break
    return found


def _any(table: Decision, rule: Rule, at: int) -> bool:
    return rule.inputs[at].text.strip() in ("", "-")


def _recipients(table: Decision, rules: Sequence[tuple[int, Rule]], data: str, words: Words) -> tuple[Recipients, ...]:
    """Recipients with the same answers stand together."""
    found: dict[tuple[Answer, ...], list[str]] = {}
    column = table.inputs[1]
    for side in column.allowed or ():
        answers = tuple(_applying(table, rules, data, str(side), words))
        found.setdefault(answers, []).append(words.get((column.name, str(side)), str(side)))
    return tuple(Recipients(joined(labels), answers) for answers, labels in found.items())


def _applying(table: Decision, rules: Sequence[tuple[int, Rule]], data: str, side: str, words: Words) -> list[Answer]:
    """The rules that can decide here, until one that leaves nothing to those below it."""
    found = []
    for number, rule in rules:
        if holds(rule.inputs[0].tests, data, {}) and holds(rule.inputs[1].tests, side, {}):
            found.append(_answer(table, number, rule, words))
            if table.hit_policy == "F" and all(_any(table, rule, at) for at in range(2, len(table.inputs))):
                break
    return found


def _answer(table: Decision, number: int, rule: Rule, words: Words) -> Answer:
    told = {output.name: output_code(cell.text) for output, cell in zip(table.outputs, rule.outputs, strict=True)}
    notes = dict(zip(table.annotation_names, rule.annotations, strict=False))
    pairs = ((column, cell_text(column, rule.inputs[at], words)) for at, column in enumerate(table.inputs) if at > 1)
    return Answer(
        number=number,
        when=tuple((column.label or column.name, text) for column, text in pairs if text),
        verdict=told["verdict"],
        label=words.get(("verdict", told["verdict"]), told["verdict"]),
        article=told["article"],
        sentence=told["sentence"],
        source=notes.get(SOURCE, ""),
        adopted=notes.get(ADOPTED, "ja") != "nee",
    )
