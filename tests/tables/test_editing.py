"""Editing a draft: cells and rules, by more than one person, each edit with its proof, the last one to be undone."""

import pytest

from lantaarn.rules.tables import TableError, read_dmn
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables import actions, queries
from lantaarn.tables.packs import PackError


def model(version):
    return read_dmn(queries.text_of(version.id))


def texts(version):
    """All cells of all tables; a rule that was put back may have another id in the file."""
    return {table.name: [row(rule) for rule in table.rules] for table in model(version).decisions}


def row(rule):
    return [*(cell.text for cell in (*rule.inputs, *rule.outputs)), *rule.annotations]


def cells(version, decision, rule):
    found = model(version).decision(decision).rules[rule - 1]
    return [cell.text for cell in (*found.inputs, *found.outputs)], list(found.annotations)


def proof(version):
    return queries.proof_of(version.id)


def test_a_changed_cell_shows_at_once_what_it_breaks(act, first):
    act(actions.change_cell, version_id=first.id, decision="authority", rule=3, column="labour", text='"no"')
    found = proof(first)
    assert not found["proved"]
    kinds = {one["kind"] for one in counterexamples(found, "authority")}
    assert kinds == {"gap", "overlap"}


def counterexamples(found, decision):
    return next(one["counterexamples"] for one in found["decisions"] if one["decision"] == decision)


def test_undo_puts_back_what_was_there_step_by_step(act, first):
    whole = texts(first)
    act(actions.change_cell, version_id=first.id, decision="authority", rule=3, column="labour", text='"no"')
    act(actions.add_rule, version_id=first.id, decision="first", texts=['"no"', '"none"', '"none"', '"none"'], at=1)
    act(actions.remove_rule, version_id=first.id, decision="lead", rule=16)
    act(actions.move_rule, version_id=first.id, decision="lead", rule=1, to=3)
    for _ in range(4):
        act(actions.undo, version_id=first.id)
    assert texts(first) == whole
    with pytest.raises(NotAllowed, match="terug te draaien"):
        act(actions.undo, version_id=first.id)


def test_undo_of_an_edit_in_between_does_not_eat_the_one_before(act, first):
    act(actions.change_cell, version_id=first.id, decision="lead", rule=1, column="deadline", text='"urgent"')
    act(actions.change_cell, version_id=first.id, decision="lead", rule=1, column="task", text='"weigh"')
    act(actions.undo, version_id=first.id)
    act(actions.change_cell, version_id=first.id, decision="lead", rule=3, column="task", text='"weigh"')
    act(actions.undo, version_id=first.id)
    found, _ = cells(first, "lead", 1)
    assert found[-3:] == ['"focal_point_social"', '"take_up"', '"urgent"']


def test_a_rule_moves_and_keeps_its_source(act, first):
    before = cells(first, "lead", 1)
    act(actions.move_rule, version_id=first.id, decision="lead", rule=1, to=3)
    assert cells(first, "lead", 3) == before


def test_a_second_editor_is_told_what_the_first_changed(act, first):
    act(
        actions.change_cell,
        version_id=first.id,
        decision="lead",
        rule=1,
        column="task",
        text='"weigh"',
        seen=first.changed_at,
    )
    with pytest.raises(actions.Stale) as told:
        act(
            actions.change_cell,
            version_id=first.id,
            decision="lead",
            rule=2,
            column="task",
            text='"weigh"',
            seen=first.changed_at,
        )
    assert [str(change) for change in told.value.changes] == [
        "Sanne Testpersoon heeft regel 1 gewijzigd in ‘Wie leidt’."
    ]
    assert cells(first, "lead", 2)[0][6] == '"take_up"'


def test_the_second_editor_goes_on_with_what_is_there_now(act, first):
    act(actions.change_cell, version_id=first.id, decision="lead", rule=1, column="task", text='"weigh"')
    seen = queries.version(first.id, region="drenthe").changed_at
    act(actions.change_cell, version_id=first.id, decision="lead", rule=2, column="task", text='"weigh"', seen=seen)
    assert [cells(first, "lead", rule)[0][6] for rule in (1, 2)] == ['"weigh"', '"weigh"']


def test_a_cell_that_cannot_be_read_is_refused_with_rule_and_cell_and_nothing_changes(act, first):
    whole = model(first)
    with pytest.raises(TableError) as told:
        act(actions.change_cell, version_id=first.id, decision="lead", rule=4, column="in_region", text='"misschien"')
    assert (told.value.decision, told.value.rule, told.value.cell) == ("lead", 4, "in_region")
    assert model(first) == whole


def test_a_proved_version_is_edited_only_as_a_new_draft(act, first):
    act(actions.prove, version_id=first.id)
    with pytest.raises(NotAllowed, match="nieuw concept"):
        act(actions.change_cell, version_id=first.id, decision="lead", rule=1, column="task", text='"weigh"')


def test_the_last_rule_of_a_table_stays(act, first):
    act(actions.remove_rule, version_id=first.id, decision="first", rule=2)
    with pytest.raises(NotAllowed):
        act(actions.remove_rule, version_id=first.id, decision="first", rule=1)


def test_a_file_from_elsewhere_becomes_the_draft_and_can_be_undone(act, first):
    whole = queries.text_of(first.id)
    other = whole.replace('"take_up"', '"weigh"')
    act(actions.replace_text, version_id=first.id, dmn=other)
    assert queries.text_of(first.id) == other
    act(actions.undo, version_id=first.id)
    assert queries.text_of(first.id) == whole


def test_a_file_that_does_not_fit_the_facts_of_the_region_is_refused(act, first):
    other = queries.text_of(first.id).replace("in_region", "in_streek")
    with pytest.raises(PackError, match="in_streek"):
        act(actions.replace_text, version_id=first.id, dmn=other)
    with pytest.raises(PackError, match="in_streek"):
        act(actions.start_draft, from_version=first.id, dmn=other)


def test_drafts_are_numbered_one_after_the_other(act, first):
    second = act(actions.start_draft, from_version=first.id)
    third = act(actions.start_draft, from_version=second.id)
    assert [second.number, third.number] == [2, 3]
    assert queries.version(third.id, region="drenthe").based_on == 2
