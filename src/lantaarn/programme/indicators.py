"""What the rooms can count: a list of named counts, each with how it counts in a sentence that anybody can read.

A count takes days and gives a number, the things that were counted (so that who doubts it can look), or says that it is
too small to be told. No count reads the content of a case; counts of signals come through the doors of `doors.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantaarn.context.actor import Actor
from lantaarn.network import queries as network
from lantaarn.outreach import queries as outreach
from lantaarn.programme.rooms import Rooms

Unit = Literal["times", "municipalities", "signals", "days", "percent"]
TOLD_WHEN_COUNTED: frozenset[Unit] = frozenset({"times", "municipalities"})
"""With these a target can be held against the count; days, percentages and signals are shown beside the action."""


@dataclass(frozen=True)
class Asked:
    """For which region and days."""

    first: dt.date
    last: dt.date
    by: Actor
    rooms: Rooms

    @property
    def region(self) -> str:
        return self.by.region


@dataclass(frozen=True)
class Counted:
    """What came out. `number` is None when it is too small to be told, or nothing could be counted."""

    number: float | None
    items: tuple[str, ...] = ()
    places: Mapping[UUID, int] = field(default_factory=dict)
    hidden: bool = False
    whole: int | None = None
    """Of how many: the municipalities of the region."""


@dataclass(frozen=True)
class Indicator:
    """A named count. `hints` are words of an action's text that make it the likely one; a person confirms."""

    code: str
    label: Promise
    how: Promise
    unit: Unit
    count: Callable[[Asked], Counted]
    hints: tuple[tuple[str, ...], ...] = ()


# --- trainings and meetings -------------------------------------------------------------------------------------------


def _trainings(*, kind: str = "training", audience: str = "") -> Callable[[Asked], Counted]:
    def count(asked: Asked) -> Counted:
        found = asked.rooms.trainings(asked.first, asked.last)
        return _listed(one for one in found if one.kind == kind and audience in ("", one.audience))

    return count


def _listed(found: Iterable[outreach.Held]) -> Counted:
    items = tuple(_line(one) for one in found)
    return Counted(len(items), items=items)


def _line(one: outreach.Held) -> str:
    return f"{one.on_day.day}-{one.on_day.month}-{one.on_day.year}: {one.title}"


def _meetings(*, audience: str = "") -> Callable[[Asked], Counted]:
    def count(asked: Asked) -> Counted:
        return _listed(one for one in asked.rooms.meetings(asked.first, asked.last) if audience in ("", one.audience))

    return count


def _reached(asked: Asked) -> Counted:
    places = outreach.reached(region=asked.region, first=asked.first, last=asked.last)
    return Counted(len(places), places=places, whole=len(network.municipalities(region=asked.region)))


# --- the network ------------------------------------------------------------------------------------------------------


def _staffed(*, trained: bool) -> Callable[[Asked], Counted]:
    """Municipalities in whose desks somebody sat for every domain (and was trained) at the end of the days."""

    def count(asked: Asked) -> Counted:
        filled = asked.rooms.filling(asked.last)
        gaps = {"empty", "untrained", "training_old"} if trained else {"empty"}
        places = {place.id: int(bool(place.desks) and not gaps & set(place.gaps)) for place in filled.places}
        names = tuple(place.name for place in filled.places if not places[place.id])
        return Counted(sum(places.values()), items=names, places=places, whole=len(filled.places))

    return count


def _focal_points(asked: Asked) -> Counted:
    """People at the desks of each municipality at the end of the days; it counts where there are at least two."""
    filled = asked.rooms.filling(asked.last)
    places = {
        place.id: len({member.user_id for desk in place.desks for member in desk.members}) for place in filled.places
    }
    names = tuple(f"{place.name}: {places[place.id]}" for place in filled.places if places[place.id] < 2)
    return Counted(sum(n >= 2 for n in places.values()), items=names, places=places, whole=len(places))


# --- signals, through the doors ---------------------------------------------------------------------------------------


