"""What is missing at a desk, in words that say what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lantaarn.network.queries import Gap

GAPS: Mapping[Gap, Promise] = {
    "empty": _("Er werkt niemand. Een signaal gaat naar de ketenregisseur."),
    "one_person": _("Er werkt maar één persoon. Nodig een plaatsvervanger uit."),
    "nobody_today": _("Vandaag is iedereen weg."),
    "no_deputy": _("Niemand is plaatsvervanger."),
    "untrained": _("Niet iedereen is getraind."),
    "training_old": _("Een training is ouder dan een jaar."),
    "no_channel": _("Er staat niet bij hoe een overdrachtsblad er komt."),
}
SHORT: Mapping[Gap, Promise] = {
    "empty": _("leeg"),
    "one_person": _("één persoon"),
    "nobody_today": _("vandaag niemand"),
    "no_deputy": _("geen plaatsvervanger"),
    "untrained": _("niet getraind"),
    "training_old": _("training te oud"),
    "no_channel": _("geen kanaal"),
}
DOMAINS: Mapping[str, Promise] = {
    "safety": _("veiligheid"),
    "social": _("sociaal domein"),
    "both": _("beide"),
}
ORGANISATION_KINDS: Mapping[str, Promise] = {
    "municipality": _("gemeente"),
    "safety_house": _("zorg- en veiligheidshuis"),
    "police": _("politie"),
    "labour_inspectorate": _("arbeidsinspectie"),
    "prosecution": _("Openbaar Ministerie"),
    "domestic_violence_centre": _("Veilig Thuis"),
    "riec": _("RIEC"),
    "care": _("zorg en opvang"),
    "expertise_centre": _("kenniscentrum"),
    "other": _("andere organisatie"),
}
BODY_KINDS: Mapping[str, Promise] = {
    "operational": _("over signalen"),
    "policy": _("over beleid"),
    "executive": _("bestuurlijk"),
}
STATES: Mapping[str, Promise] = {
    "good": _("compleet"),
    "heed": _("let op"),
    "stuck": _("niet in orde"),
}


def gap_sentences(gaps: Iterable[Gap]) -> list[Promise]:
    return [GAPS[gap] for gap in gaps]
