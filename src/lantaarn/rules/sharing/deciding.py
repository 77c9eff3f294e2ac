"""Runs the sharing table: one field for one recipient, or a whole folder side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lantaarn.rules.feel.nodes import Value
from lantaarn.rules.routing.running import ADOPTED, SOURCE, annotation
from lantaarn.rules.sharing.plan import MAY_NOT, OUTPUTS, Facts, Item, Line, Recipient, SharingPlan, Verdict
from lantaarn.rules.tables import Decision, Outcome, TableError
from lantaarn.rules.tables.evaluating import checked_facts, outcome


def decide(plan: SharingPlan, facts: Facts) -> Verdict:
    """The verdict at these facts; whatever fails may not be shared, with the reason, never a guess."""
    asked = {fact.name for fact in plan.leaves}
    try:
        known = checked_facts(plan.leaves, {name: value for name, value in facts.items() if name in asked})
        return _verdict(plan, _outcome(plan, known))
    except TableError as error:
        return Verdict(MAY_NOT, "", str(error))


def preview(plan: SharingPlan, items: Sequence[Item], recipients: Sequence[Recipient]) -> tuple[Line, ...]:
    """What each recipient would see of each field, and why not: the screen before anything is sent."""
    found: dict[tuple[str, ...], Verdict] = {}
    lines = []
    for item in items:
        verdicts = []
        for recipient in recipients:
            facts = facts_of(item, recipient)
            key = tuple(facts.values())
            if key not in found:
                found[key] = decide(plan, facts)
            verdicts.append(found[key])
        lines.append(Line(item, tuple(verdicts)))
    return tuple(lines)


def facts_of(item: Item, recipient: Recipient) -> dict[str, str]:
    """The facts of sharing this field with this recipient."""
    return {
        "category": item.category,
        "provenance_domain": item.provenance_domain,
        "sharer_kind": recipient.sharer_kind,
        "recipient_kind": recipient.recipient_kind,
        "covenant": recipient.covenant,
        "ground": recipient.ground,
        "consent": item.consent or recipient.consent,
        "minor": item.minor,
        "acute_danger": item.acute_danger,
        "purpose": recipient.purpose,
    }


def _outcome(plan: SharingPlan, known: Mapping[str, Value]) -> Outcome:
    """Decision by decision; each is worked out once for the values that it asks."""
    outcomes: dict[str, Outcome] = {}
    for step in plan.steps:
        scope = _scope(step, known, outcomes)
        key = (step.name, *scope.values())
        if key not in plan.decided:
            plan.decided[key] = outcome(step, scope)
        outcomes[step.name] = plan.decided[key]
    return outcomes[plan.steps[-1].name]


def _scope(step: Decision, known: Mapping[str, Value], outcomes: Mapping[str, Outcome]) -> dict[str, Value]:
    scope = {fact.name: known[fact.name] for fact in step.facts}
    for link in step.links:
        value = outcomes[link.decision].value
        if value is None:
            raise TableError("Bij deze feiten is geen regel van toepassing.", decision=link.decision)
        scope[link.name] = value[link.output] if link.output is not None else value
    return scope


def _verdict(plan: SharingPlan, found: Outcome) -> Verdict:
    decision = plan.steps[-1]
    if found.value is None:
        raise TableError("Bij deze feiten is geen regel van toepassing.", decision=decision.name)
    if not isinstance(found.value, dict) or any(output not in found.value for output in OUTPUTS):
        raise TableError(f"Deze beslissing geeft geen {', '.join(OUTPUTS)}.", decision=decision.name)
    kind, article, sentence = (str(found.value[output]) for output in OUTPUTS)
    rule = found.rules[0] if found.rules else 0
    if kind not in plan.verdicts:
        raise TableError(f"'{kind}' is geen oordeel.", decision=decision.name, rule=rule or None)
    return Verdict(
        kind=kind,
        article=article,
        sentence=sentence,
        rule=rule,
        source=annotation(decision, rule, SOURCE),
        adopted=annotation(decision, rule, ADOPTED) == "ja",
    )
