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
- Ieder jaar een dag houden (Q4 2025, Q4 2026)

2. Helpen

- Een overzicht van bedden maken (eind 2026)
"""


def test_headings_of_levels_give_the_level_and_the_chapter_stays_the_part() -> None:
    programme = read(LEVELS)
    assert told(programme) == [
        ("Een kalender met campagnes bijhouden", "Herkennen", "2025-04-01", "2025-06-30", None, ()),
        ("Ten minste één themabijeenkomst per kwartaal", "Herkennen", None, None, "quarterly", ()),
        ("Een vast aanspreekpunt aanwijzen", "Herkennen", "2026-01-01", "2026-12-31", None, ()),
        ("Ieder jaar een dag houden", "Herkennen", "2025-10-01", "2026-12-31", "yearly", ()),
        ("Een overzicht van bedden maken", "Helpen", None, "2026-12-31", None, ()),
    ]
    assert [action.level for action in programme.actions] == ["regional", "regional", "local", "local", None]
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


PORTAL = """Beleidsplan aanpak uitbuiting gemeente Testdam 2024-2027

3.1 Weten

Wat gaan we doen?

  • 1.

    We scholen de balie (2024).

  • 2.

    We maken een pagina op intranet (Q1 2025).

3.2 Samen

Wat gaan we doen?

- 1. We sluiten aan bij het overleg (doorlopend)

- 2. We stellen een regisseur aan (gereed: Q4 2025; trekker: politie)

- a. met een vaste vervanger
"""


def test_numbers_behind_bullets_as_a_portal_prints_them() -> None:
    programme = read(PORTAL)
    assert told(programme) == [
        ("We scholen de balie", "Weten", "2024-01-01", "2024-12-31", None, ()),
        ("We maken een pagina op intranet", "Weten", "2025-01-01", "2025-03-31", None, ()),
        ("We sluiten aan bij het overleg", "Samen", None, None, "ongoing", ()),
        ("We stellen een regisseur aan", "Samen", "2025-10-01", "2025-12-31", None, ("politie",)),
    ]
    assert programme.actions[3].details == ("met een vaste vervanger",)


QUESTIONS = """Actieplan Uitbuiting 2023-2026

Ambitie 1 Voorkomen

Wat gaan we doen?
We geven lessen op het vmbo.
Wanneer?
Ieder schooljaar
Wie?
GGD en jongerenwerk

Wat gaan we doen?
We maken een kaart van plekken.
Wanneer?
Q3 2024
Wie?
RIEC, met ondersteuning van de politie

Ambitie 2 Helpen

Wat gaan we doen?
- Een spreekuur openen
- Een folder drukken
Wie? Veiligheidshuis
Wanneer?

2024-2025
"""


def test_questions_with_their_answers_under_them() -> None:
    programme = read(QUESTIONS)
    assert told(programme) == [
        ("We geven lessen op het vmbo.", "Voorkomen", None, None, "yearly", ("GGD", "jongerenwerk")),
        ("We maken een kaart van plekken.", "Voorkomen", "2024-07-01", "2024-09-30", None, ("RIEC",)),
        ("Een spreekuur openen", "Helpen", "2024-01-01", "2025-12-31", None, ("Veiligheidshuis",)),
        ("Een folder drukken", "Helpen", "2024-01-01", "2025-12-31", None, ("Veiligheidshuis",)),
    ]
    assert programme.actions[1].parties == ("politie",)


SENTENCES = """Plan van aanpak 2025-2028

2. Acties

Actie 1: De gemeenten wijzen iemand aan. Trekker: gemeenten. Planning: Q1 2025.

Actie 2 van het landelijke programma is afgerond.

Actie 3: We houden elk jaar een netwerkdag.

AMBITIE 1 - ZICHT

