"""What the decisions before this one can decide, given the rules that are still alive in each.

Exact: decisions that feed each other are proved over the leaf facts of the first ones, so that what one decision
can never give together with a fact is not held against the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from lantaarn.rules.feel.expressions import evaluate
from lantaarn.rules.feel.nodes import Expression, FeelError, Value, names_in, substituted
from lantaarn.rules.feel.unary import holds
from lantaarn.rules.proofs.boards import Board, constant, default_row, rows_of, table_board
from lantaarn.rules.proofs.space import Masks
from lantaarn.rules.tables.evaluating import aggregate, rank
from lantaarn.rules.tables.model import Model
from lantaarn.rules.tables.parts import Decision, Input, Link, TableError

Values = tuple[Value, ...]


@dataclass(frozen=True)
class Fails:
    """A decision before this one gives no outcome here."""

    decision: str


@dataclass(frozen=True)
class Unknown:
    """Too little is fixed yet to say what the decision gives."""


UNKNOWN = Unknown()
Outcome = Values | Fails | Unknown
Alternative = tuple[int, int] | Fails
"""The rules alive and the rules sure, under one possible outcome of the decisions before."""


class Step:
    """One decision on the way: its board, its rows, and what it takes from earlier steps."""

    def __init__(self, decision: Decision, inlined: Mapping[str, Expression]) -> None:
        self.decision = decision
        self.board = table_board(decision, inlined) if decision.is_table else Board(decision.name, 0)
        self.rows = rows_of(decision)
        self.default = default_row(decision) if decision.is_table else None
        self._masks: dict[tuple[tuple[str, Values], ...], int | None] = {}
        used = {name for column in decision.inputs for name in column.needs}
        used |= {name for condition in self.board.linked for name in condition.names}
        used |= set(names_in(decision.expression)) if decision.expression is not None else set()
        self.links = tuple(link for link in decision.links if link.name in used - set(inlined))
        self.before = tuple(dict.fromkeys(link.decision for link in self.links))

    def scope(self, given: Sequence[tuple[str, Values]], outputs: Mapping[str, Sequence[str]]) -> dict[str, Value]:
        rows = dict(given)
        return {link.name: rows[link.decision][_place(link, outputs)] for link in self.links}

    def mask(self, given: tuple[tuple[str, Values], ...], outputs: Mapping[str, Sequence[str]]) -> int | None:
        """The rules that these outcomes leave alive; None when a column does not allow what it is given."""
        if given not in self._masks:
            self._masks[given] = self._mask(self.scope(given, outputs))
        return self._masks[given]

    def _mask(self, scope: Mapping[str, Value]) -> int | None:
        for column in self.decision.inputs:
            if column.expression is None and column.name in scope and not _allows(column, scope[column.name]):
                return None
        mask = self.board.all
        for condition, boxes in self.board.linked.items():
            if not condition.holds(scope):
                mask &= ~boxes
        return mask


def _place(link: Link, outputs: Mapping[str, Sequence[str]]) -> int:
    return 0 if link.output is None else list(outputs[link.decision]).index(link.output)


def _allows(column: Input, value: Value) -> bool:
    return (column.allowed is None or value in column.allowed) and holds(column.limits, value, {})


def inlined_names(decision: Decision, leafy: Mapping[str, Expression]) -> dict[str, Expression]:
    """The names in this decision that stand for calculations over leaf facts only."""
    found = {link.name: leafy[link.decision] for link in decision.links if link.decision in leafy}
    links = {link.name for link in decision.links}
    if any(links & set(names_in(expression)) for expression in found.values()):
        raise TableError(
            "Een feit en een beslissing heten hier hetzelfde. Geef ze verschillende namen.", decision=decision.name
        )
    return found


def _steps(decisions: Sequence[Decision]) -> Iterator[Step]:
    leafy: dict[str, Expression] = {}
    for decision in decisions:
        inlined = inlined_names(decision, leafy)
        if decision.expression is not None:
            expression = substituted(decision.expression, inlined)
            if not {link.name for link in decision.links} & set(names_in(expression)):
                leafy[decision.name] = expression
        yield Step(decision, inlined)


class Chain:
    """The decision to prove with all that come before it, as steps in order; the last step is the decision."""

    def __init__(self, model: Model, decision: Decision) -> None:
        needed = model.needed(decision.name)
        self.steps = tuple(_steps(needed))
        self.outputs = {step.name: [output.name for output in step.outputs] for step in needed}
        self._at = {step.name: at for at, step in enumerate(needed)}
        self._known: dict[tuple[int, Masks, Masks], tuple[Outcome, ...]] = {}

    @property
    def boards(self) -> tuple[Board, ...]:
        return tuple(step.board for step in self.steps)

    @property
    def last(self) -> int:
        return len(self.steps) - 1

    def outcomes(self, at: int, live: Masks, sure: Masks) -> tuple[Outcome, ...]:
        """Everything the step may give; one outcome means that it is certain."""
        key = (at, live[: at + 1], sure[: at + 1])
        if key not in self._known:
            self._known[key] = tuple(dict.fromkeys(self._outcomes(at, live, sure)))
        return self._known[key]

    def alternatives(self, at: int, live: Masks, sure: Masks) -> Iterator[Alternative]:
        """The rules alive and sure in the step, for each thing that the steps before it may give."""
        step = self.steps[at]
        if not step.before:
            yield live[at], sure[at]
            return
        for given in self._given(step, live, sure):
            failed = next((value for _, value in given if isinstance(value, Fails)), None)
            if failed is not None:
                yield failed
            elif any(isinstance(value, Unknown) for _, value in given):
                yield live[at], 0
            else:
                mask = step.mask(given, self.outputs)  # type: ignore[arg-type]
                yield Fails(given[0][0]) if mask is None else (live[at] & mask, sure[at] & mask)

    def _given(self, step: Step, live: Masks, sure: Masks) -> Iterator[tuple[tuple[str, Outcome], ...]]:
        options = [self.outcomes(self._at[name], live, sure) for name in step.before]
        for values in product(*options):
            yield tuple(zip(step.before, values, strict=True))

    def _outcomes(self, at: int, live: Masks, sure: Masks) -> Iterator[Outcome]:
        step = self.steps[at]
        if step.decision.expression is not None:
            yield from self._calculated(step, live, sure)
            return
        for alternative in self.alternatives(at, live, sure):
            if isinstance(alternative, Fails):
                yield alternative
            else:
                yield from given_by(step, *alternative)

    def _calculated(self, step: Step, live: Masks, sure: Masks) -> Iterator[Outcome]:
        """A calculation over outcomes of earlier decisions only."""
        expression = step.decision.expression
        assert expression is not None
        if not set(names_in(expression)) <= {link.name for link in step.links}:
            raise TableError(
                "Deze berekening mengt feiten met uitkomsten van andere beslissingen. Zij kan worden uitgevoerd, maar "
                "niet bewezen.",
                decision=step.decision.name,
            )
        for given in self._given(step, live, sure):
            odd = next((value for _, value in given if isinstance(value, Fails | Unknown)), None)
            yield odd if odd is not None else self._value(step, given)

    def _value(self, step: Step, given: Sequence[tuple[str, Outcome]]) -> Outcome:
        expression = step.decision.expression
        assert expression is not None
        try:
            return (evaluate(expression, step.scope(given, self.outputs)),)  # type: ignore[arg-type]
        except FeelError:
            return Fails(step.decision.name)


def given_by(step: Step, live: int, sure: int) -> Iterator[Outcome]:
    """What a table may give when these rules are alive and these are sure; never too little."""
    decision = step.decision
    if decision.gives_list or decision.aggregator:
        yield from _aggregated(step, live, sure)
        return
    rows = {at: constant(step.rows[at], decision.name) for at in bits(live)}
    if live == sure:
        yield _decided(step, list(rows.values()))
        return
    if not sure:
        yield _otherwise(step)
    possible = list(_possible(decision, rows, sure))
    yield from possible
    if decision.hit_policy != "F" and clash(decision, possible):
        yield Fails(decision.name)


def _possible(decision: Decision, rows: Mapping[int, Values], sure: int) -> Iterator[Values]:
    if decision.hit_policy == "F" and sure:
        yield from (row for at, row in rows.items() if at <= lowest(sure))
    elif decision.hit_policy == "P" and sure:
        best = min(rank(decision, rows[at]) for at in bits(sure))
        yield from (row for row in rows.values() if rank(decision, row) <= best)
    else:
        yield from rows.values()


def _decided(step: Step, rows: Sequence[Values]) -> Outcome:
    """What exactly these hits give, in rule order."""
    if not rows:
        return _otherwise(step)
    if step.decision.hit_policy == "F":
        return rows[0]
    ordered = sorted(rows, key=lambda row: rank(step.decision, row)) if step.decision.hit_policy == "P" else rows
    best = [row for row in ordered if step.decision.hit_policy != "P" or _level(step, row) == _level(step, ordered[0])]
    return Fails(step.decision.name) if clash(step.decision, best) else best[0]


def _level(step: Step, row: Values) -> tuple[int, ...]:
    return rank(step.decision, row)


def clash(decision: Decision, rows: Sequence[Values]) -> bool:
    """Can hits with these rows contradict each other under the hit policy?"""
    if decision.hit_policy == "U":
        return len(rows) > 1
    if decision.hit_policy == "P":
        return len(set(rows)) > len({rank(decision, row) for row in rows})
    return decision.hit_policy == "A" and len(set(rows)) > 1


def _otherwise(step: Step) -> Outcome:
    return Fails(step.decision.name) if step.default is None else constant(step.default, step.decision.name)


def _aggregated(step: Step, live: int, sure: int) -> Iterator[Outcome]:
    if live != sure or step.decision.gives_list:
        yield UNKNOWN
    elif not live:
        yield _otherwise(step)
    else:
        rows = [constant(step.rows[at], step.decision.name)[0] for at in bits(live)]
        yield (aggregate(step.decision.aggregator, rows),)


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
