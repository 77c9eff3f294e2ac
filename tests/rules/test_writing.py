"""Writing and editing: ids, diagrams and extensions stay, only what changed changes, nothing broken is written."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantaarn.rules.tables import TableError, read_dmn, with_cell, with_rule_added, with_rule_removed, write_dmn
from rules.files import asks, definitions, fact, gives, literal, needs, rule, table
from rules.small_tables import small_tables

MODELLER = (Path(__file__).parent / "modeller.dmn").read_text(encoding="utf-8")


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    gone = [line.strip() for line in old if line not in new]
    return gone, [line.strip() for line in new if line not in old]


def same(text: str) -> str:
    """Spaces inside an empty tag mean nothing."""
    return text.replace(" />", "/>").replace("<text></text>", "<text/>")


def test_a_file_that_is_not_changed_is_written_as_it_was():
    assert write_dmn(read_dmn(MODELLER)) == same(MODELLER)
    assert write_dmn(read_dmn(MODELLER.encode())) == same(MODELLER)


def test_a_changed_cell_changes_one_line():
    model = with_cell(read_dmn(MODELLER), "Welk loket", 2, "leeftijd", "< 21")
    gone, come = changed_lines(same(MODELLER), write_dmn(model))
    assert gone == ["<text><![CDATA[< 18]]></text>"]
    assert come == ["<text>&lt; 21</text>"]
    assert model.decide({"Spoed": False, "leeftijd": 20}, "Welk loket") == "jeugd"


def test_rules_come_and_go_in_their_place():
    model = with_rule_added(read_dmn(MODELLER), "Decision_loket", ['"licht"', "> 80", '"zorg"'], at=2)
    assert [[cell.text for cell in rule.inputs] for rule in model.decision("Welk loket").rules] == [
        ['"zwaar"', ""],
        ['"licht"', "> 80"],
        ["", "< 18"],
    ]
    model = with_rule_removed(model, "Welk loket", 1)
    assert "DecisionRule_1" not in write_dmn(model)
    assert "DecisionRule_2" in write_dmn(model)
    assert model.decide({"Spoed": False, "leeftijd": 90}, "Welk loket") == "zorg"


def test_an_edit_leaves_the_old_model_as_it_was():
    model = read_dmn(MODELLER)
    with_cell(model, "Welk loket", 2, 1, "< 21")
    assert model == read_dmn(MODELLER)


@pytest.mark.parametrize(
    "cell,said", [("jeugd", "geen bekend feit"), ("", "uitkomst is leeg"), ('"x\x00"', "niet kan worden bewaard")]
)
def test_a_broken_cell_is_refused(cell, said):
    with pytest.raises(TableError, match=said) as error:
        with_cell(read_dmn(MODELLER), "Welk loket", 2, "loket", cell)
    assert error.value.decision == "Welk loket"


@pytest.mark.parametrize("number,column", [(0, 0), (3, 0), (1, 3), (1, "niets")])
def test_a_cell_that_is_not_there_is_refused(number, column):
    with pytest.raises(TableError, match="Er is geen"):
        with_cell(read_dmn(MODELLER), "Welk loket", number, column, "-")


def test_an_outcome_that_the_next_decision_does_not_know_is_refused():
    xml = definitions(
        table(asks("n", "number"), gives("o"), rule("-", '"a"'), name="Eerste"),
        table(asks("Eerste", "string", '"a","b"'), gives(), name="Tweede", needed=needs("Eerste")),
    )
    with pytest.raises(TableError, match='kan "c" geven'):
        with_cell(read_dmn(xml), "Eerste", 1, "o", '"c"')


def test_annotations_are_kept_and_can_be_edited():
    xml = definitions(table(asks("n"), gives(), '<annotation name="bron"/>', rule("-", '"x"', notes=["plan 3.2"])))
    model = read_dmn(xml)
    assert model.decisions[0].rules[0].annotations == ("plan 3.2",)
    changed = with_cell(model, "T", 1, "bron", "plan 3.4 & <bijlage>")
    assert read_dmn(write_dmn(changed)).decisions[0].rules[0].annotations == ("plan 3.4 & <bijlage>",)


WHOLE = definitions(
    fact("Monthly Salary", "number"),
    literal("Yearly", "12 * Monthly Salary", kind="number"),
    table(
        asks("Yearly", "number"),
        asks("vorm", "string", '"a \\"b\\"","c,d"'),
        gives("o", "string", '"x","y"', '"y"'),
        gives("p", "number", "", "0"),
        rule("> 100", 'not("c,d")', '"x"', "Monthly Salary * 2", outputs=2),
        needed=needs("Yearly"),
        policy="PRIORITY",
    ),
)


@pytest.mark.parametrize("xml", [MODELLER, WHOLE], ids=["of a modeller", "with everything"])
def test_a_model_without_a_source_is_written_whole(xml):
    model = read_dmn(xml)
    again = read_dmn(write_dmn(replace(model, source=None)))
    assert again.decisions == model.decisions
    assert again.facts() == model.facts()


@settings(max_examples=60, deadline=None)
@given(small_tables(), st.booleans())
def test_what_is_written_reads_back_the_same(small, afresh):
    model = read_dmn(small.dmn())
    assert read_dmn(write_dmn(replace(model, source=None) if afresh else model)) == model


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20))
def test_any_text_survives_as_an_annotation_or_is_refused(text):
    xml = definitions(table(asks("n"), gives(), '<annotation name="bron"/>', rule("-", '"x"', notes=["a"])))
    try:
        model = with_cell(read_dmn(xml), "T", 1, "bron", text)
    except TableError:
        return
    assert model.decisions[0].rules[0].annotations == (text.strip(),)
