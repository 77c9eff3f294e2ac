"""The effect of a version: last year's signals over new rules, counted."""

import pytest

from lantaarn.rules.tables import with_cell, with_rule_removed
from lantaarn.tables.effects import PastSignal, effect, way
from lantaarn.tables.packs import read_pack
from tables.drenthe import drenthe_files


@pytest.fixture(scope="module")
def pack():
    return read_pack(drenthe_files())


def changed(pack, model):
    from dataclasses import replace

    return replace(pack, model=model)


KNOWN = {"in_region": "yes", "acute_danger": "no", "source_domain": "municipality", "minor": "no"}
LABOUR = {**KNOWN, "labour": "yes", "sexual": "no", "criminal": "no"}
CRIMINAL = {**KNOWN, "criminal": "yes", "sexual": "no"}
PAST = [*[PastSignal(LABOUR, "focal_point_safety")] * 5, *[PastSignal(CRIMINAL, "focal_point_safety")] * 7]


def test_a_signal_goes_its_whole_way(pack):
    assert way(pack.plan(), LABOUR).leads == ("focal_point_safety", "nla")
    unclear = {**KNOWN, "criminal": "no", "sexual": "no", "labour": "no"}
    assert way(pack.plan(), unclear).leads == ("focal_point_safety", "chain_director", "drieluik")


def test_the_same_rules_change_nothing(pack):
    found = effect(pack, PAST, before=pack)
    assert (found.total, found.same, found.moved, found.lost, found.besides) == (12, 12, 0, 0, ())


def test_a_removed_rule_leaves_signals_nowhere(pack):
    found = effect(changed(pack, with_rule_removed(pack.model, "authority", 2)), PAST, before=pack)
    assert (found.same, found.moved, found.lost) == (5, 0, 7)
    assert "geen uitkomst" in found.nowhere[0].why


def test_another_desk_is_elsewhere_grouped_by_from_and_to(pack):
    model = with_cell(pack.model, "lead", 5, "desk", '"tmm"')
    found = effect(changed(pack, model), PAST, before=pack)
    assert [(shift.was, shift.to, shift.signals) for shift in found.elsewhere] == [("nla", "tmm", 5)]
    assert (found.same, found.moved, found.lost) == (7, 5, 0)


def test_without_a_version_before_it_is_held_against_who_led(pack):
    past = [PastSignal(LABOUR, "focal_point_safety"), PastSignal(LABOUR, "focal_point_social")]
    found = effect(pack, past)
    assert (found.same, found.moved) == (1, 1)


def test_desks_that_come_along_are_told_beside(pack):
    model = pack.model
    for column, text in (("desk", '"nla"'), ("task", '"investigate"'), ("deadline", '"accept"')):
        model = with_cell(model, "also_nla", 2, column, text)
    found = effect(changed(pack, model), PAST, before=pack)
    assert (found.same, [(side.desk, side.more, side.signals) for side in found.besides]) == (12, [("nla", True, 7)])


def test_a_fact_that_nobody_asked_for_is_unknown(pack):
    assert way(pack.plan(), {}).leads[0] == "focal_point_safety"


def test_no_signals_is_no_effect(pack):
    assert effect(pack, []).total == 0