Actie 1.1
Scholen van de balie
Wie: HR
Wanneer: eerste helft 2026
"""


def test_actions_as_numbered_sentences_and_titles_under_their_number() -> None:
    assert told(read(SENTENCES)) == [
        ("De gemeenten wijzen iemand aan", None, "2025-01-01", "2025-03-31", None, ("gemeenten",)),
        ("We houden elk jaar een netwerkdag", None, None, None, "yearly", ()),
        ("Scholen van de balie", "ZICHT", "2026-01-01", "2026-06-30", None, ("HR",)),
    ]


YEARS = """Uitvoeringsagenda 2024-2026

Maatregel\tTrekker\t2024\t2025\t2026
Pijler 1 Weten
Training geven\tGGD\tx\t\t
Controles houden\tNLA\t\t■\t■

Actie\t2024\t2025\t2026
Netwerk oprichten\tQ1\t\t
Monitor bouwen\t\tQ2\tQ3
"""


def test_columns_of_years_with_marks_or_quarters() -> None:
    programme = read(YEARS)
    assert told(programme) == [
        ("Training geven", "Weten", "2024-01-01", "2024-12-31", None, ("GGD",)),
        ("Controles houden", "Weten", "2025-01-01", "2026-12-31", None, ("NLA",)),
        ("Netwerk oprichten", "Weten", "2024-01-01", "2024-03-31", None, ()),
        ("Monitor bouwen", "Weten", "2025-04-01", "2026-09-30", None, ()),
    ]
    assert programme.budget == ()


COLUMNS = """# Programma 2023-2026

| Pijler | Activiteit | Acties | Trekker / partners | Gereed | Status |
|---|---|---|---|---|---|
| 1. Weten | Lessen | - Lessen maken<br>- Lessen geven | - GGD<br>- Scholen | - Q1 2023<br>- doorlopend | loopt |
| | Campagne | Folder drukken | Trekker: Regio; partners: GGD, politie | week 42 van 2023 | nog niet |
| 2. Helpen | Opvang | Bedden inkopen | Centrumgemeente | 2024 | |
"""


def test_a_column_of_pillars_before_one_of_activities_and_labels_within_a_cell() -> None:
    programme = read(COLUMNS)
    assert told(programme) == [
        ("Lessen maken", "Lessen", "2023-01-01", "2023-03-31", None, ("GGD",)),
        ("Lessen geven", "Lessen", None, None, "ongoing", ("Scholen",)),
        ("Folder drukken", "Campagne", "2023-10-16", "2023-10-22", None, ("Regio",)),
        ("Bedden inkopen", "Opvang", "2024-01-01", "2024-12-31", None, ("Centrumgemeente",)),
    ]
    assert programme.actions[2].parties == ("GGD", "politie")
    parents = {part.title: part.parent for part in programme.parts}
    pillars = {part.title: (part.key, part.number) for part in programme.parts if part.kind == "pillar"}
    assert pillars["Weten"][1] == "1"
    assert parents["Campagne"] == pillars["Weten"][0]
    assert parents["Opvang"] == pillars["Helpen"][0]


TAILS = """Uitvoeringsplan 2022 – 2025

Pijler 1: Doen

– Controle in de tuinbouw [2025]
– Model maken – 2025
– Onderzoek doen (start: 2023, gereed: 2024; Provincie)
– Voorlichting op het azc. Trekker: COA. Q4 2025
– Netwerk bouwen | Veiligheidshuis
– Casusoverleg (maandelijks) – voorzitter: zorgcoördinator
"""


def test_what_a_bullet_ends_in() -> None:
    assert told(read(TAILS)) == [
        ("Controle in de tuinbouw", "Doen", "2025-01-01", "2025-12-31", None, ()),
        ("Model maken", "Doen", "2025-01-01", "2025-12-31", None, ()),
        ("Onderzoek doen", "Doen", "2023-01-01", "2024-12-31", None, ("Provincie",)),
        ("Voorlichting op het azc", "Doen", "2025-10-01", "2025-12-31", None, ("COA",)),
        ("Netwerk bouwen", "Doen", None, None, None, ("Veiligheidshuis",)),
        ("Casusoverleg", "Doen", None, None, "monthly", ("zorgcoördinator",)),
    ]


CARD = """Uitvoeringsprogramma 2025-2026

