"""The proof of sharing against trying everything: each fact, each agreement, each path, in random tables."""

from collections import deque

from hypothesis import given, settings
from hypothesis import strategies as st

from lantaarn.rules.sharing import VERDICTS, PathCounterexample, SharingInvariant, decide, prove_sharing
from rules.small_sharing import EVERY, FACTS, KINDS, NEVER, small_plan

WHOLE = VERDICTS[2:]
WHO_MAY_NOT = {
    "direct": 'category = "person" and provenance_domain = "care" and recipient_kind = "riec"',
    "source": 'category = "person" and sharer_kind = "care" and recipient_kind = "riec"',
    "ground": 'ground = "none" and category = "person"',
}
INVARIANTS = tuple(SharingInvariant(name, name, when, NEVER, paths=True) for name, when in WHO_MAY_NOT.items())
SOURCES = {"care": ("care",), "town": ("town",)}


def cells(fact: str):
    values = [f'"{value}"' for value in FACTS[fact]]
    return st.sampled_from(["-", "-", "-", *values, *(f"not({value})" for value in values)])


rows = st.lists(st.tuples(st.tuples(*(cells(fact) for fact in FACTS)), st.sampled_from(VERDICTS)), max_size=5)
tables = st.tuples(rows, st.sampled_from([*VERDICTS, ""])).map(
    lambda drawn: (*drawn[0], *([(("-",) * 5, drawn[1])] if drawn[1] else []))
)


def tried(plan):
    """Each combination with what the table itself says, run the plain way."""
    found = {}
    for facts in EVERY:
        value = plan.model.explain(facts, "sharing").value
        found[tuple(facts.values())] = value and value["verdict"]
    return found


def forbids(name: str, facts, source: str) -> bool:
    category, provenance, _, recipient, ground = facts
    return (
        category == "person"
        and {
            "direct": provenance == "care" and recipient == "riec",
            "source": source == "care" and recipient == "riec",
            "ground": ground == "none",
        }[name]
    )


def thin(verdict) -> bool:
    return verdict in (*VERDICTS[:2], None)


def broken(said, name: str) -> bool:
    return any(forbids(name, facts, facts[2]) and not thin(verdict) for facts, verdict in said.items())


def rewarded(said, fact: str) -> bool:
    at = list(FACTS).index(fact)
    for facts, verdict in said.items():
        if facts[at] == "unknown" and verdict:
            known = [said[(*facts[:at], value, *facts[at + 1 :])] for value in FACTS[fact] if value != "unknown"]
            if any(one and VERDICTS.index(one) < VERDICTS.index(verdict) for one in known):
                return True
    return False


def reached(said, source: str, category: str, provenance: str):
    """Holder and category, with the number of shares that it takes: plain breadth-first search."""
    ways = {(source, category): 0}
    waiting = deque(ways)
    while waiting:
        kind, now = waiting.popleft()
        for recipient in KINDS:
            verdicts = {said[now, provenance, kind, recipient, ground] for ground in FACTS["ground"]}
            steps = [(recipient, now)] if verdicts & set(WHOLE) else []
            steps += [(recipient, "phenomenon")] if "without_person_data" in verdicts else []
            for step in steps:
                if step not in ways:
                    ways[step] = ways[kind, now] + 1
                    waiting.append(step)
    return ways


def shortest_breach(said, name: str):
    """The least number of shares in a chain that breaks the agreement, the last share included."""
    lengths = []
    for provenance, sources in SOURCES.items():
        for source in sources:
            for category in FACTS["category"]:
                for (holder, now), shares in reached(said, source, category, provenance).items():
                    last = [facts for facts in said if facts[:3] == (now, provenance, holder)]
                    if any(forbids(name, facts, source) and not thin(said[facts]) for facts in last):
                        lengths.append(shares + 1)
    return min(lengths, default=None)


def goes_round(said) -> bool:
    for provenance, sources in SOURCES.items():
        for source in sources:
            for category in FACTS["category"]:
                ways = reached(said, source, category, provenance)
                direct = {step for step, shares in ways.items() if shares == 1}
                for (kind, now), shares in ways.items():
                    whole = now == "phenomenon" and any(holder == kind for holder, _ in direct)
                    if shares > 1 and kind != source and (kind, now) not in direct and not whole:
                        return True
    return False


@given(tables)
@settings(max_examples=120, deadline=None)
def test_the_proof_says_what_trying_everything_says(table):
    plan = small_plan(*table, invariants=INVARIANTS)
    said = tried(plan)
    proof = prove_sharing(plan)
    assert proof.proof("sharing").total == all(said.values())
    found = proof.counterexamples
    for name in WHO_MAY_NOT:
        told = [one for one in found if one.kind == "invariant" and f"“{name}”" in one.text]
        assert bool(told) == broken(said, name), name
        paths = [one for one in found if isinstance(one, PathCounterexample) and f"“{name}”" in one.text]
        assert [len(one.path) - 1 for one in paths] == [n for n in [shortest_breach(said, name)] if n], name
    doubts = {fact for fact in FACTS for one in found if one.kind == "unknown" and one.facts.get(fact) == "unknown"}
    assert {fact for fact in FACTS if rewarded(said, fact)} <= doubts
    assert bool([one for one in found if one.kind == "unknown"]) == any(rewarded(said, fact) for fact in FACTS)
    assert any("Rechtstreeks" in one.text for one in found) == goes_round(said)


@given(tables)
@settings(max_examples=40, deadline=None)
def test_a_counterexample_holds_whatever_the_other_facts_are(table):
    plan = small_plan(*table, invariants=INVARIANTS)
    said = tried(plan)
    for one in prove_sharing(plan).counterexamples:
        if one.kind == "invariant":
            name = one.text.split("“")[1].split("”")[0]
            inside = [facts for facts in EVERY if one.facts.items() <= facts.items()]
            assert inside
            for facts in inside:
                key = tuple(facts.values())
                assert forbids(name, key, key[2])
                assert not thin(said[key])


@given(tables)
@settings(max_examples=40, deadline=None)
def test_a_decision_is_what_the_table_says_and_else_nothing_is_shared(table):
    plan = small_plan(*table)
    for key, verdict in tried(plan).items():
        assert decide(plan, dict(zip(FACTS, key, strict=True))).kind == (verdict or "may_not")
