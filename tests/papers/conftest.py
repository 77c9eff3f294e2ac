"""The fixed cast of the papers tests: a hand-over sheet invented from head to foot, and the typeface."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from lantaarn.papers.handover import (
    Fact,
    FromDesk,
    HandoverSheet,
    Indicator,
    Place,
    Remark,
    SafeContact,
    StayedBehind,
    ToDesk,
)


@pytest.fixture(scope="session")
def fonts() -> tuple[str, ...]:
    spec = find_spec("fontpkg_atkinson_hyperlegible")
    assert spec is not None
    assert spec.origin is not None
    return (str(Path(spec.origin).parent / "files"),)


@pytest.fixture(scope="session")
def sheet() -> HandoverSheet:
    return normal_sheet()


def normal_sheet() -> HandoverSheet:
    return HandoverSheet(
        code="S-7K4M",
        date=date(2026, 11, 24),
        region="Drenthe",
        from_desk=FromDesk(
            name="Sanne Testpersoon, aandachtsfunctionaris sociaal domein",
            organisation="Gemeente Emmen",
            phone="020-0000000",
            hours="maandag tot en met donderdag, 9.00 tot 16.30 uur",
        ),
        to_desk=ToDesk(
            name="Meldpunt arbeidsuitbuiting",
            organisation="Nederlandse Arbeidsinspectie (NLA)",
            reach="0800-5151, daarna per beveiligde mail",
        ),
        ground="Convenant Zorg- en Veiligheidshuis Drenthe, addendum mensenhandel, artikel 4 (voorbeeld)",
        task="Beoordeel of er sprake is van arbeidsuitbuiting. Laat ons weten of u het signaal oppakt,"
        " en met wie wij de controle kunnen voorbereiden.",
        deadline="Binnen 2 werkdagen: uiterlijk donderdag 26 november 2026",
        facts=(
            Fact("Nu in gevaar", "nee"),
            Fact("Soort uitbuiting", "arbeid"),
            Fact("Minderjarig", "weet niet"),
            Fact("Slachtoffer in beeld", "ja"),
            Fact("Ondermijning", "weet niet"),
        ),
        observed=(
            Remark(
                "Zeven matrassen in de schuur achter het bedrijf. Er hangt één werkrooster: zes dagen van"
                " 5.30 tot 19.00 uur.",
                "toezichthouder, bij een controle van het pand",
                date(2026, 11, 19),
            ),
            Remark(
                "De voorman bewaart de paspoorten in een lade van het kantoor.",
                "toezichthouder",
                date(2026, 11, 19),
            ),
        ),
        stated=(
            Remark(
                "Wij krijgen pas geld als de reis is afbetaald. Hoeveel dat nog is, weten we niet.",
                "een van de werknemers, vertaald door een collega",
                date(2026, 11, 20),
            ),
        ),
        interpreted=(
            Remark(
                "De man keek steeds naar de voorman voordat hij iets zei. Ik denk dat hij niet vrij praatte.",
                "baliemedewerker burgerzaken",
                date(2026, 11, 20),
            ),
        ),
        indicators=(
            Indicator("Heeft het eigen paspoort niet", "zelf gezien"),
            Indicator("Maakt zeer lange dagen", "werkrooster"),
            Indicator("Schuld bij de werkgever", "verteld"),
        ),
        places=(
            Place("Gevonden", "Emmen", "bedrijf aan de Verzonnenweg 1"),
            Place("Woont", "Coevorden", "adres onbekend"),
        ),
        reporter="afgeschermd: vraag via de afzender",
        stays_behind=(
            StayedBehind("Gegevens uit de Wmo-aanvraag", "zorggegevens, geen toestemming om te delen"),
            StayedBehind("Naam van de melder", "de melder vroeg om afscherming"),
        ),
        safe_contact=SafeContact(
            codeword="zonnebloem", never_call="het nummer van de werkgever", hours="zondag na 14.00 uur"
        ),
    )
