"""Stories of sharing in the demo: a case that the chain director advises to submit, a consent that can be withdrawn.

Told through the product's own actions, by the people of the cast. Nobody in them exists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.folders import sharing
from lantaarn.signals import actions as signals
from lantaarn.signals.models import Signal

AtDesk = Callable[..., Actor]
EMMEN = "GM0114"
KNOWN = (
    ("administrative", "municipality", "Op dit adres staan elf mensen ingeschreven. De huurder heet Karel Bedacht."),
    ("place", "municipality", "De loods heeft geen woonbestemming. In maart is een aanschrijving verstuurd."),
    ("person", "municipality", "Karel Bedacht regelt het busje: grijs, kenteken ZZ-00-ZZ, telefoon 06 00 00 00 71."),
    ("phenomenon", "municipality", "Werk, huis en vervoer komen van hetzelfde uitzendbureau."),
    ("care", "care", "De opvang vertelt dat een van de bewoners slecht slaapt en schrikt als de voorman belt."),
    ("health", "care", "Volgens de opvang loopt een bewoner al weken met een wond aan de hand."),
)


def submission(folder_id: UUID, *, at_desk: AtDesk) -> None:
    """Emmen's safety desk notes what it knows; the chain director advises it to hand the case in at RIEC itself."""
    bram, sanne = at_desk("focal_point_safety", EMMEN), at_desk("chain_director")
    with acting(bram):
        for category, domain, text in KNOWN:
            signals.add_contribution(
                folder_id=folder_id,
                kind="stated" if domain == "care" else "checked",
                category=category,
                domain=domain,
                text=text,
                said_by="een begeleider van de opvang" if domain == "care" else "",
                source="" if domain == "care" else "eigen dossier van de gemeente",
                ground="" if domain == "care" else "wettelijke taak",
                by=bram,
            )
        signals.pass_on(folder_id=folder_id, revision=_revision(folder_id), by=bram)
    with acting(sanne):
        signals.advise_submission(
            folder_id=folder_id,
            note="Het Zorg- en Veiligheidshuis doet dat niet.",
            due_on=timezone.localdate() + dt.timedelta(days=7),
            revision=_revision(folder_id),
            by=sanne,
        )


def consented(folder_id: UUID, *, at_desk: AtDesk) -> None:
    """Emmen's social desk asks a person for permission, and lets the chain director read what is under the secret."""
    noor, sanne = at_desk("focal_point_social", EMMEN), at_desk("chain_director")
    with acting(noor):
        told = signals.add_contribution(
            folder_id=folder_id,
            kind="stated",
            category="care",
            domain="care",
            text="Mevrouw wil naar een opvang in een andere plaats, als hij niet hoort waar.",
            said_by="mevrouw zelf",
            by=noor,
        )
        consent = sharing.record_consent(
            folder_id=folder_id,
            consent=sharing.ConsentInput(
                kind="secrecy_permission",
                subject="mevrouw uit het gesprek op het wijkteam",
                age_group="from_16",
                given_by="self",
                how="written",
                told="Dat de ketenregisseur leest dat zij een opvang zoekt, en dat zij nee mag zeggen.",
                scope_kinds=("safety_house",),
                categories=("care",),
            ),
            by=noor,
        )
        sharing.share(
            folder_id=folder_id,
            to=sanne.own_desk,
            ground="permission_lifted",
            purpose="help",
            contribution_ids=[told],
            consent_id=consent,
            note="Wilt u een plek zoeken buiten Emmen?",
            by=noor,
        )


def second_asked(folder_id: UUID, *, at_desk: AtDesk) -> None:
    """The same desk asks for a second person before the safety desk of Emmen may read about a place."""
    noor, bram = at_desk("focal_point_social", EMMEN), at_desk("focal_point_safety", EMMEN)
    with acting(noor):
        told = signals.add_contribution(
            folder_id=folder_id,
            kind="checked",
            category="place",
            domain="municipality",
            text="De woning staat op naam van een verhuurder met vier adressen in Emmen.",
            source="kadaster",
            ground="wettelijke taak",
            by=noor,
        )
        sharing.share(
            folder_id=folder_id,
            to=bram.own_desk,
            ground="legal_task",
            purpose="help",
            contribution_ids=[told],
            by=noor,
        )


def _revision(folder_id: UUID) -> int:
    return Signal.objects.get(folder_id=folder_id).revision
