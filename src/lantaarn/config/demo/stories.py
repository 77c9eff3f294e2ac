"""Some sixty invented signals over two years, as reports and as what was done with them. Nobody in them exists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Tale:
    """An invented observation of one kind."""

    facts: dict[str, str]
    place: str
    observed: str
    stated: str = ""
    stated_by: str = ""
    interpreted: str = ""
    card: tuple[tuple[str, str], ...] = ()
    domain: str = "municipality"
    work: str = "medewerker burgerzaken"
    minor: str = "no"


@dataclass(frozen=True)
class Story:
    """A tale at a moment, in a municipality, and how far it came."""

    tale: Tale
    days_ago: int
    municipality: str
    entry: str
    end: str
    """new, accepted, passed, watched, closed, advice-like endings: what happened with it."""
    close_reason: str = ""
    acute: bool = False
    answered: bool = True
    """Whether the desks that it was passed on to have answered."""


LABOUR = (
    Tale(
        {"labour": "yes", "possible_victim": "yes"},
        "Kas aan de Verzonnenweg, achterste loods",
        "Achter in de loods staan zes bedden. Er hangt was en er staan koffers bij de deur.",
        "Mijn paspoort ligt bij de baas. Dat krijg ik als het seizoen voorbij is.",
        "iemand die er werkt",
        "De groep praat pas als de voorman weg is.",
        (("lives_on_premises", "observed"), ("no_passport", "stated")),
    ),
    Tale(
        {"labour": "yes", "possible_victim": "unknown"},
        "Restaurant De Oefening, keuken",
        "Dezelfde twee mensen staan er van elf uur ’s ochtends tot na middernacht, zeven dagen per week.",
        "Ik krijg contant betaald, als er genoeg is verkocht.",
        "een kok",
        card=(("very_long_days", "observed"), ("cash_uninsured", "stated")),
        domain="safety",
        work="toezichthouder",
    ),
    Tale(
        {"labour": "yes", "possible_victim": "yes", "undermining": "yes"},
        "Vakantiepark De Verzinsels, achterste rij",
        "In vier huisjes slapen samen meer dan twintig mensen. Elke ochtend om vijf uur haalt een busje hen op.",
        "De huur gaat van mijn loon af. Er blijft bijna niets over.",
        "een bewoner",
        "Eén uitzendbureau lijkt het werk, het huis en het vervoer te regelen.",
        (("many_at_address", "observed"), ("underpaid", "stated")),
        domain="safety",
        work="boa",
    ),
)
SEXUAL = (
    Tale(
        {"sexual": "yes", "possible_victim": "yes"},
        "Hotel Het Proefstation",
        "Dezelfde jonge vrouw krijgt op één avond veel bezoek. Een man wacht al die tijd in een auto.",
        "Zij zei aan de balie dat zij haar telefoon niet zelf mag houden.",
        "een receptionist",
        card=(("watched", "observed"),),
        domain="safety",
        work="toezichthouder",
    ),
    Tale(
        {"sexual": "yes", "possible_victim": "unknown"},
        "Woning aan de Nergensstraat",
        "Het telefoonnummer in de advertentie staat ook bij drie andere advertenties in drie andere plaatsen.",
        interpreted="De teksten lijken door iemand anders te zijn geschreven.",
        card=(("rotating_advert", "observed"),),
        work="medewerker ondermijning",
        domain="safety",
    ),
    Tale(
        {"sexual": "yes", "possible_victim": "yes", "domestic_dependency": "yes"},
        "Gesprek op het wijkteam",
        "Mevrouw heeft blauwe plekken en kijkt steeds naar haar telefoon.",
        "Hij wil dat ik het geld elke avond afgeef.",
        "mevrouw zelf",
        card=(("hands_over_earnings", "stated"),),
        domain="care",
        work="Wmo-consulent",
    ),
)
CRIMINAL = (
    Tale(
        {"criminal": "yes", "possible_victim": "yes"},
        "School De Oefenruimte",
        "Een leerling heeft ineens drie telefoons en dure schoenen. Hij mist vaak de eerste uren.",
        "Hij moet iets wegbrengen, anders krijgen ze hem.",
        "een klasgenoot",
        "Hij lijkt bang om hulp te vragen.",
        (("unexplained_goods", "observed"),),
        domain="care",
        work="jeugdwerker",
        minor="yes",
    ),
    Tale(
        {"criminal": "yes", "possible_victim": "unknown"},
        "Balie van het gemeentehuis",
        "Iemand vraagt een uitkering aan. Een ander geeft alle antwoorden en houdt de papieren vast.",
        card=(("spoken_for", "observed"), ("benefit_handed_over", "interpreted")),
    ),
)
UNCLEAR = (
    Tale(
        {},
        "Rijtjeshuis aan de Fictielaan",
        "Op dit adres staan elf mensen ingeschreven. Niemand doet open.",
        card=(("many_at_address", "observed"),),
        domain="anonymous_line",
        work="tip via MMA",
        minor="unknown",
    ),
    Tale(
        {"other_exploitation": "yes", "possible_victim": "yes"},
        "Woning in het buitengebied",
        "Een vrouw doet het huishouden en komt nooit alleen buiten.",
        "Zij zei dat zij niet weet in welke plaats zij woont.",
        "een bezorger",
        card=(("own_address_unknown", "stated"),),
        domain="citizen",
        work="inwoner, via de balie",
    ),
)
KINDS = ((SEXUAL, 5), (LABOUR, 4), (CRIMINAL, 3), (UNCLEAR, 2))
ENDINGS = (
    "no_trafficking_found", "other_problem_handed_over", "other_problem_handed_over", "victim_safe_and_supported",
    "disrupted", "no_contact_possible", "prosecuted",
)  # fmt: skip


def past(municipalities: list[str], *, count: int = 48) -> Iterator[Story]:
    """Two years of stories, busier of late; always the same ones."""
    dice = random.Random(273)
    tales = [tale for kind, weight in KINDS for tale in kind for _ in range(weight)]
    for number in range(count):
        tale = dice.choice(tales)
        days = int(720 * (1 - (number / count) ** 0.8)) + 16
        end = "closed"
        if days < 150:
            end = "watched" if number % 13 == 5 else "passed" if number > count - 5 else "closed"
        yield Story(
            tale=tale,
            days_ago=days,
            municipality=dice.choice(municipalities),
            entry={"anonymous_line": "anonymous_line", "citizen": "phone"}.get(tale.domain, "form"),
            end=end,
            close_reason=dice.choice(ENDINGS) if end == "closed" else "",
        )


def today() -> Iterator[Story]:
    """What lies open when the demo begins: something for every role."""
    yield Story(CRIMINAL[0], 0, "GM0114", "form", "new")
    yield Story(SEXUAL[2], 1, "GM0114", "form", "new")
    yield Story(LABOUR[0], 1, "GM0114", "form", "accepted")
    yield Story(LABOUR[2], 5, "GM0114", "form", "new")
    yield Story(SEXUAL[0], 3, "GM0106", "form", "passed")
    yield Story(CRIMINAL[1], 6, "GM0118", "form", "passed")
    yield Story(UNCLEAR[1], 4, "GM0109", "phone", "passed")
    yield Story(LABOUR[1], 8, "GM0119", "form", "passed", answered=False)
    yield Story(UNCLEAR[0], 2, "GM1731", "anonymous_line", "accepted")
    yield Story(SEXUAL[1], 0, "", "form", "new")
    yield Story(SEXUAL[0], 0, "GM1680", "form", "new", acute=True)
    yield Story(CRIMINAL[0], 9, "GM1699", "form", "watched")


def in_zuid_limburg() -> Iterator[Story]:
    """A dozen of another region, in its own words: enough for every desk to have something."""
    yield Story(SEXUAL[2], 1, "GM0917", "form", "new")
    yield Story(LABOUR[1], 2, "GM0935", "form", "new")
    yield Story(CRIMINAL[0], 4, "GM0928", "form", "accepted")
    yield Story(LABOUR[0], 6, "GM1883", "form", "passed")
    yield Story(SEXUAL[0], 9, "GM0935", "form", "passed")
    yield Story(UNCLEAR[1], 5, "GM0994", "phone", "accepted")
    yield Story(UNCLEAR[0], 3, "GM0981", "anonymous_line", "new")
    yield Story(CRIMINAL[1], 12, "GM0917", "form", "passed", answered=False)
    yield Story(CRIMINAL[0], 15, "GM0882", "form", "watched")
    yield Story(SEXUAL[1], 40, "GM0899", "form", "closed", close_reason="no_trafficking_found")
    yield Story(LABOUR[2], 75, "GM0971", "form", "closed", close_reason="disrupted")
    yield Story(SEXUAL[2], 110, "GM0917", "form", "closed", close_reason="victim_safe_and_supported")
