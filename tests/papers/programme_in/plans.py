"""Ten invented plans, each in a layout of its own; regions, parties and sentences are made up."""

from __future__ import annotations

from collections.abc import Callable

from papers.programme_in.making_files import docx, o_h, o_list, o_table, odt, p_table, pdf, w_p, w_table

AMBITIONS = """Regionale aanpak mensenhandel Rivierenstreek
Uitvoeringsprogramma 2025-2027

Inhoudsopgave
1 Inleiding ........................ 3
2 Ambitie 1: Bewust ................ 5

1. Inleiding

Dit programma is voor de periode 2025-2027. Het Zorg- en Veiligheidshuis Rivierenstreek (hierna: ZVHR) voert regie.

Ambitie 1: Iedereen herkent uitbuiting

Wat gaan we doen\tWanneer
Baliemedewerkers van alle gemeenten leren signalen herkennen.\tElk jaar in oktober
- Een lespakket voor het mbo maken
- Het pakket op drie scholen proberen\t- Q3 2025
- 1e helft 2026
Een folder voor huisartsen verspreiden\tvoor 1 juli 2025

Ambitie 2: Niemand blijft alleen

Wat gaan we doen\tWanneer
Nachtopvang regelen bij
twee hotels\tEind 2026
Nazorg na vertrek uit de opvang\tDoorlopend

Financiën

Maatregel\t2025\t2026\t2027\tTotaal
Lespakket\t€ 12.500\t€ 5.000\t-\t€ 17.500
Nachtopvang\t€ 30.000\t€ 30.000\t€ 30.000\t€ 90.000
Totaal\t€ 42.500\t€ 36.000\t€ 30.000\t€ 108.500

Cijfers

Jaar\t2022\t2023\t2024
Meldingen\t12\t19\t31
"""

BULLETS = """# Actieplan Samen tegen uitbuiting 2026

Vastgesteld door de stuurgroep.

## Thema 1: Weerbare jongeren

**Doel:** minder jongeren worden geronseld.

Acties:

- We geven gastlessen op alle scholen voor voortgezet onderwijs (Q2|2026)
- We starten een spreekuur bij het jongerenwerk (doorlopend)
  - in de bibliotheek
  - bij de sportclub
- We onderzoeken een meldknop op de website (GGD, eind 2026)
- Wij evalueren het spreekuur (trekker: Gemeente Voorbeeldstad; Q4 2026)

## Thema 2: Werk en wonen

| Nr | Maatregel | Trekker | Partners | Gereed |
|----|-----------|---------|----------|--------|
| 2.1 | Controles bij huisvesters | Omgevingsdienst | Politie, NLA en brandweer | 3 keer per jaar |
| 2.2 | Flyers in vijf talen | Gemeente Testdam | RIEC; OOV- en zorgpartners | maart - juni 2026 |
| 2.3 | Keurmerk voor uitzendbureaus | Provincie | | n.t.b. |

## Niet gekozen: mogelijke maatregelen

- Een mobiel steunpunt (2027)
- Een campagne op sociale media

## Bronnen

1. Jansen (2019). Uitbuiting in de regio.
2. Pietersen (2021). Wonen en werken.
"""

RUN_IN = """Plan van aanpak mensenhandel district Zandgrond

Actie 1.1 Trainen van wijkteams
Trekker: gemeente Voorbeeldstad
Partners: ZVH, politie, Moviera
Planning: Q1 2025 - Q4 2025
Resultaat: alle wijkteams zijn getraind.

Actie 1.2 Signalen bundelen
Trekker: ketenregisseur
Partners: RIEC, politie en OM
Planning: doorlopend

Actie 1.3: Handhaven in de prostitutiebranche
Dit doen wij samen. Verantwoordelijk: team Toezicht en handhaving
Planning: 2 keer per jaar

Lokale acties

1. Aanstellen van twee aandachtsfunctionarissen. Trekker: iedere gemeente. Gereed: 1 juli 2025.
2. Opnemen van uitbuiting in het inkoopbeleid. Trekker: afdeling Inkoop. Gereed: 2026.
"""