Programmalijn 1: Zien

Activiteit 1.1: Scholing
Doel: men kan signalen duiden
Periode: 2025-2026
Budget 2025: € 8.000
Budget 2026: € 6.000

Acties
- Basistraining maken | Veiligheidshuis

2. Regionaal beeld
Omschrijving: Er komt een beeld.
Doel: inzicht
Actiehouder(s): RIEC
Planning: jaarlijks
"""


def test_the_card_of_an_activity_holds_past_the_word_actions_and_a_title_is_the_action() -> None:
    programme = read(CARD)
    assert told(programme) == [
        ("Basistraining maken", "Scholing", "2025-01-01", "2026-12-31", None, ("Veiligheidshuis",)),
        ("Regionaal beeld", None, None, None, "yearly", ("RIEC",)),
    ]
    assert [action.why for action in programme.actions] == ["men kan signalen duiden", "inzicht"]
    assert programme.actions[1].details == ("Er komt een beeld.",)
    assert [(row.measure, row.year, row.amount) for row in programme.budget] == [
        ("Scholing", 2025, 8_000),
        ("Scholing", 2026, 6_000),
    ]


NO_HEAD_AGAIN = """Actieplan 2025-2026

Thema A

Actie\tWie\tWanneer
Les geven\tGGD\tQ1 2025

Thema B

Bed regelen\tGemeente Testdam\t2026
Zorg kopen\tRegio\tdoorlopend

Rollen

Burgemeester\tvoorzitter\tleidt het overleg
"""


def test_a_head_printed_once_holds_for_the_tables_of_the_next_themes_and_for_no_other() -> None:
    programme = read(NO_HEAD_AGAIN)
    assert [(action.what, action.holder) for action in programme.actions] == [
        ("Les geven", ("GGD",)),
        ("Bed regelen", ("Gemeente Testdam",)),
        ("Zorg kopen", ("Regio",)),
    ]
    assert [left.text for left in programme.unread] == ["Burgemeester | voorzitter | leidt het overleg"]


NO_WHITE = """Programma Testpolder 2025 tot en met 2028

Pijler 1. Weten
Lokaal
– Lessen op scholen (2025, jongerenwerk)
– Stuk op de website (Q2 2025, communicatie)
Regionaal
– Campagne houden (jaarlijks)
Pijler 2. Zien
District
– Overleg per district (6x per jaar, politie)
"""


def test_levels_and_parts_between_items_without_white_above_them() -> None:
    programme = read(NO_WHITE)
    assert told(programme) == [
        ("Lessen op scholen", "Weten", "2025-01-01", "2025-12-31", None, ("jongerenwerk",)),
        ("Stuk op de website", "Weten", "2025-04-01", "2025-06-30", None, ("communicatie",)),
        ("Campagne houden", "Weten", None, None, "yearly", ()),
        ("Overleg per district", "Zien", None, None, "6 a year", ("politie",)),
    ]
    assert [action.level for action in programme.actions] == ["local", "local", "regional", "district"]


NESTED = """Beleidsplan Testvallei 2025-2028

Ambitie 1. Bewust

• –

  Wat gaan we doen:

  o Een kennisdag houden.

  o Een basistraining geven.

• –

  Wanneer: doorlopend

• –

  Wie: Projectleider

Ambitie 3. Opvang

1.
Plekken in kaart brengen
Trekker: centrumgemeente
Gereed: 2e kwartaal 2025
2.
Overleg met de opvang
Trekker: zorgcoördinator
Gereed: 2x per jaar
"""


def test_marks_within_marks_and_labels_as_items() -> None:
    assert told(read(NESTED)) == [
        ("Een kennisdag houden.", "Bewust", None, None, "ongoing", ("Projectleider",)),
        ("Een basistraining geven.", "Bewust", None, None, "ongoing", ("Projectleider",)),
        ("Plekken in kaart brengen", "Opvang", "2025-04-01", "2025-06-30", None, ("centrumgemeente",)),
        ("Overleg met de opvang", "Opvang", None, None, "2 a year", ("zorgcoördinator",)),
    ]


COLUMN_OF_BOTH = """# Jaarplan 2026

