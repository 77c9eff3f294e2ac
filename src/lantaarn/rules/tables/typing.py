"""The types of a DMN file: built-in ones and item definitions with their allowed values and components."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.dom import minidom

from lantaarn.rules.feel.nodes import Compare, FeelError, Literal, UnaryTests, Value
from lantaarn.rules.feel.unary import check_unary, parse_unary
from lantaarn.rules.tables.markup import attribute, child, children, text_of
from lantaarn.rules.tables.parts import NO_LIMITS, TableError

BUILT_IN = {
    "string": "string",
    "boolean": "boolean",
    "number": "number",
    "integer": "number",
    "double": "number",
    "long": "number",
}
DEEPEST = 20


@dataclass(frozen=True)
class Kind:
    """A resolved type; "" is not known, "object" has components, a collection holds many of the type."""

    type: str = ""
    allowed: tuple[Value, ...] | None = None
    limits: UnaryTests = NO_LIMITS
    components: Mapping[str, Kind] = field(default_factory=dict)
    collection: bool = False

    def single(self, what: str) -> Kind:
        """The type, refused when it is a collection."""
        if self.collection:
            raise TableError(f"{what} is een verzameling. Dat wordt niet ondersteund: kies een enkel type.")
        return self


class Kinds:
    """Finds types by the name that a typeRef gives."""

    def __init__(self, root: minidom.Element) -> None:
        self._definitions: dict[str, minidom.Element] = {}
        for element in children(root, "itemDefinition"):
            name = attribute(element, "name")
            if not name or name in self._definitions:
                raise TableError(f"De typenaam '{name}' ontbreekt of komt twee keer voor. Geef elk type een naam.")
            self._definitions[name] = element

    def find(self, reference: str, depth: int = 0) -> Kind:
        """The type that this typeRef means; empty and "Any" are not known."""
        if depth > DEEPEST:
            raise TableError(f"Het type '{reference}' verwijst naar zichzelf. Haal de cirkel weg.")
        if reference in self._definitions:
            return self._define(self._definitions[reference], reference, depth + 1)
        local = reference.rpartition(":")[2]
        if local in self._definitions:
            return self._define(self._definitions[local], local, depth + 1)
        if local in ("", "Any"):
            return Kind()
        if local not in BUILT_IN:
            raise TableError(f"Het type '{reference}' wordt niet ondersteund. Kies string, boolean of number.")
        return Kind(BUILT_IN[local])

    def _define(self, element: minidom.Element, name: str, depth: int) -> Kind:
        components = {
            attribute(part, "name"): self._define(part, attribute(part, "name"), depth + 1)
            for part in children(element, "itemComponent")
        }
        many = attribute(element, "isCollection") in ("true", "1")
        if components:
            return Kind("object", components=components, collection=many)
        if child(element, "functionItem") is not None:
            raise TableError(f"Het type '{name}' is een functie. Dat wordt niet ondersteund.")
        reference = child(element, "typeRef")
        base = self.find(_plain(reference), depth + 1)
        found = self._constrain(base, element, name)
        return replace(found, collection=True) if many else found

    def _constrain(self, base: Kind, element: minidom.Element, name: str) -> Kind:
        found = [text_of(part) for part in children(element, "allowedValues", "typeConstraint")]
        if len(set(found)) > 1:
            raise TableError(f"Het type '{name}' heeft twee verschillende lijsten van waarden. Houd er een over.")
        return narrowed(base, found[0], f"Het type '{name}'") if found else base


def _plain(element: minidom.Element | None) -> str:
    if element is None:
        return ""
    return "".join(node.data for node in element.childNodes if isinstance(node, minidom.Text)).strip()


def narrowed(base: Kind, text: str, what: str) -> Kind:
    """The type with its values limited to what the text lists; the text may be empty."""
    if text in ("", "-"):
        return base
    if base.type in ("", "object"):
        raise TableError(f"{what} heeft waarden maar geen type. Kies string, boolean of number.")
    try:
        tests = parse_unary(text)
        check_unary(tests, base.type, {}, base.allowed)
    except FeelError as error:
        raise TableError(f"{what} heeft een lijst van waarden die niet klopt. {error}") from error
    if base.type == "number":
        if not base.limits.is_any and base.limits != tests:
            raise TableError(f"{what} heeft twee verschillende grenzen. Houd er een over.")
        return replace(base, limits=tests)
    return replace(base, allowed=_listed(tests, what))


def _listed(tests: UnaryTests, what: str) -> tuple[Value, ...]:
    values = [
        part.endpoint.value
        for part in tests.alternatives
        if isinstance(part, Compare) and isinstance(part.endpoint, Literal)
    ]
    if tests.negated or len(values) != len(tests.alternatives):
        raise TableError(f"{what} heeft geen gewone lijst van waarden. Som ze op met komma's.")
    if len(set(values)) != len(values):
        raise TableError(f"{what} noemt een waarde twee keer. Haal de dubbele weg.")
    return tuple(values)
