"""Free text is where names leak: what points at a person is found, and shown before it is handed over."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.papers.freetext import KINDS, find


def kinds(text: str, **more) -> list[tuple[str, str]]:
    return [(f.kind, f.text) for f in find(text, **more)]


@pytest.mark.parametrize(
    "text, kind, piece",
    [
        ("Bel 06 00 00 00 12 na zes uur.", "phone", "06 00 00 00 12"),
        ("Zij gaf +31 6 00000012 op.", "phone", "+31 6 00000012"),
        ("Mail naar noor.voorbeeld@emmen.example graag.", "email", "noor.voorbeeld@emmen.example"),
        ("Het nummer is 111222333, zei hij.", "citizen_number", "111222333"),
        ("Overgemaakt naar NL91 ABNA 0417 1643 00.", "account", "NL91 ABNA 0417 1643 00"),
        ("Zij is geboren op 3 maart 2009 in het buitenland.", "birth_date", "geboren op 3 maart 2009"),
        ("Zijn geboortedatum: 03-03-1999.", "birth_date", "geboortedatum: 03-03-1999"),
        ("Het busje heeft kenteken XX-123-X.", "plate", "XX-123-X"),
        ("Hij woont op Verzonnenstraat 12.", "address", "Verzonnenstraat 12"),
        ("Postcode 7811 ZZ.", "address", "7811 ZZ"),
        ("Mevrouw van der Verzonnen deed open.", "name", "Mevrouw van der Verzonnen"),
        ("Een meisje genaamd Noor Voorbeeld.", "name", "genaamd Noor Voorbeeld"),
    ],
)
def test_what_points_at_a_person_is_found(text, kind, piece):
    assert (kind, piece) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vier bedden in de loods, er hangt was en er staan koffers.",
        "Zij werkt twaalf uur per dag, zes dagen per week, sinds 2024.",
        "Zie ook S-7K4M2Q van vorige week.",
        "Om 17.30 uur waren er 23 mensen.",
        "De politie belde 112.",
    ],
)
def test_what_points_at_nobody_is_left_alone(text):
    assert kinds(text) == []


def test_people_of_the_folder_are_found_by_each_part_of_their_name():
    found = kinds("Volgens mirte werkt zij daar. Verzonnen heet het bedrijf.", names=["Mirte Verzonnen"])
    assert [k for k, _ in found] == ["name", "name"]


def test_a_wrong_citizen_number_is_only_a_number():
    assert kinds("Order 111222334 kwam aan.") == []


@given(st.text(max_size=200))
def test_any_text_gives_pieces_of_itself_that_do_not_lie_over_each_other(text):
    found = find(text)
    for piece in found:
        assert text[piece.start : piece.end] == piece.text
        assert piece.kind in KINDS
        assert piece.label
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
