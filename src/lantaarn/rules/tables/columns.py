"""The columns of a decision table: what each asks or gives, of which type, with which values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.dom import minidom

from lantaarn.rules.feel.expressions import check_expression
from lantaarn.rules.feel.lexing import KEYWORDS, LOGIC, WORDS
from lantaarn.rules.feel.nodes import Expression, FeelError, Name, names_in
from lantaarn.rules.feel.parsing import parse_expression
from lantaarn.rules.feel.unary import DUTCH_TYPES
from lantaarn.rules.tables.markup import attribute, child, children, text_of
from lantaarn.rules.tables.parts import TYPES, Input, Link, Output, TableError
from lantaarn.rules.tables.typing import Kind, Kinds, narrowed

_PLAIN_NAME = re.compile(r"[^\W\d]\w*(?:[ \t]+\w+)*")


@dataclass(frozen=True)
class Scope:
    """What a decision may name: declared facts and the outcomes of decisions it requires."""

    decision: str
    declared: Mapping[str, Kind]
    links: Mapping[str, Link]
    foreign: frozenset[str]

    def types(self) -> dict[str, str]:
        known = {name: kind.type for name, kind in self.declared.items() if kind.type}
        return {**known, **{name: link.type for name, link in self.links.items()}}

    def names(self) -> set[str]:
        return {*self.declared, *self.links}

    def fact(self, name: str) -> Input:
        """The leaf fact with this name, from what the file declares about it."""
        if name not in self.declared:
            raise FeelError(
                f'"{name}" is geen bekend feit. Voeg het toe als invoer (inputData), '
                f'of schrijf tekst tussen dubbele aanhalingstekens: "{name}".'
            )
        kind = self.declared[name]
        if kind.type not in TYPES or kind.collection:
            raise TableError(
                f"Het feit '{name}' heeft geen type. Kies string, boolean of number.", decision=self.decision
            )
        return Input(name, name, kind.type, kind.allowed, kind.limits)


def check_language(
    element: minidom.Element | None, decision: str, cell: str | None = None, rule: int | None = None
) -> None:
    """Only FEEL is understood; a cell in another language is refused, never read as FEEL."""
    language = attribute(element, "expressionLanguage").lower()
    if not language or language in ("feel", "s-feel", "sfeel"):
        return
    if re.fullmatch(r"https?://www\.omg\.org/spec/(dmn|feel)/.*feel/?|https?://www\.omg\.org/spec/feel/.*", language):
        return
    raise TableError(
        f"De taal '{language}' wordt niet ondersteund. Schrijf de cel in FEEL.",
        decision=decision,
        rule=rule,
        cell=cell,
    )


def read_input(element: minidom.Element, scope: Scope, kinds: Kinds, number: int) -> Input:
    asked = child(element, "inputExpression")
    text = text_of(asked)
    label = attribute(element, "label")
    name = text or label
    if not name:
        raise TableError(f"Invoerkolom {number} noemt geen feit. Vul de naam in.", decision=scope.decision)
    check_language(asked, scope.decision, name)
    try:
        kind = kinds.find(attribute(asked, "typeRef")).single("De kolom")
        expression = _asked(name, scope)
        return _input(element, expression, Input(name, label or name, ""), kind, scope)
    except FeelError as error:
        raise TableError(str(error), decision=scope.decision, cell=name) from error
    except TableError as error:
        raise TableError(error.message, decision=scope.decision, cell=name) from error


def _asked(text: str, scope: Scope) -> Expression:
    words = text.split()
    reserved = (KEYWORDS | LOGIC | set(WORDS)) & set(words)
    if text in scope.names() or (_PLAIN_NAME.fullmatch(text) and not reserved):
        return Name(text)
    return parse_expression(text, scope.names())


def _input(element: minidom.Element, expression: Expression, column: Input, kind: Kind, scope: Scope) -> Input:
    base = _known(column.name, scope) if isinstance(expression, Name) else _calculated(expression, scope)
    if kind.type and base.type and kind.type != base.type:
        raise FeelError(f"De kolom vraagt {DUTCH_TYPES[kind.type]}, maar het feit is {DUTCH_TYPES[base.type]}.")
    merged = _merged(base, kind)
    merged = narrowed(merged, text_of(child(element, "inputValues")), "De kolom")
    if merged.type not in TYPES:
        found = DUTCH_TYPES[merged.type] if merged.type else "zonder type"
        raise FeelError(f"Deze kolom is {found}. Kies als type string, boolean of number.")
    own = None if isinstance(expression, Name) else expression
    return replace(column, type=merged.type, allowed=merged.allowed, limits=merged.limits, expression=own)


def _known(name: str, scope: Scope) -> Kind:
    if name in scope.links:
        return Kind(scope.links[name].type)
    if name in scope.foreign and name not in scope.declared:
        raise FeelError(
            f"'{name}' is een andere beslissing, maar deze beslissing is er niet mee verbonden. "
            "Trek een pijl (informationRequirement) tussen die twee."
        )
    return scope.declared.get(name, Kind()).single("Het feit")


def _calculated(expression: Expression, scope: Scope) -> Kind:
    return Kind(check_expression(expression, scope.types()))


def _merged(base: Kind, kind: Kind) -> Kind:
    """What the file says about the fact, narrowed by what the column's own type says."""
    if base.allowed is not None and kind.allowed is not None and not set(kind.allowed) <= set(base.allowed):
        raise FeelError("De kolom staat waarden toe die het feit niet kent. Maak de lijsten gelijk.")
    limits = base.limits if kind.limits.is_any else kind.limits
    allowed = base.allowed if kind.allowed is None else kind.allowed
    return Kind(kind.type or base.type, allowed, limits, base.components)


def read_output(element: minidom.Element, kind: Kind, decision: str, kinds: Kinds, alone: bool) -> Output:
    """One output column; `kind` is the type of the whole decision."""
    label = attribute(element, "label")
    name = attribute(element, "name") or label
    if not name and not alone:
        raise TableError("Een uitkomstkolom heeft geen naam. Geef elke kolom een eigen naam.", decision=decision)
    try:
        own = kinds.find(attribute(element, "typeRef")).single("De kolom")
        wider = kind.components.get(name, Kind()) if kind.components else (kind if alone else Kind())
        found = wider if own.type in ("", wider.type) and own.allowed is None else own
        found = narrowed(found, text_of(child(element, "outputValues")), "De kolom")
    except TableError as error:
        raise TableError(error.message, decision=decision, cell=name or None) from error
    if found.type == "object":
        raise TableError("Een uitkomst is een enkele waarde. Kies string, boolean of number.", decision=decision)
    return Output(name or decision, label or name or decision, found.type, found.allowed)


def default_of(element: minidom.Element, decision: str) -> str | None:
    entry = next(children(element, "defaultOutputEntry"), None)
    if entry is None:
        return None
    check_language(entry, decision, attribute(element, "name") or None)
    return text_of(entry)


def leaf(column: Input, scope: Scope) -> tuple[Input, ...]:
    """The leaf facts of a column: the column itself, or the facts that it calculates from."""
    if column.expression is None:
        return () if column.name in scope.links else (replace(column, expression=None),)
    return tuple(scope.fact(name) for name in names_in(column.expression) if name not in scope.links)
