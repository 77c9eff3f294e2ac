"""Moments as Dutch plans write them, read to dates and a rhythm; what they do not say stays empty."""

from __future__ import annotations

from datetime import date

import pytest

from lantaarn.papers.programme_in.moments import is_moment, labelled_moments, moment_in_words, read_moment

READ = [
    ("2025", "2025-01-01", "2025-12-31", None),
    ("Q2 2022", "2022-04-01", "2022-06-30", None),
    ("Q2|2022", "2022-04-01", "2022-06-30", None),
    ("2022-Q3", "2022-07-01", "2022-09-30", None),
    ("Q4 '25", "2025-10-01", "2025-12-31", None),
    ("Q1-Q3 2026", "2026-01-01", "2026-09-30", None),
    ("2025 Q1 t/m Q3", "2025-01-01", "2025-09-30", None),
    ("Q1 2025 - Q3 2026", "2025-01-01", "2026-09-30", None),
    ("2e kwartaal 2024", "2024-04-01", "2024-06-30", None),
    ("derde kwartaal van 2024", "2024-07-01", "2024-09-30", None),
    ("1e en 2e kwartaal 2025", "2025-01-01", "2025-06-30", None),
    ("1^e helft 2023", "2023-01-01", "2023-06-30", None),
    ("tweede helft van 2025", "2025-07-01", "2025-12-31", None),
    ("H1 2025", "2025-01-01", "2025-06-30", None),
    ("eerste halfjaar 2025", "2025-01-01", "2025-06-30", None),
    ("maart 2025", "2025-03-01", "2025-03-31", None),
    ("maart t/m juni 2025", "2025-03-01", "2025-06-30", None),
    ("januari 2025 - maart 2026", "2025-01-01", "2026-03-31", None),
    ("voorjaar 2026", "2026-03-01", "2026-05-31", None),
    ("schooljaar 2025-2026", "2025-08-01", "2026-07-31", None),
    ("2025-2026", "2025-01-01", "2026-12-31", None),
    ("2025- 2026", "2025-01-01", "2026-12-31", None),
    ("2025, 2026 en 2027", "2025-01-01", "2027-12-31", None),
    ("1 juli 2025", "2025-07-01", "2025-07-01", None),
    ("31-12-2025", "2025-12-31", "2025-12-31", None),
    ("voor 1 juli 2025", None, "2025-06-30", None),
    ("uiterlijk 1 juli 2025", None, "2025-07-01", None),
    ("eind 2025", None, "2025-12-31", None),
    ("t/m 2026", None, "2026-12-31", None),
    ("tot 2027", None, "2026-12-31", None),
    ("vanaf 2025", "2025-01-01", None, None),
    ("Start Q1 2025, gereed Q4 2025", "2025-01-01", "2025-12-31", None),
    ("Vanaf Q2 2025 doorlopend", "2025-04-01", None, "ongoing"),
    ("Doorlopend", None, None, "ongoing"),
    ("structureel", None, None, "ongoing"),
    ("Minimaal 1x per jaar", None, None, "yearly"),
    ("jaarlijks", None, None, "yearly"),
    ("18 oktober", None, None, "yearly"),
    ("25 november – 10 december", None, None, "yearly"),
    ("2 keer per jaar", None, None, "2 a year"),
    ("halfjaarlijks", None, None, "2 a year"),
    ("3x per jaar", None, None, "3 a year"),
    ("Doorlopend 3x per jaar", None, None, "3 a year"),
    ("per kwartaal", None, None, "quarterly"),
    ("1x per kwartaal", None, None, "quarterly"),
    ("maandelijks", None, None, "monthly"),
    ("elke week", None, None, "weekly"),
    ("om de twee jaar", None, None, "every 2 years"),
    ("eenmalig", None, None, "once"),
    ("ad hoc", None, None, "incidental"),
    ("voorjaar", None, None, None),
    ("Q2", None, None, None),
    ("n.t.b.", None, None, None),
    ("na besluit van de raad", None, None, None),
]


@pytest.mark.parametrize("text, start, until, recurrence", READ)
def test_a_moment_is_read(text: str, start: str | None, until: str | None, recurrence: str | None) -> None:
    when = read_moment(text).when
    assert when.text == text
    assert (when.start and when.start.isoformat(), when.until and when.until.isoformat()) == (start, until)
    assert when.recurrence == recurrence


def test_the_year_of_a_heading_completes_a_quarter() -> None:
    when = read_moment("Q3", year=2026).when
    assert (when.start, when.until) == (date(2026, 7, 1), date(2026, 9, 30))


def test_the_whole_period_is_that_of_the_programme() -> None:
    period = (date(2022, 1, 1), date(2025, 12, 31))
    when = read_moment("Gehele looptijd van het plan", period=period).when
    assert (when.start, when.until, when.recurrence) == (*period, "ongoing")


def test_three_numbers_of_times_in_one_moment_are_all_kept() -> None:
    when = read_moment("Doorlopend 1x per jaar 1x per jaar 3x per jaar").when
    assert when.several == ("yearly", "yearly", "3 a year")
    assert when.recurrence == "ongoing"


@pytest.mark.parametrize(
    "text", ["zie bijlage 2", "hierna: APV", "GGD", "Onderzoek 2026", "een budget van 2025 euro", ""]
)
def test_what_says_more_than_a_moment_is_no_moment(text: str) -> None:
    assert not is_moment(text)


@pytest.mark.parametrize(
    "what, moment",
    [
        ("Jaarlijks een bijeenkomst houden voor alle balies", "Jaarlijks"),
        ("Een netwerkbijeenkomst houden, minimaal twee keer per jaar", "minimaal twee keer per jaar"),
        ("Vóór 1 juli 2026 het convenant vernieuwen met de partners", "Vóór 1 juli 2026"),
        ("Aandacht vragen op de dag tegen mensenhandel (18 oktober) met een campagne", "18 oktober"),
        ("Regulier overleg houden met de opvang", ""),
        ("Toetsen aan het Bouwbesluit 2012", ""),
        ("Trainen van wijkteams", ""),
    ],
)
def test_the_moment_that_the_words_of_an_action_state(what: str, moment: str) -> None:
    assert moment_in_words(what) == moment


def test_moments_that_each_have_their_own_subject() -> None:
    text = "Q4 2025: besluit van de stuurgroep 1e helft 2026: uitvoering in alle gemeenten"
    assert labelled_moments(text) == [
        ("Q4 2025", "besluit van de stuurgroep"),
        ("1e helft 2026", "uitvoering in alle gemeenten"),
    ]
