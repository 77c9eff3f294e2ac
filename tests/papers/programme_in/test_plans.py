"""A programme is found in plans of every layout: each action with its moment, holder and part, and not one more."""

from __future__ import annotations

import pytest

from lantaarn.papers.programme_in import Programme, as_json, read_programme
from papers.programme_in.plans import FILES, PAGES, TEXTS


def read(name: str) -> Programme:
    return read_programme(TEXTS[name].encode() if name in TEXTS else FILES[name]())


def told(programme: Programme) -> list[tuple[str, str | None, str | None, str | None, str | None, tuple[str, ...]]]:
    """Of each action: what, its part, from, until, how often, who holds it."""
    shown = []
    for action in programme.actions:
        part = programme.part(action.part)
        when = action.when
        dates = (when.start.isoformat() if when.start else None, when.until.isoformat() if when.until else None)
        shown.append((action.what, part.title if part else None, *dates, when.recurrence, action.holder))
    return shown


def test_what_and_when_per_ambition_with_cells_that_break_over_lines() -> None:
    aware, alone = "Iedereen herkent uitbuiting", "Niemand blijft alleen"
    assert told(read("ambitions")) == [
        ("Baliemedewerkers van alle gemeenten leren signalen herkennen.", aware, None, None, "yearly", ()),
        ("Een lespakket voor het mbo maken", aware, "2025-07-01", "2025-09-30", None, ()),
        ("Het pakket op drie scholen proberen", aware, "2026-01-01", "2026-06-30", None, ()),
        ("Een folder voor huisartsen verspreiden", aware, None, "2025-06-30", None, ()),
        ("Nachtopvang regelen bij twee hotels", alone, None, "2026-12-31", None, ()),
        ("Nazorg na vertrek uit de opvang", alone, None, None, "ongoing", ()),
    ]


def test_a_total_that_the_rows_do_not_make_is_told_with_both_figures() -> None:
    programme = read("ambitions")
    assert [(row.measure, row.year, row.amount) for row in programme.budget] == [
        ("Lespakket", 2025, 12_500),
        ("Lespakket", 2026, 5_000),
        ("Nachtopvang", 2025, 30_000),
        ("Nachtopvang", 2026, 30_000),
        ("Nachtopvang", 2027, 30_000),
    ]
    totals = [warned for warned in as_json(programme)["warnings"] if warned["kind"] == "total"]  # type: ignore[attr-defined]
    assert [(one["year"], one["printed"], one["computed"]) for one in totals] == [
        (2026, 36_000, 35_000),
        (None, 108_500, 107_500),
    ]


def test_figures_and_contents_are_left_with_their_line() -> None:
    left = {(unread.place.line, unread.text) for unread in read("ambitions").unread}
    assert (38, "Meldingen | 12 | 19 | 31") in left
    assert any("Inhoudsopgave" in text for _, text in left)


def test_bullets_that_end_in_a_moment_and_a_table_of_bars() -> None:
    programme = read("bullets")
    young, work = "Weerbare jongeren", "Werk en wonen"
    assert told(programme) == [
        ("We geven gastlessen op alle scholen voor voortgezet onderwijs", young, "2026-04-01", "2026-06-30", None, ()),
        ("We starten een spreekuur bij het jongerenwerk", young, None, None, "ongoing", ()),
        ("We onderzoeken een meldknop op de website", young, None, "2026-12-31", None, ("GGD",)),
        ("Wij evalueren het spreekuur", young, "2026-10-01", "2026-12-31", None, ("Gemeente Voorbeeldstad",)),
        ("Controles bij huisvesters", work, None, None, "3 a year", ("Omgevingsdienst",)),
        ("Flyers in vijf talen", work, "2026-03-01", "2026-06-30", None, ("Gemeente Testdam",)),
        ("Keurmerk voor uitzendbureaus", work, None, None, None, ("Provincie",)),
    ]
    assert programme.actions[1].details == ("in de bibliotheek", "bij de sportclub")
    assert programme.actions[4].parties == ("Politie", "NLA", "brandweer")
    assert programme.actions[5].parties == ("RIEC", "OOV- en zorgpartners")


