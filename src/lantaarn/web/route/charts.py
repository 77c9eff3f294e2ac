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
from lantaarn.web.route.words import words_of
from lantaarn.web.tables.book import Chart
from lantaarn.web.tables.shown import SOURCE
from lantaarn.web.tables.words import decision_title, joined, output_code


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
    return tuple(
        _chart(pack, decision, own, words, places, changed or {}, _lit_here(lit, pack.route.stage, places))
        for own, places in _by_place(view, pack.route.stage)
    )


def _by_place(view: TableView, stage: str) -> list[tuple[TableView, list[str]]]:
    """The table for each place in the route; places where it says the same go together."""
    column = next((one for one in view.columns if one.name == stage), None)
    if column is None:
        return [(view, [])]
    found: list[tuple[TableView, list[str]]] = []
    for place in column.values:
        own = narrowed(view, {stage: place})
        same = next((places for other, places in found if other == own), None)
        if same is None:
            found.append((own, [place]))
        else:
            same.append(place)
    return found


def _lit_here(lit: Lit | None, stage: str, places: list[str]) -> Lit | None:
    """The counterexample, when it happens at one of these places; when its place does not matter, everywhere."""
    if lit is None or (places and lit.facts.get(stage, places[0]) not in places):
        return None
    return lit


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
    places: list[str],
    changed: Mapping[int, str],
    lit: Lit | None,
) -> Chart:
    where = joined([words.get((pack.route.stage, place), place) for place in places])
    title = where[:1].upper() + where[1:] if where else decision_title(decision)
    if lit is None and {output_code(rule.outputs[_desk(decision)]) for rule in view.rules} == {NONE}:
        return Chart(title, SafeString(""), (), nobody=True)
    told = f"{decision_title(decision)}, {where}" if where else decision_title(decision)
    flow = flow_of(
        view,
        words,
        title=_("Stroomschema: %(title)s") % {"title": told},
        start=_("Signaal"),
        urgent=_urgent(pack),
        nothing=(NONE,),
        changed={number: note for number, note in changed.items() if any(rule.number == number for rule in view.rules)},
        end=_end(decision, pack, view),
    )
    return _drawn(flow, title, f"fc-{decision.name}-{places[0] if places else 'alle'}", lit)


def _end(decision: Decision, pack: Pack, view: TableView) -> Box | None:
    """A gap in a table that sends signals is a dead end; in a table that others lean on it is a missing answer."""
    if decision.name in pack.plan().steps or not view.one_answer:
        return None
    return Box(_("Geen antwoord: hier stopt het signaal"), kind="dead")


def _urgent(pack: Pack) -> set[str]:
    """The desks of what comes first are drawn as 112 is."""
    found = set()
    for name in pack.route.first:
        decision = pack.model.decision(name)
        found |= {output_code(rule.outputs[_desk(decision)].text) for rule in decision.rules}
    return found - {NONE}


def _desk(decision: Decision) -> int:
    """The column that names the desk; the first where there is none."""
    return next((at for at, output in enumerate(decision.outputs) if output.name == "desk"), 0)


def _drawn(flow: Flow, title: str, name: str, lit: Lit | None) -> Chart:
    shown = with_path(flow, lit.rules) if lit else flow
    return Chart(title, mark_safe(to_svg(shown, name=name)), tuple(flow_as_list(flow)))  # noqa: S308 - it escapes
