"""Proves that not knowing is never rewarded: unknown gets no more than the strictest of the known answers."""

from __future__ import annotations

from collections.abc import Iterator

from lantaarn.rules.proofs import Counterexample
from lantaarn.rules.routing.diagrams import FALSE
from lantaarn.rules.sharing.plan import UNKNOWN
from lantaarn.rules.sharing.space import Space


def rewarded_doubts(space: Space) -> Iterator[Counterexample]:
    """For each fact that can be unknown, the first situation in which that is answered too freely."""
    for fact in space.compiler.facts:
        if UNKNOWN in space.values(fact):
            found = _worst(space, fact)
            if found is not None:
                yield found


def _worst(space: Space, fact: str) -> Counterexample | None:
    """The freest verdict at unknown goes first, against the strictest at a value that is known."""
    verdicts = space.plan.verdicts
    for rank in range(len(verdicts) - 1, 0, -1):
        doubt = space.given(space.at([verdicts[rank]]), **{fact: UNKNOWN})
        if doubt == FALSE:
            continue
        for stricter in verdicts[:rank]:
            for value in space.values(fact):
                known = space.given(space.at([stricter]), **{fact: value})
                both = space.sets.both(doubt, known)
                if both != FALSE:
                    said = {"fact": fact, "value": value, "free": verdicts[rank], "strict": stricter}
                    return _told(space, both, said)
    return None


def _told(space: Space, both: int, said: dict[str, str]) -> Counterexample:
    plan, fact = space.plan, said["fact"]
    facts = space.compiler.cause(both)
    known = next((words for words in plan.words if words.fact == fact), None)
    unknown, value = (known.phrase(one) if known else one for one in (UNKNOWN, said["value"]))
    text = (
        f"{plan.say(facts)}: bij “{unknown}” is het oordeel “{plan.label(said['free'])}”, maar bij “{value}” is het "
        f"“{plan.label(said['strict'])}”. Wie iets niet weet, mag niet meer delen dan wie het wel weet."
    )
    shown = {**facts, fact: UNKNOWN}
    return Counterexample("unknown", shown, space.rules(shown), text)
