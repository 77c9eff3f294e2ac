"""What can be said of a person. Each value is a contribution of its own, with its category: a share is of values."""

from __future__ import annotations

import datetime as dt
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lantaarn.rules.transitions import NotAllowed

GENDERS = {
    "Feminine": gettext_noop("vrouw"),
    "Masculine": gettext_noop("man"),
    "TransgenderFeminine": gettext_noop("transvrouw"),
    "TransgenderMasculine": gettext_noop("transman"),
    "NonConforming": gettext_noop("non-binair"),
}
"""HTCDS 2.0, Gender; unknown is no value here."""
VICTIM_ROLES = {
    "PossibleVictimOfTrafficking": gettext_noop("mogelijk slachtoffer"),
    "ActualVictimOfTrafficking": gettext_noop("slachtoffer, vastgesteld"),
    "NotAVictimOfTrafficking": gettext_noop("geen slachtoffer"),
    "TravellingPartner": gettext_noop("reist of woont mee"),
}
SUSPECT_ROLES = {
    "RecruiterOrIntermediary": gettext_noop("werft of bemiddelt"),
    "Transporter": gettext_noop("vervoert"),
    "Exploiter": gettext_noop("buit uit"),
    "Abuser": gettext_noop("mishandelt"),
}
ROLES = {**VICTIM_ROLES, **SUSPECT_ROLES}
"""HTCDS 2.0, TraffickingStatus and per_RoleInProcess. One person may have several, of both sorts."""
CODES = {"gender": GENDERS, "role": ROLES}

_CONTACT = frozenset({"phone", "email", "address"})
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


def category_of(field: str, given: str) -> str:
    """A role of a suspect is data about crime (AVG 10), and goes only where such data may go."""
    if field == "role" and given in SUSPECT_ROLES:
        return "criminal"
    return "contact" if field in _CONTACT else "person"


def written(field: str, given: str) -> tuple[str, str]:
    """The words that are kept, in Dutch for whoever reads them anywhere, and the code behind them if there is one."""
    if field in CODES:
        return CODES[field][given], given
    return read_birth(given) if field == "birth_date" else (given.strip(), "")


def read_birth(given: str) -> tuple[str, str]:
    """A day, or a year when no more is known: as people write it here, and as ISO 8601."""
    plain = given.strip()
    found = _DAY.fullmatch(plain)
    try:
        if found:
            day, month, year = (int(part) for part in found.groups())
            born = dt.date(year, month, day)
        else:
            born = dt.date.fromisoformat(plain)
    except ValueError:
        if re.fullmatch(r"(19|20)\d\d", plain):
            return plain, plain
        told = _("Schrijf de geboortedatum zoals 12-03-1998. Weet u alleen het jaar? Schrijf dan het jaar.")
        raise NotAllowed(told) from None
    return f"{born:%d-%m-%Y}", born.isoformat()
