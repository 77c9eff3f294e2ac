"""One rule made of cell texts: every cell parsed and checked against its column, errors with their place."""

from __future__ import annotations

from collections.abc import Sequence

from lantaarn.rules.feel.expressions import check_expression, evaluate
from lantaarn.rules.feel.lexing import quoted
from lantaarn.rules.feel.nodes import FeelError, Literal, names_in
from lantaarn.rules.feel.parsing import parse_expression
from lantaarn.rules.feel.unary import DUTCH_TYPES, check_unary, parse_unary
from lantaarn.rules.tables.parts import TYPES, Conclusion, Condition, Decision, Input, Output, Rule, TableError


def build_rule(
    decision: Decision,
    number: int,
    texts: Sequence[str],
    annotations: Sequence[str] = (),
    *,
    description: str = "",
    rule_id: str = "",
    origin: int = -1,
) -> Rule:
    """The rule from the texts of its condition and conclusion cells, or a TableError with rule and cell."""
    wanted = len(decision.inputs) + len(decision.outputs)
    if len(texts) != wanted:
        raise TableError(
            f"Deze regel heeft {len(texts)} cellen, maar de tabel heeft {wanted} kolommen. Maak ze even lang.",
            decision=decision.name,
            rule=number,
        )
    split = len(decision.inputs)
    return Rule(
        tuple(
            condition(decision, number, column, text)
            for column, text in zip(decision.inputs, texts[:split], strict=True)
        ),
        tuple(
            conclusion(decision, number, column, text)
            for column, text in zip(decision.outputs, texts[split:], strict=True)
        ),
        tuple(annotations),
        description,
        rule_id,
        origin,
    )


def condition(decision: Decision, number: int, column: Input, text: str) -> Condition:
    types = decision.types
    try:
        tests = parse_unary(text, types)
        check_unary(tests, column.type, types, column.allowed)
    except FeelError as error:
        raise TableError(str(error), decision=decision.name, rule=number, cell=column.name) from error
    return Condition(text, tests)


def conclusion(decision: Decision, number: int | None, column: Output, text: str) -> Conclusion:
    try:
        return _conclusion(decision, column, text)
    except FeelError as error:
        raise TableError(str(error), decision=decision.name, rule=number, cell=column.name) from error


def _conclusion(decision: Decision, column: Output, text: str) -> Conclusion:
    if text.strip() in ("", "-"):
        raise FeelError("De uitkomst is leeg. Vul een waarde in.")
    expression = parse_expression(text, decision.types)
    found = check_expression(expression, decision.types)
    if found not in TYPES:
        raise FeelError(f"Hier staat {DUTCH_TYPES[found]}. Een uitkomst is een enkele waarde.")
    if column.type and found != column.type:
        raise FeelError(f"Hier staat {DUTCH_TYPES[found]}, maar deze kolom geeft {DUTCH_TYPES[column.type]}.")
    if not names_in(expression):
        _check_constant(Conclusion(text, expression), column)
    return Conclusion(text, expression)


def _check_constant(cell: Conclusion, column: Output) -> None:
    value = cell.expression.value if isinstance(cell.expression, Literal) else evaluate(cell.expression, {})
    if column.allowed is not None and value not in column.allowed:
        choice = ", ".join(quoted(option) for option in column.allowed)
        raise FeelError(f"De uitkomst {quoted(value)} hoort niet bij de waarden van deze kolom. Kies uit: {choice}.")