def _signals(asked: Asked) -> Counted:
    rows = _rows("SELECT * FROM programme_signals_by_entry(%s, %s)", asked)
    total = next((number for entry, number in rows if entry is None), None)
    small = _("minder dan 5, of verborgen om dat niet te verraden")
    items = tuple(f"{entry}: {number if number is not None else small}" for entry, number in rows if entry)
    return Counted(total, items=items, hidden=total is None)


def _door(function: str) -> Callable[[Asked], Counted]:
    def count(asked: Asked) -> Counted:
        ((number,),) = _rows(f"SELECT {function}(%s, %s)", asked)
        return Counted(None if number is None else float(number), hidden=number is None)

    return count


def _rows(query: str, asked: Asked) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [asked.first, asked.last])
        return list(cursor.fetchall())


# --- the list ---------------------------------------------------------------------------------------------------------

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "trainings_focal_points",
        gettext_lazy("trainingen voor aandachtsfunctionarissen"),
        gettext_lazy("Trainingen die als gehouden zijn vastgelegd, met als doelgroep aandachtsfunctionarissen."),
        "times",
        _trainings(audience="focal_points"),
        (("training", "aandacht"), ("scholing", "aandacht"), ("training", "af")),
    ),
    Indicator(
        "trainings_counter",
        gettext_lazy("trainingen voor baliemedewerkers"),
        gettext_lazy("Trainingen die als gehouden zijn vastgelegd, met als doelgroep baliemedewerkers."),
        "times",
        _trainings(audience="counter"),
        (("training", "balie"), ("balie",)),
    ),
    Indicator(
        "trainings_inspectors",
        gettext_lazy("trainingen voor toezicht en handhaving"),
        gettext_lazy("Trainingen die als gehouden zijn vastgelegd, met als doelgroep toezicht en handhaving."),
        "times",
        _trainings(audience="inspectors"),
        (("training", "handhaving"), ("training", "toezicht"), ("training", "boa")),
    ),
    Indicator(
        "trainings_social_domain",
        gettext_lazy("trainingen voor het sociaal domein"),
        gettext_lazy("Trainingen die als gehouden zijn vastgelegd, met als doelgroep sociaal domein."),
        "times",
        _trainings(audience="social_domain"),
        (("training", "sociaal"), ("training", "wmo"), ("training", "jeugd")),
    ),
    Indicator(
        "trainings_all_staff",
        gettext_lazy("trainingen voor alle medewerkers"),
        gettext_lazy("Trainingen die als gehouden zijn vastgelegd, met als doelgroep alle medewerkers."),
        "times",
        _trainings(audience="all_staff"),
        (("training", "bewustwording"), ("training", "ambtenaren"), ("training", "medewerkers")),
    ),
    Indicator(
        "trainings",
        gettext_lazy("trainingen"),
        gettext_lazy("Alle trainingen die als gehouden zijn vastgelegd, voor wie dan ook."),
        "times",
        _trainings(),
        (("training",), ("trainingen",), ("scholing",)),
    ),
    Indicator(
        "network_meetings",
        gettext_lazy("bijeenkomsten van het netwerk"),
        gettext_lazy("Afgesloten bijeenkomsten van ambtelijke overleggen waarin aandachtsfunctionarissen zitten."),
        "times",
        _meetings(audience="network"),
        (("netwerk", "bijeenkomst"), ("netwerkbijeenkomsten",), ("intervisie",)),
    ),
    Indicator(
        "meetings",
        gettext_lazy("gehouden overleggen"),
        gettext_lazy("Alle overleggen van de regio die zijn afgesloten."),
        "times",
        _meetings(),
    ),
    Indicator(
        "information",
        gettext_lazy("voorlichtingen"),
        gettext_lazy("Voorlichtingen die als gehouden zijn vastgelegd."),
        "times",
        _trainings(kind="information"),
        (("voorlichting",), ("voorlichten",)),
    ),
    Indicator(
        "campaigns",
        gettext_lazy("campagnes"),
        gettext_lazy("Campagnes die als gehouden zijn vastgelegd, op de eerste dag geteld."),
        "times",
        _trainings(kind="campaign"),
        (("campagne",), ("dag tegen",), ("tentoonstelling",)),
    ),
    Indicator(
        "places_reached",
        gettext_lazy("gemeenten die met een training zijn bereikt"),
        gettext_lazy("Gemeenten waarvan bij een gehouden training staat dat er mensen vandaan kwamen."),
        "municipalities",
        _reached,
    ),
    Indicator(
        "focal_points",
        gettext_lazy("gemeenten met twee aandachtsfunctionarissen"),
        gettext_lazy("Gemeenten met ten minste twee mensen aan hun balies, op de laatste dag van de telling."),
        "municipalities",
        _focal_points,
        (("twee", "aandacht"), ("aanstellen", "aandacht")),
    ),
    Indicator(
        "desks_filled",
        gettext_lazy("gemeenten met elke balie bezet"),
        gettext_lazy("Gemeenten waarin aan elke balie ten minste één mens zit, op de laatste dag van de telling."),
        "municipalities",
        _staffed(trained=False),
    ),
    Indicator(
        "desks_trained",
        gettext_lazy("gemeenten met getrainde aandachtsfunctionarissen"),
        gettext_lazy(
            "Gemeenten waarin op de laatste dag van de telling aan elke balie mensen zitten die in het jaar daarvoor"
            " zijn getraind. Van een mens is alleen de laatste training bekend."
        ),
        "municipalities",
        _staffed(trained=True),
    ),
    Indicator(
        "signals",
        gettext_lazy("ontvangen signalen"),
        gettext_lazy("Signalen die zijn binnengekomen, per ingang; minder dan vijf wordt niet getoond."),
        "signals",
        _signals,
    ),
    Indicator(
        "days_to_acceptance",
        gettext_lazy("dagen van signaal tot opgepakt"),
        gettext_lazy("De middelste waarde van de dagen tussen ontvangst en oppakken, van signalen uit deze tijd."),
        "days",
        _door("programme_days_to_acceptance"),
    ),
    Indicator(
        "referrals_in_time",
        gettext_lazy("signalen op tijd aangenomen"),
        gettext_lazy("Van de signalen met een termijn in deze tijd: hoeveel procent de balie voor die termijn aannam."),
        "percent",
        _door("programme_referrals_in_time"),
    ),
    Indicator(
        "tasks_in_time",
        gettext_lazy("afspraken op tijd gedaan"),
        gettext_lazy("Van de taken met een dag in deze tijd: hoeveel procent uiterlijk op die dag klaar was."),
        "percent",
        _door("programme_tasks_in_time"),
    ),
)

