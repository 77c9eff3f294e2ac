"""The route on paper: drawings with their list form, for the region or with one municipality's own desks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.network import queries as network
from lantaarn.rules.tables import Decision
from lantaarn.tables import queries
from lantaarn.tables.packs import Pack
from lantaarn.tables.queries import VersionView
from lantaarn.web.route.charts import charts_of
from lantaarn.web.tables.book import Chart
from lantaarn.web.tables.words import decision_title, joined


@dataclass(frozen=True)
class PaperPart:
    """One decision on paper."""

    title: str
    charts: tuple[Chart, ...]
    nobody: str

    @property
    def several(self) -> bool:
        """More than one drawing, or one of several places: then each has its title."""
        return len(self.charts) > 1 or bool(self.nobody)


@dataclass(frozen=True)
class DeskLine:
    """A desk of the municipality, who is there, and how to reach it."""

    label: str
    organisation: str
    who: str
    reach: str
    filled: bool


def sheet(version: VersionView, actor: Actor, municipality_id: UUID | None) -> dict[str, Any] | None:
    """The context of the sheet; None when the region has no such municipality."""
    places = network.municipalities(region=actor.region)
    place = next((one for one in places if one.id == municipality_id), None)
    if municipality_id is not None and place is None:
        return None
    pack = queries.pack(version)
    desks = _desks(actor.region, place.id) if place else {}
    labels = {("desk", kind): _on_chart(desk) for kind, desk in desks.items()}
    steps = pack.plan().steps
    return {
        "version": version,
        "pack": pack,
        "place": place,
        "places": places,
        "parts": [_part(pack, pack.model.decision(name), labels) for name in steps],
        "below": [_part(pack, one, labels) for one in pack.model.decisions if one.is_table and one.name not in steps],
        "desks": _lines(desks) if place else [],
    }


def _part(pack: Pack, decision: Decision, labels: Mapping[tuple[str, str], str]) -> PaperPart:
    charts = charts_of(pack, decision.name, labels=labels)
    silent = joined([chart.title[:1].lower() + chart.title[1:] for chart in charts if chart.nobody])
    return PaperPart(decision_title(decision), tuple(chart for chart in charts if not chart.nobody), silent)


def _desks(region: str, municipality_id: UUID) -> dict[str, network.DeskView]:
    """The desk that serves this municipality for each kind: its own, else the region's."""
    found: dict[str, network.DeskView] = {}
    for desk in network.desks(region=region):
        if desk.municipality_id == municipality_id or (desk.municipality_id is None and desk.kind not in found):
            found[desk.kind] = desk
    return found


def _on_chart(desk: network.DeskView) -> str:
    return f"{desk.label} ({desk.hours})" if desk.hours else desk.label


def _lines(desks: Mapping[str, network.DeskView]) -> list[DeskLine]:
    people = network.members_of_desks(desk_ids=[desk.id for desk in desks.values()])
    return [_line(desk, people.get(desk.id, [])) for desk in desks.values()]


def _line(desk: network.DeskView, members: list[network.MemberView]) -> DeskLine:
    here = [one for one in members if one.reachable]
    phones = ", ".join(dict.fromkeys(one.phone for one in here if one.phone))
    reach = "; ".join(part for part in (desk.channel, phones, desk.hours) if part)
    who = ", ".join(one.name for one in members)
    if desk.body_id is not None:
        who = _("overleg")
    elif desk.off_system and not who:
        who = _("werkt buiten Lantaarn")
    return DeskLine(
        label=desk.label,
        organisation=desk.organisation,
        who=who,
        reach=reach,
        filled=desk.off_system or desk.body_id is not None or bool(here),
    )
