"""The route as a picture and as a list: generated from the table, and it never says anything else than the table."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantaarn.papers.flowchart import (
    Box,
    ColumnView,
    Flow,
    FlowStep,
    OutputView,
    RuleView,
    TableView,
    flow_as_list,
    flow_of,
    narrowed,
    shortened,
    to_svg,
    with_path,
)
from lantaarn.papers.flowchart.cells import in_words, values_meant
from lantaarn.papers.flowchart.letters import SOFT_HYPHEN, width_of, wrapped

ANSWERS = ("yes", "no", "unknown")
KINDS = ("sexual", "labour", "criminal", "unknown")
COLUMNS = (
    ColumnView("acute_danger", "Nu in gevaar", ANSWERS),
    ColumnView("exploitation", "Soort", KINDS),
    ColumnView("minor", "Onder 18", ANSWERS),
)
DESK = (OutputView("desk", "Balie"), OutputView("deadline", "Binnen"))
LABELS = {
    ("exploitation", "sexual"): "seksueel",
    ("exploitation", "labour"): "arbeid",
    ("exploitation", "criminal"): "crimineel",
    ("exploitation", "unknown"): "weet niet",
    ("desk", "police_acute"): "Politie, 112",
    ("desk", "nla"): "Arbeidsinspectie",
    ("desk", "tmm"): "Politie, TMM",
    ("desk", "chain_director"): "Ketenregisseur",
    ("deadline", "urgent"): "direct",
    ("deadline", "accept"): "2 werkdagen",
}


def rule(number: int, cells: tuple[str, ...], desk: str, deadline: str = "accept", source: str = "") -> RuleView:
    return RuleView(number, cells, (f'"{desk}"', f'"{deadline}"'), source)


UNIQUE = TableView(
    "U",
    COLUMNS,
    DESK,
    (
        rule(1, ('"yes"', "-", "-"), "police_acute", "urgent", "Bijlage 4"),
        rule(2, ('not("yes")', '"labour"', "-"), "nla", source="4.3"),
        rule(3, ('not("yes")', '"sexual","criminal"', "-"), "tmm"),
        rule(4, ('not("yes")', '"unknown"', "-"), "chain_director"),
    ),
)


def flow(view: TableView = UNIQUE) -> Flow:
    return flow_of(view, LABELS, title="Meldroute", urgent={"police_acute"})


def test_the_spine_asks_only_what_is_not_yet_known() -> None:
    shown = flow()
    assert [step.question for step in shown.steps] == [
        ("Nu in gevaar",),
        ("Soort: arbeid",),
        ("Soort: seksueel of crimineel",),
    ]
    assert shown.end == Box("Ketenregisseur", "2 werkdagen")
    assert shown.steps[0].yes == Box("Politie, 112", "direct", "urgent")


def test_the_list_says_the_same_in_sentences() -> None:
    assert flow_as_list(flow()) == [
        "Nu in gevaar? Dan: Politie, 112, direct. Bron: Bijlage 4.",
        "Soort: arbeid? Dan: Arbeidsinspectie, 2 werkdagen. Bron: 4.3.",
        "Soort: seksueel of crimineel? Dan: Politie, TMM, 2 werkdagen.",
        "Anders: Ketenregisseur, 2 werkdagen.",
    ]


def test_a_table_with_a_gap_ends_dead_and_the_counterexample_is_lit_to_there() -> None:
    shown = with_path(flow(replace(UNIQUE, rules=UNIQUE.rules[:3])), ())
    assert shown.end.kind == "dead"
    assert shown.lit_end
    assert all(step.lit and not step.taken for step in shown.steps)
    assert flow_as_list(shown)[-1] == "Anders: Geen balie: hier stopt het signaal."
    assert 'class="dead"' in to_svg(shown)


def test_the_way_of_a_signal_is_lit_as_far_as_it_goes() -> None:
    shown = with_path(flow(), (2,))
    assert [(step.lit, step.taken) for step in shown.steps] == [(True, False), (True, True), (False, False)]
    assert not shown.lit_end
    assert with_path(flow(), (4,)).lit_end


def test_where_each_rule_counts_every_yes_goes_right_and_the_line_goes_on() -> None:
    collect = replace(UNIQUE, hit_policy="C", rules=(rule(1, ('"yes"', "-", "-"), "police_acute"),
                                                     rule(2, ("-", '"labour"', '"yes"'), "nla")))  # fmt: skip
    shown = with_path(flow(collect), (1, 2))
    assert shown.each_counts
    assert [step.taken for step in shown.steps] == [True, True]
    assert flow_as_list(shown) == [
        "Nu in gevaar? Dan ook: Politie, 112, 2 werkdagen.",
        "Soort: arbeid en onder 18? Dan ook: Arbeidsinspectie, 2 werkdagen.",
    ]
    assert ">nee<" not in to_svg(shown)


def test_a_changed_rule_says_what_changed() -> None:
    shown = flow_of(UNIQUE, LABELS, title="x", changed={3: "‘crimineel’ is weg"})
    assert 'class="chg"' in to_svg(shown)
    assert "Veranderd: ‘crimineel’ is weg." in flow_as_list(shown)[2]


def test_what_ends_at_no_desk_is_said_last() -> None:
    view = replace(UNIQUE, rules=(rule(1, ("-", "-", 'not("yes")'), "none"), rule(2, ("-", "-", '"yes"'), "nla")))
    shown = flow_of(view, {**LABELS, ("desk", "none"): "Niemand erbij"}, title="x", nothing={"none"})
    assert [step.question for step in shown.steps] == [("Onder 18",)]
    assert shown.end.label == "Niemand erbij"


def test_the_order_of_a_first_hit_table_is_never_changed() -> None:
    view = replace(UNIQUE, hit_policy="F", rules=(rule(1, ("-", "-", 'not("yes")'), "none"),
                                                  rule(2, ("-", "-", "-"), "nla")))  # fmt: skip
    assert flow_of(view, LABELS, title="x", nothing={"none"}).steps[0].rule == 1


def test_the_route_of_one_municipality_has_its_own_labels() -> None:
    own = LABELS | {("desk", "chain_director"): "Sanne Testpersoon, voor Emmen"}
    assert "Sanne Testpersoon" in " ".join(flow_as_list(flow_of(UNIQUE, own, title="Meldroute Emmen")))


def test_a_table_can_be_narrowed_to_what_is_known() -> None:
    narrow = narrowed(UNIQUE, {"acute_danger": "no", "exploitation": "labour"})
    assert [column.name for column in narrow.columns] == ["minor"]
    assert [kept.number for kept in narrow.rules] == [2]
    shown = flow(narrow)
    assert (shown.steps, shown.end.label) == ((), "Arbeidsinspectie")
    assert to_svg(shown)


@pytest.mark.parametrize(
    "cell, said",
    [
        ('"labour"', "arbeid"),
        ('"labour","sexual"', "arbeid of seksueel"),
        ('"labour", "sexual" ,"criminal"', "arbeid, seksueel of crimineel"),
        ('not("labour")', "niet arbeid"),
        ('not("labour","sexual")', "crimineel of weet niet"),
        ("< 18", "minder dan 18"),
        (">=18", "minstens 18"),
        ("[18..25]", "18 tot en met 25"),
        ("(18..25)", "meer dan 18 en minder dan 25"),
        ("[18..25[", "minstens 18 en minder dan 25"),
        ("[0..5], > 60", "0 tot en met 5 of meer dan 60"),
        ("true", "ja"),
        ('"met, komma"', "met, komma"),
        ('"met \\"aanhaling\\""', 'met "aanhaling"'),
    ],
)
def test_cells_are_said_in_dutch(cell: str, said: str) -> None:
    words = {"true": "ja"} | {value: word for (fact, value), word in LABELS.items() if fact == "exploitation"}
    assert in_words(cell, KINDS, lambda value: words.get(value, value)) == said


def test_a_cell_may_have_words_of_its_own() -> None:
    own = LABELS | {("acute_danger", 'not("yes")'): "Niemand in gevaar"}
    view = replace(UNIQUE, hit_policy="C")
    assert flow_of(view, own, title="x").steps[1].question == ("Niemand in gevaar", "Soort: arbeid")


# --- the picture never contradicts the table ----------------------------------------------------------------

CELLS = (
    st.sampled_from(["-", '"yes"', '"no"', '"unknown"', 'not("yes")', 'not("no")', '"no","unknown"']),
    st.sampled_from(["-", *(f'"{kind}"' for kind in KINDS), 'not("labour")', '"sexual","criminal"']),
    st.sampled_from(["-", '"yes"', 'not("yes")', 'not("yes","no")']),
)
RULES = st.lists(st.tuples(st.tuples(*CELLS), st.sampled_from(["nla", "tmm", "none"])), max_size=7)


def first_desk(rules: tuple[RuleView, ...], facts: tuple[str, ...]) -> str | None:
    for candidate in rules:
        allowed = (values_meant(cell, column.values) for cell, column in zip(candidate.cells, COLUMNS, strict=True))
        if all(fact in (values or ()) for fact, values in zip(facts, allowed, strict=True)):
            return candidate.outputs[0]
    return None


@settings(max_examples=300, deadline=None)
@given(RULES)
def test_asked_in_order_the_short_table_gives_every_signal_the_same_desk(
    rules: list[tuple[tuple[str, ...], str]],
) -> None:
    view = TableView("F", COLUMNS, DESK[:1], tuple(
        RuleView(number, cells, (desk,)) for number, (cells, desk) in enumerate(rules, 1)))  # fmt: skip
    short = shortened(view)
    for facts in product(ANSWERS, KINDS, ANSWERS):
        assert first_desk(short.rules, facts) == first_desk(view.rules, facts)
    total = all(first_desk(view.rules, facts) for facts in product(ANSWERS, KINDS, ANSWERS))
    assert (flow_of(view, LABELS, title="x").end.kind != "dead") == total


# --- the drawing --------------------------------------------------------------------------------------------


def test_the_picture_has_a_title_a_description_and_nothing_that_runs() -> None:
    svg = to_svg(flow(), name="emmen")
    root = ET.fromstring(svg)  # noqa: S314 (made above)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "emmen-t emmen-d"
    assert [child.tag.rpartition("}")[2] for child in root[:2]] == ["title", "desc"]
    assert root.get("viewBox", "").startswith("0 0 340 ")
    assert " style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_stay_words(question: str, label: str) -> None:
    shown = Flow(label, question, label, (FlowStep((question,), Box(label, question), 1, changed=label),), Box(label))
    root = ET.fromstring(to_svg(shown, name=label))  # noqa: S314 (made above)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "path",
        "rect",
        "text",
    }


@pytest.mark.parametrize("kind", ["normal", "urgent", "dead"])
def test_boxes_grow_with_their_words_and_never_overlap(kind: str) -> None:
    box = Box("Aandachtsfunctionaris sociaal domein van de gemeente Borger-Odoorn", "binnen twee werkdagen", kind)  # type: ignore[arg-type]
    steps = tuple(FlowStep(("Afhankelijkheidsrelatie in huis of gezin: nee of weet niet",), box, n) for n in range(4))
    root = ET.fromstring(to_svg(Flow("t", "d", "Signaal beoordeeld", steps, box)))  # noqa: S314 (made above)
    boxes = [tuple(float(rect.get(side, "0")) for side in ("x", "y", "width", "height"))
             for rect in root.iterfind("{*}rect")]  # fmt: skip
    for (x, y, width, height), (other_x, other_y, other_width, other_height) in product(boxes, boxes):
        if (x, y) != (other_x, other_y):
            assert (
                x + width <= other_x or other_x + other_width <= x
                or y + height <= other_y or other_y + other_height <= y
            )  # fmt: skip
    for text in root.iterfind("{*}text"):
        baseline = float(text.get("y", "0"))
        assert text.text in {"ja", "nee"} or any(y < baseline < y + height for _, y, _, height in boxes)


def test_ids_of_two_charts_on_a_page_differ() -> None:
    ids = re.findall(r' id="([^"]+)"', to_svg(flow(), name="a") + to_svg(flow(), name="b"))
    assert len(ids) == len(set(ids)) == 4


# --- lines --------------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.integers(40, 200))
def test_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    lines = wrapped(text, width, 14)
    assert all(width_of(line, 14) <= width or len(line) <= 2 for line in lines)
    letters = re.sub(rf"[\s{SOFT_HYPHEN}-]", "", text)
    assert re.sub(r"[\s-]", "", "".join(lines)) == letters


@pytest.mark.parametrize(
    "word, lines",
    [
        ("Aandachtsfunctionaris", ("Aandachts-", "functionaris")),
        ("Jeugdzorgcoördinatoren", ("Jeugdzorg-", "coördinatoren")),
        ("Meldcode\u00adoverleg\u00adtafel", ("Meldcodeoverleg-", "tafel")),
        ("Borger-Odoornsegrens", ("Borger-", "Odoornsegrens")),
    ],
)
def test_long_words_break_at_a_seam(word: str, lines: tuple[str, ...]) -> None:
    assert wrapped(word, 125, 14) == lines
