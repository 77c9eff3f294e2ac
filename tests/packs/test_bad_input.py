"""Whatever is done to the files of a pack, reading and proving it ends in an answer."""

import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantaarn.config.region_command import main
from lantaarn.rules.routing import ManualTriage, prove_region, route
from lantaarn.rules.tables import TableError, with_cell, with_rule_removed
from lantaarn.tables.packs import PackError, read_pack

PIECES = (
    b"",
    b'"',
    b"[",
    b"]]",
    b"=",
    b"\n",
    b"\x00",
    b"\xff",
    "é\u202e😀".encode(),
    b"<",
    b"</rule>",
    b"not(",
    b"1e999",
)


@given(data=st.data())
@settings(max_examples=100, suppress_health_check=list(HealthCheck), deadline=None)
def test_a_damaged_pack_is_refused_or_read_and_never_crashes(mini_files, data):
    files = dict(mini_files)
    name = data.draw(st.sampled_from(sorted(files)))
    content = files[name]
    start = data.draw(st.integers(0, len(content)))
    end = min(len(content), start + data.draw(st.integers(0, 40)))
    files[name] = content[:start] + data.draw(st.sampled_from(PIECES) | st.binary(max_size=6)) + content[end:]
    assert all(said.strip() for said in answer(files))


def answer(files):
    """What the files lead to: the problems of the pack, or nothing when it can be read and proved."""
    try:
        prove_region(read_pack(files).plan())
    except PackError as error:
        return [str(problem) for problem in error.problems] or [""]
    except TableError as error:
        return [error.message]
    return []


def test_a_deeply_nested_value_is_refused(mini_files, tmp_path, capsys):
    (tmp_path / "route.dmn").write_bytes(mini_files["route.dmn"])
    (tmp_path / "region.toml").write_bytes(b"schema = 1\nx = " + b"[" * 50_000)
    assert main(["check", str(tmp_path)]) == 2
    assert "region.toml, regel" in capsys.readouterr().err


@given(seed=st.integers(0, 2**32))
@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
def test_drenthe_broken_at_random_is_never_called_proved_wrongly(drenthe, seed):
    """A proof and two hundred signals at random: proved means that each of them has a route that ends."""
    dice = random.Random(seed)
    model = drenthe.model
    for _ in range(dice.randint(0, 2)):
        decision = model.decision(dice.choice([one.name for one in model.decisions]))
        rule = dice.randint(1, len(decision.rules))
        column = dice.randrange(len(decision.inputs) + len(decision.outputs))
        donor = decision.rules[dice.randrange(len(decision.rules))]
        text = [*donor.inputs, *donor.outputs][column].text
        cut = dice.random() < 0.3 and len(decision.rules) > 1
        model = (
            with_rule_removed(model, decision.name, rule)
            if cut
            else with_cell(model, decision.name, rule, column, text)
        )
    plan = replace(drenthe, model=model).plan()
    proof = prove_region(plan)
    values = {words.fact: words.values for words in plan.words}
    signals = [{name: dice.choice(options) for name, options in values.items()} for _ in range(200)]
    if proof.proved:
        assert all(ends(plan, signal) for signal in signals)
    for gap in (found for found in proof.counterexamples if found.kind in {"gap", "overlap"}):
        assert all(isinstance(route(plan, {**signal, **gap.facts}), ManualTriage) for signal in signals[:20])


def ends(plan, signal) -> bool:
    """The leading desk passes the signal on until one keeps it."""
    seen = set()
    while True:
        found = route(plan, signal)
        if isinstance(found, ManualTriage) or signal["stage"] in seen:
            return False
        seen.add(signal["stage"])
        desk = plan.desk(found.lead.desk)
        if not desk.stage:
            return desk.end
        signal = {**signal, "stage": desk.stage}
