"""The proof of a region against counting by hand: a small region, broken at random, every combination tried."""

from collections import defaultdict
from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from lantaarn.rules.routing import ManualTriage, prove_region, route
from lantaarn.rules.tables import TableError, read_dmn, with_cell, with_rule_added, with_rule_removed
from lantaarn.tables.packs import Pack

STAGES = ("entry", "front", "house")
FACTS = {"stage": STAGES, "form": ("labour", "other", "unknown"), "victim": ("yes", "no", "unknown")}
EVERY = [dict(zip(FACTS, values, strict=True)) for values in product(*FACTS.values())]
VALUES = {**FACTS, "kind": ("work", "rest")}


# --- counting by hand -----------------------------------------------------------------------------------------------


def passes(cell: str, value: str) -> bool:
    if cell == "-":
        return True
    listed = [part.strip().strip('"') for part in cell.removeprefix("not(").removesuffix(")").split(",")]
    return (value in listed) != cell.startswith("not(")


def hits(decision, scope) -> list[tuple[int, tuple[str, ...]]]:
    return [
        (number, tuple(cell.text.strip('"') for cell in rule.outputs))
        for number, rule in enumerate(decision.rules, start=1)
        if all(passes(cell.text, scope[column.name]) for cell, column in zip(rule.inputs, decision.inputs, strict=True))
    ]


def decided(decision, scope):
    """The rows that this decision gives, or "gap" or "overlap"."""
    if any(column.name not in scope for column in decision.inputs):
        return "gap"
    found = hits(decision, scope)
    if not found:
        return "gap"
    rows = [row for _, row in found]
    if decision.hit_policy == "C":
        return rows
    if decision.hit_policy == "U" and len(rows) > 1:
        return "overlap"
    if decision.hit_policy == "A" and len(set(rows)) > 1:
        return "overlap"
    return rows[:1]


def rows_of(pack: Pack, facts):
    """What each decision says at these facts."""
    scope, said = dict(facts), {}
    for decision in pack.model.decisions:
        said[decision.name] = decided(decision, scope)
        if decision.name == "kind" and isinstance(said["kind"], list):
            scope["kind"] = said["kind"][0][0]
    return said


def desk_fails(pack: Pack, decision: str, row) -> bool:
    code, task, deadline = row
    if code == "none":
        return decision == "lead"
    if task not in {one.code for one in pack.tasks} or deadline not in {one.code for one in pack.deadlines}:
        return True
    desk = next((one for one in pack.desks if one.code == code), None)
    if desk is None or (desk.off_system and not desk.channel) or not (desk.end or desk.stage):
        return True
    return bool(desk.municipalities) and len(desk.municipalities) < len(pack.municipalities)


def lead_desk(pack: Pack, facts):
    row = rows_of(pack, facts)["lead"]
    code = row[0][0] if isinstance(row, list) else None
    return next((one for one in pack.desks if one.code == code), None)


def comes_back(pack: Pack, facts) -> bool:
    """Following the leading desk from stage to stage brings the signal back to where it was."""
    stage = facts["stage"]
    for _ in STAGES:
        desk = lead_desk(pack, {**facts, "stage": stage})
        if desk is None or not desk.stage:
            return False
        stage = desk.stage
        if stage == facts["stage"]:
            return True
    return False


def promised(pack: Pack, facts, said) -> dict[str, bool]:
    """The two agreements of the small region, written out."""
    lead, also = said["lead"][0], said["also"]
    reached = {lead[0], *(row[0] for row in also)} - {"none"}
    tasks = {row[1] for row in (lead, *also) if row[0] != "none"}
    return {
        "labour_to_work": not (facts["form"] == "labour" and facts["stage"] != "entry") or lead[0] == "work",
        "victim_to_care": facts["victim"] == "no" or ("care" in reached and "help" in tasks),
    }


def failing(pack: Pack, facts):
    """What fails in one combination: (decision, kind, label of the agreement)."""
    said = rows_of(pack, facts)
    for decision, rows in said.items():
        if isinstance(rows, str):
            yield decision, rows, ""
        elif decision != "kind" and any(desk_fails(pack, decision, row) for row in rows):
            yield decision, "desk", ""
    if comes_back(pack, facts):
        yield "lead", "desk", ""
    if all(isinstance(rows, list) for rows in said.values()):
        kept = promised(pack, facts, said)
        yield from ((one.decision, "invariant", one.label) for one in pack.invariants if not kept[one.name])


def counted(pack: Pack) -> dict[tuple[str, str, str], list[dict[str, str]]]:
    """All failures, each with the combinations in which it fails."""
    failures = defaultdict(list)
    for facts in EVERY:
        for failure in set(failing(pack, facts)):
            failures[failure].append(facts)
    return failures


# --- breaking -------------------------------------------------------------------------------------------------------


def cells(column: str):
    """A condition: any, some of the values, or none of them."""
    some = st.lists(st.sampled_from(VALUES[column]), min_size=1, unique=True).map(
        lambda values: ",".join(f'"{value}"' for value in values)
    )
    return st.just("-") | some | some.map(lambda text: f"not({text})")


