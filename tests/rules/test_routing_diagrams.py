"""Sets of fact combinations as diagrams, against the same sets written out."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantaarn.rules.routing.diagrams import FALSE, TRUE, Diagrams

SIZES = (2, 3, 3, 4)
EVERY = frozenset(product(*(range(size) for size in SIZES)))


def cubes(sets, written):
    """A set as an "or" of conjunctions: as a diagram, and written out."""
    node, plain = FALSE, frozenset()
    for conjunction in written:
        part = sets.all_of(sets.where(variable, values) for variable, values in conjunction)
        node = sets.either(node, part)
        plain |= {one for one in EVERY if all(one[variable] in values for variable, values in conjunction)}
    return node, plain


tests = st.integers(0, len(SIZES) - 1).flatmap(
    lambda variable: st.tuples(st.just(variable), st.sets(st.integers(0, SIZES[variable] - 1), min_size=1))
)
written = st.lists(st.lists(tests, max_size=4), max_size=6)


def members(sets, node):
    return {one for one in EVERY if sets.given(node, dict(enumerate(one))) == TRUE}


@given(written, written)
@settings(deadline=None, max_examples=60)
def test_and_or_not_are_those_of_sets(one, other):
    sets = Diagrams(SIZES)
    left, plain_left = cubes(sets, one)
    right, plain_right = cubes(sets, other)
    assert members(sets, left) == plain_left
    assert members(sets, sets.both(left, right)) == plain_left & plain_right
    assert members(sets, sets.either(left, right)) == plain_left | plain_right
    assert members(sets, sets.without(left, right)) == plain_left - plain_right
    assert members(sets, sets.negate(left)) == EVERY - plain_left


@given(written, written)
@settings(deadline=None, max_examples=60)
def test_equal_sets_are_equal_numbers(one, other):
    sets = Diagrams(SIZES)
    left, plain_left = cubes(sets, one)
    right, plain_right = cubes(sets, other)
    assert (left == right) == (plain_left == plain_right)
    assert (left == FALSE) == (not plain_left)
    assert (left == TRUE) == (plain_left == EVERY)


@given(written)
@settings(deadline=None, max_examples=100)
def test_a_cause_is_enough_and_none_of_it_can_be_dropped(one):
    sets = Diagrams(SIZES)
    node, plain = cubes(sets, one)
    if not plain:
        with pytest.raises(ValueError, match="no cause"):
            sets.cause(node)
        return

    def enough(cube):
        return all(member in plain for member in EVERY if all(member[at] == value for at, value in cube.items()))

    cause = sets.cause(node)
    assert enough(cause)
    for variable in cause:
        assert not enough({at: value for at, value in cause.items() if at != variable})
