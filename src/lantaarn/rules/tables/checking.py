"""What must hold for a table as a whole, and between tables, before it may be run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lantaarn.rules.feel.expressions import check_expression, evaluate
from lantaarn.rules.feel.lexing import quoted
from lantaarn.rules.feel.nodes import Value, names_in
from lantaarn.rules.tables.parts import RANKED, Conclusion, Decision, Input, Output, TableError


def check_table(decision: Decision, collection: bool = False) -> Decision:
    """The table with the types of its outputs filled in, or a TableError."""
    if not decision.outputs:
        raise TableError("De tabel heeft geen uitkomstkolom. Voeg er een toe.", decision=decision.name)
    twins = [name for name, count in Counter(output.name for output in decision.outputs).items() if count > 1]
    if twins:
        raise TableError(
            f"De uitkomst '{twins[0]}' komt twee keer voor. Geef elke kolom een eigen naam.", decision=decision.name
        )
    given = [output for output in decision.outputs if output.default is not None]
    if given and len(given) != len(decision.outputs):
        raise TableError(
            "Niet elke uitkomst heeft een standaardwaarde. Geef ze allemaal een, of geen.", decision=decision.name
        )
    if decision.hit_policy in RANKED and not any(output.allowed for output in decision.outputs):
        raise TableError(
            "Bij PRIORITY en OUTPUT ORDER bepaalt de lijst van uitkomstwaarden de volgorde, maar die ontbreekt. "
            "Vul outputValues in.",
            decision=decision.name,
        )
    _check_collection(decision, collection)
    typed = replace(decision, outputs=tuple(_typed(decision, at) for at in range(len(decision.outputs))))
    _check_aggregator(typed)
    return replace(typed, type=_whole_type(typed))


def _check_collection(decision: Decision, collection: bool) -> None:
    if collection and not decision.gives_list:
        raise TableError(
            "De beslissing geeft een uitkomst, maar haar type is een verzameling. Maak ze gelijk.",
            decision=decision.name,
        )


def output_cells(decision: Decision, at: int) -> Iterable[Conclusion]:
    """Everything the output column can give: the cells of the rules and its default."""
    for rule in decision.rules:
        yield rule.outputs[at]
    default = decision.outputs[at].default
    if default is not None:
        yield default


def _typed(decision: Decision, at: int) -> Output:
    """The column with its type; when the file gives none, the one type that all its cells have."""
    output = decision.outputs[at]
    if output.type:
        return output
    found = {check_expression(cell.expression, decision.types) for cell in output_cells(decision, at)}
    return replace(output, type=found.pop()) if len(found) == 1 else output


def _check_aggregator(decision: Decision) -> None:
    if not decision.aggregator:
        return
    if len(decision.outputs) > 1:
        raise TableError(
            "Optellen, tellen, kleinste of grootste kan alleen met een uitkomstkolom. Verdeel de tabel.",
            decision=decision.name,
        )
    if decision.aggregator != "#" and decision.rules and decision.outputs[0].type != "number":
        raise TableError(
            "Optellen, kleinste en grootste kunnen alleen met getallen. Maak de uitkomst een getal.",
            decision=decision.name,
            cell=decision.outputs[0].name,
        )


def _whole_type(decision: Decision) -> str:
    if decision.gives_list:
        return "list"
    if len(decision.outputs) > 1:
        return "object"
    return "number" if decision.aggregator == "#" else decision.outputs[0].type


def check_model(decisions: Sequence[Decision]) -> None:
    """Refuse facts that are declared in two ways, and outcomes that do not fit where they are used."""
    known: dict[str, Input] = {}
    for decision in decisions:
        linked = {link.name for link in decision.links}
        columns = (column for column in decision.inputs if column.expression is None and column.name not in linked)
        for fact in (*decision.facts, *columns):
            _same(known.setdefault(fact.name, fact), fact, decision.name)
    by_name = {decision.name: decision for decision in decisions}
    for decision in decisions:
        _check_fed(decision, by_name)


def _same(first: Input, second: Input, decision: str) -> None:
    alike = first.type == second.type and first.limits == second.limits
    if alike and (first.allowed == second.allowed or set(first.allowed or ()) == set(second.allowed or ())):
        return
    raise TableError(
        "Dit feit heeft in een andere kolom een ander type of andere waarden. Maak ze overal gelijk.",
        decision=decision,
        cell=first.name,
    )


def _check_fed(decision: Decision, by_name: dict[str, Decision]) -> None:
    """Each column that another decision fills must allow all that the other can give."""
    links = {link.name: link for link in decision.links}
    for column in decision.inputs:
        link = links.get(column.name) if column.expression is None else None
        if link is None or column.allowed is None:
            continue
        for value in constants(by_name[link.decision], link.output):
            if value not in column.allowed:
                raise TableError(
                    f"De beslissing '{link.decision}' kan {quoted(value)} geven, maar deze kolom staat dat niet toe. "
                    "Voeg de waarde toe.",
                    decision=decision.name,
                    cell=column.name,
                )


def constants(decision: Decision, output: str | None) -> tuple[Value, ...]:
    """The values that one output gives without calculating, each once."""
    if decision.expression is not None:
        return () if names_in(decision.expression) else (evaluate(decision.expression, {}),)
    if decision.aggregator:
        return ()
    at = next((at for at, column in enumerate(decision.outputs) if column.name == output), 0)
    cells = [cell.expression for cell in output_cells(decision, at)]
    return tuple(dict.fromkeys(evaluate(cell, {}) for cell in cells if not names_in(cell)))
