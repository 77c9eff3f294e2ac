"""A read document waits until a person confirms it; a newer text is held against what is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.programme import actions, queries
from lantaarn.programme.actions import ActionInput, ProgrammeInput
from lantaarn.programme.comparing import pair, parents, part_of
from lantaarn.programme.indicators import BY_CODE, INDICATORS, suggest
from lantaarn.programme.matching import Known, initials, match
from lantaarn.programme.reading import read_document
from lantaarn.rules.transitions import NotAllowed
from programme.invented import READ, YEAR, brought, read_action, when


def start(stage, read, **given):
    return stage.do(
        brought,
        name="plan.docx",
        read=read,
        lines=[{"kind": "text", "text": "een", "line": 1}],
        by=stage.sanne,
        **given,
    )


def look(stage, draft):
    return stage.do(queries.import_draft, draft_id=draft, by=stage.sanne)


def confirm(stage, draft, **given):
    cover = ProgrammeInput(title="Samen alert")
    return stage.do(actions.confirm_import, draft_id=draft, programme=cover, by=stage.sanne, **given)


def test_everything_read_and_everything_left_unread_stands_beside_the_document(stage, read):
    view = look(stage, start(stage, read))
    assert [row.action.what for row in view.rows] == [one["what"] for one in read["actions"]]
    assert view.unread == ({"line": 40, "text": "Zie ook de bijlage."},)
    assert view.warnings[0]["kind"] == "total"
    assert [line["text"] for line in view.lines] == ["een"]
    training = view.rows[0]
    assert (training.action.target, training.action.target_per) == (1, "year")
    assert training.action.indicator == "trainings_focal_points"
    assert [row.part for row in view.rows] == [0, 0, 0, 2, 0]


def test_names_become_organisations_roles_or_all_municipalities_and_doubt_is_shown(stage, read):
    rows = look(stage, start(stage, read)).rows
    assert rows[0].holders[0].organisation == "Zorg- en Veiligheidshuis Drenthe"
    assert rows[1].parties[0].role == "focal_point"
    assert len(rows[1].parties[1].choices) > 1, "two desks of the police: a person chooses"
    assert rows[2].holders[0].group == "municipalities"
    assert rows[3].holders[0].organisation == "Veilig Thuis Drenthe"
    assert not rows[3].holders[1].found
    assert [row.doubts for row in rows] == [False, True, False, True, True], (
        "a choice, an unknown holder, an unsure reader"
    )


def test_a_person_corrects_a_row_and_leaves_one_out(stage, read):
    draft = start(stage, read)
    corrected = {0: ActionInput("Training voor AF en balie", recurrence="2 a year"), 4: None}
    programme = confirm(stage, draft, rows=corrected)
    board = stage.do(queries.board, programme_id=programme, by=stage.sanne)
    assert board.actions[0].what == "Training voor AF en balie"
    assert (board.actions[0].target, board.actions[0].source_line) == (2, 10)
    assert len(board.actions) == 4
    assert [(p.kind, p.number, p.parent_id is not None) for p in board.parts] == [
        ("pillar", "1", False),
        ("goal", "", True),
        ("pillar", "2", False),
    ]
    with pytest.raises(NotAllowed):
        confirm(stage, draft)


def test_a_newer_text_is_compared_new_changed_and_gone(stage, adopted, read):
    read["actions"][1]["when"] = when("4x per jaar", "quarterly")
    read["actions"][2]["what"] = "Vertellen waar u kunt mel-den"
    gone = read["actions"].pop(4)
    read["actions"].append(read_action("Kaart voor de balie"))
    draft = start(stage, read, programme_id=adopted.id)
    view = look(stage, draft)
    assert [row.status for row in view.rows] == ["same", "changed", "changed", "same", "new"]
    assert ("recurrence", "3 a year", "quarterly") in view.rows[1].differs
    assert [what for _id, what in view.gone] == [gone["what"]]
    confirm(stage, draft, ending=frozenset(key for key, _what in view.gone))
    kinds = [c.kind for c in stage.do(queries.changed_since, programme_id=adopted.id, by=stage.noor)]
    assert kinds.count("new") == 1
    assert kinds.count("gone") == 1
    assert len(adopted.board().live) == 5
    assert len(adopted.board().parts) == 3, "parts are used again"
    table = stage.do(queries.money, programme_id=adopted.id, by=stage.noor)
    assert str(table.total.planned) == "222500.50", "amounts are not doubled"


def test_what_is_gone_from_the_text_ends_only_when_a_person_says_so(stage, adopted, read):
    read["actions"].pop()
    confirm(stage, start(stage, read, programme_id=adopted.id))
    assert len(adopted.board().live) == 5


def test_a_document_without_a_programme_is_told_so(stage, read):
    draft = start(stage, read | {"actions": [], "parts": []})
    told = stage.do(queries.reading, draft_id=draft, by=stage.sanne)
    assert told.state == "refused"
    assert "geen programma" in told.refused


def test_a_dropped_document_is_gone_from_the_list_and_others_never_saw_it(stage, read):
    draft = start(stage, read)
    assert [d.name for d in stage.do(queries.import_drafts, by=stage.sanne)] == ["plan.docx"]
    assert stage.do(queries.import_drafts, by=stage.noor) == []
    stage.do(actions.drop_import, draft_id=draft, by=stage.sanne)
    assert stage.do(queries.import_drafts, by=stage.sanne) == []


DOCUMENT = f"""# Actieprogramma Samen alert {YEAR}-{YEAR + 1}

