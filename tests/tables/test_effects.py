"""The effect of a version: last year's signals over new rules, counted."""

import pytest

from lantaarn.rules.tables import with_cell, with_rule_removed
from lantaarn.tables.effects import PastSignal, effect
from lantaarn.tables.packs import read_pack

from .conftest import drenthe_files


@pytest.fixture(scope="module")
def pack():
    return read_pack(drenthe_files())


def changed(pack, model):
    from dataclasses import replace

    return replace(pack, model=model)


LABOUR = {"stage": "focal_point", "labour": "yes", "in_region": "yes", "acute_danger": "no"}
CRIMINAL = {"stage": "focal_point", "criminal": "yes", "in_region": "yes", "acute_danger": "no"}
PAST = [*[PastSignal(LABOUR, "nla")] * 5, *[PastSignal(CRIMINAL, "tmm")] * 7]


def test_the_same_rules_change_nothing(pack):
    found = effect(pack, PAST, before=pack)
    assert (found.total, found.same, found.moved, found.lost, found.besides) == (12, 12, 0, 0, ())


def test_a_removed_rule_leaves_signals_nowhere(pack):
    found = effect(changed(pack, with_rule_removed(pack.model, "authority", 2)), PAST)
    assert (found.same, found.moved, found.lost) == (5, 0, 7)
    assert found.nowhere[0].was == "tmm"


def test_another_desk_is_elsewhere_grouped_by_from_and_to(pack):
    model = with_cell(pack.model, "lead", 5, "desk", '"chain_director"')
    found = effect(changed(pack, model), PAST)
    assert [(shift.was, shift.to, shift.signals) for shift in found.elsewhere] == [("nla", "chain_director", 5)]


def test_desks_that_come_along_are_told_beside(pack):
    model = pack.model
    for column in ("desk", "task", "deadline"):
        model = with_cell(model, "also_nla", 2, column, {"desk": '"nla"', "task": '"investigate"'}.get(column, '"accept"'))
    found = effect(changed(pack, model), PAST, before=pack)
    assert (found.same, [(side.desk, side.more, side.signals) for side in found.besides]) == (12, [("nla", True, 7)])


def test_no_signals_is_no_effect(pack):
    assert effect(pack, []).total == 0
