"""The flowcharts of a version: per decision and per place in the route, for the region or for one municipality."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lantaarn.papers.flowchart import (
    Box,
    ColumnView,
    Flow,
    OutputView,
    RuleView,
    TableView,
    flow_as_list,
    flow_of,
    narrowed,
    to_svg,
    with_path,
)
from lantaarn.rules.routing import NONE
from lantaarn.rules.tables import Decision
from lantaarn.tables.packs import Pack
from lantaarn.web.route.shown import SOURCE
from lantaarn.web.route.words import decision_title, output_code, words_of


@dataclass(frozen=True)
class Chart:
    """One drawing, and the same as sentences."""

    title: str
    svg: SafeString
    sentences: tuple[str, ...]
    nobody: bool = False
    """At this place in the route the decision brings in nobody: no drawing, one sentence."""


@dataclass(frozen=True)
class Lit:
    """The way of a counterexample: the rules it comes by (none: it ends nowhere) and its facts."""

    rules: Collection[int]
    facts: Mapping[str, str]


def charts_of(
    pack: Pack,
    name: str,
    *,
    labels: Mapping[tuple[str, str], str] | None = None,
    changed: Mapping[int, str] | None = None,
    lit: Lit | None = None,
) -> tuple[Chart, ...]:
    """The drawings of one decision: one for each place in the route when it asks for that, else one."""
    decision = pack.model.decision(name)
    words = {**words_of(pack), **(labels or {})}
    results = {value: said for (own, value), said in words.items() if own == name}
    words |= {(output.name, value): said for output in decision.outputs for value, said in results.items()}
    view = _view(decision)
    stage = pack.route.stage
    column = next((one for one in view.columns if one.name == stage), None)
    places = [{stage: value} for value in column.values] if column else [{}]
    return tuple(
        _chart(pack, decision, narrowed(view, place), words, place, changed or {}, _here(lit, place, places))
        for place in places
    )


def _here(lit: Lit | None, place: Mapping[str, str], places: list[dict[str, str]]) -> Lit | None:
    """The place where the counterexample is: its own, or the first when it does not matter."""
    if lit is None:
        return None
    own = {name: value for name, value in lit.facts.items() if name in place} or places[0]
    return lit if own == place else None


def _view(decision: Decision) -> TableView:
    source = decision.annotation_names.index(SOURCE) if SOURCE in decision.annotation_names else None
    return TableView(
        hit_policy=decision.hit_policy,
        columns=tuple(
            ColumnView(one.name, one.label or one.name, tuple(str(value) for value in one.allowed or ()))
            for one in decision.inputs
        ),
        outputs=tuple(OutputView(one.name, one.label or one.name) for one in decision.outputs),
        rules=tuple(
            RuleView(
                number,
                tuple(cell.text for cell in rule.inputs),
                tuple(cell.text for cell in rule.outputs),
                rule.annotations[source] if source is not None else "",
            )
            for number, rule in enumerate(decision.rules, start=1)
        ),
    )


def _chart(
    pack: Pack,
    decision: Decision,
    view: TableView,
    words: Mapping[tuple[str, str], str],
    place: Mapping[str, str],
    changed: Mapping[int, str],
    lit: Lit | None,
) -> Chart:
    where = words.get((pack.route.stage, place.get(pack.route.stage, "")), "")
    title = where[:1].upper() + where[1:] if where else decision_title(decision)
    told = f"{decision_title(decision)}, {where}" if where else decision_title(decision)
    if lit is None and {output_code(rule.outputs[0]) for rule in view.rules} == {NONE}:
        return Chart(title, SafeString(""), (), nobody=True)
    flow = flow_of(
        view,
        words,
        title=_("Stroomschema: %(title)s") % {"title": told},
        start=_("Signaal %(where)s") % {"where": where} if where else _("Signaal"),
        urgent=_urgent(pack),
        nothing=(NONE,),
        changed={number: note for number, note in changed.items() if any(rule.number == number for rule in view.rules)},
        end=_end(decision, pack),
    )
    return _drawn(flow, title, f"fc-{decision.name}-{place.get(pack.route.stage, 'alle')}", lit)


def _end(decision: Decision, pack: Pack) -> Box | None:
    """A gap in a table that sends signals is a dead end; in a table that others lean on it is a missing answer."""
    if decision.name in pack.plan().steps:
        return None
    return Box(_("Geen antwoord: hier stopt het signaal"), kind="dead")


def _urgent(pack: Pack) -> set[str]:
    """The desks of what comes first are drawn as 112 is."""
    found = set()
    for name in pack.route.first:
        decision = pack.model.decision(name)
        desk = next((at for at, output in enumerate(decision.outputs) if output.name == "desk"), 0)
        found |= {output_code(rule.outputs[desk].text) for rule in decision.rules}
    return found - {NONE}


def _drawn(flow: Flow, title: str, name: str, lit: Lit | None) -> Chart:
    shown = with_path(flow, lit.rules) if lit else flow
    return Chart(title, mark_safe(to_svg(shown, name=name)), tuple(flow_as_list(flow)))  # noqa: S308 - it escapes