## Pijler 1. Voorkomen

| Niveau | Wat gaan we doen | Waarom | Gereed | Partijen | Actiehouder |
|---|---|---|---|---|---|
| Regionaal | Training aandachtsfunctionarissen | Kennis | 1x per jaar | Gemeenten, AF | ZVHD |
| Lokaal | Vertellen waar u kunt melden | Bekendheid | Doorlopend | Gemeenten | Gemeenten |

## Pijler 2. Zorg

| Niveau | Wat gaan we doen | Waarom | Gereed | Partijen | Actiehouder |
|---|---|---|---|---|---|
| Regionaal | Onderzoek naar opvangplekken | Tekort | {YEAR} | Gemeenten | Veilig Thuis |
"""


def test_a_document_becomes_a_programme_with_its_parts_and_lines(stage):
    read, lines = read_document(DOCUMENT.encode())
    draft = stage.do(brought, name="plan.md", read=read, lines=lines, by=stage.sanne)
    assert any("Vertellen waar u kunt melden" in line["text"] for line in look(stage, draft).lines)
    board = stage.do(queries.board, programme_id=confirm(stage, draft), by=stage.sanne)
    titles = {part.id: part.title for part in board.parts}
    assert [(a.what, titles[a.part_id], a.holder_names) for a in board.actions] == [
        ("Training aandachtsfunctionarissen", "Voorkomen", "Zorg- en Veiligheidshuis Drenthe"),
        ("Vertellen waar u kunt melden", "Voorkomen", "Gemeenten"),
        ("Onderzoek naar opvangplekken", "Zorg", "Veilig Thuis Drenthe"),
    ]
    assert board.actions[0].indicator == "trainings_focal_points"
    assert board.actions[1].local.total == 12
    assert board.actions[2].ends_on.year == YEAR


TEXTS = st.lists(st.text("abcdefgh ijklmn", min_size=8, max_size=40), max_size=8)


@given(TEXTS, TEXTS)
def test_no_action_is_two_actions_of_the_newer_text(read, there):
    found = pair(read, {str(i): text for i, text in enumerate(there)})
    assert len(set(found.values())) == len(found)


@given(st.lists(st.text("abcdefghij", min_size=3, max_size=20), unique=True, max_size=8))
def test_the_same_text_again_is_the_same_programme(texts):
    assert pair(texts, {text: text for text in texts}) == dict(enumerate(texts))


def test_a_part_is_found_by_its_title_in_the_label_and_stands_under_the_higher_before_it():
    parts = READ["parts"]
    assert part_of("Pijler 2. Zorg en opvang", parts) == 2
    assert part_of("2", parts) == 2
    assert part_of(None, parts) is None
    assert parents(parts) == [None, 0, None]


HOUSE = Known(id=1, name="Zorg- en Veiligheidshuis Drenthe", kind="safety_house")
TWO = [Known(2, "Politie Noord", "police"), Known(3, "Politie basisteam", "police")]


def test_an_abbreviation_is_found_by_initials_by_what_the_document_explains_or_by_kind():
    assert initials("Zorg- en Veiligheidshuis Drenthe") == "zvd"
    assert match("ZVHD", [HOUSE], {"ZVHD": HOUSE.name}).organisation_id == 1
    assert match("ZVHD", [HOUSE], {}).organisation_id == 1, "a word of the field for a kind of party"
    assert match("politie", TWO, {}).choices == ((2, "Politie Noord"), (3, "Politie basisteam"))
    assert not match("Stichting Onbekend", [HOUSE, *TWO], {}).found


RIEC = Known(9, "RIEC Verzonnen", "riec")


@pytest.mark.parametrize(
    "name,meant",
    [
        ("AF", "focal_point"),
        ("aandacht-functionarissen", "focal_point"),
        ("Beleids-ambtenaar OOV", "policy_adviser"),
        ("ZoCo", "care_coordinator"),
        ("OOV Gemeenten", "municipalities"),
        ("Verzonnense gemeenten", "municipalities"),
        ("Gemeenten volgens een protocol (met het RIEC)", "municipalities"),
        ("Aandachtsfunctionarissen van de gemeenten", "focal_point"),
        ("Samenwerkingspartners onder regie van de gemeenten", "region"),
        ("RIEC (ketenregisseur)", "RIEC Verzonnen"),
        ("Stichting Onbekend", ""),
    ],
)
def test_a_name_means_an_organisation_a_role_or_a_group(name, meant):
    found = match(name, [HOUSE, RIEC, *TWO], {"ZoCo": "de coördinator van de zorg"})
    assert (found.organisation or found.role or found.group) == meant


@pytest.mark.parametrize(
    "what,code",
    [
        ("Training voor aandachtsfunctionarissen", "trainings_focal_points"),
        ("Netwerk-bijeenkomsten", "network_meetings"),
        ("Voorlichten van partners", "information"),
        ("Onderzoek naar opvang", ""),
    ],
)
def test_a_text_points_at_a_count(what, code):
    assert suggest(what) == code


def test_each_indicator_says_what_it_counts_and_how():
    assert len(BY_CODE) == len(INDICATORS)
    assert all(str(one.label) and str(one.how).endswith(".") for one in INDICATORS)