@st.composite
def edited_models(draw, model):
    for _ in range(draw(st.integers(0, 3))):
        decision = model.decision(draw(st.sampled_from(("kind", "lead", "also"))))
        if not decision.rules:
            continue
        rule = draw(st.integers(1, len(decision.rules)))
        what = draw(st.sampled_from(("drop", "condition", "output", "copy")))
        if what == "drop":
            model = with_rule_removed(model, decision.name, rule)
        elif what == "condition":
            column = draw(st.integers(0, len(decision.inputs) - 1))
            text = draw(cells(decision.inputs[column].name))
            model = with_cell(model, decision.name, rule, column, text)
        elif what == "output" and decision.name != "kind":
            desk = draw(st.sampled_from(("front", "house", "work", "care", "none", "nowhere")))
            model = with_cell(model, decision.name, rule, "desk", f'"{desk}"')
        elif what == "copy":
            texts = [cell.text for cell in (*decision.rules[rule - 1].inputs, *decision.rules[rule - 1].outputs)]
            model = with_rule_added(model, decision.name, texts)
    return model


@st.composite
def edited_desks(draw, desks):
    """A desk goes, loses its way on, its end or its channel, or is missing somewhere; never the desk of last resort."""
    kept = list(desks)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(kept) - 1))
        desk = kept[at]
        what = draw(st.sampled_from(("gone", "no_end", "no_channel", "elsewhere", "partly")))
        if what == "gone" and desk.code != "house" and len(kept) > 2:
            del kept[at]
        elif what == "no_end":
            kept[at] = replace(desk, end=False)
        elif what == "no_channel" and desk.code != "house":
            kept[at] = replace(desk, channel="")
        elif what == "elsewhere":
            kept[at] = replace(desk, stage=draw(st.sampled_from(("", "front", "house"))))
        elif what == "partly" and desk.municipal:
            kept[at] = replace(desk, municipalities=("GM9001",))
    return tuple(kept)


@given(data=st.data())
@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
def test_the_proof_finds_exactly_what_counting_finds(mini, mini_tables, data):
    policies = {
        "lead": data.draw(st.sampled_from(("UNIQUE", "FIRST", "ANY"))),
        "also": data.draw(st.sampled_from(("UNIQUE", "FIRST", "ANY", "COLLECT"))),
    }
    try:
        model = data.draw(edited_models(read_dmn(mini_tables(**policies))))
    except TableError:
        assume(False)
    pack = replace(mini, model=model, desks=data.draw(edited_desks(mini.desks)))
    proof = prove_region(pack.plan())
    counts = counted(pack)
    known = {desk.code for desk in pack.desks}
    found = {
        (one.decision, example.kind): example
        for one in proof.proofs
        for example in one.counterexamples
        if "niet na te gaan" not in example.text
    }
    expected = {(decision, kind) for decision, kind, _ in counts}
    if not {"work", "care"} <= known:  # an agreement about a desk that is gone cannot be checked, and says so
        found = {key: example for key, example in found.items() if key[1] != "invariant"}
        expected = {key for key in expected if key[1] != "invariant"}
    event("proved" if not expected else "+".join(sorted({kind for _, kind in expected})))
    assert set(found) == expected
    for one in proof.proofs:
        for example in one.counterexamples:
            _holds_everywhere(one.decision, example, counts)


def _holds_everywhere(decision, example, counts):
    """Whatever the other facts are, it fails; and of a broken agreement no fact can be dropped."""
    if "niet na te gaan" in example.text:
        return
    label = next((name for _, kind, name in counts if kind == "invariant" and name in example.text), "")
    fails = counts[decision, example.kind, label if example.kind == "invariant" else ""]
    facts = {name: value for name, value in example.facts.items() if name in FACTS}
    assert all(one in fails for one in completions(facts))
    if example.kind in ("invariant", "gap"):
        for name in facts:
            fewer = {known: value for known, value in facts.items() if known != name}
            assert not all(one in fails for one in completions(fewer))


def completions(facts):
    return [one for one in EVERY if facts.items() <= one.items()]


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_route_is_given_exactly_where_it_can_be_trusted(mini, mini_tables, data):
    """Running and counting agree: one lead where all decisions decide and all desks exist, else a person decides."""
    policy = data.draw(st.sampled_from(("UNIQUE", "COLLECT")))
    try:
        model = data.draw(edited_models(read_dmn(mini_tables(also=policy))))
    except TableError:
        assume(False)
    pack = replace(mini, model=model)
    plan = pack.plan()
    known = {one.code for one in (*pack.desks, *pack.tasks, *pack.deadlines)}
    for facts in EVERY:
        said = rows_of(pack, facts)
        whole = all(isinstance(rows, list) for rows in said.values())
        trusted = (
            whole
            and said["lead"][0][0] != "none"
            and all(row[0] == "none" or set(row) <= known for row in (*said["lead"], *said["also"]))
        )
        found = route(plan, facts)
        if not trusted:
            assert isinstance(found, ManualTriage)
            assert found.reason
            continue
        rows = [(step.desk, step.task, step.deadline) for step in found.steps]
        assert rows == [row for row in (*said["lead"], *said["also"]) if row[0] != "none"]
        assert [step.lead for step in found.steps].count(True) == 1
