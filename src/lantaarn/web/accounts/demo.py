"""Who can be tried with one click in the demo, and what each may try first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lantaarn.network.queries import DemoPerson

EXAMPLE_MUNICIPALITY = "Emmen"
"""Of twelve municipalities one stands in front; the others open on request."""

TRY: dict[str, str | Promise] = {
    "chain_director": _("Volg elk signaal langs de route, zit het drieluik voor en pas de meldroute aan."),
    "care_coordinator": _("Neem een mogelijk slachtoffer over en bereid het drieluik voor."),
    "police_partner": _("Lees wat naar de politie is doorgezet en neem deel aan het drieluik."),
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


@dataclass(frozen=True)
class Choice:
    """One button of the demo's sign-in page."""

    person: DemoPerson
    title: str
    what: str | Promise


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
    elsewhere = bool(person.municipality) and person.municipality != EXAMPLE_MUNICIPALITY
    return (place, elsewhere, person.desk_label, person.is_deputy, person.name)


_ORDER = ("focal_point", *TRY)


def _choice(person: DemoPerson) -> Choice:
    what = _FOCAL_POINT.get(person.domain, "") if person.role == "focal_point" else TRY.get(person.role, "")
    title = person.desk_label or person.role_label
    return Choice(person=person, title=title[:1].upper() + title[1:], what=what)
