"""A Model that was made in memory, composed as new DMN 1.3 XML."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from lantaarn.rules.feel.lexing import quoted
from lantaarn.rules.feel.unary import unary_text
from lantaarn.rules.tables.model import Model
from lantaarn.rules.tables.parts import AGGREGATORS, HIT_POLICIES, Decision, Input, Output, Rule

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
_POLICIES = {letter: name for name, letter in HIT_POLICIES.items()}
_AGGREGATIONS = {sign: name for name, sign in AGGREGATORS.items()}


def compose(model: Model) -> str:
    """New XML with every decision, its input data and its requirements."""
    name = model.name or "Lantaarn"
    facts = {fact.name: f"input_{at}" for at, fact in enumerate(model.facts(), start=1)}
    ids = {decision.name: decision.id for decision in model.decisions}
    lines = [
        f'<definitions xmlns="{NAMESPACE}" id="definitions" name={quoteattr(name)} namespace="https://lantaarn.nl/dmn">'
    ]
    for fact in model.facts():
        lines += _item_definition(fact, facts[fact.name])
    for fact in model.facts():
        lines += _input_data(fact, facts[fact.name])
    for decision in model.decisions:
        lines += _decision(decision, facts, ids)
    return "\n".join([*lines, "</definitions>"])


def _limited(fact: Input) -> bool:
    return fact.allowed is not None or not fact.limits.is_any


def _values(column: Input | Output) -> str:
    if column.allowed is not None:
        return ", ".join(quoted(value) for value in column.allowed)
    return unary_text(column.limits) if isinstance(column, Input) and not column.limits.is_any else ""


def _item_definition(fact: Input, key: str) -> Iterator[str]:
    if _limited(fact):
        yield f'  <itemDefinition name="type_{key}"><typeRef>{fact.type}</typeRef>'
        yield f"    <allowedValues>{_text(_values(fact))}</allowedValues></itemDefinition>"


def _input_data(fact: Input, key: str) -> Iterator[str]:
    kind = f"type_{key}" if _limited(fact) else fact.type
    name = quoteattr(fact.name)
    yield f'  <inputData id="{key}" name={name}><variable name={name} typeRef="{kind}"/></inputData>'


def _decision(decision: Decision, facts: dict[str, str], ids: dict[str, str]) -> Iterator[str]:
    kind = f' typeRef="{decision.type}"' if decision.type in ("string", "boolean", "number") else ""
    yield f"  <decision id={quoteattr(decision.id)} name={quoteattr(decision.name)} label={quoteattr(decision.label)}>"
    yield f"    <variable name={quoteattr(decision.variable or decision.name)}{kind}/>"
    for fact in decision.facts:
        yield f'    <informationRequirement><requiredInput href="#{facts[fact.name]}"/></informationRequirement>'
    for name in dict.fromkeys(link.decision for link in decision.links):
        target = quoteattr("#" + ids[name])
        yield f"    <informationRequirement><requiredDecision href={target}/></informationRequirement>"
    yield from _literal(decision) if decision.expression is not None else _table(decision)
    yield "  </decision>"


def _literal(decision: Decision) -> Iterator[str]:
    yield f"    <literalExpression>{_text(decision.text)}</literalExpression>"


def _table(decision: Decision) -> Iterator[str]:
    aggregation = _AGGREGATIONS[decision.aggregator]
    extra = f' aggregation="{aggregation}"' if aggregation else ""
    yield f'    <decisionTable hitPolicy="{_POLICIES[decision.hit_policy]}"{extra}>'
    for column in decision.inputs:
        yield f"      <input label={quoteattr(column.label)}>"
        yield f'        <inputExpression typeRef="{column.type}">{_text(column.name)}</inputExpression>'
        yield from _listed("inputValues", _values(column))
        yield "      </input>"
    for output in decision.outputs:
        kind = f' typeRef="{output.type}"' if output.type else ""
        yield f"      <output name={quoteattr(output.name)} label={quoteattr(output.label)}{kind}>"
        yield from _listed("outputValues", _values(output))
        if output.default is not None:
            yield f"        <defaultOutputEntry>{_text(output.default.text)}</defaultOutputEntry>"
        yield "      </output>"
    for name in decision.annotation_names:
        yield f"      <annotation name={quoteattr(name)}/>"
    for rule in decision.rules:
        yield from _rule(rule)
    yield "    </decisionTable>"


def _listed(name: str, values: str) -> Iterator[str]:
    if values:
        yield f"        <{name}>{_text(values)}</{name}>"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"      <rule id={quoteattr(rule.id)}>" if rule.id else "      <rule>"
    if rule.description:
        yield f"        <description>{escape(rule.description)}</description>"
    for condition in rule.inputs:
        yield f"        <inputEntry>{_text(condition.text)}</inputEntry>"
    for conclusion in rule.outputs:
        yield f"        <outputEntry>{_text(conclusion.text)}</outputEntry>"
    for annotation in rule.annotations:
        yield f"        <annotationEntry>{_text(annotation)}</annotationEntry>"
    yield "      </rule>"


def _text(text: str) -> str:
    return f"<text>{escape(text)}</text>"
