"""A DMN file read into a Model: decisions in order of need, each table checked cell by cell."""

from __future__ import annotations

from dataclasses import replace
from xml.dom import minidom

from lantaarn.rules.feel.expressions import check_expression
from lantaarn.rules.feel.nodes import FeelError, names_in
from lantaarn.rules.feel.parsing import parse_expression
from lantaarn.rules.feel.unary import DUTCH_TYPES
from lantaarn.rules.tables.cells import build_rule, conclusion
from lantaarn.rules.tables.checking import check_model, check_table, output_cells
from lantaarn.rules.tables.columns import Scope, check_language, default_of, leaf, read_input, read_output
from lantaarn.rules.tables.linking import Draft, drafts, in_order, links
from lantaarn.rules.tables.markup import attribute, child, children, parse, text_of
from lantaarn.rules.tables.model import Model
from lantaarn.rules.tables.parts import AGGREGATORS, HIT_POLICIES, TYPES, Decision, Input, Output, Rule, TableError
from lantaarn.rules.tables.serializing import serialize
from lantaarn.rules.tables.typing import Kind, Kinds

_AROUND = frozenset({
    "allowedAnswers", "authorityRequirement", "decisionMaker", "decisionOwner", "description", "extensionElements",
    "impactedPerformanceIndicator", "informationRequirement", "question", "supportedObjective", "usingProcess",
    "usingTask", "variable",
})  # fmt: skip


def read_dmn(xml: bytes | str) -> Model:
    """The model in a DMN 1.3, 1.4 or 1.5 file; raises TableError at anything that is not wholly understood."""
    document = parse(xml)
    try:
        root = document.documentElement
        assert root is not None
        source = xml if isinstance(xml, str) else serialize(document)
        return Model(_decisions(root), attribute(root, "name"), source)
    finally:
        document.unlink()


def _decisions(root: minidom.Element) -> tuple[Decision, ...]:
    for name, what in (("import", "Een import"), ("businessKnowledgeModel", "Een kennismodel")):
        if child(root, name) is not None:
            raise TableError(f"{what} wordt niet ondersteund. Zet de beslissing als tabel in dit bestand.")
    found = drafts(root)
    check_language(root, found[0].name)
    kinds = Kinds(root)
    declared = _declared(root, kinds, found)
    names = frozenset(draft.name for draft in found)
    by_id = {draft.id: draft for draft in found}
    done: dict[str, Decision] = {}
    for draft in in_order(found):
        own = {link.name: link for link in links(draft, by_id, done)}
        facts = {name: kind for name, kind in declared.items() if name not in own}
        done[draft.id] = _decision(draft, Scope(draft.name, facts, own, names - {draft.name}), kinds)
    decisions = tuple(done.values())
    check_model(decisions)
    return decisions


def _declared(root: minidom.Element, kinds: Kinds, found: tuple[Draft, ...]) -> dict[str, Kind]:
    """The types of the input data of the file, by their name and by the name of their variable."""
    known: dict[str, Kind] = {}
    ids: set[str] = set()
    for element in children(root, "inputData"):
        ids.add(attribute(element, "id"))
        variable = child(element, "variable")
        kind = kinds.find(attribute(variable, "typeRef"))
        for name in {attribute(variable, "name"), attribute(element, "name")} - {""}:
            if known.setdefault(name, kind) != kind:
                raise TableError(f"Het feit '{name}' staat er twee keer, met een ander type. Houd er een over.")
    for draft in found:
        for required in draft.inputs:
            if required not in ids:
                raise TableError(f"De vereiste invoer '{required}' staat niet in dit bestand.", decision=draft.name)
    return known


def _decision(draft: Draft, scope: Scope, kinds: Kinds) -> Decision:
    logic = [element for element in children(draft.element) if element.localName not in _AROUND]
    if len(logic) != 1:
        raise TableError("Deze beslissing heeft niet precies een tabel. Voeg een beslistabel toe.", decision=draft.name)
    try:
        kind = kinds.find(draft.type)
    except TableError as error:
        raise TableError(error.message, decision=draft.name) from error
    start = Decision(draft.name, draft.id, draft.label, draft.variable, kind.type, links=tuple(scope.links.values()))
    if logic[0].localName == "decisionTable":
        return _table(logic[0], start, kind, scope, kinds)
    if logic[0].localName == "literalExpression":
        return _literal(logic[0], start, kind, scope)
    raise TableError(
        f"<{logic[0].localName}> wordt niet ondersteund. Maak er een beslistabel of een berekening in S-FEEL van.",
        decision=draft.name,
    )


def _literal(element: minidom.Element, start: Decision, kind: Kind, scope: Scope) -> Decision:
    check_language(element, start.name)
    text = text_of(element)
    try:
        expression = parse_expression(text, scope.names())
        facts = tuple(scope.fact(name) for name in names_in(expression) if name not in scope.links)
        types = {fact.name: fact.type for fact in facts} | {name: link.type for name, link in scope.links.items()}
        found = check_expression(expression, types)
        _check_literal(found, kind)
    except FeelError as error:
        raise TableError(str(error), decision=start.name) from error
    output = Output(start.name, start.label, found, kind.allowed)
    return replace(start, type=found, outputs=(output,), facts=facts, text=text, expression=expression)


