"""A decision table as a flow: one question after the other, and where a yes leads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from lantaarn.papers.flowchart.cells import in_words, is_any, literal, parts_of
from lantaarn.papers.flowchart.shortening import shortened
from lantaarn.papers.flowchart.table import ColumnView, RuleView, TableView, with_last

Kind = Literal["normal", "urgent", "dead"]
Labels = Mapping[tuple[str, str], str]

DEAD_END = "Geen balie: hier stopt het signaal"
_USUAL = {"yes": "ja", "no": "nee", "unknown": "weet niet", "true": "ja", "false": "nee"}
_AFFIRMED = frozenset({"ja"})


@dataclass(frozen=True)
class Box:
    label: str
    sub: str = ""
    kind: Kind = "normal"


@dataclass(frozen=True)
class FlowStep:
    """`question` holds one condition a line; `lit`: the shown signal comes here; `taken`: its answer is yes."""

    question: tuple[str, ...]
    yes: Box
    rule: int
    source: str = ""
    changed: str = ""
    lit: bool = False
    taken: bool = False


@dataclass(frozen=True)
class Flow:
    title: str
    description: str
    start: str
    steps: tuple[FlowStep, ...]
    end: Box
    each_counts: bool = False
    lit_end: bool = False
    end_rule: int | None = None
    end_source: str = ""


def flow_of(
    view: TableView,
    labels: Labels,
    *,
    title: str,
    start: str = "Signaal beoordeeld",
    urgent: Collection[str] = (),
    nothing: Collection[str] = (),
    changed: Mapping[int, str] | None = None,
    end: Box | None = None,
) -> Flow:
    """The flow of a table, without questions that earlier answers settle.

    Labels give words for (fact or output, value), or for a whole cell as it is written. `urgent` names results to
    show as 112, `nothing` those that are no desk; `changed` has a note per rule number. When a rule is reached by
    all that is left it becomes the end; otherwise the end is `end`, or a dead end.
    """
    short = shortened(with_last(view, nothing))
    steps = tuple(
        FlowStep(
            question=_question(rule, short.columns, labels),
            yes=_box(rule, short, labels, urgent),
            rule=rule.number,
            source=rule.annotation,
            changed=(changed or {}).get(rule.number, ""),
        )
        for rule in short.rules
    )
    flow = Flow(
        title=title,
        description=_description(len(steps), one_answer=view.one_answer),
        start=start,
        steps=steps,
        end=end or (Box(DEAD_END, kind="dead") if view.one_answer else Box("Klaar")),
        each_counts=not view.one_answer,
    )
    return _with_last_as_end(flow) if view.one_answer and steps and not steps[-1].question else flow


def _with_last_as_end(flow: Flow) -> Flow:
    *steps, last = flow.steps
    return replace(
        flow,
        description=_description(len(steps), one_answer=True),
        steps=tuple(steps),
        end=last.yes,
        end_rule=last.rule,
        end_source=last.source,
    )


def with_path(flow: Flow, rules: Collection[int]) -> Flow:
    """The flow with the way of one signal lit: the rules that fit it, or none for one that arrives nowhere."""
    lit = True
    steps = []
    for step in flow.steps:
        taken = lit and step.rule in rules
        steps.append(replace(step, lit=lit, taken=taken))
        lit = lit and (flow.each_counts or not taken)
    return replace(flow, steps=tuple(steps), lit_end=lit)


def flow_as_list(flow: Flow) -> list[str]:
    """The same in sentences, for beside the picture and for who does not see it."""
    leads = "Dan ook" if flow.each_counts else "Dan"
    sentences = []
    for step in flow.steps:
        question = " ".join((*asked(step.question), leads))
        source = _told("Bron", step.source)
        note = _told("Veranderd", step.changed)
        sentences.append(f"{question}: {_said(step.yes)}.{note}{source}")
    if flow.end.kind == "dead":
        sentences.append(f"Anders: {flow.end.label}.")
    elif not flow.each_counts:
        sentences.append(f"Anders: {_said(flow.end)}.{_told('Bron', flow.end_source)}")
    return sentences


def _told(what: str, text: str) -> str:
    return f" {what}: {text.rstrip('.')}." if text else ""


def asked(conditions: tuple[str, ...]) -> tuple[str, ...]:
    """Conditions as the lines of one question: "Minderjarig", "en acuut gevaar: nee?"."""
    lines = [conditions[0], *(f"en {_mid_sentence(later)}" for later in conditions[1:])] if conditions else []
    return (*lines[:-1], f"{lines[-1]}?") if lines else ()


def _mid_sentence(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or len(text) == 1 else text


def _said(box: Box) -> str:
    return ", ".join(part for part in (box.label, box.sub) if part)


def _question(rule: RuleView, columns: tuple[ColumnView, ...], labels: Labels) -> tuple[str, ...]:
    return tuple(
        _condition(cell, column, labels) for cell, column in zip(rule.cells, columns, strict=True) if not is_any(cell)
    )


def _condition(cell: str, column: ColumnView, labels: Labels) -> str:
    whole = labels.get((column.name, cell.strip()))
    if whole is not None and not _is_bare(cell):
        return whole
    said = in_words(cell, column.values, lambda value: _word(column.name, value, labels))
    return column.label if said in _AFFIRMED else f"{column.label}: {said}"


def _is_bare(cell: str) -> bool:
    """A number or name without quotes is itself a value, so its label is a word and no sentence."""
    denied, parts = parts_of(cell)
    return not denied and len(parts) == 1 and literal(parts[0]) == parts[0]


def _word(name: str, value: str, labels: Labels) -> str:
    return labels.get((name, value), _USUAL.get(value, value))


def _box(rule: RuleView, view: TableView, labels: Labels, urgent: Collection[str]) -> Box:
    values = [literal(text.strip()) or text.strip() for text in rule.outputs]
    names = [output.name for output in view.outputs]
    words = [_word(name, value, labels) for name, value in zip(names, values, strict=True)]
    kind: Kind = "urgent" if any(value in urgent for value in values) else "normal"
    return Box(words[0] if words else "", ", ".join(word for word in words[1:] if word), kind)


def _description(questions: int, *, one_answer: bool) -> str:
    many = "Eén vraag" if questions == 1 else f"{questions} vragen onder elkaar"
    if one_answer:
        return f"{many}. Bij ja gaat het signaal naar rechts, bij nee verder omlaag. De lijst zegt hetzelfde."
    return f"{many}. Bij elke ja gaat het signaal ook naar rechts; de lijn loopt door. De lijst zegt hetzelfde."