BY_CODE: Mapping[str, Indicator] = {one.code: one for one in INDICATORS}


def suggest(what: str) -> str:
    """The indicator that an action's text points at, or '': the first whose hint's words all stand in it."""
    text = what.lower().replace("-", "")
    words = set(text.replace("(", " ").replace(")", " ").replace(",", " ").split())
    for one in INDICATORS:
        for hint in one.hints:
            if all((word in words) if len(word) < 4 else (word.replace("-", "") in text) for word in hint):
                return one.code
    return ""


class Count:
    """Counts each thing once, however many actions ask for it. A list of many needs only what moves a light."""

    def __init__(self, by: Actor, *, lights_only: bool = False) -> None:
        self.by, self._lights_only = by, lights_only
        self._rooms = Rooms(by.region)
        self._known: dict[tuple[str, dt.date, dt.date], Counted] = {}

    def __call__(self, code: str, first: dt.date, last: dt.date) -> Counted | None:
        indicator = BY_CODE.get(code)
        if indicator is None:
            return None
        if self._lights_only and indicator.unit not in TOLD_WHEN_COUNTED:
            return Counted(None)
        key = (code, first, last)
        if key not in self._known:
            self._known[key] = indicator.count(Asked(first, last, self.by, self._rooms))
        return self._known[key]
