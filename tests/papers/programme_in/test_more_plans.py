"""More layouts: what a portal makes of a list, plans of a year, titles with a tail; and tables that only look alike."""

from __future__ import annotations

from papers.programme_in.test_plans import read, told


def test_a_portal_that_sets_each_bullet_on_a_line_of_its_own() -> None:
    programme = read("portal")
    assert told(programme) == [
        ("Alle nieuwe medewerkers volgen de e-learning", "Bewustwording", "2025-01-01", None, None, ()),
        *[("Ieder jaar organiseren we een bijeenkomst rond 18 oktober", "Bewustwording", None, None, "yearly", ())],
        ("We stellen een convenant op", "Samenwerking", "2025-10-01", "2025-12-31", None, ()),
    ]
    assert programme.title == "Beleidsplan Aanpak Mensenhandel voor de gemeente Voorbeeldstad"
    assert ("ambition", "Alle medewerkers herkennen signalen.") in {(part.kind, part.title) for part in programme.parts}


def test_a_plan_of_one_year_gives_its_quarters_their_year_and_looks_back_without_actions() -> None:
    programme = read("year_plan")
    assert told(programme) == [
        ("Organiseren van drie intervisiebijeenkomsten", "Mensenhandel", "2026-01-01", "2026-12-31", None, ()),
        ("Actualiseren van het stappenplan", "Mensenhandel", "2026-04-01", "2026-06-30", None, ()),
        ("Deelname aan landelijk overleg", "Mensenhandel", None, None, "ongoing", ()),
        ("Opstellen van een jaarverslag", "Mensenhandel", "2026-12-01", "2026-12-31", None, ()),
        ("Weerbaarheidsscan uitvoeren bij alle gemeenten", "Ondermijning", "2026-07-01", "2026-12-31", None, ()),
        ("Bestuurlijke afspraken herijken", "Ondermijning", "2026-06-01", "2026-08-31", None, ()),
    ]
    assert [(left.text, left.reason) for left in programme.unread] == [
        ("12 casussen besproken", "terugblik, geen actie")
    ]


def test_numbered_titles_that_say_who_and_when() -> None:
    assert told(read("titled")) == [
        ("In kaart brengen van risicolocaties", "Weten", "2025-01-01", "2025-03-31", None, ("RIEC",)),
        ("Actualiseren van de kaart", "Weten", None, None, "yearly", ("RIEC",)),
        ("Controleren van risicolocaties", "Doen", None, None, "ongoing", ("gemeenten", "politie")),
    ]


def test_labels_beside_the_action_on_its_line() -> None:
    goal = "voorkomen dat mensen worden uitgebuit"
    assert told(read("labelled")) == [
        ("Kenniscentrum inrichten", goal, "2024-01-01", "2025-12-31", None, ("Provincie",)),
        ("Meldpunt versterken", goal, None, None, "ongoing", ("Veilig Thuis",)),
    ]


def test_what_looks_like_a_table_of_actions_and_is_none() -> None:
    programme = read("looks_alike")
    assert told(programme) == [
        ("Informatiepunt openen", None, "2025-01-01", "2025-03-31", None, ("Veiligheidshuis",)),
        ("Controledag houden per district", None, None, None, "2 a year", ("districtschef",)),
    ]
    assert [action.level for action in programme.actions] == ["regional", "district"]
    assert {left.text for left in programme.unread} >= {
        "Training wijkteams | GGD | Uitgevoerd in 2022",
        "Noor Voorbeeld | Zorgcoördinator | 06 00 00 00 01",
        "RIEC | Ondersteuning | Signalen verrijken",
        "criminele uitbuiting (sinds 2012).",
    }
    assert dict(programme.abbreviations) == {
        "APV": "Algemene plaatselijke verordening",
        "RIEC": "Regionaal Informatie- en Expertisecentrum",
    }