def test_what_may_be_chosen_is_no_action_and_not_lost() -> None:
    left = {unread.text: unread.reason for unread in read("bullets").unread}
    assert "mogelijkheid" in left["Een mobiel steunpunt (2027)"]
    assert "mogelijkheid" in left["Een campagne op sociale media"]


def test_the_goal_of_a_theme_is_a_part_and_not_the_reason_of_each_action() -> None:
    programme = read("bullets")
    assert ("goal", "minder jongeren worden geronseld.") in {(part.kind, part.title) for part in programme.parts}
    assert {action.why for action in programme.actions} == {None}


def test_run_in_headings_and_numbered_sentences() -> None:
    programme = read("run_in")
    assert told(programme) == [
        ("Trainen van wijkteams", None, "2025-01-01", "2025-12-31", None, ("gemeente Voorbeeldstad",)),
        ("Signalen bundelen", None, None, None, "ongoing", ("ketenregisseur",)),
        ("Handhaven in de prostitutiebranche", None, None, None, "2 a year", ("team Toezicht en handhaving",)),
        ("Aanstellen van twee aandachtsfunctionarissen", None, "2025-07-01", "2025-07-01", None, ("iedere gemeente",)),
        ("Opnemen van uitbuiting in het inkoopbeleid", None, "2026-01-01", "2026-12-31", None, ("afdeling Inkoop",)),
    ]
    assert [action.level for action in programme.actions] == [None, None, None, "local", "local"]
    assert programme.actions[1].parties == ("RIEC", "politie", "OM")


def test_sentences_with_an_end_and_tables_that_are_none_of_actions() -> None:
    programme = read("sentences")
    assert told(programme) == [
        ("Wij actualiseren het convenant met alle partners", None, None, "2025-05-01", None, ()),
        ("De gemeenten stellen een nieuwe zorgcoördinator aan", None, "2025-07-01", "2025-09-30", None, ()),
    ]
    assert {unread.text for unread in programme.unread} >= {
        "Stuurgroep | burgemeesters | 2x per jaar",
        "Te weinig mensen | Extra inhuur | Projectleider",
    }


def test_columns_aligned_with_spaces() -> None:
    programme = read("aligned")
    assert told(programme) == [
        ("Vergroten van de kennis bij baliemedewerkers", None, "2024-04-01", "2024-06-30", None, ("Gemeenten",)),
        ("Delen van signalen in het informatieplein", None, None, None, "ongoing", ("RIEC",)),
        ("Opzetten van een tijdelijke opvangplek", None, "2025-07-01", "2025-12-31", None, ("Regio",)),
    ]
    assert programme.actions[2].parties == ("Leger des Heils", "Kadera")


def test_cells_that_each_stand_on_a_line() -> None:
    assert told(read("stacked")) == [
        ("Meldkaart maken voor horeca", "Signaleren", "2026-01-01", "2026-03-31", None, ("Gemeente Testdam",)),
        ("Meldroute bekendmaken", "Signaleren", None, None, "yearly", ("Ketenregisseur",)),
        ("Controles plannen", "Handhaven", None, None, "quarterly", ("Team Toezicht en handhaving",)),
    ]


def test_cards_that_are_an_action_each() -> None:
    programme = read("cards")
    assert told(programme) == [
        ("Inrichten van een signalentafel", "Informatie delen", "2025-04-01", "2025-12-31", None, ("ZVH",)),
        ("Opleiden van signaalduiders", "Informatie delen", None, None, "yearly", ("Politie",)),
    ]
    assert [action.level for action in programme.actions] == ["district", "regional"]
    assert [(row.measure, row.amount) for row in programme.budget] == [("Inrichten van een signalentafel", 4_500)]


def test_a_start_and_an_end_in_two_columns_and_a_row_printed_twice() -> None:
    programme = read("start_and_end")
    assert told(programme) == [
        ("Barrièremodel maken", None, "2025-01-01", "2025-09-30", None, ("RIEC",)),
        ("Maatwerkfonds", None, "2025-01-01", None, "ongoing", ("Gemeenten",)),
    ]
    assert [warned.kind for warned in programme.warnings] == ["double"]
    assert sum(row.amount for row in programme.budget) == 22_000


