"""The questions that the search answers: is there a gap here, an overlap, can this rule decide?"""

from __future__ import annotations

from collections.abc import Callable

from lantaarn.rules.proofs.boards import constant
from lantaarn.rules.proofs.chain import Alternative, Chain, Fails, bits, clash
from lantaarn.rules.proofs.search import Verdict
from lantaarn.rules.proofs.space import Masks
from lantaarn.rules.tables.evaluating import rank

Judge = Callable[[int, int], bool | None]


def _over(chain: Chain, judge: Judge, when_fails: bool) -> Verdict:
    """Ask the judge under everything that the decisions before may give; agreed answers count."""

    last, alone = chain.last, not chain.steps[chain.last].before

    def answer(alternative: Alternative) -> bool | None:
        return when_fails if isinstance(alternative, Fails) else judge(*alternative)

    def verdict(live: Masks, sure: Masks) -> bool | None:
        if alone:
            return judge(live[last], sure[last])
        answers = {answer(alternative) for alternative in chain.alternatives(last, live, sure)}
        return answers.pop() if len(answers) == 1 else None

    return verdict


def gap(chain: Chain) -> Verdict:
    """Fails where no rule applies, or where a decision before this one gives nothing."""
    covered = chain.steps[chain.last].decision.has_default

    def judge(live: int, sure: int) -> bool | None:
        if covered or sure:
            return False
        return None if live else True

    return _over(chain, judge, when_fails=True)


def overlap(chain: Chain) -> Verdict:
    """Fails where hits contradict each other under the hit policy."""
    step = chain.steps[chain.last]
    if step.decision.hit_policy == "U":
        return _over(chain, _two, when_fails=False)
    if step.decision.hit_policy == "P":
        return _over(chain, _ties(chain), when_fails=False)

    def judge(live: int, sure: int) -> bool | None:
        if len({step.rows[at] for at in bits(sure)}) > 1:
            return True
        return None if len({step.rows[at] for at in bits(live)}) > 1 else False

    return _over(chain, judge, when_fails=False)


def _two(live: int, sure: int) -> bool | None:
    if sure & (sure - 1):
        return True
    return None if live & (live - 1) else False


def _ties(chain: Chain) -> Judge:
    """Under PRIORITY hits contradict only at the best rank, and only when outputs without an order differ."""
    step = chain.steps[chain.last]
    rows = [constant(row, step.decision.name) for row in step.rows]
    ranks = [rank(step.decision, row) for row in rows]

    def judge(live: int, sure: int) -> bool | None:
        best_sure = min((ranks[at] for at in bits(sure)), default=None)
        near = [at for at in bits(live) if best_sure is None or ranks[at] <= best_sure]
        if not clash(step.decision, [rows[at] for at in near]):
            return False
        best = min(ranks[at] for at in near)
        top = {rows[at] for at in near if ranks[at] == best and sure >> at & 1}
        return True if len(top) > 1 else None

    return judge


def both(chain: Chain, first: int, second: int) -> Verdict:
    """Holds where two rules (from 0) apply together and nothing goes before them."""
    pair = 1 << first | 1 << second
    stronger = stronger_rules(chain, first)

    def judge(live: int, sure: int) -> bool | None:
        if live & pair != pair or sure & stronger:
            return False
        return True if sure & pair == pair and not live & stronger else None

    return _over(chain, judge, when_fails=False)


def decides(chain: Chain, rule: int, stronger: int) -> Verdict:
    """Holds where the rule (from 0) applies and none of the stronger ones does."""
    own = 1 << rule

    def judge(live: int, sure: int) -> bool | None:
        if not live & own or sure & stronger:
            return False
        return True if sure & own and not live & stronger else None

    return _over(chain, judge, when_fails=False)


def stronger_rules(chain: Chain, rule: int) -> int:
    """The rules that go before this one when both apply."""
    step = chain.steps[chain.last]
    if step.decision.hit_policy == "F":
        return (1 << rule) - 1
    if step.decision.hit_policy != "P":
        return 0
    ranks = [rank(step.decision, constant(row, step.decision.name)) for row in step.rows]
    return sum(1 << at for at, place in enumerate(ranks) if place < ranks[rule])
