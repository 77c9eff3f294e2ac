"""What the cells of a region's list mean: Dutch dates, municipalities, forms of exploitation, yes and no."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from lantaarn.papers.lists_in import (
    ImportResult,
    guess_mapping,
    read_list,
    read_rows,
)

DRENTHE = (
    "Aa en Hunze", "Assen", "Borger-Odoorn", "Coevorden", "De Wolden", "Emmen", "Hoogeveen", "Meppel",
    "Midden-Drenthe", "Noordenveld", "Tynaarlo", "Westerveld",
)  # fmt: skip
TODAY = date(2026, 11, 24)
HEADING = ("Nr.", "Datum melding", "Gemeente", "Soort uitbuiting", "Melder / bron", "Omschrijving", "Minderjarig?")
FIRST = ("12", date(2026, 2, 1), "Emmen", "arbeid", "Wmo-loket", "Zeven matrassen in een schuur", "nee")


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def listed(*rows: tuple[object, ...], today: date | None = TODAY) -> ImportResult:
    preview = read_list(workbook(HEADING, *rows), "lijst.xlsx")
    return read_rows(preview, guess_mapping(preview.columns), municipalities=DRENTHE, today=today)


@pytest.mark.parametrize(
    "written",
    [
        "1-2-2024", "01/02/2024", "1.2.2024", "01 02 2024", "1-2-24", "1-2-'24", "1 februari 2024", "1 feb 2024",
        "1 feb. 2024", "1-feb-24", "1e februari 2024", "donderdag 1 februari 2024", "do. 1 feb 2024", "2024-02-01",
        "20240201",
        "2024-02-01T13:45:00", "1-2-2024 13:45", "1 februari 2024, 13.45 uur", "45323", 45323, 45323.75,
        date(2024, 2, 1), datetime(2024, 2, 1, 13, 45),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_dates_are_read_as_the_dutch_write_them(written: object) -> None:
    (row,) = listed(("1", written, *FIRST[2:])).rows
    assert row.date == date(2024, 2, 1)


@pytest.mark.parametrize(
    "month, number", [("mrt", 3), ("maart", 3), ("mei", 5), ("sept", 9), ("okt.", 10), ("dec", 12)]
)
def test_months_may_be_shortened(month: str, number: int) -> None:
    (row,) = listed(("1", f"3 {month} 2024", *FIRST[2:])).rows
    assert row.date == date(2024, number, 3)


@pytest.mark.parametrize(
    "written",
    [
        "12/31/2024",
        "30-2-2024",
        "2024",
        2024,
        "voorjaar 2024",
        "maart 2024",
        "1-2",
        "?",
        "1 marktdag 2024",
        True,
        "0-0-0",
    ],
)
def test_a_date_that_is_none_is_left_out_with_the_reason(written: object) -> None:
    result = listed(("1", written, *FIRST[2:]))
    assert result.rows == ()
    assert "Dit is geen datum" in result.left_out[0].reason
    assert "Zeven matrassen" in result.left_out[0].text


def test_a_date_in_the_future_is_left_out() -> None:
    assert "toekomst" in listed(("1", date(2026, 11, 25), *FIRST[2:])).left_out[0].reason
    assert listed(("1", date(2026, 11, 25), *FIRST[2:]), today=None).rows


@pytest.mark.parametrize(
    "written, name",
    [
        ("emmen", "Emmen"), (" EMMEN ", "Emmen"), ("gem. Emmen", "Emmen"), ("Gemeente Emmen", "Emmen"),
        ("Emmen (gemeente)", "Emmen"), ("Borger Odoorn", "Borger-Odoorn"), ("Midden–Drenthe", "Midden-Drenthe"),
        ("Aa en Hunze", "Aa en Hunze"), ("Tynaarló", "Tynaarlo"), ("de wolden", "De Wolden"),
    ],
)  # fmt: skip
def test_municipalities_are_known_however_they_are_written(written: str, name: str) -> None:
    (row,) = listed(("1", date(2026, 1, 1), written, *FIRST[3:])).rows
    assert row.municipality == name


@pytest.mark.parametrize(
    "written, reason",
    [
        ("Emen", "Bedoelt u Emmen?"),
        ("Hogeveen", "Bedoelt u Hoogeveen?"),
        ("Groningen", "kennen wij niet."),
        ("Emmen / Coevorden", "Hier staan meer gemeenten: Emmen, Coevorden."),
        (None, "De gemeente ontbreekt."),
        ("???", "De gemeente ontbreekt."),
    ],
)
def test_a_municipality_in_doubt_is_asked_never_guessed(written: object, reason: str) -> None:
    result = listed(("1", date(2026, 1, 1), written, *FIRST[3:]))
    assert result.rows == ()
    assert reason in result.left_out[0].reason


@pytest.mark.parametrize(
    "written, codes",
    [
        ("Seksueel", ("sexual",)), ("seksuele uitbuiting", ("sexual",)), ("prostitutie", ("sexual",)),
        ("sekswerk", ("sexual",)),
        ("Arbeidsuitbuiting", ("labour",)), ("crimineel", ("criminal",)),
        ("gedwongen criminaliteit", ("criminal",)), ("organen", ("organ_removal",)),
        ("orgaanhandel", ("organ_removal",)),
        ("overig", ("other",)), ("anders", ("other",)), ("onbekend", ("unknown",)),
        (None, ("unknown",)), ("?", ("unknown",)),
        ("seksueel/arbeid", ("sexual", "labour")), ("arbeid, crimineel en seksueel", ("sexual", "criminal", "labour")),
        ("arbeid en onbekend", ("labour",)),
    ],
)  # fmt: skip
def test_forms_of_exploitation_are_recognised(written: object, codes: tuple[str, ...]) -> None:
    (row,) = listed((*FIRST[:3], written, *FIRST[4:])).rows
    assert row.exploitation == codes
    assert row.notes == ()


@pytest.mark.parametrize("written", ["geen seksuele uitbuiting", "mogelijk iets met auto's", "niet crimineel"])
def test_a_form_that_is_not_recognised_is_unknown_and_its_words_are_kept(written: str) -> None:
    (row,) = listed((*FIRST[:3], written, *FIRST[4:])).rows
    assert row.exploitation == ("unknown",)
    assert row.notes[0].text == written


@pytest.mark.parametrize(
    "written, answer",
    [
        ("ja", "yes"), ("J", "yes"), ("x", "yes"), (True, "yes"), (1, "yes"), ("✓", "yes"), ("minderjarig", "yes"),
        ("<18", "yes"),
        ("Nee", "no"), ("n", "no"), (False, "no"), (0, "no"), ("meerderjarig", "no"), ("18+", "no"),
        ("onbekend", "unknown"), ("?", "unknown"), ("-", "unknown"), (None, "unknown"), ("weet niet", "unknown"),
    ],
)  # fmt: skip
def test_yes_no_and_unknown_are_three_answers(written: object, answer: str) -> None:
    (row,) = listed((*FIRST[:6], written)).rows
    assert row.minor == answer
    assert row.notes == ()


@pytest.mark.parametrize("written", ["16", "misschien", "17 jaar"])
def test_an_answer_that_is_neither_is_kept_as_a_note(written: str) -> None:
    (row,) = listed((*FIRST[:6], written)).rows
    assert row.minor == "unknown"
    assert row.notes[0].text == written


def test_a_number_that_stands_twice_is_noted() -> None:
    _, second = listed(FIRST, FIRST).rows
    assert second.notes[0].reason == "Dit nummer staat ook in rij 2."