def test_word_with_merged_cells_numbered_headings_and_shaded_quarters() -> None:
    programme = read("merged_docx")
    assert told(programme) == [
        ("Trainen van sportverenigingen", "Voorkomen", "2025-01-01", "2025-12-31", None, ("ZVH", "gemeenten")),
        ("Voorlichting aan hotels", "Voorkomen", "2026-07-01", "2027-06-30", "2 a year", ("Politie",)),
        ("Voorlichting aan taxibedrijven", "Voorkomen", "2026-07-01", "2026-12-31", None, ("Politie",)),
        ("Meldweek houden", "Signaleren", None, None, None, ("Gemeente",)),
        ("Monitor bouwen", "Signaleren", None, None, None, ("RIEC",)),
    ]
    assert [action.when.text for action in programme.actions[3:]] == ["Q2", "Q1 – Q3"]
    assert [(part.kind, part.number) for part in programme.parts] == [("pillar", "1"), ("pillar", "2")]


def test_odt_with_goals_sub_bullets_and_cells_over_two_rows() -> None:
    programme = read("goals_odt")
    assert told(programme) == [
        ("Opvangplekken uitbreiden", "Slachtoffers zijn veilig", "2025-01-01", "2026-12-31", None, ()),
        ("Casusoverleg inrichten", "Slachtoffers zijn veilig", None, None, "ongoing", ()),
        ("Zorgpad beschrijven met de zorgpartners", "Slachtoffers zijn veilig", "2027-03-01", "2027-05-31", None, ()),
        (
            "Barrières opwerpen in de verhuur",
            "Daders worden aangepakt",
            "2026-12-31",
            "2026-12-31",
            None,
            ("Gemeenten",),
        ),
        ("Bestuurlijke rapportages benutten", "Daders worden aangepakt", None, None, "ongoing", ("RIEC",)),
    ]
    assert programme.actions[1].details == ("wekelijks bij spoed",)
    assert programme.actions[4].parties == ("Makelaars", "Politie", "Banken")


@pytest.fixture(scope="module")
def paper() -> Programme:
    return read("long_pdf")


def test_pdf_with_a_table_over_pages_and_one_without_lines(paper: Programme) -> None:
    shown = told(paper)
    assert len(shown) == PAGES + 5
    assert shown[0] == (
        "Uitvoeren van onderdeel 1 van de gezamenlijke trainingsreeks voor medewerkers van balies",
        *("Preventie", "2026-04-01", "2026-06-30", None, ("Gemeente Voorbeeldstad",)),
    )
    assert [part for _, part, *_ in shown[:PAGES]] == ["Preventie"] * 15 + ["Zorg"] * 15
    assert shown[PAGES:] == [
        ("Een warme overdracht naar de opvang", "Zorg", None, None, "ongoing", ()),
        ("Nazorg regelen", "Zorg", "2025-01-01", "2025-12-31", None, ()),
        ("Nazorg evalueren", "Zorg", "2026-01-01", "2026-12-31", None, ()),
        (
            "Veldwerk op straat en in de nachtelijke uren bij het station",
            "Zonder lijnen",
            None,
            None,
            "monthly",
            ("GGD",),
        ),
        ("Spreekuur voor arbeidsmigranten", "Zonder lijnen", None, "2026-12-31", None, ("Vakbond",)),
    ]


def test_heads_and_feet_of_pages_are_no_text(paper: Programme) -> None:
    assert {unread.reason for unread in paper.unread} == {"kop- of voetregel"}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_each_action_quotes_its_place(name: str) -> None:
    programme = read(name)
    lines = TEXTS[name].split("\n")
    for action in programme.actions:
        assert action.place.line
        word = action.what.split()[0]
        assert any(word in line for line in lines[action.place.line - 1 : action.place.line + 2])
        assert word in action.quote
        assert 0 <= action.sure <= 1


@pytest.mark.parametrize("name", [*sorted(TEXTS), *sorted(FILES)])
def test_the_shape_of_the_json(name: str) -> None:
    shown = as_json(read(name))
    assert list(shown) == ["title", "period", "parts", "actions", "budget", "warnings", "unread", "abbreviations"]
    for action in shown["actions"]:  # type: ignore[attr-defined]
        assert list(action) == ["what", "part", "level", "why", "when", "parties", "holder", "source", "sure"]
        assert list(action["when"]) == ["text", "from", "until", "recurrence"]