SENTENCES = """Werkplan 2025 aanpak mensenhandel

Wat gaan we doen?

Wij actualiseren het convenant met alle partners (uiterlijk 1 mei 2025). De gemeenten stellen een nieuwe \
zorgcoördinator aan (Q3 2025). Daarna bekijken wij wat nog nodig is.

In 2015 is het eerste plan gemaakt (Jansen, 2015).

Overlegstructuur

Overleg\tDeelnemers\tFrequentie
Stuurgroep\tburgemeesters\t2x per jaar
Werkgroep\tambtenaren\tmaandelijks

Risico's

Risico\tMaatregel\tEigenaar
Te weinig mensen\tExtra inhuur\tProjectleider
"""

ALIGNED = """Uitvoeringsagenda mensenhandel 2024-2025

Actie                               Trekker             Planning        Partners
Vergroten van de kennis bij         Gemeenten           Q2 2024         ZVH, GGD
baliemedewerkers

Delen van signalen in het           RIEC                Doorlopend      Politie, OM
informatieplein

Opzetten van een tijdelijke         Regio               2e helft 2025   Leger des Heils,
opvangplek                                                              Kadera
"""

STACKED = """Actieprogramma 2026-2027

Speerpunt 1: Signaleren

Actie

Verantwoordelijke

Wanneer

Meldkaart maken voor horeca

Gemeente Testdam

Q1 2026

Meldroute bekendmaken

Ketenregisseur

Jaarlijks

Speerpunt 2: Handhaven

Actie

Verantwoordelijke

Wanneer

Controles plannen

Team Toezicht en handhaving

Per kwartaal
"""

CARDS = """Koersdocument tegen uitbuiting 2025-2026

Prioriteit A - Informatie delen

Actiekaart 1
Naam actie\tInrichten van een signalentafel
Doel\tSneller duiden
Actiehouder\tZVH
Betrokken partijen\tPolitie, gemeenten, OM
Niveau\tDistrict
Planning\tQ2 2025 start, Q4 2025 gereed
Kosten\t€ 4.500

Actiekaart 2
Naam actie\tOpleiden van signaalduiders
Doel\tDeskundigheid
Actiehouder\tPolitie
Betrokken partijen\tPolitieacademie
Niveau\tRegionaal
Planning\tJaarlijks
Kosten\tgeen
"""

START_AND_END = """Programma tegen mensenhandel Waterland

Wie doet wat?

Maatregel\tHoe\tWie\tMet wie\tStart\tGereed\tKosten
Barrièremodel maken\tTwee werksessies\tRIEC\tgemeenten en politie\tQ1 2025\tQ3 2025\t€ 2.000
Maatwerkfonds\tBijdrage per gemeente\tGemeenten\t-\t2025\tdoorlopend\t€ 20.000
Barrièremodel maken\tTwee werksessies\tRIEC\tgemeenten en politie\tQ1 2025\tQ3 2025\t€ 2.000
"""


def merged_docx() -> bytes:
    return docx(
        w_p("Regionaal actieprogramma Noorderkust 2025-2028", "Kop1"),
        w_p("Inhoud 3", "Inhopg1"),
        w_p("Voorkomen", "Kop1", listed="2"),
        w_p("In deze pijler staat voorkomen centraal."),
        w_table(
            [
                ["Wie", "Activiteit", "Termijn", "Doel", "Niveau"],
                ["ZVH en gemeenten", "Trainen van sportverenigingen", "2025", "Meer ogen en oren", "Lokaal"],
                ["Politie", "Voorlichting aan hotels", "2x per jaar", "Meldingen uit hotels", "Regionaal"],
                ["^", "Voorlichting aan taxibedrijven", "Q3-Q4 2026", "^", "^"],
            ]
        ),
        w_p("Signaleren", "Kop1", listed="2"),
        w_table(
            [
                ["Activiteit", "Trekker", "Q1", "Q2", "Q3", "Q4"],
                ["Meldweek houden", "Gemeente", "", "#", "", ""],
                ["Monitor bouwen", "RIEC", "x", "x", "x", ""],
            ]
        ),
        w_p("Tijdlijn", "Kop1"),
        w_table(
            [
                ["", "2026", "", "2027", ""],
                ["Activiteit", "H1", "H2", "H1", "H2"],
                ["Voorlichting aan hotels", "", "#", "#", ""],
            ]
        ),
    )


