"""How decisions feed each other: their requirements, the order that follows, and what each name stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from xml.dom import minidom

from lantaarn.rules.tables.markup import attribute, child, children
from lantaarn.rules.tables.parts import Decision, Link, TableError


@dataclass(frozen=True)
class Draft:
    """A decision as it stands in the file, before its names are known."""

    element: minidom.Element
    id: str
    name: str
    label: str
    variable: str
    type: str
    decisions: tuple[str, ...]
    inputs: tuple[str, ...]


def drafts(root: minidom.Element) -> tuple[Draft, ...]:
    """All decisions of the file, in file order, with a name and an id each."""
    found: list[Draft] = []
    for element in children(root, "decision"):
        name = attribute(element, "name") or attribute(element, "id")
        if not name:
            raise TableError("Een beslissing heeft geen naam. Geef elke beslissing een eigen naam.")
        found.append(_draft(element, name))
    if not found:
        raise TableError("Het bestand bevat geen beslissing. Voeg een beslistabel toe.")
    _refuse_twins(draft.name for draft in found)
    _refuse_twins(draft.id for draft in found)
    return tuple(found)


def _refuse_twins(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise TableError(f"De beslissing '{name}' komt twee keer voor. Geef elke beslissing een eigen naam en id.")
        seen.add(name)


def _draft(element: minidom.Element, name: str) -> Draft:
    variable = child(element, "variable")
    if next(children(element, "knowledgeRequirement"), None) is not None:
        raise TableError("Deze beslissing gebruikt een kennismodel. Dat wordt niet ondersteund.", decision=name)
    return Draft(
        element,
        attribute(element, "id") or name,
        name,
        attribute(element, "label") or name,
        attribute(variable, "name") or name,
        attribute(variable, "typeRef"),
        tuple(_references(element, "requiredDecision", name)),
        tuple(_references(element, "requiredInput", name)),
    )


def _references(element: minidom.Element, kind: str, name: str) -> Iterable[str]:
    for requirement in children(element, "informationRequirement"):
        for target in children(requirement, kind):
            href = attribute(target, "href")
            if not href.startswith("#"):
                raise TableError(
                    f"De verwijzing '{href}' wijst buiten dit bestand. Zet alle beslissingen in een bestand.",
                    decision=name,
                )
            yield href[1:]


def in_order(found: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts, each after those it requires; file order where that leaves a choice."""
    by_id = {draft.id: draft for draft in found}
    for draft in found:
        for required in draft.decisions:
            if required not in by_id:
                raise TableError(f"De vereiste beslissing '{required}' staat niet in dit bestand.", decision=draft.name)
    sorter = TopologicalSorter({draft.id: draft.decisions for draft in found})
    try:
        return tuple(by_id[key] for key in sorter.static_order())
    except CycleError as error:
        circle = " -> ".join(by_id[key].name for key in error.args[1])
        raise TableError(f"De beslissingen wijzen in een cirkel naar elkaar: {circle}. Haal een pijl weg.") from error


def links(draft: Draft, drafts_by_id: Mapping[str, Draft], done: Mapping[str, Decision]) -> tuple[Link, ...]:
    """Every name by which this decision may call what it requires.

    The variable and the name of a decision come first, as the standard says; then its id and the names of its
    outputs, as common modellers use them. Two decisions that would share a name at one level are refused.
    """
    found: dict[str, Link] = {}
    for level in (_by_name, _by_id, _by_output):
        fresh: dict[str, Link] = {}
        for required in dict.fromkeys(draft.decisions):
            for link in level(drafts_by_id[required], done[required]):
                if link.name in found or fresh.get(link.name, link) == link:
                    fresh.setdefault(link.name, link)
                    continue
                raise TableError(
                    f"De naam '{link.name}' kan twee beslissingen betekenen. Geef ze verschillende namen.",
                    decision=draft.name,
                )
        found = {**fresh, **found}
    return tuple(found.values())


def _by_name(draft: Draft, decision: Decision) -> Iterable[Link]:
    for name in dict.fromkeys((draft.name, draft.variable)):
        yield from _whole(name, decision)


def _by_id(draft: Draft, decision: Decision) -> Iterable[Link]:
    yield from _whole(draft.id, decision)


def _whole(name: str, decision: Decision) -> Iterable[Link]:
    if decision.gives_list:
        yield Link(name, decision.name, None, "list")
    elif len(decision.outputs) > 1:
        yield Link(name, decision.name, None, "object")
        for output in decision.outputs:
            yield Link(f"{name}.{output.name}", decision.name, output.name, output.type)
    else:
        yield Link(name, decision.name, None, decision.type)


def _by_output(draft: Draft, decision: Decision) -> Iterable[Link]:
    for output in decision.outputs:
        if output.name and not decision.gives_list:
            several = len(decision.outputs) > 1
            type_ = output.type if several else decision.type
            yield Link(output.name, decision.name, output.name if several else None, type_)