def _check_literal(found: str, kind: Kind) -> None:
    if found not in TYPES or kind.collection or (kind.type and kind.type != found):
        raise FeelError(f"De uitkomst is {DUTCH_TYPES[found]}, maar de beslissing geeft iets anders. Pas het type aan.")


def _table(element: minidom.Element, start: Decision, kind: Kind, scope: Scope, kinds: Kinds) -> Decision:
    policy, aggregator = _policy(element, start.name)
    inputs = tuple(
        read_input(column, scope, kinds, number) for number, column in enumerate(children(element, "input"), start=1)
    )
    columns = list(children(element, "output"))
    told = Kind() if aggregator == "#" else kind
    outputs = tuple(read_output(column, told, start.name, kinds, len(columns) == 1) for column in columns)
    frame = replace(
        start,
        hit_policy=policy,
        aggregator=aggregator,
        inputs=inputs,
        outputs=outputs,
        annotation_names=tuple(attribute(column, "name") for column in children(element, "annotation")),
    )
    frame = replace(frame, facts=_nameable(frame, scope))
    defaults = [default_of(column, start.name) for column in columns]
    frame = replace(frame, outputs=tuple(map(lambda o, d: _with_default(frame, o, d), outputs, defaults)))
    rules = tuple(_rule(rule, frame, at) for at, rule in enumerate(children(element, "rule")))
    table = check_table(replace(frame, rules=rules), kind.collection)
    return replace(table, facts=_used(table))


def _policy(element: minidom.Element, decision: str) -> tuple[str, str]:
    policy = HIT_POLICIES.get(attribute(element, "hitPolicy") or "UNIQUE")
    aggregator = AGGREGATORS.get(attribute(element, "aggregation"))
    if policy is None or aggregator is None or (aggregator and policy != "C"):
        found = f"{attribute(element, 'hitPolicy')} {attribute(element, 'aggregation')}".strip()
        raise TableError(
            f"Het trefbeleid '{found}' bestaat niet. Kies bijvoorbeeld UNIQUE of COLLECT.", decision=decision
        )
    return policy, aggregator


def _nameable(frame: Decision, scope: Scope) -> tuple[Input, ...]:
    """The facts that cells may name: those of the columns, and whatever else the file declares."""
    found = {fact.name: fact for column in frame.inputs for fact in leaf(column, scope)}
    for name, kind in scope.declared.items():
        if name not in found and kind.type in TYPES:
            found[name] = scope.fact(name)
    return tuple(found.values())


def _used(decision: Decision) -> tuple[Input, ...]:
    """Of those, the facts that the table needs to be run."""
    names = {name for column in decision.inputs for name in column.needs}
    for rule in decision.rules:
        names.update(name for cell in rule.inputs for name in cell.tests.names())
    for at in range(len(decision.outputs)):
        names.update(name for cell in output_cells(decision, at) for name in names_in(cell.expression))
    return tuple(fact for fact in decision.facts if fact.name in names)


def _with_default(frame: Decision, output: Output, text: str | None) -> Output:
    if text is None:
        return output
    return replace(output, default=conclusion(frame, None, output, text))


def _rule(element: minidom.Element, frame: Decision, at: int) -> Rule:
    given, told = list(children(element, "inputEntry")), list(children(element, "outputEntry"))
    if len(given) != len(frame.inputs) or len(told) != len(frame.outputs):
        raise TableError(
            f"Deze regel heeft {len(given)} voorwaarden en {len(told)} uitkomsten, maar de tabel heeft "
            f"{len(frame.inputs)} en {len(frame.outputs)} kolommen. Maak ze gelijk.",
            decision=frame.name,
            rule=at + 1,
        )
    for cell, name in zip([*given, *told], frame.columns, strict=False):
        _check_cell(cell, frame.name, at + 1, name)
    return build_rule(
        frame,
        at + 1,
        [text_of(cell) for cell in (*given, *told)],
        _annotations(element, frame, at + 1),
        description=_description(element),
        rule_id=attribute(element, "id"),
        origin=at,
    )


def _check_cell(cell: minidom.Element, decision: str, rule: int, name: str) -> None:
    check_language(cell, decision, name, rule)
    if child(cell, "importedValues") is not None:
        raise TableError("Waarden van elders worden niet ondersteund.", decision=decision, rule=rule, cell=name)


def _annotations(element: minidom.Element, frame: Decision, number: int) -> tuple[str, ...]:
    found = tuple(text_of(entry) for entry in children(element, "annotationEntry"))
    if found and len(found) != len(frame.annotation_names):
        raise TableError(
            f"Deze regel heeft {len(found)} toelichtingen, maar de tabel heeft {len(frame.annotation_names)}. "
            "Maak ze gelijk.",
            decision=frame.name,
            rule=number,
        )
    return found or ("",) * len(frame.annotation_names)


def _description(element: minidom.Element) -> str:
    inner = child(element, "description")
    if inner is None:
        return ""
    return "".join(node.data for node in inner.childNodes if isinstance(node, minidom.Text)).strip()
