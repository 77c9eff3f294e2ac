"""Invariants: an agreement that must hold wherever its condition does, proved over all combinations of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lantaarn.rules.feel.expressions import check_expression
from lantaarn.rules.feel.nodes import (
    Compare,
    Denial,
    Expression,
    FeelError,
    Literal,
    Logic,
    Name,
    UnaryTests,
    Value,
)
from lantaarn.rules.feel.parsing import parse_expression
from lantaarn.rules.feel.unary import check_unary, parse_unary
from lantaarn.rules.proofs.boards import Board, Box, Condition, board, constant
from lantaarn.rules.proofs.chain import Chain, Fails, Outcome, Step, Unknown, Values, bits, given_by
from lantaarn.rules.proofs.model import Counterexample, Invariant
from lantaarn.rules.proofs.search import Verdict, find, minimal
from lantaarn.rules.proofs.space import Masks, Space, make_space
from lantaarn.rules.proofs.wording import Wording
from lantaarn.rules.tables.model import Model
from lantaarn.rules.tables.parts import Decision, TableError

YES = UnaryTests((Compare("=", Literal(True)),))
Ask = Callable[[Condition], bool | None]


@dataclass(frozen=True)
class Test:
    condition: Condition


@dataclass(frozen=True)
class Not:
    part: Statement


@dataclass(frozen=True)
class Both:
    left: Statement
    right: Statement


Statement = Test | Not | Both | bool


def truth(statement: Statement, ask: Ask) -> bool | None:
    """True, False, or None while it still depends on what is not fixed."""
    if isinstance(statement, bool):
        return statement
    if isinstance(statement, Test):
        return ask(statement.condition)
    if isinstance(statement, Not):
        found = truth(statement.part, ask)
        return None if found is None else not found
    left, right = truth(statement.left, ask), truth(statement.right, ask)
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def tests_in(statement: Statement) -> Iterator[Condition]:
    if isinstance(statement, Test):
        yield statement.condition
    elif isinstance(statement, Not):
        yield from tests_in(statement.part)
    elif isinstance(statement, Both):
        yield from tests_in(statement.left)
        yield from tests_in(statement.right)


def read_statement(side: str | Mapping[str, str], types: Mapping[str, str]) -> Statement:
    """One side of an invariant, parsed and checked; raises FeelError."""
    if isinstance(side, str):
        expression = parse_expression(side, types)
        if check_expression(expression, types) != "boolean":
            raise FeelError("Dit is geen voorwaarde. Vergelijk een naam met een waarde.")
        return _statement(expression)
    whole: Statement = True
    for name, text in side.items():
        part = _tested(name, text, types)
        whole = part if whole is True else Both(whole, part)
    return whole


def _tested(name: str, text: str, types: Mapping[str, str]) -> Statement:
    if name not in types:
        raise FeelError(f'"{name}" is geen bekend feit en geen uitkomst.')
    tests = parse_unary(text, types)
    check_unary(tests, types[name], types, None)
    return True if tests.is_any else Test(Condition(Name(name), tests))


def _statement(expression: Expression) -> Statement:
    if isinstance(expression, Denial):
        return Not(_statement(expression.operand))
    if isinstance(expression, Logic):
        left, right = _statement(expression.left), _statement(expression.right)
        return Both(left, right) if expression.operator == "and" else Not(Both(Not(left), Not(right)))
    return Test(Condition(expression, YES))


class Agreement:
    """An invariant of one decision: its statements, and the board of what they ask about facts."""

    def __init__(self, invariant: Invariant, model: Model, decision: Decision) -> None:
        self.name = invariant.name
        facts = {fact.name: fact.type for fact in model.facts()}
        outputs = {output.name: output.type for output in decision.outputs}
        outputs.setdefault(decision.name, decision.type)
        try:
            self.when = read_statement(invariant.when, facts)
            self.then = read_statement(invariant.then, {**facts, **outputs})
        except FeelError as error:
            raise TableError(f"Afspraak '{invariant.name}': {error}", decision=decision.name) from error
        self._outputs = {output.name: at for at, output in enumerate(decision.outputs)}
        self._outputs.setdefault(decision.name, 0)
        asked = dict.fromkeys((*tests_in(self.when), *tests_in(self.then)))
        self._bits = {condition: 2 * at for at, condition in enumerate(self._about_facts(asked, decision))}

    def _about_facts(self, asked: Mapping[Condition, None], decision: Decision) -> Iterator[Condition]:
        for condition in asked:
            told = set(condition.names) & set(self._outputs)
            if told and told != set(condition.names):
                raise TableError(
                    f"Afspraak '{self.name}' vergelijkt een feit met een uitkomst. Vergelijk elk met een waarde.",
                    decision=decision.name,
                )
            if not told:
                yield condition

    def board(self) -> Board:
        """Two boxes for each condition on facts: that it holds, and that it does not."""
        boxes: list[Box] = []
        for condition in self._bits:
            opposite = replace(condition, tests=replace(condition.tests, negated=not condition.tests.negated))
            boxes += [(condition,), (opposite,)]
        return board(self.name, boxes)

    def asker(self, live: int, row: Values | None = None) -> Ask:
        def ask(condition: Condition) -> bool | None:
            bit = self._bits.get(condition)
            if bit is None:
                return self._on_row(condition, row)
            if not live >> (bit + 1) & 1:
                return True
            return None if live >> bit & 1 else False

        return ask

    def _on_row(self, condition: Condition, row: Values | None) -> bool:
        if row is None:
            return False
        return condition.holds({name: row[self._outputs[name]] for name in condition.names})


def broken(chain: Chain, wording: Wording, model: Model, invariants: Sequence[Invariant]) -> Iterator[Counterexample]:
    """A smallest counterexample of each invariant that does not hold."""
    step = chain.steps[chain.last]
    for invariant in invariants:
        agreement = Agreement(invariant, model, step.decision)
        space = make_space((*chain.boards, agreement.board()), model.facts())
        verdict = _verdict(chain, agreement)
        witness = find(space.field(), verdict, wanted=True)
        if witness is not None:
            facts = wording.ordered(minimal(space, verdict, witness))
            rules = _rules_at(chain, space, facts)
            yield Counterexample("invariant", facts, rules, wording.invariant(facts, rules, invariant.name))


def _rules_at(chain: Chain, space: Space, facts: Mapping[str, Value]) -> tuple[int, ...]:
    """The rules that can decide under these facts."""
    field = space.field(facts)
    live, sure = field.live[chain.last], field.sure[0][chain.last] & chain.boards[chain.last].all
    found = list(bits(live))
    if chain.steps[chain.last].decision.hit_policy == "F" and sure:
        found = [at for at in found if at <= next(bits(sure))]
    return tuple(at + 1 for at in found)


def _verdict(chain: Chain, agreement: Agreement) -> Verdict:
    step = chain.steps[chain.last]

    def answer(live: int, alternative: tuple[int, int] | Fails) -> bool | None:
        when = truth(agreement.when, agreement.asker(live))
        if when is False:
            return False
        then = False if isinstance(alternative, Fails) else _kept(step, agreement, live, *alternative)
        if then is not False:
            return False if then else None
        return when

    def verdict(live: Masks, sure: Masks) -> bool | None:
        options = chain.alternatives(chain.last, live[:-1], sure[:-1])
        answers = {answer(live[-1], alternative) for alternative in options}
        return answers.pop() if len(answers) == 1 else None

    return verdict


def _kept(step: Step, agreement: Agreement, facts: int, live: int, sure: int) -> bool | None:
    """Does what the table gives keep the agreement?"""
    if step.decision.gives_list:
        return _kept_by_one(step, agreement, facts, live, sure)
    found = {_said(agreement, facts, outcome) for outcome in _outcomes(step, live, sure)}
    if False in found and live == sure:
        return False
    return found.pop() if len(found) == 1 else None


def _outcomes(step: Step, live: int, sure: int) -> Iterator[Outcome]:
    """What may come out; hits that contradict each other under U or A must all keep the agreement."""
    decided = step.decision.is_table and step.decision.hit_policy in ("U", "A") and sure
    for outcome in given_by(step, live, sure):
        if not (decided and isinstance(outcome, Fails)):
            yield outcome
    if decided:
        yield from (constant(step.rows[at], step.decision.name) for at in bits(live))


def _said(agreement: Agreement, facts: int, outcome: Outcome) -> bool | None:
    if isinstance(outcome, Unknown):
        return None
    if isinstance(outcome, Fails):
        return False
    return truth(agreement.then, agreement.asker(facts, outcome))


def _kept_by_one(step: Step, agreement: Agreement, facts: int, live: int, sure: int) -> bool | None:
    """For a list of outcomes: at least one hit keeps the agreement."""
    if not live:
        return False if step.default is None else _on_default(step, agreement, facts)
    said = {at: _on(step, agreement, facts, at) for at in bits(live)}
    if any(said[at] for at in bits(sure)):
        return True
    if sure or step.default is None:
        return False if all(found is False for found in said.values()) else None
    return None


def _on(step: Step, agreement: Agreement, facts: int, at: int) -> bool | None:
    return truth(agreement.then, agreement.asker(facts, constant(step.rows[at], step.decision.name)))


def _on_default(step: Step, agreement: Agreement, facts: int) -> bool | None:
    assert step.default is not None
    return truth(agreement.then, agreement.asker(facts, constant(step.default, step.decision.name)))