def goals_odt() -> bytes:
    return odt(
        o_h("Beleidsplan aanpak uitbuiting Testregio 2025-2029", 1),
        o_h("Doelstelling 1: Slachtoffers zijn veilig", 2),
        o_h("Maatregelen", 3),
        o_list(
            "Opvangplekken uitbreiden (2025-2026)",
            "Casusoverleg inrichten (doorlopend)",
            "  wekelijks bij spoed",
            "Zorgpad beschrijven met de zorgpartners (voorjaar 2027)",
        ),
        o_h("Doelstelling 2: Daders worden aangepakt", 2),
        o_table(
            [
                ["Actie", "Eigenaar", "Betrokkenen", "Deadline"],
                ["Barrières opwerpen in de verhuur", "Gemeenten", "Makelaars\nPolitie\nBanken", "31-12-2026"],
                ["Bestuurlijke rapportages benutten", "RIEC", "^", "Structureel"],
            ]
        ),
    )


PAGES = 30


def long_pdf(rows: int = PAGES) -> bytes:
    table = [["Pijler", "Nr.", "Wat", "Wie", "Wanneer", "Resultaat"]]
    for number in range(1, rows + 1):
        what = f"Uitvoeren van onderdeel {number} van de gezamenlijke trainingsreeks voor medewerkers van balies"
        pillar = "Preventie" if number <= rows // 2 else "Zorg"
        who = f"Gemeente {'Voorbeeldstad' if number % 2 else 'Testdam'}"
        moment = f"Q{number % 4 + 1} {2025 + number % 3}"
        table.append([pillar, f"A{number}", what, who, moment, "Deelnemers weten waar zij melden"])
    paper = (
        '#set page(paper: "a4", header: [Programma Veilig Werk], footer: context [Pagina #counter(page).display()])\n'
    )
    return pdf(
        paper
        + '#set text(lang: "nl", hyphenate: true, size: 9pt)\n'
        + "= Uitvoeringsprogramma Veilig Werk 2025-2027\n== Acties\n"
        + p_table("1.2fr, 0.6fr, 3fr, 2fr, 1.2fr, 2fr", table)
        + "\n== Actielijn 2: Zorg\n"
        + p_table(
            "2fr, 1fr",
            [
                ["Wat gaan we doen", "Wanneer"],
                ["Een warme overdracht naar de opvang", "doorlopend"],
                ["- Nazorg regelen\n- Nazorg evalueren", "- 2025\n- 2026"],
            ],
        )
        + "\n#pagebreak()\n== Actielijn 3: Zonder lijnen\n"
        + p_table(
            "3fr, 1.5fr, 1.5fr",
            [
                ["Maatregel", "Actiehouder", "Planning"],
                ["Veldwerk op straat en in de nachtelijke uren bij het station", "GGD", "maandelijks"],
                ["Spreekuur voor arbeidsmigranten", "Vakbond", "eind 2026"],
            ],
            ruled=False,
        )
    )


TEXTS: dict[str, str] = {
    "ambitions": AMBITIONS,
    "bullets": BULLETS,
    "run_in": RUN_IN,
    "sentences": SENTENCES,
    "aligned": ALIGNED,
    "stacked": STACKED,
    "cards": CARDS,
    "start_and_end": START_AND_END,
}
FILES: dict[str, Callable[[], bytes]] = {"merged_docx": merged_docx, "goals_odt": goals_odt, "long_pdf": long_pdf}

