"""What a form of the entrance needs to know of its region: places, phone lines, the card, and who reads first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.http import Http404

from lantaarn.network import queries as network
from lantaarn.network.queries import MunicipalityView
from lantaarn.rules.routing import ManualTriage, route
from lantaarn.tables import queries as tables
from lantaarn.tables.packs import Pack

DOMAIN = "source_domain"


@dataclass(frozen=True)
class Entrance:
    """A region as its entrance shows it; `pack` is None while no route is active."""

    code: str
    name: str
    citizen_form: bool
    phones: tuple[dict[str, str], ...]
    municipalities: tuple[MunicipalityView, ...]
    version: UUID | None
    pack: Pack | None

    def municipality_id(self, cbs_code: str) -> UUID | None:
        return next((m.id for m in self.municipalities if m.cbs_code == cbs_code), None)

    def first_reader(self, source_domain: str) -> str:
        """The kind of desk that the route lets read first; computed, so that the page cannot say otherwise."""
        if self.pack is None or self.version is None:
            return ""
        return _first_readers(self.version).get(source_domain, "")


def entrance_to(code: str) -> Entrance:
    """The entrance to this region; 404 where there is none."""
    found = network.entrance(region=code)
    if found is None:
        raise Http404
    active = tables.active_pack(code)
    return Entrance(
        code=found.code,
        name=found.name,
        citizen_form=found.citizen_form,
        phones=found.phones,
        municipalities=found.municipalities,
        version=active[0].id if active else None,
        pack=active[1] if active else None,
    )


@lru_cache(maxsize=16)
def _first_readers(version_id: UUID) -> dict[str, str]:
    """Per answer to "where do you work": who leads a new signal of this region of which nothing else is known."""
    pack = tables.pack_of(version_id)
    labels = {desk.code: desk.label for desk in pack.desks}
    domains = next((fact.values for fact in pack.facts if fact.name == DOMAIN), ())
    readers = {}
    for value in domains:
        facts = {fact.name: "unknown" for fact in pack.facts}
        facts |= {pack.route.stage: pack.route.entry, "acute_danger": "no", "in_region": "yes", DOMAIN: value.value}
        answer = route(pack.plan(), facts)
        if not isinstance(answer, ManualTriage):
            readers[value.value] = labels[answer.lead.desk]
    return readers
