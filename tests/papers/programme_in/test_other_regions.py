"""Layouts that other regions use: each an invented document, with what must be read of it and what must not."""

from __future__ import annotations

from lantaarn.papers.programme_in import Programme, read_programme
from papers.programme_in.test_plans import told


def read(text: str) -> Programme:
    return read_programme(text.encode())


LEVELS = """Actieprogramma Veilig Verder 2025-2027

1. Herkennen

Strategisch doel: balies zien wat er speelt.

Wat gaan we doen?

Regionaal
- Een kalender met campagnes bijhouden (Q2|2025)
- Ten minste één themabijeenkomst per kwartaal
  - voor horeca

Lokaal
- Een vast aanspreekpunt aanwijzen (2026)

2. Helpen

- Een overzicht van bedden maken (eind 2026)
"""


def test_headings_of_levels_give_the_level_and_the_chapter_stays_the_part() -> None:
    programme = read(LEVELS)
    assert told(programme) == [
        ("Een kalender met campagnes bijhouden", "Herkennen", "2025-04-01", "2025-06-30", None, ()),
        ("Ten minste één themabijeenkomst per kwartaal", "Herkennen", None, None, "quarterly", ()),
        ("Een vast aanspreekpunt aanwijzen", "Herkennen", "2026-01-01", "2026-12-31", None, ()),
        ("Een overzicht van bedden maken", "Helpen", None, "2026-12-31", None, ()),
    ]
    assert [action.level for action in programme.actions] == ["regional", "regional", "local", None]
    assert ("goal", "balies zien wat er speelt.") in {(part.kind, part.title) for part in programme.parts}
    assert {action.why for action in programme.actions} == {None}
    assert "voor horeca" in programme.actions[1].quote


CODES = """Plan van aanpak 2024 t/m 2026

Pijler A – Weten

A1. Lespakket voor het mbo
Trekker: GGD
Planning: Q3 2024

A2. Evaluatie met scholen
Trekker: Gemeente Testdam

Planning
\t2024\t2025\t2026
A1\tx\tx\t
A2\t\tx\tx
C9\tx\t\t
"""


def test_a_timeline_of_codes_gives_a_period_to_what_is_known_and_makes_no_actions() -> None:
    programme = read(CODES)
    assert told(programme) == [
        ("Lespakket voor het mbo", "Weten", "2024-07-01", "2024-09-30", None, ("GGD",)),
        ("Evaluatie met scholen", "Weten", "2025-01-01", "2026-12-31", None, ("Gemeente Testdam",)),
    ]
    assert [left.text for left in programme.unread] == ["C9 | x"]


THEMES = """Programma Samen Alert 2024-2027

Nr.\tMaatregel\tDoel\tVerantwoordelijke\tTermijn\tPrioriteit
Thema 1: Weten
1.1\tAvond voor huisartsen\tKennis\tVeilig Thuis\tNajaar 2024\thoog
Thema 2: Doen
2.1\tControle van winkels\tToezicht\tGemeente Testdam\t2 keer per jaar\tlaag
2.2\tProef met gegevens\tBeeld\tRIEC\tn.t.b.\tmidden
"""


def test_a_theme_in_the_full_width_of_a_table_keeps_its_rows() -> None:
    programme = read(THEMES)
    assert told(programme) == [
        ("Avond voor huisartsen", "Weten", "2024-09-01", "2024-11-30", None, ("Veilig Thuis",)),
        ("Controle van winkels", "Doen", None, None, "2 a year", ("Gemeente Testdam",)),
        ("Proef met gegevens", "Doen", None, None, None, ("RIEC",)),
    ]
    assert [action.number for action in programme.actions] == ["1.1", "2.1", "2.2"]


STEPS = """Jaarplan gemeente Testdam 2026

Wat\tHoe\tWie\tWanneer
Kennis vergroten\tTwee lezingen voor de balie\tAF zorg\tMaart en oktober 2026
\tPosters ophangen\tCommunicatie\tQ1
Meldpunt bekend maken\tStuk op intranet\tAF veiligheid\tVóór de zomer
"""


def test_steps_under_a_theme_are_actions_of_their_own() -> None:
    programme = read(STEPS)
    assert told(programme) == [
        ("Twee lezingen voor de balie", "Kennis vergroten", "2026-03-01", "2026-10-31", None, ("AF zorg",)),
        ("Posters ophangen", "Kennis vergroten", "2026-01-01", "2026-03-31", None, ("Communicatie",)),
        ("Stuk op intranet", "Meldpunt bekend maken", None, None, None, ("AF veiligheid",)),
    ]
    assert programme.actions[2].when.text == "Vóór de zomer"


BOLD = """# Regioplan Voorbeeldstreek 2024–2027

## Actielijn 1. Weten

**Doel:** jongeren weten wat mag

**Actie 1.1 – Lessen op scholen**
Het jongerenwerk geeft lessen.
*Actiehouder:* Gemeente Testdam
*Gereed:* december 2025

**Actie 1.2 – Avond voor ouders**
*Actiehouder:* GGD
*Gereed:* doorlopend

## Actielijn 2. Zien

### 2.1 Training wijkteams

- Looptijd: 2024 – 2025
- Trekker: ZVH
- Budget: € 12.000 per jaar
"""


def test_actions_in_bold_with_labels_under_them_and_a_budget_for_each_year() -> None:
    programme = read(BOLD)
    assert told(programme) == [
        ("Lessen op scholen", "Weten", "2025-12-01", "2025-12-31", None, ("Gemeente Testdam",)),
        ("Avond voor ouders", "Weten", None, None, "ongoing", ("GGD",)),
        ("Training wijkteams", "Zien", "2024-01-01", "2025-12-31", None, ("ZVH",)),
    ]
    assert [(row.year, row.amount) for row in programme.budget] == [(2024, 12_000), (2025, 12_000)]


INDENTED = """Uitvoeringsprogramma 2025-2026

OPERATIONEEL

1.\tNetwerkdag houden
\tDoor: ZVHD
\tFrequentie: 3 keer per jaar
2.\tFactsheet schrijven
\tUitvoering: projectgroep
\tPlanning: uiterlijk 1 maart 2025

BESTUURLIJK

3.\tVoortgang bespreken
\tUitvoering: 2025
"""


def test_numbered_items_with_labels_further_in() -> None:
    assert told(read(INDENTED)) == [
        ("Netwerkdag houden", "OPERATIONEEL", None, None, "3 a year", ("ZVHD",)),
        ("Factsheet schrijven", "OPERATIONEEL", None, "2025-03-01", None, ("projectgroep",)),
        ("Voortgang bespreken", "BESTUURLIJK", "2025-01-01", "2025-12-31", None, ()),
    ]