PORTAL = """Beleidsplan Aanpak Mensenhandel voor de gemeente Voorbeeldstad
Geldend van 01-01-2025 t/m heden

4. Ambities en acties

4.1 Bewustwording

Ambitie

Alle medewerkers herkennen signalen.

Wat gaan we doen?

•

Alle nieuwe medewerkers volgen de e-learning (vanaf Q1 2025).

•

Ieder jaar organiseren we een bijeenkomst rond 18 oktober.

4.2 Samenwerking

Wat gaan we doen?

•

We stellen een convenant op (Q4 2025).
"""

YEAR_PLAN = """Jaarplan 2026 Veiligheidshuis Testregio

Thema Mensenhandel

Activiteiten 2026:
- Organiseren van drie intervisiebijeenkomsten (Q1, Q2 en Q4).
- Actualiseren van het stappenplan. Gereed: Q2.
- Deelname aan landelijk overleg, doorlopend.
- Opstellen van een jaarverslag – december 2026

Thema Ondermijning

Resultaten 2025:
- 12 casussen besproken

Activiteiten 2026:
1. Weerbaarheidsscan uitvoeren bij alle gemeenten (tweede helft 2026)
2. Bestuurlijke afspraken herijken (zomer 2026)
"""

TITLED = """Uitvoeringsplan 2025

Lijn 1: Weten

Actie 1: In kaart brengen van risicolocaties (RIEC, Q1 2025)
Actie 2: Actualiseren van de kaart (RIEC, jaarlijks)

Lijn 2: Doen

Actie 3: Controleren van risicolocaties (gemeenten en politie, doorlopend)
"""

LABELLED = """Programma Aanpak Uitbuiting 2024 t/m 2027

Doelstelling: voorkomen dat mensen worden uitgebuit

Maatregelen
M1. Kenniscentrum inrichten | Trekker: Provincie | Planning: 2024-2025
M2. Meldpunt versterken | Trekker: Veilig Thuis | Planning: doorlopend
"""

LOOKS_ALIKE = """Beleidsnota mensenhandel Verzonnenland 2025-2028

1. Wat is mensenhandel

Mensenhandel kent deze vormen:
- seksuele uitbuiting;
- criminele uitbuiting (sinds 2012).

2. Terugblik

Evaluatie 2021-2024

Actie\tTrekker\tStand van zaken
Training wijkteams\tGGD\tUitgevoerd in 2022

3. Contact

Naam\tFunctie\tTelefoon
Noor Voorbeeld\tZorgcoördinator\t06 00 00 00 01

Partner\tRol\tTaak
RIEC\tOndersteuning\tSignalen verrijken

4. Uitvoering

Regionale acties

Actie\tWie\tWanneer
Informatiepunt openen\tVeiligheidshuis\tQ1 2025

Districtelijke acties

- Controledag houden per district (2x per jaar, districtschef)

5. Afkortingen

RIEC: Regionaal Informatie- en Expertisecentrum
APV = Algemene plaatselijke verordening
"""

WITH_MISTAKES = """Actieprogramma Proefregio 2025-2026

Pijler 1. Weten

Actie\tGereed\tTrekker
Verdieping: -balies -toezicht -wijkteams\t1x per jaar 1x per jaar 3x per jaar\tZVH

Pijler 2. Doen

Actie\tGereed\tTrekker
Toezicht verdelen\t2025\tGemeenten

Pijler 1. Weten

Actie\tGereed\tTrekker
Opvang uitbreiden\tna besluit van de raad\tGemeenten

Bijlage: tijdlijn

Activiteit: Weten\t2025\t\t\t\t2026\t\t\t
Acties:\tQ1\tQ2\tQ3\tQ4\tQ1\tQ2\tQ3\tQ4
Toezicht verdelen\t\t\t\t\t\t\t\t
"""

TEXTS |= {
    "portal": PORTAL,
    "year_plan": YEAR_PLAN,
    "titled": TITLED,
    "labelled": LABELLED,
    "looks_alike": LOOKS_ALIKE,
    "with_mistakes": WITH_MISTAKES,
}


