"""Runs a region's route on the facts of one signal: desks with tasks, or manual triage with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lantaarn.rules.routing.plan import NONE, Facts, RoutePlan
from lantaarn.rules.tables import Decision, TableError

SOURCE = "Bron"
ADOPTED = "Vastgesteld"
OUTPUTS = ("desk", "task", "deadline")


@dataclass(frozen=True)
class RouteStep:
    """One desk that gets the signal: what it is asked, by when, and which rule says so."""

    desk: str
    lead: bool
    task: str
    deadline: str
    rule: int  # 1-based; 0 when the default of the table says it
    source: str
    decision: str
    first: bool = False
    adopted: bool = True


@dataclass(frozen=True)
class Route:
    """Where a signal goes: what comes first, the one desk that leads, then who is brought in as well."""

    steps: tuple[RouteStep, ...]

    @property
    def lead(self) -> RouteStep:
        return next(step for step in self.steps if step.lead)

    @property
    def others(self) -> tuple[RouteStep, ...]:
        return tuple(step for step in self.steps if not step.lead)

    def reaches(self, desk: str) -> bool:
        return any(step.desk == desk for step in self.steps)


@dataclass(frozen=True)
class ManualTriage:
    """The route has no answer that can be trusted, so a person decides; the reason is Dutch."""

    reason: str


def route(plan: RoutePlan, facts: Facts) -> Route | ManualTriage:
    """The route of a signal with these facts; whatever fails is manual triage, never a guess."""
    known = {fact.name for fact in plan.model.facts()}
    given = {name: value for name, value in facts.items() if name in known}
    try:
        steps = tuple(step for decision in plan.steps for step in _steps(plan, given, decision))
        _check(plan, steps)
    except TableError as error:
        return ManualTriage(str(error))
    return Route(steps)


def _steps(plan: RoutePlan, facts: Facts, name: str) -> Iterator[RouteStep]:
    decision = plan.model.decision(name)
    outcome = plan.model.explain(facts, name)
    if outcome.value is None:
        raise TableError("Bij deze feiten is geen regel van toepassing.", decision=name)
    rows = outcome.value if isinstance(outcome.value, list) else [outcome.value]
    rules = outcome.rules if decision.gives_list else outcome.rules[:1]
    for row, rule in zip(rows, rules or (0,), strict=True):
        cells = _cells(row, name)
        if cells[0] != NONE:
            yield _step(plan, decision, cells, rule)


def _cells(row: object, name: str) -> tuple[str, str, str]:
    if not isinstance(row, dict) or any(output not in row for output in OUTPUTS):
        raise TableError(f"Deze beslissing geeft geen {', '.join(OUTPUTS)}.", decision=name)
    return str(row["desk"]), str(row["task"]), str(row["deadline"])


def _step(plan: RoutePlan, decision: Decision, cells: tuple[str, str, str], rule: int) -> RouteStep:
    desk, task, deadline = cells
    return RouteStep(
        desk=desk,
        lead=decision.name == plan.lead,
        task=task,
        deadline=deadline,
        rule=rule,
        source=annotation(decision, rule, SOURCE),
        decision=decision.name,
        first=decision.name in plan.first,
        adopted=annotation(decision, rule, ADOPTED) != "nee",
    )


def annotation(decision: Decision, rule: int, column: str) -> str:
    """What an annotation column says beside a rule; empty when the table has no such column."""
    if not rule or column not in decision.annotation_names:
        return ""
    notes = decision.rules[rule - 1].annotations
    at = decision.annotation_names.index(column)
    return notes[at] if at < len(notes) else ""


def _check(plan: RoutePlan, steps: tuple[RouteStep, ...]) -> None:
    leads = [step for step in steps if step.lead]
    if len(leads) != 1:
        count = "geen balie" if not leads else f"{len(leads)} balies"
        raise TableError(f"Bij deze feiten heeft {count} de leiding. Er moet er precies één zijn.", decision=plan.lead)
    for step in steps:
        fault = step_fault(plan, step.desk, step.task, step.deadline)
        if fault:
            raise TableError(fault, decision=step.decision, rule=step.rule or None)


def step_fault(plan: RoutePlan, desk: str, task: str, deadline: str) -> str:
    """Why a step cannot be carried out, or nothing: it names something that the region does not have."""
    if plan.desk(desk) is None:
        return f"De balie '{desk}' bestaat niet in deze regio."
    if task not in plan.tasks:
        return f"De taak '{task}' bestaat niet in deze regio."
    if deadline not in plan.deadlines:
        return f"De termijn '{deadline}' bestaat niet in deze regio."
    return ""
