"""A Model written as DMN: into the XML it came from, so that ids, diagrams and extensions stay, or afresh."""

from __future__ import annotations

from xml.dom import minidom

from lantaarn.rules.tables.composing import compose
from lantaarn.rules.tables.markup import attribute, child, children, content, parse, text_of
from lantaarn.rules.tables.model import Model
from lantaarn.rules.tables.parts import Decision, Rule
from lantaarn.rules.tables.serializing import serialize


def write_dmn(model: Model) -> str:
    """The model as DMN XML; only rules that differ from the source are touched in it."""
    document = parse(model.source if model.source is not None else compose(model))
    try:
        root = document.documentElement
        assert root is not None
        elements = {_key(element): element for element in children(root, "decision")}
        for decision in model.decisions:
            table = child(elements[decision.id], "decisionTable")
            if table is not None:
                _write_rules(document, table, decision)
        return serialize(document)
    finally:
        document.unlink()


def _key(decision: minidom.Element) -> str:
    return attribute(decision, "id") or attribute(decision, "name")


def _write_rules(document: minidom.Document, table: minidom.Element, decision: Decision) -> None:
    old = list(children(table, "rule"))
    if [rule.origin for rule in decision.rules] != list(range(len(old))):
        _arrange(document, table, old, decision)
    for element, rule in zip(children(table, "rule"), decision.rules, strict=True):
        _write_rule(document, element, rule)


def _arrange(
    document: minidom.Document, table: minidom.Element, old: list[minidom.Element], decision: Decision
) -> None:
    """Put the rule elements in the order of the model: kept ones as they are, new ones empty."""
    after = _after_rules(table, old)
    for element in old:
        _remove(table, element)
    for rule in decision.rules:
        element = old[rule.origin] if 0 <= rule.origin < len(old) else _blank(document, table, rule)
        table.insertBefore(document.createTextNode("\n      "), after)
        table.insertBefore(element, after)


def _after_rules(table: minidom.Element, old: list[minidom.Element]) -> minidom.Text | None:
    """What follows the rules; without rules they go to the end, where the standard wants them."""
    if old:
        following = old[-1].nextSibling
        return following if isinstance(following, minidom.Text) else None
    last = table.lastChild
    return last if isinstance(last, minidom.Text) and not last.data.strip() else None


def _remove(table: minidom.Element, element: minidom.Element) -> None:
    before = element.previousSibling
    if isinstance(before, minidom.Text) and not before.data.strip():
        table.removeChild(before)
    table.removeChild(element)


def _make(document: minidom.Document, like: minidom.Element, name: str) -> minidom.Element:
    prefix = f"{like.prefix}:" if like.prefix else ""
    return document.createElementNS(like.namespaceURI, prefix + name)


def _blank(document: minidom.Document, table: minidom.Element, rule: Rule) -> minidom.Element:
    element = _make(document, table, "rule")
    if rule.id:
        element.setAttribute("id", rule.id)
    cells = (("inputEntry", rule.inputs), ("outputEntry", rule.outputs), ("annotationEntry", rule.annotations))
    for name, entries in cells:
        for _ in entries:
            entry = _make(document, table, name)
            entry.appendChild(_make(document, table, "text"))
            element.appendChild(entry)
    return element


def _write_rule(document: minidom.Document, element: minidom.Element, rule: Rule) -> None:
    given = [(children(element, "inputEntry"), [cell.text for cell in rule.inputs])]
    told = [(children(element, "outputEntry"), [cell.text for cell in rule.outputs])]
    for cells, texts in (*given, *told):
        for entry, text in zip(cells, texts, strict=True):
            _write_text(document, entry, text)
    entries = list(children(element, "annotationEntry"))
    if not entries and any(rule.annotations):
        entries = [element.appendChild(_make(document, element, "annotationEntry")) for _ in rule.annotations]
    for entry, text in zip(entries, rule.annotations, strict=False):
        _write_text(document, entry, text)
    if rule.description and child(element, "description") is None:
        made = element.insertBefore(_make(document, element, "description"), element.firstChild)
        made.appendChild(document.createTextNode(rule.description))


def _write_text(document: minidom.Document, entry: minidom.Element, text: str) -> None:
    if text_of(entry) == text.strip():
        return
    inner = child(entry, "text")
    if inner is None:
        inner = entry.insertBefore(_make(document, entry, "text"), entry.firstChild)
    if content(inner):
        while inner.firstChild is not None:
            inner.removeChild(inner.firstChild)
    inner.appendChild(document.createTextNode(text))