def spanning_pdf() -> bytes:
    return pdf(
        "#set text(size: 10pt)\n= Regioplan 2025-2026\n== Pijler 1: Weten\n"
        "#table(columns: (2fr, 1fr, 1fr), table.cell(colspan: 3)[*Doel: iedereen weet het*],"
        " [*Actie*], [*Trekker*], [*Planning*],"
        " [Folder maken], table.cell(rowspan: 2)[Gemeente Testdam], [Q1 2025], [Folder verspreiden], [Q2 2025])\n"
        "== Pijler 2: Doen\n- Veldwerk uitbreiden (2025)\n- Spreekuur starten (doorlopend)\n  - in de wijk\n"
    )


def cards_docx() -> bytes:
    return docx(
        w_p("Plan van aanpak Uitbuiting", "Kop1"),
        w_p("Looptijd: 2025 t/m 2028"),
        w_p("Speerpunt 2: Barrières", "Kop2"),
        w_table(
            [
                ["Maatregel 2.1", "Vergunningen aanscherpen"],
                ["Toelichting", "Via de APV."],
                ["Verantwoordelijk", "Gemeente Testdam"],
                ["Termijn", "Eind 2025"],
                ["Partners", "RIEC, politie"],
            ]
        ),
        w_table(
            [
                ["Ambitie", "Wat gaan we doen?", "Wie?", "Wanneer?"],
                ["Sterke keten", "Keten in kaart brengen", "Ketenregisseur", "Q1 2026"],
                ["^", "Werkafspraken maken", "Ketenregisseur, politie", "Q2 2026"],
                [">>Zorg voor slachtoffers"],
                ["Opvang", "- Plekken uitbreiden\n- Wachtlijst bijhouden", "GGD\nZorgcoördinator", "2026\nDoorlopend"],
            ]
        ),
    )


FILES |= {"spanning_pdf": spanning_pdf, "cards_docx": cards_docx}

WRAPPED = """Regionaal uitvoeringsplan aanpak mensenhandel Duinstreek 2022-2024

3.1 Pijler Bewustwording
Wij willen dat iedereen signalen kent. Daarom doen wij het volgende:
• Het geven van trainingen aan medewerkers van de
gemeentelijke balies en wijkteams (Q2|2022)
• Het maken van een leeromgeving waarin
professionals zelf leren (Q4|2022 -
Q1|2023)

Uitvoeringsplan Duinstreek 2022-2024                                        7

• Het delen van factsheets (doorlopend)

3.2 Pijler Samenwerking
• Het vaststellen van een convenant (Q1|2022)
  - met alle partners
• Het evalueren van de samenwerking (ieder kwartaal)
"""

TITLED_CARDS = """Actieplan mensenhandel Kempenrand 2025-2026

Doel 1 Vergroten van het bewustzijn

Activiteit 1.1 Campagne voeren
Omschrijving: we starten een campagne in alle gemeenten.
Verantwoordelijk: Regiobureau
Gereed: Q2 2025

Activiteit 1.2 Training horeca
Omschrijving: ondernemers leren signalen herkennen.
Verantwoordelijk: Gemeenten
Gereed: Q4 2025

Overige acties
Actie: Doorontwikkelen van de weegtafel. Trekker: procesregisseur. Planning: heel 2026
Actie: Scholing van partners. Trekker: manager. Planning: Q1 2026

Mogelijke maatregelen

Maatregel 1: Camera's plaatsen (2025)
Maatregel 2: Tips vragen
"""

GROUPED = """Regionale agenda 2025-2028
Thema\tDoel\tActies\tPlanning\tWie
Preventie\tMinder slachtoffers\t1. Lespakket ontwikkelen\t2025\tGGD
\t\t2. Lespakket uitrollen\t2026\tScholen

Thema;Actie;Wanneer;Wie
Opvang;Plekken inkopen;Q4 2025;Gemeenten
"""

TEXTS |= {"wrapped": WRAPPED, "titled_cards": TITLED_CARDS, "grouped": GROUPED}