## Thema 1 – Jeugd

| Activiteit | Uitvoering | Tijdpad |
|---|---|---|
| Toneelstuk | Scholen (trekker), GGD | schooljaar 2025-2026 |

1. **Controleplan** – Omgevingsdienst – Q3 2026
2. **Keurmerk** – Provincie – n.t.b.

| Actie | jan | feb | mrt |
|---|---|---|---|
| Folder maken | | x | x |

### Risico's

- Vertraging in 2026
- Te weinig mensen
"""


def test_a_column_of_who_does_it_names_behind_dashes_and_months_of_the_one_year() -> None:
    programme = read(COLUMN_OF_BOTH)
    assert told(programme) == [
        ("Toneelstuk", "Jeugd", "2025-08-01", "2026-07-31", None, ("Scholen",)),
        ("Controleplan", "Jeugd", "2026-07-01", "2026-09-30", None, ("Omgevingsdienst",)),
        ("Keurmerk", "Jeugd", None, None, None, ("Provincie",)),
        ("Folder maken", "Jeugd", "2026-02-01", "2026-03-31", None, ()),
    ]
    assert programme.actions[0].parties == ("GGD",)
    assert {left.text for left in programme.unread} == {"Vertraging in 2026", "Te weinig mensen"}


TITLES = """Regionaal actieplan Testkop 2024 – 2027

Pijler 1 Voorkomen

Hoofddoel: het aantal slachtoffers daalt.

Maatregelen

1.1 Lessen op het vmbo
Alle scholen krijgen een les.
Trekker: jongerenwerk
Planning: schooljaar 2024-2025

1.2 Campagne
De campagne is voor omstanders.
Trekker: communicatie
Planning: 2024 t/m 2026

Pijler 2 Helpen

Wat gaan we doen?
• Een spreekuur houden

Hoe meten we dat?
• aantal bezoekers
"""


def test_a_numbered_title_right_above_its_words_and_a_question_that_ends_the_actions() -> None:
    programme = read(TITLES)
    assert told(programme)[:2] == [
        ("Lessen op het vmbo", "Voorkomen", "2024-08-01", "2025-07-31", None, ("jongerenwerk",)),
        ("Campagne", "Voorkomen", "2024-01-01", "2026-12-31", None, ("communicatie",)),
    ]
    assert [action.what for action in programme.actions[2:]] == ["Een spreekuur houden"]
    assert [left.text for left in programme.unread] == ["aantal bezoekers"]


HEADLESS = """Actieplan 2025-2026

Actielijn A: Weten

A.1\tTrainen van de balie\tVeiligheidshuis\tQ2 2025
A.2\tLessen op scholen\tGGD\tdoorlopend

Cijfers

2021\tAantal meldingen totaal\tPolitie\t12
2022\tAantal meldingen totaal\tPolitie\t15
"""


def test_a_table_that_never_has_a_head_is_read_by_its_moments_and_figures_are_not() -> None:
    programme = read(HEADLESS)
    assert told(programme) == [
        ("Trainen van de balie", "Weten", "2025-04-01", "2025-06-30", None, ("Veiligheidshuis",)),
        ("Lessen op scholen", "Weten", None, None, "ongoing", ("GGD",)),
    ]
    assert len(programme.unread) == 2


BY_QUARTER = """Werkplan 2025

Kwartaal 1
- Startdag houden
- Werkgroep vormen

Doorlopend
- Advies geven aan gemeenten

| Actie | Planning (2025) | Planning (2026) | Betrokkenen |
|---|---|---|---|
| Factsheet in drie talen | X | | Communicatie |

