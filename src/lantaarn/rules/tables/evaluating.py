"""Runs decisions on facts: strict about what is missing or not allowed, then the hit policy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice

from lantaarn.rules.feel.expressions import calculate, evaluate
from lantaarn.rules.feel.lexing import quoted
from lantaarn.rules.feel.nodes import FeelError, Value, type_of
from lantaarn.rules.feel.unary import DUTCH_TYPES, holds
from lantaarn.rules.tables.parts import RANKED, Decision, Input, Outcome, Result, Rule, TableError

Row = tuple[Value, ...]
LARGEST_EXPONENT = 6144
"""As far as decimals of 34 digits go; a number beyond it would be written out in millions of digits."""


def run(
    steps: Sequence[Decision], needed: Sequence[Input], facts: Mapping[str, object], known: Sequence[Input] = ()
) -> dict[str, Outcome]:
    """The outcomes of these decisions, in order; `known` are facts that may be given without being needed."""
    checked = checked_facts(needed, facts, known)
    outcomes: dict[str, Outcome] = {}
    for step in steps:
        scope = dict(checked)
        for link in step.links:
            scope.update(_linked(step, link.name, link.output, link.decision, outcomes[link.decision].value))
        outcomes[step.name] = outcome(step, scope)
    return outcomes


def _linked(step: Decision, name: str, output: str | None, upstream: str, value: Result) -> dict[str, Value]:
    if value is None:
        raise TableError(
            f"De beslissing '{upstream}' heeft bij deze feiten geen uitkomst, en die is hier nodig. "
            "Voeg daar een regel toe.",
            decision=step.name,
        )
    return {name: value[output] if output is not None else value}


def checked_facts(
    needed: Sequence[Input], facts: Mapping[str, object], known: Sequence[Input] = ()
) -> dict[str, Value]:
    """The facts that are needed, each of the right type and among its allowed values; an unknown name is refused."""
    by_name = {fact.name: fact for fact in (*known, *needed)}
    given: dict[str, object] = {}
    for name, value in facts.items():
        fact = _resolve(name, by_name)
        if fact in given:
            raise TableError(f"Het feit '{fact}' is twee keer gegeven. Geef het een keer.")
        given[fact] = value
    missing = [fact.name for fact in needed if given.get(fact.name) is None]
    if missing:
        names = ", ".join(f"'{name}'" for name in missing)
        raise TableError(f"Er is geen waarde gegeven voor {names}. Geef elk feit een waarde, ook als het onbekend is.")
    return {fact.name: checked_value(fact, given[fact.name]) for fact in needed}


def _resolve(name: str, known: Mapping[str, Input]) -> str:
    """The fact that a given name means: by its name, or by its label when only one fact has that label."""
    if name in known:
        return name
    labelled = [fact.name for fact in known.values() if fact.label == name]
    if len(labelled) == 1:
        return labelled[0]
    choice = ", ".join(f"'{fact}'" for fact in known)
    raise TableError(f"Het feit '{name}' is niet bekend. De tabel kent: {choice}.")


def checked_value(fact: Input, given: object) -> Value:
    """The value as S-FEEL knows it, or a TableError that says which values the fact may have."""
    value = _as_value(fact, given)
    if type_of(value) != fact.type:
        raise TableError(
            f"Het feit '{fact.name}' is {DUTCH_TYPES[fact.type]}, maar er is {DUTCH_TYPES[type_of(value)]} gegeven."
        )
    if fact.allowed is not None and value not in fact.allowed:
        choice = ", ".join(quoted(option) for option in fact.allowed)
        raise TableError(f"Het feit '{fact.name}' kan niet {quoted(value)} zijn. Kies uit: {choice}.")
    if not holds(fact.limits, value, {}):
        raise TableError(f"Het feit '{fact.name}' kan niet {quoted(value)} zijn: dat valt buiten de grenzen.")
    return value


def _as_value(fact: Input, given: object) -> Value:
    if isinstance(given, bool | str):
        return given
    if isinstance(given, int | float | Decimal):
        number = Decimal(str(given)) if isinstance(given, float) else Decimal(given)
        if number.is_finite() and abs(number.adjusted()) <= LARGEST_EXPONENT:
            return number
    raise TableError(f"Het feit '{fact.name}' moet {DUTCH_TYPES[fact.type]} zijn. Geef een gewone waarde.")


def outcome(decision: Decision, scope: Mapping[str, Value]) -> Outcome:
    """The outcome of one decision when all its names have a value."""
    try:
        if decision.expression is not None:
            return Outcome(evaluate(decision.expression, scope))
        hits = matching(decision, scope)
        if not hits:
            return Outcome(_default(decision, scope))
        return _by_policy(decision, hits, [_row(decision, number, scope) for number in hits])
    except FeelError as error:
        raise TableError(str(error), decision=decision.name) from error


def matching(decision: Decision, scope: Mapping[str, Value]) -> tuple[int, ...]:
    """The 1-based numbers of all rules whose cells hold; under FIRST the search ends at the first."""
    asked = [_asked(decision, column, scope) for column in decision.inputs]
    hits = (number for number, rule in enumerate(decision.rules, start=1) if _matches(rule, asked, scope))
    return tuple(islice(hits, 1 if decision.hit_policy == "F" else None))


def _asked(decision: Decision, column: Input, scope: Mapping[str, Value]) -> Value:
    value = evaluate(column.asks, scope)
    try:
        return checked_value(column, value)
    except TableError as error:
        raise TableError(error.message, decision=decision.name, cell=column.name) from error


def _matches(rule: Rule, asked: list[Value], scope: Mapping[str, Value]) -> bool:
    return all(
        cell.tests.is_any or holds(cell.tests, value, scope) for cell, value in zip(rule.inputs, asked, strict=True)
    )


def _row(decision: Decision, number: int, scope: Mapping[str, Value]) -> Row:
    rule = decision.rules[number - 1]
    values = tuple(evaluate(cell.expression, scope) for cell in rule.outputs)
    for output, value in zip(decision.outputs, values, strict=True):
        if output.allowed is not None and value not in output.allowed:
            raise TableError(
                f"De uitkomst {quoted(value)} hoort niet bij de waarden van deze kolom.",
                decision=decision.name,
                rule=number,
                cell=output.name,
            )
    return values


def _default(decision: Decision, scope: Mapping[str, Value]) -> Result:
    if not decision.has_default:
        return None
    row = tuple(evaluate(output.default.expression, scope) for output in decision.outputs if output.default)
    return [shaped(decision, row)] if decision.gives_list else shaped(decision, row)


def shaped(decision: Decision, row: Row) -> Result:
    """One row as a result: the value itself, or an object by output name when there are more outputs."""
    if len(row) == 1:
        return row[0]
    return {output.name: value for output, value in zip(decision.outputs, row, strict=True)}


def rank(decision: Decision, row: Row) -> tuple[int, ...]:
    """The place of a row in the order of the output values; lower goes first."""
    return tuple(
        output.allowed.index(value)
        for output, value in zip(decision.outputs, row, strict=True)
        if output.allowed is not None
    )


def _by_policy(decision: Decision, hits: tuple[int, ...], rows: list[Row]) -> Outcome:
    if decision.hit_policy in RANKED:
        order = sorted(range(len(rows)), key=lambda at: rank(decision, rows[at]))
        hits, rows = tuple(hits[at] for at in order), [rows[at] for at in order]
    if decision.hit_policy == "C" and decision.aggregator:
        return Outcome(aggregate(decision.aggregator, [row[0] for row in rows]), hits)
    if decision.gives_list:
        return Outcome([shaped(decision, row) for row in rows], hits)
    chosen = {"U": hits, "F": hits[:1], "P": _tied(decision, hits, rows)}.get(decision.hit_policy, hits)
    _refuse_conflict(decision, chosen, rows)
    return Outcome(shaped(decision, rows[0]), chosen)


def _tied(decision: Decision, hits: tuple[int, ...], rows: list[Row]) -> tuple[int, ...]:
    best = rank(decision, rows[0])
    return tuple(hit for hit, row in zip(hits, rows, strict=True) if rank(decision, row) == best)


def _refuse_conflict(decision: Decision, hits: tuple[int, ...], rows: list[Row]) -> None:
    clash = len(hits) > 1 and (decision.hit_policy == "U" or len(set(rows[: len(hits)])) > 1)
    if not clash:
        return
    listed = ", ".join(str(hit) for hit in hits[:-1]) + f" en {hits[-1]}"
    remedy = "maar er mag er maar een passen" if decision.hit_policy == "U" else "maar zij zeggen iets anders"
    raise TableError(f"De regels {listed} passen allemaal, {remedy}. Maak de regels scherper.", decision=decision.name)


def aggregate(aggregator: str, values: Iterable[Value]) -> Value:
    listed = list(values)
    if aggregator == "#":
        return Decimal(len(listed))
    numbers = [value for value in listed if isinstance(value, Decimal)]
    if len(numbers) != len(listed):
        raise FeelError("Optellen, kleinste en grootste kunnen alleen met getallen.")
    choose: dict[str, Callable[[list[Decimal]], Decimal]] = {"+": _sum, "<": min, ">": max}
    return choose[aggregator](numbers)


def _sum(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = calculate("+", total, number)
    return total
