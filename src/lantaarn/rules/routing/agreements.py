"""Stated agreements over whole routes: S-FEEL about the facts and about who is reached, made into exact sets."""

from __future__ import annotations

from collections.abc import Mapping

from lantaarn.rules.feel.nodes import Comparison, Denial, Expression, FeelError, Literal, Logic, Name, Value
from lantaarn.rules.feel.parsing import parse_expression
from lantaarn.rules.feel.unary import RELATIONS
from lantaarn.rules.routing.compiling import Branch, Compiler
from lantaarn.rules.routing.diagrams import FALSE, TRUE, Diagrams
from lantaarn.rules.routing.plan import NONE, Invariant, RoutePlan

Options = Mapping[Value, int]  # each value of a name, with when it has it


class Reach:
    """Who a route reaches, for all combinations at once; the vocabulary of `then`."""

    def __init__(self, plan: RoutePlan, compiler: Compiler) -> None:
        self._plan = plan
        self._sets = compiler.sets
        self._compiler = compiler
        self._defined = self._sets.all_of(compiler.decisions[name].defined for name in plan.steps)
        self._facts: dict[str, Options] = {
            name: {value: compiler.where(name, value) for value in compiler.values[name]} for name in compiler.facts
        }
        self._words = {**self._route(), **self._facts}

    def _route(self) -> dict[str, Options]:
        """Each desk is "first", "lead", "parallel" or "no"; each task "yes" or "no"; the lead row by its codes."""
        names: dict[str, Options] = {
            name: self._merged((self._plan.lead,), output, codes)
            for name, output, codes in (
                ("lead", "desk", tuple(desk.code for desk in self._plan.desks)),
                ("lead_task", "task", self._plan.tasks),
                ("lead_deadline", "deadline", self._plan.deadlines),
            )
        }
        for task in self._plan.tasks:
            given = self._merged(self._plan.steps, "task", (task,))[task]
            names[task] = {"yes": given, "no": self._sets.negate(given)}
        for desk in self._plan.desks:
            names[desk.code] = self._standing(desk.code)
        return names

    def _standing(self, desk: str) -> Options:
        standing: dict[Value, int] = {}
        seen = FALSE
        for word, decisions in (
            ("first", self._plan.first),
            ("lead", (self._plan.lead,)),
            ("parallel", self._plan.parallel),
        ):
            reached = self._merged(decisions, "desk", (desk,))[desk]
            standing[word] = self._sets.without(reached, seen)
            seen = self._sets.either(seen, reached)
        return {**standing, "no": self._sets.negate(seen)}

    def _merged(self, decisions: tuple[str, ...], output: str, codes: tuple[str, ...]) -> dict[Value, int]:
        merged: dict[Value, int] = dict.fromkeys(codes, FALSE)
        for name in decisions:
            for branch in self._compiler.decisions[name].branches:
                value = self._value(name, branch, output)
                if self._value(name, branch, "desk") != NONE and value in merged:
                    merged[value] = self._sets.either(merged[value], branch.when)
        return merged

    def _value(self, decision: str, branch: Branch, output: str) -> Value:
        return branch.row[self._compiler.decisions[decision].column(output)]

    def broken(self, agreement: Invariant) -> int:
        """All combinations that have a route and in which the agreement does not hold."""
        when = meaning(self._sets, read(agreement.when, self._facts), self._facts)
        then = meaning(self._sets, read(agreement.then, self._words), self._words)
        return self._sets.without(self._sets.both(when, self._defined), then)


def meaning(sets: Diagrams, expression: Expression, words: Mapping[str, Options]) -> int:
    """All combinations in which the expression holds."""
    if isinstance(expression, Logic):
        left, right = meaning(sets, expression.left, words), meaning(sets, expression.right, words)
        return sets.both(left, right) if expression.operator == "and" else sets.either(left, right)
    if isinstance(expression, Denial):
        return sets.negate(meaning(sets, expression.operand, words))
    if isinstance(expression, Comparison):
        return _comparison(sets, expression, words)
    raise FeelError('Schrijf een vergelijking, zoals minor = "yes", eventueel met and, or en not(…).')


def _comparison(sets: Diagrams, expression: Comparison, words: Mapping[str, Options]) -> int:
    holds = RELATIONS[expression.operator]
    found = FALSE
    for left, when_left in _options(expression.left, words).items():
        for right, when_right in _options(expression.right, words).items():
            if holds(left, right):
                found = sets.either(found, sets.both(when_left, when_right))
    return found


def read(text: str, words: Mapping[str, Options]) -> Expression:
    """The agreement as an expression over these words; FeelError says what is unknown."""
    expression = parse_expression(text, tuple(words))
    check(expression, {name: tuple(options) for name, options in words.items()})
    return expression


def check_agreement(text: str, words: Mapping[str, tuple[Value, ...]]) -> None:
    """FeelError when the text is no agreement over these names and values."""
    check(parse_expression(text, tuple(words)), words)


def check(expression: Expression, words: Mapping[str, tuple[Value, ...]]) -> None:
    """Refuses names that are not there, values that a name never has, and anything but comparisons."""
    if isinstance(expression, Logic):
        check(expression.left, words)
        check(expression.right, words)
    elif isinstance(expression, Denial):
        check(expression.operand, words)
    elif isinstance(expression, Comparison) and expression.operator in ("=", "!="):
        _check_pair(expression.left, expression.right, words)
        _check_pair(expression.right, expression.left, words)
    else:
        raise FeelError('Schrijf vergelijkingen met = of !=, zoals minor = "yes", eventueel met and, or en not(…).')


def _check_pair(side: Expression, other: Expression, words: Mapping[str, tuple[Value, ...]]) -> None:
    if not isinstance(side, Name | Literal):
        raise FeelError("Aan elke kant van een vergelijking staat één naam of één waarde.")
    if isinstance(side, Literal):
        return
    if side.name not in words:
        raise FeelError(f"De naam '{side.name}' is hier niet bekend.")
    if isinstance(other, Literal) and other.value not in words[side.name]:
        choice = ", ".join(f'"{value}"' for value in words[side.name])
        raise FeelError(f"De naam '{side.name}' is nooit \"{other.value}\". Kies uit: {choice}.")


def _options(side: Expression, words: Mapping[str, Options]) -> Options:
    if isinstance(side, Name):
        return words[side.name]
    if isinstance(side, Literal):
        return {side.value: TRUE}
    raise FeelError("Aan elke kant van een vergelijking staat één naam of één waarde.")
