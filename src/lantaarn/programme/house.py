"""A municipality's own house: what must be in order before its part of the chain is closed, as a list to tick off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATES = ("yes", "partly", "no", "unknown")


@dataclass(frozen=True)
class HouseItem:
    """One thing that must be in order. `measured`: the rooms know it, nobody fills it in."""

    code: str
    label: Promise
    asks: Promise
    measured: bool = False


ITEMS: tuple[HouseItem, ...] = (
    HouseItem("policy", _("beleid vastgesteld"), _("Welk besluit, en van welke dag?")),
    HouseItem(
        "focal_points",
        _("aandachtsfunctionarissen aangewezen"),
        _("Aan elke balie van de gemeente zit ten minste één mens."),
        measured=True,
    ),
    HouseItem(
        "focal_points_trained",
        _("aandachtsfunctionarissen getraind"),
        _("Iedereen aan de balies is in het laatste jaar getraind."),
        measured=True,
    ),
    HouseItem("internal_route", _("interne meldroute bekend"), _("Waar staat zij, en sinds wanneer?")),
    HouseItem("undermining_point", _("meldpunt ondermijning"), _("Hoe is het te bereiken?")),
    HouseItem("anonymous_line", _("aangesloten bij Meld Misdaad Anoniem"), _("Sinds wanneer?")),
    HouseItem("bylaw", _("APV-hoofdstuk over prostitutie bij de tijd"), _("Welk model, en welk besluit?")),
    HouseItem("bibob", _("Bibob-beleid met toepassingsgebieden"), _("Welk besluit, en voor welke vergunningen?")),
    HouseItem("migrant_housing", _("beleid voor huisvesting van arbeidsmigranten"), _("Welk besluit?")),
    HouseItem(
        "staff_trained",
        _("medewerkers getraind in het laatste jaar"),
        _("Er is in het laatste jaar een training vastgelegd die deze gemeente bereikte."),
        measured=True,
    ),
    HouseItem("intranet", _("pagina op het intranet"), _("Wat is de link?")),
    HouseItem("on_agenda", _("op de agenda van de eigen overleggen"), _("Welk overleg, en wanneer voor het laatst?")),
)

BY_CODE: Mapping[str, HouseItem] = {item.code: item for item in ITEMS}