def test_mistakes_of_a_document_are_shown_as_such() -> None:
    programme = read("with_mistakes")
    kinds = {warned.kind: warned for warned in programme.warnings}
    assert set(kinds) == {"targets", "heading", "timeline"}
    assert kinds["heading"].place is not None
    assert kinds["heading"].place.line == 13
    assert len(programme.actions) == 3
    deepening, divide, shelter = programme.actions
    assert deepening.details == ("balies", "toezicht", "wijkteams")
    assert deepening.when.several == ("yearly", "yearly", "3 a year")
    assert divide.when.text == "2025"
    assert not shelter.when.known
    assert shelter.sure < divide.sure


def test_pdf_with_a_cell_over_the_whole_width_and_one_over_two_rows() -> None:
    programme = read("spanning_pdf")
    assert ("goal", "iedereen weet het") in {(part.kind, part.title) for part in programme.parts}
    assert told(programme) == [
        ("Folder maken", "Weten", "2025-01-01", "2025-03-31", None, ("Gemeente Testdam",)),
        ("Folder verspreiden", "Weten", "2025-04-01", "2025-06-30", None, ("Gemeente Testdam",)),
        ("Veldwerk uitbreiden", "Doen", "2025-01-01", "2025-12-31", None, ()),
        ("Spreekuur starten", "Doen", None, None, "ongoing", ()),
    ]


def test_word_with_a_card_and_a_table_whose_first_column_names_the_ambition() -> None:
    assert told(read("cards_docx")) == [
        ("Vergunningen aanscherpen", "Barrières", None, "2025-12-31", None, ("Gemeente Testdam",)),
        ("Keten in kaart brengen", "Sterke keten", "2026-01-01", "2026-03-31", None, ("Ketenregisseur",)),
        ("Werkafspraken maken", "Sterke keten", "2026-04-01", "2026-06-30", None, ("Ketenregisseur", "politie")),
        ("Plekken uitbreiden", "Opvang", "2026-01-01", "2026-12-31", None, ("GGD",)),
        ("Wachtlijst bijhouden", "Opvang", None, None, "ongoing", ("Zorgcoördinator",)),
    ]


def test_bullets_that_wrap_and_go_on_over_a_page() -> None:
    know, work = "Bewustwording", "Samenwerking"
    trainings = "Het geven van trainingen aan medewerkers van de gemeentelijke balies en wijkteams"
    assert told(read("wrapped")) == [
        (trainings, know, "2022-04-01", "2022-06-30", None, ()),
        ("Het maken van een leeromgeving waarin professionals zelf leren", know, "2022-10-01", "2023-03-31", None, ()),
        ("Het delen van factsheets", know, None, None, "ongoing", ()),
        ("Het vaststellen van een convenant", work, "2022-01-01", "2022-03-31", None, ()),
        ("Het evalueren van de samenwerking", work, None, None, "quarterly", ()),
    ]


def test_cards_of_activities_that_are_an_action_and_actions_in_one_line() -> None:
    goal = "Vergroten van het bewustzijn"
    programme = read("titled_cards")
    assert told(programme) == [
        ("Campagne voeren", goal, "2025-04-01", "2025-06-30", None, ("Regiobureau",)),
        ("Training horeca", goal, "2025-10-01", "2025-12-31", None, ("Gemeenten",)),
        ("Doorontwikkelen van de weegtafel", None, "2026-01-01", "2026-12-31", None, ("procesregisseur",)),
        ("Scholing van partners", None, "2026-01-01", "2026-03-31", None, ("manager",)),
    ]
    assert [left.text for left in programme.unread] == [
        "Maatregel 1: Camera's plaatsen (2025)",
        "Maatregel 2: Tips vragen",
    ]


def test_a_group_named_beside_its_first_row_and_a_table_with_semicolons() -> None:
    assert told(read("grouped")) == [
        ("Lespakket ontwikkelen", "Preventie", "2025-01-01", "2025-12-31", None, ("GGD",)),
        ("Lespakket uitrollen", "Preventie", "2026-01-01", "2026-12-31", None, ("Scholen",)),
        ("Plekken inkopen", "Opvang", "2025-10-01", "2025-12-31", None, ("Gemeenten",)),
    ]
