"""What the programme's codes are called on the screen."""

from __future__ import annotations

import re

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

LIGHTS = {
    "green": ("good", _("Op koers")),
    "orange": ("heed", _("Let op")),
    "red": ("stuck", _("Loopt vast")),
    "grey": ("idle", _("Nog niet te meten")),
}
"""Colour of a light → (kind of chip, words)."""
STATES = {
    "not_begun": _("Nog niet begonnen"),
    "busy": _("Wij zijn bezig"),
    "done": _("Klaar"),
    "stuck": _("Het loopt vast"),
    "not_needed": _("Niet nodig hier"),
}
STATE_ICONS = {"not_begun": "none", "busy": "half", "done": "good", "stuck": "stuck", "not_needed": "idle"}
LEVELS = {
    "regional": _("regionaal"),
    "district": _("district"),
    "local": _("per gemeente"),
    "both": _("regionaal en per gemeente"),
    "": _("niet gezegd"),
}
KINDS = {"umbrella": _("regio"), "district": _("district"), "local": _("gemeente")}
PROGRAMME_STATES = {"draft": _("concept"), "adopted": _("vastgesteld"), "closed": _("afgelopen")}
PROPOSALS = {"add": _("Nieuwe actie"), "change": _("Wijziging"), "end": _("Stoppen")}
PROPOSAL_STATES = {
    "open": _("wacht op een besluit"),
    "adopted": _("aangenomen"),
    "rejected": _("afgewezen"),
    "withdrawn": _("ingetrokken"),
}
HOUSE = {
    "yes": ("good", _("Op orde")),
    "partly": ("heed", _("Deels")),
    "no": ("stuck", _("Niet op orde")),
    "unknown": ("idle", _("Nog niet bekend")),
}
AUDIENCES = {
    "focal_points": _("Aandachtsfunctionarissen"),
    "all_staff": _("Alle medewerkers"),
    "counter": _("Baliemedewerkers"),
    "inspectors": _("Toezicht en handhaving"),
    "social_domain": _("Sociaal domein"),
    "care": _("Zorg"),
    "schools": _("Scholen"),
    "businesses": _("Bedrijven"),
    "residents": _("Inwoners"),
    "people_at_risk": _("Mensen die risico lopen"),
    "other": _("Anderen"),
}
TRAINING_KINDS = {"training": _("Training"), "information": _("Voorlichting"), "campaign": _("Campagne")}
TRAINING_STATES = {
    "planned": ("waiting", _("Gepland")),
    "held": ("good", _("Gehouden")),
    "cancelled": ("idle", _("Niet doorgegaan")),
}
READ_STATES = {"new": _("nieuw"), "changed": _("gewijzigd"), "same": _("gelijk"), "": _("nieuw")}
DAYS = {
    "action": _("vaste dag"),
    "last_day": _("laatste dag van een actie"),
    "training": _("training"),
    "meeting": _("overleg"),
}
FIELDS = {
    "what": _("Wat"),
    "why": _("Waarom"),
    "level": _("Niveau"),
    "when_text": _("Wanneer"),
    "starts_on": _("Vanaf"),
    "ends_on": _("Tot en met"),
    "recurrence": _("Ritme"),
    "holders": _("Actiehouder"),
    "parties": _("Partijen"),
}
RECURRENCES = {
    "ongoing": _("doorlopend"),
    "yearly": _("elk jaar"),
    "half-yearly": _("elk half jaar"),
    "quarterly": _("elk kwartaal"),
    "monthly": _("elke maand"),
    "weekly": _("elke week"),
    "once": _("één keer"),
    "incidental": _("als het nodig is"),
}
_TIMES = re.compile(r"(\d+) a year")


def recurrence(code: str) -> str:
    """How often, as people say it; a rhythm without words stands as it was read."""
    times = _TIMES.fullmatch(code)
    if times:
        return now("%(number)s keer per jaar") % {"number": times[1]}
    return str(RECURRENCES.get(code, code))
