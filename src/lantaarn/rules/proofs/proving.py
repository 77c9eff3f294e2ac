"""Proves one decision: total, unambiguous, no dead rules, invariants kept; with smallest counterexamples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lantaarn.rules.feel.nodes import Value
from lantaarn.rules.proofs import verdicts
from lantaarn.rules.proofs.avoiding import avoid, choices_of
from lantaarn.rules.proofs.boards import constant
from lantaarn.rules.proofs.chain import Chain, Fails, bits, clash
from lantaarn.rules.proofs.invariants import broken
from lantaarn.rules.proofs.model import Counterexample, Invariant, Proof
from lantaarn.rules.proofs.search import Verdict, find, minimal
from lantaarn.rules.proofs.space import Choice, Field, Group, Masks, Space, make_space
from lantaarn.rules.proofs.wording import Phrases, Wording
from lantaarn.rules.tables.model import Model

MOST_GAPS = 10
MOST_OVERLAPS = 20


@dataclass(frozen=True)
class Case:
    """Everything that the proofs of one decision share."""

    chain: Chain
    space: Space
    field: Field
    wording: Wording

    @property
    def policy(self) -> str:
        return self.chain.steps[self.chain.last].decision.hit_policy


def prove(model: Model, decision: str, invariants: Sequence[Invariant] = (), phrases: Phrases | None = None) -> Proof:
    """Exact for every hit policy: total, and for U, A, P and F unambiguous; invariants over all combinations."""
    chosen = model.decision(decision)
    chain = Chain(model, chosen)
    space = make_space(chain.boards, model.facts(chosen.name))
    case = Case(chain, space, space.field(), Wording(model.facts(), model.decisions, phrases))
    gaps = tuple(_gaps(case))
    overlaps = tuple(_overlaps(case))
    found = (*gaps, *overlaps, *broken(chain, case.wording, model, invariants))
    return Proof(chosen.name, not gaps, not overlaps, tuple(_unreachable(case)), found)


def _gaps(case: Case) -> Iterator[Counterexample]:
    step = case.chain.steps[case.chain.last]
    if step.decision.has_default and not step.before:
        return
    if not step.decision.is_table and not step.before:
        return
    found = _linked_gaps(case) if step.before else _plain_gaps(case)
    for facts in map(case.wording.ordered, sorted(found, key=len)):
        yield Counterexample("gap", facts, (), case.wording.gap(facts, _failed(case, facts)))


def _plain_gaps(case: Case) -> list[dict[str, Value]]:
    """Gaps of a table that asks facts only; each next one lies outside those found."""
    found: list[dict[str, Value]] = []
    witness = _uncovered(case, found)
    while witness is not None and len(found) < MOST_GAPS:
        found.append(_smallest_gap(case, witness))
        witness = _uncovered(case, found)
    return found


def _uncovered(case: Case, found: Sequence[Mapping[str, Value]]) -> dict[str, Value] | None:
    """Facts where no rule applies and no known gap lies."""
    field, at = _without(case, found), case.chain.last
    shift = case.field.start[at].bit_length()
    masks = [[option.masks[at] | option.masks[-1] << shift for option in choices] for choices in field.choices]
    chosen = avoid(choices_of(masks), field.start[at] | ((1 << len(found)) - 1) << shift)
    if chosen is None:
        return None
    picked = ((field.groups[group], field.choices[group][place]) for group, place in sorted(chosen.items()))
    return {name: value for group, option in picked for name, value in zip(group.names, option.values, strict=True)}


def _smallest_gap(case: Case, witness: Mapping[str, Value]) -> dict[str, Value]:
    """Drop facts while every rule still fails at one that is left; in two orders, the smaller result."""
    results = []
    for order in (list(witness), list(witness)[::-1]):
        kept = dict(witness)
        for name in order:
            fewer = {other: value for other, value in kept.items() if other != name}
            if not case.space.field(fewer).live[case.chain.last]:
                kept = fewer
        results.append(kept)
    return min(results, key=len)


def _linked_gaps(case: Case) -> list[dict[str, Value]]:
    verdict = verdicts.gap(case.chain)
    found: list[dict[str, Value]] = []
    witness = find(case.field, verdict, wanted=True)
    while witness is not None and len(found) < MOST_GAPS:
        found.append(minimal(case.space, verdict, witness))
        witness = find(_without(case, found), _unless_known(verdict), wanted=True)
    return found


def _without(case: Case, found: Sequence[Mapping[str, Value]]) -> Field:
    """The field with one more board, on which each gap that is already known stands as a box."""
    choices = []
    for group, options in zip(case.field.groups, case.field.choices, strict=True):
        masks = [0] * len(options)
        for bit, facts in enumerate(found):
            for at in _agreeing(group, options, case.field.start, facts):
                masks[at] |= 1 << bit
        choices.append(
            tuple(Choice(option.values, (*option.masks, mask)) for option, mask in zip(options, masks, strict=True))
        )
    return Field(case.field.groups, (*case.field.start, (1 << len(found)) - 1), tuple(choices))


def _agreeing(group: Group, options: Sequence[Choice], alls: Masks, facts: Mapping[str, Value]) -> list[int]:
    """The choices of a group that have the same effect as these facts; all when the facts do not touch it."""
    held = {name: facts[name] for name in group.names if name in facts}
    if not held:
        return list(range(len(options)))
    same = {choice.masks for choice in group.choices(alls, held)}
    return [at for at, option in enumerate(options) if option.masks in same]


def _unless_known(verdict: Verdict) -> Verdict:
    def judged(live: Masks, sure: Masks) -> bool | None:
        if sure[-1]:
            return False
        found = verdict(live[:-1], sure[:-1])
        return None if found and live[-1] else found

    return judged


def _failed(case: Case, facts: Mapping[str, Value]) -> str | None:
    """The earlier decision that gives nothing here, when that is why."""
    if not case.chain.steps[case.chain.last].before:
        return None
    live = case.field.start
    for options in case.space.field(facts).choices:
        live = tuple(map(int.__and__, live, options[0].masks))
    alternative = next(iter(case.chain.alternatives(case.chain.last, live, live)))
    return alternative.decision if isinstance(alternative, Fails) else None


def _overlaps(case: Case) -> Iterator[Counterexample]:
    """Each pair of rules that clashes, unless a smaller failure that was told before already covers it."""
    if case.policy not in ("U", "A", "P"):
        return
    verdict = verdicts.overlap(case.chain)
    told: list[dict[str, Value]] = []
    for first, second in _pairs(case):
        witness = _together(case, first, second)
        if witness is None or any(facts.items() <= witness.items() for facts in told):
            continue
        facts = case.wording.ordered(minimal(case.space, verdict, witness))
        told.append(facts)
        rules = _rules_at(case, facts, first, second)
        yield Counterexample("overlap", facts, rules, _overlap_text(case, facts, rules))
        if len(told) == MOST_OVERLAPS:
            return


def _together(case: Case, first: int, second: int) -> dict[str, Value] | None:
    """Facts under which both rules certainly apply."""
    if case.policy == "P" or case.chain.steps[case.chain.last].before:
        return find(case.field, verdicts.both(case.chain, first, second), wanted=True)
    pair = 1 << first | 1 << second
    found: dict[str, Value] = {}
    for group, options in zip(case.field.groups, case.field.choices, strict=True):
        fitting = [option for option in options if option.masks[case.chain.last] & pair == pair]
        if not fitting:
            return None
        if len(fitting) < len(options):
            found.update(zip(group.names, fitting[0].values, strict=True))
    return found


def _overlap_text(case: Case, facts: Mapping[str, Value], rules: tuple[int, ...]) -> str:
    rows = {case.chain.steps[case.chain.last].rows[rule - 1] for rule in rules}
    return case.wording.overlap(facts, rules, len(rows) > 1)


def _pairs(case: Case) -> Iterator[tuple[int, int]]:
    """Pairs of rules (from 0) that no single fact keeps apart and that would contradict each other."""
    rows = case.chain.steps[case.chain.last].rows
    for first in range(len(rows)):
        near = _compatible(case, first) >> (first + 1) << (first + 1)
        for second in bits(near):
            if _would_clash(case, first, second):
                yield first, second


def _would_clash(case: Case, first: int, second: int) -> bool:
    step = case.chain.steps[case.chain.last]
    if case.policy == "U":
        return True
    rows = [step.rows[first], step.rows[second]]
    if rows[0] == rows[1]:
        return False
    return clash(step.decision, [constant(row, step.decision.name) for row in rows])


def _compatible(case: Case, rule: int) -> int:
    """The rules that share a value with this one at every group; without the rule itself it can never apply."""
    at = case.chain.last
    mask = case.field.start[at]
    for options in case.field.choices:
        shared = 0
        for option in options:
            if option.masks[at] >> rule & 1:
                shared |= option.masks[at]
        mask &= shared
    return mask


def _rules_at(case: Case, facts: Mapping[str, Value], first: int, second: int) -> tuple[int, ...]:
    """The pair when both always apply under these facts; else all rules that can apply."""
    field = case.space.field(facts)
    at = case.chain.last
    sure = field.sure[0][at] if not case.chain.steps[at].before else field.live[at]
    if sure >> first & 1 and sure >> second & 1:
        return first + 1, second + 1
    return tuple(rule + 1 for rule in bits(field.live[at]))


def _unreachable(case: Case) -> Iterator[int]:
    step = case.chain.steps[case.chain.last]
    for rule in range(len(step.decision.rules)):
        if not _can_decide(case, rule):
            yield rule + 1


def _can_decide(case: Case, rule: int) -> bool:
    stronger = verdicts.stronger_rules(case.chain, rule)
    near = _compatible(case, rule)
    if not near >> rule & 1:
        return False
    rivals = near & stronger
    if not case.chain.steps[case.chain.last].before:
        return not rivals or _escapes(case, rule, rivals)
    return find(_own_field(case, rule, rivals), verdicts.decides(case.chain, rule, rivals), wanted=True) is not None


def _escapes(case: Case, rule: int, rivals: int) -> bool:
    """Is there a place within the rule where none of its rivals applies?"""
    at = case.chain.last
    own = [[option.masks[at] for option in found if option.masks[at] >> rule & 1] for found in case.field.choices]
    return avoid(choices_of(own), rivals) is not None


def _own_field(case: Case, rule: int, rivals: int) -> Field:
    """Only the values that the rule allows, and only the rules that could go before it."""
    at = case.chain.last
    start = (*case.field.start[:at], case.field.start[at] & (1 << rule | rivals))
    choices = (tuple(o for o in found if o.masks[at] >> rule & 1) for found in case.field.choices)
    return Field(case.field.groups, start, tuple(choices))
