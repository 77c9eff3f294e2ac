"""Decisions that feed each other are proved over the leaf facts: exact, also where one cause feeds two columns."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantaarn.rules.proofs import prove
from lantaarn.rules.tables import TableError, read_dmn
from rules.files import asks, definitions, fact, gives, literal, needs, rule, table

LEVELS = ("hoog", "laag")
DOMAINS = {"n": tuple(Decimal(n) for n in (0, 5, 7, 10, 12)), "b": (True, False)}
NUMBERS = ("-", "< 5", ">= 5", "[5..10]", "> 10", "not(5)")
BOOLEANS = ("-", "true", "false")
TEXTS = ("-", '"hoog"', '"laag"', 'not("hoog")')

first_rules = st.lists(st.tuples(*map(st.sampled_from, (NUMBERS, BOOLEANS, LEVELS))), min_size=1, max_size=4)
second_rules = st.lists(
    st.tuples(*map(st.sampled_from, (TEXTS, BOOLEANS, BOOLEANS, ("x", "y")))), min_size=1, max_size=4
)
policies = st.tuples(*[st.sampled_from(("UNIQUE", "ANY", "FIRST", "PRIORITY"))] * 2)


def chain(first, second, policy) -> str:
    """A level from n and b; whether n is over 10 from a calculation; and an outcome from those and b."""
    return definitions(
        fact("n", "number"),
        table(
            asks("n", "number"),
            asks("b", "boolean"),
            gives("o", "string", '"hoog","laag"'),
            *(rule(n, b, f'"{level}"') for n, b, level in first),
            name="Niveau",
            policy=policy[0],
        ),
        literal("Dubbel", "n * 2"),
        literal("Veel", "Dubbel > 20", needs("Dubbel")),
        table(
            asks("Niveau"),
            asks("Veel", "boolean"),
            asks("b", "boolean"),
            gives("o", "string", '"x","y"'),
            *(rule(level, many, b, f'"{told}"') for level, many, b, told in second),
            name="Uit",
            policy=policy[1],
            needed=needs("Niveau", "Veel"),
        ),
    )


def worlds(held: Mapping[str, object] | None = None) -> Iterator[dict[str, object]]:
    options = [(held[name],) if held and name in held else values for name, values in DOMAINS.items()]
    return (dict(zip(DOMAINS, values, strict=True)) for values in product(*options))


def outcome(model, world: Mapping[str, object]) -> str:
    """What running the chain shows: "gap", "overlap", or "fine"."""
    try:
        return "gap" if model.decide(world, "Uit") is None else "fine"
    except TableError as error:
        return "overlap" if error.decision == "Uit" and "passen" in error.message else "gap"


@settings(max_examples=200, deadline=None)
@given(first_rules, second_rules, policies)
def test_a_chain_is_proved_as_running_everything_shows(first, second, policy):
    model = read_dmn(chain(first, second, policy))
    proof = prove(model, "Uit")
    shown = {outcome(model, world) for world in worlds()}
    assert proof.total == ("gap" not in shown)
    assert proof.unambiguous == ("overlap" not in shown)
    for found in proof.counterexamples:
        assert {outcome(model, world) for world in worlds(found.facts)} == {found.kind}
        for name in found.facts:
            fewer = {other: value for other, value in found.facts.items() if other != name}
            assert {outcome(model, world) for world in worlds(fewer)} != {found.kind}


def test_a_gap_that_the_first_decision_excludes_is_no_gap():
    first = [("-", "true", "hoog"), ("-", "false", "laag")]
    second = [('"hoog"', "-", "true", "x"), ('"laag"', "-", "false", "y")]
    assert prove(read_dmn(chain(first, second, ("UNIQUE", "UNIQUE"))), "Uit").proved


def test_a_gap_in_the_first_decision_is_told_at_the_next():
    first, second = [("-", "true", "hoog")], [("-", "-", "-", "x")]
    proof = prove(read_dmn(chain(first, second, ("UNIQUE", "UNIQUE"))), "Uit")
    assert [dict(found.facts) for found in proof.counterexamples] == [{"b": False}]
    assert "de beslissing 'Niveau' geeft geen uitkomst" in proof.counterexamples[0].text


def compared(cells: tuple[str, ...]) -> str:
    rules = (rule(cell, '"x"') for cell in cells)
    return definitions(fact("m", "number"), table(asks("n", "number"), gives(), *rules))


@pytest.mark.parametrize(
    "cells,total,unambiguous",
    [
        (("< m", ">= m"), True, True),
        (("< m", "> m"), False, True),
        (("<= m", ">= m"), True, False),
        (("[0..m]", "< 0", "> m"), True, False),
        (("< m", "m", "> m"), True, True),
    ],
)
def test_facts_that_are_compared_with_each_other_are_proved_in_every_order(cells, total, unambiguous):
    proof = prove(read_dmn(compared(cells)), "T")
    assert (proof.total, proof.unambiguous) == (total, unambiguous)


def test_a_calculation_that_cannot_be_proved_is_refused_not_guessed():
    xml = definitions(
        fact("n", "number"),
        literal("Kwadraat", "n * n"),
        table(asks("Kwadraat", "number"), gives(), rule("> 4", '"x"'), needed=needs("Kwadraat")),
    )
    assert read_dmn(xml).decide({"n": 3}, "T") == "x"
    with pytest.raises(TableError, match="niet bewezen"):
        prove(read_dmn(xml), "T")