Kwartaal 4 2019
- Het eerste plan verscheen
"""


def test_headings_that_are_moments_date_what_stands_under_them() -> None:
    programme = read(BY_QUARTER)
    assert told(programme) == [
        ("Startdag houden", None, "2025-01-01", "2025-03-31", None, ()),
        ("Werkgroep vormen", None, "2025-01-01", "2025-03-31", None, ()),
        ("Advies geven aan gemeenten", None, None, None, "ongoing", ()),
        ("Factsheet in drie talen", None, "2025-01-01", "2025-12-31", None, ()),
    ]
    assert [left.text for left in programme.unread] == ["Het eerste plan verscheen"]


GROUPS = """# Uitvoeringsagenda 2026

| **Actie** | **Eigenaar** | **Deadline** |
|:--|:--|:--|
| **Weten** | | |
| Folder maken | Communicatie | 1-3-2026 |
| **Doen** | | |
| Themacontrole | Team Toezicht | wk 20 2026 |
| Bibob-toets | Vergunningen | n.v.t. |

## Planning

| | 2026 | 2027 |
|---|---|---|
| Themacontrole houden | x | |
| Bibob | x | |
| Onbekend | | x |
"""


def test_rows_that_name_a_group_and_a_timeline_in_short_words_are_no_actions() -> None:
    programme = read(GROUPS)
    assert told(programme) == [
        ("Folder maken", "Weten", "2026-03-01", "2026-03-01", None, ("Communicatie",)),
        ("Themacontrole", "Doen", "2026-05-11", "2026-05-17", None, ("Team Toezicht",)),
        ("Bibob-toets", "Doen", None, None, None, ("Vergunningen",)),
    ]
    assert "Onbekend | x" in {left.text for left in programme.unread}


TWO_LEVELS = """Uitvoeringsprogramma 2025-2028

Doel 1. Weten

Activiteiten:
1.1 Een cursus maken (2025, Veiligheidshuis)
1.2 Webinars houden (jaarlijks, gemeenten)
1.3 Posters verspreiden

Onderwerp: Zien
Actie: Kaart verspreiden
Door: alle gemeenten
Gereed: juni 2025
"""


def test_lists_with_numbers_of_two_levels_and_a_subject_as_a_label() -> None:
    assert told(read(TWO_LEVELS)) == [
        ("Een cursus maken", "Weten", "2025-01-01", "2025-12-31", None, ("Veiligheidshuis",)),
        ("Webinars houden", "Weten", None, None, "yearly", ("gemeenten",)),
        ("Posters verspreiden", "Weten", None, None, None, ()),
        ("Kaart verspreiden", "Zien", "2025-06-01", "2025-06-30", None, ("alle gemeenten",)),
    ]


UNDER_TITLES = """Actieplan gemeente Testburg 2025-2026

ACTIEPUNT 1
Een aandachtsfunctionaris aanwijzen.
Verantwoordelijk: college van B&W
Termijn: voor 1 juli 2025

Pijler 1: Weten

Actie 2: Campagne voeren
- posters ophangen
- filmpje maken
Trekker: GGD
Planning: Q1 2025

Maatregel 3. Toezicht
a. Controles houden (maandelijks, NLA/politie)
b. Opleiding geven (2026, HR)

In 2024 hebben we al het volgende gedaan:
- folder verspreid (2024)
"""


def test_bullets_under_the_title_of_an_action_and_actions_under_a_measure() -> None:
    programme = read(UNDER_TITLES)
    assert told(programme) == [
        ("Een aandachtsfunctionaris aanwijzen", None, None, "2025-06-30", None, ("college van B&W",)),
        ("Campagne voeren", "Weten", "2025-01-01", "2025-03-31", None, ("GGD",)),
        ("Controles houden", "Toezicht", None, None, "monthly", ("NLA", "politie")),
        ("Opleiding geven", "Toezicht", "2026-01-01", "2026-12-31", None, ("HR",)),
    ]
    assert "posters ophangen" in programme.actions[1].quote
    assert [left.text for left in programme.unread] == ["folder verspreid (2024)"]
