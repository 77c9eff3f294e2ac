"""Invented data for the style guide."""

from __future__ import annotations

from dataclasses import dataclass

from lantaarn.web.look.shapes import (
    Answer,
    BarPart,
    Box,
    CheckedThing,
    Chip,
    CounterFact,
    LifeStep,
    LogRow,
    Mail,
    MenuItem,
    Reader,
    Seen,
    SeenRow,
    Step,
    Tab,
)


@dataclass(frozen=True)
class SampleActor:
    """As much of an actor as the band shows; several of them are the desks to choose from."""

    id: int
    role_label: str
    desk_label: str
    organisation: str
    name: str = "Noor Voorbeeld"
    current: bool = False


ACTOR = SampleActor(1, "aandachtsfunctionaris", "zorg, Emmen", "Gemeente Emmen", current=True)
HATS = (ACTOR, SampleActor(2, "plaatsvervanger", "zorg, Coevorden", "Gemeente Coevorden"))
MENU = tuple(
    MenuItem(label, "#", current=label == "Postvak", count=3 if label == "Postvak" else 0)
    for label in ("Vandaag", "Postvak", "Lijst", "Meldroute", "Overleg", "Netwerk")
)
CHIPS = (
    Chip("left", "Nog 2 werkdagen"),
    Chip("today", "Vandaag, 17.00 uur"),
    Chip("late", "1 dag te laat"),
    Chip("waiting", "Wacht 2 dagen"),
    Chip("plain", "Onder 18"),
    Chip("good", "Op koers"),
    Chip("heed", "Let op"),
    Chip("stuck", "Loopt vast"),
    Chip("idle", "Nog niet te meten"),
)
INBOX = (
    Mail(
        "#een",
        "Mogelijke arbeidsuitbuiting",
        "Champignonkwekerij, gemeente Emmen. Van een baliemedewerker",
        "S-4TQ8",
        (Chip("today", "Vandaag, 17.00 uur"),),
        new=True,
        current=True,
    ),
    Mail(
        "#twee",
        "Mogelijke criminele uitbuiting",
        "Jongere met dure spullen. Van een school",
        "S-9KD3",
        (Chip("left", "Nog 1 werkdag"), Chip("plain", "Onder 18")),
        new=True,
    ),
)
WAITING = (
    Mail("#drie", "Soort nog onbekend", "Aangeboden aan de Arbeidsinspectie", "S-2MW7", (Chip("waiting", "2 dagen"),)),
    Mail(
        "#vier", "Mogelijke seksuele uitbuiting", "Hotel. Van een handhaver", "S-6FH5", (Chip("late", "1 dag te laat"),)
    ),
)
BOXES = (
    Box("Gemeente", "Emmen"),
    Box("Nu in gevaar", "Nee"),
    Box("Meldroute, wie leest eerst", "Regel 4", "rule"),
    Box("Balie, binnen 2 werkdagen", "Aandachtsfunctionaris zorg, Emmen", "end"),
)
FACTS = (
    ("Nu in gevaar", "Nee"),
    ("Soort uitbuiting", "Arbeid"),
    ("Onder 18", "Weet niet"),
    ("Slachtoffer bekend", "Ja"),
    ("Ondermijning", "Weet niet"),
)
SENTENCES = (
    (
        "Grond",
        "Wet op de verzonnen zaken, artikel 3: de balie mag dit lezen omdat het signaal in de eigen gemeente speelt.",
    ),
    ("Wat bleef achter", "De naam van de melder. Die koos daarvoor."),
)
ANSWERS = (
    Answer("Slaapt op de plek van het werk", "yes", "observed"),
    Answer("Heeft het eigen paspoort niet", "yes", "stated"),
    Answer("Werkt heel lange dagen", "unknown"),
    Answer("Een ander voert het woord", "no"),
)
STEPS = (
    Step("Melding ontvangen. De melder kreeg een code.", "ma 14 sep 16.20", iso="2026-09-14T16:20"),
    Step("Regel 4 koos de balie van Emmen.", "ma 14 sep 16.20", iso="2026-09-14T16:20"),
    Step("Wacht op uw antwoord.", "nu", "now"),
    Step("Geen antwoord? Dan naar de ketenregisseur.", "vandaag 17.00", "ahead"),
)
LOG = (
    LogRow("U", "las het signaal", "vandaag 9.12. Doel: signaal behandelen. Grond: meldroute"),
    LogRow("Meldroute", "gaf het aan Emmen", "gisteren 16.20. Regel 4, versie 3", "gear"),
    LogRow("Melder", "stuurde de melding", "gisteren 16.20. Zonder account", "pen"),
)
READERS = (Reader("U", "aandachtsfunctionaris"), Reader("NLA", "Arbeidsinspectie"), Reader("RIEC", "geen partij"))
SEEN = (
    SeenRow(
        "Plek",
        (
            Seen("Loods aan de Bedachtelaan 4"),
            Seen("Loods aan de Bedachtelaan 4", "goes"),
            Seen("Land- en tuinbouw, Emmen", "part"),
        ),
    ),
    SeenRow(
        "Mogelijk slachtoffer",
        (
            Seen("Naam en telefoon bekend"),
            Seen("Er is nog geen toestemming gevraagd", "gone"),
            Seen("Gegevens van een persoon", "gone", "Gaat nooit mee"),
        ),
    ),
)
LIFE = (LifeStep("Concept", "now"), LifeStep("Bewezen"), LifeStep("Vastgesteld"), LifeStep("Geldig"))
COUNTER = (
    CounterFact("Nu in gevaar", "Nee"),
    CounterFact("Soort", "Crimineel"),
    CounterFact("Onder 18", "maakt niet uit", "free"),
    CounterFact("", "Geen balie", "end"),
)
CHECKED = (
    CheckedThing("Niet waar: elke situatie komt bij een balie aan", "stuck"),
    CheckedThing("Waar: de regels spreken elkaar niet tegen"),
    CheckedThing("Let op: regel 6 kan nooit voorkomen", "heed"),
)
BAR = (BarPart(52, "plain"), BarPart(6, "heed"), BarPart(3, "stuck"))
TABS = (Tab("Postvak", "#", current=True, count=3), Tab("Wacht op een ander", "#", count=1), Tab("Klaar", "#"))
ROWS = (
    ("S-4TQ8", "Arbeid", "Emmen", "Aandachtsfunctionaris zorg", Chip("today", "vandaag"), 1),
    ("S-9KD3", "Crimineel", "Emmen", "Aandachtsfunctionaris veiligheid", Chip("left", "1 werkdag"), 4),
    ("S-6FH5", "Seksueel", "Midden-Drenthe", "Zorgcoördinator", Chip("late", "1 dag te laat"), 12),
)
RULES = (
    (("ja", "", ""), "Politie, via 112", "direct", False),
    (("", "arbeid", ""), "Arbeidsinspectie", "2 werkdagen", True),
    (("", "", "ja, weet niet"), "Zorgcoördinator", "1 werkdag", False),
)
