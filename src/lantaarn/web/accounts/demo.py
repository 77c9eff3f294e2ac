"""Who can be tried with one click in the demo, and what each may try first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lantaarn.network.queries import DemoPerson

EXAMPLE_MUNICIPALITIES = ("Emmen", "Heerlen")
"""Of a region's municipalities one stands in front; the others open on request."""

TRY: dict[str, str | Promise] = {
    "chain_director": _("Volg elk signaal langs de route, zit het overleg voor en pas de meldroute aan."),
    "administrative_coordinator": _(
        "Neem aan wat handhaving ziet, en betrek de aandachtsfunctionaris van de gemeente."
    ),
    "project_leader": _("Houd het programma van de regio bij, met het plan van een district eronder."),
    "care_coordinator": _("Neem een mogelijk slachtoffer over en bereid het overleg voor."),
    "police_partner": _("Lees wat naar de politie is doorgezet en neem deel aan het overleg."),
    "labour_inspector": _("Lees wat over arbeidsuitbuiting naar de Arbeidsinspectie is doorgezet."),
    "prosecutor": _("Lees wat aan het Openbaar Ministerie is overgedragen."),
    "riec_partner": _("Bekijk het netwerk en de meldroute. Signalen ziet deze rol niet."),
    "domestic_violence_centre": _("Behandel signalen die bij Veilig Thuis binnenkomen."),
    "care_provider": _("Bekijk wie er in het netwerk zit en hoe de meldroute loopt."),
    "policy_adviser": _("Bekijk de meldroute, het netwerk en de aantallen."),
    "executive": _("Bekijk de aantallen van de eigen gemeente. Signalen ziet deze rol niet."),
    "regional_privacy_officer": _("Zie hoe vaak elke organisatie wat deed, zonder namen en zonder inhoud."),
    "privacy_officer": _("Lees in het logboek wie welk signaal zag, wanneer en als wie."),
    "functional_administrator": _(
        "Nodig iemand uit, verplaats een rol en stop een account. Signalen ziet deze rol niet."
    ),
}
_FOCAL_POINT: dict[str, str | Promise] = {
    "safety": _("Neem een signaal aan uit openbare orde en veiligheid. Wat zorg bracht, blijft hier onzichtbaar."),
    "social": _("Neem een signaal aan uit het sociaal domein. Wat veiligheid bracht, blijft hier onzichtbaar."),
}
_ONE_FOCAL_POINT = _("Neem een signaal aan. Deze gemeente heeft één aandachtsfunctionaris, naast een coördinator.")


@dataclass(frozen=True)
class Choice:
    """One button of the demo's sign-in page."""

    person: DemoPerson
    title: str
    what: str | Promise


@dataclass(frozen=True)
class Stage:
    """The people of one region, and the other regions that can be chosen."""

    region: str
    name: str
    front: list[Choice]
    more: list[Choice]
    regions: list[tuple[str, str]]


def stage(people: Iterable[DemoPerson], regions: list[tuple[str, str]], asked: str) -> Stage:
    """Of the region that was asked for, or else of the first one where anybody works."""
    every = list(people)
    peopled = [(code, name) for code, name in regions if any(person.region == code for person in every)]
    code, name = next((one for one in peopled if one[0] == asked), peopled[0] if peopled else ("", ""))
    front, more = choices(person for person in every if person.region == code)
    return Stage(code, name, front, more, peopled)


def choices(people: Iterable[DemoPerson]) -> tuple[list[Choice], list[Choice]]:
    """One person of each role and desk in front, the rest behind."""
    front: dict[tuple[str, str], DemoPerson] = {}
    every = sorted(people, key=_order)
    for person in every:
        front.setdefault((person.role, person.desk_kind), person)
    shown = {person.membership_id for person in front.values()}
    return (
        [_choice(person) for person in front.values()],
        [_choice(person) for person in every if person.membership_id not in shown],
    )


def _order(person: DemoPerson) -> tuple[int, bool, str, bool, str]:
    known = list(_ORDER)
    place = known.index(person.role) if person.role in known else len(known)
    elsewhere = bool(person.municipality) and person.municipality not in EXAMPLE_MUNICIPALITIES
    return (place, elsewhere, person.desk_label, person.is_deputy, person.name)


_ORDER = ("focal_point", *TRY)


def _choice(person: DemoPerson) -> Choice:
    what = TRY.get(person.role, "")
    if person.role == "focal_point":
        what = _ONE_FOCAL_POINT if person.desk_kind == "focal_point" else _FOCAL_POINT.get(person.domain, "")
    title = person.desk_label or person.role_label
    return Choice(person=person, title=title[:1].upper() + title[1:], what=what)
