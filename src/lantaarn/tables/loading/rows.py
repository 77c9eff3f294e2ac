"""The rows of the network as a pack states them; what a screen decided since stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from lantaarn.network import models as network
from lantaarn.tables.loading.telling import KINDS, Change, Load, short
from lantaarn.tables.packs import Desk, Pack

SCREENS_DECIDE: dict[str, frozenset[str]] = {
    "desk": frozenset({"channel", "hours", "off_system"}),
    "organisation": frozenset({"name", "covenant_party"}),
    "municipality": frozenset({"district"}),
    "region": frozenset({"citizen_form"}),
}
"""Columns that a screen may have changed since: a row that exists keeps them."""


@dataclass
class NetworkLoad:
    """One load of one pack."""

    pack: Pack
    load: Load

    @property
    def code(self) -> str:
        return self.pack.region.code

    def rows(self, texts: dict[str, str]) -> None:
        """All rows, each after those it points to."""
        region = self.pack.region
        self._row(
            "region",
            network.Region,
            {"code": region.code},
            {
                "name": region.name,
                "covenant": region.covenant,
                "citizen_form": region.citizen_form,
                "phones": [dict(vars(phone)) for phone in region.phones],
            },
            region.name,
        )
        self._words(texts)
        for place in self.pack.municipalities:
            key = {"region_id": self.code, "cbs_code": place.code}
            values = {"name": place.name, "district": place.district}
            self._row("municipality", network.Municipality, key, values, place.name)
        self._organisations()
        for role in self.pack.roles:
            key = {"region_id": self.code, "code": role.code}
            self._row("role", network.Role, key, {"label": role.label, "may": list(role.may)}, role.label)
        self._bodies()
        self._desks()
        self._leftovers()

    def _words(self, texts: dict[str, str]) -> None:
        """Facts, tasks, deadlines and the card: kept as the pack's own text, beside the rows."""
        found = network.Region.objects.get(code=self.code)
        if found.pack == {"files": texts}:
            self.load.unchanged += 1
            return
        new = not found.pack
        found.pack = {"files": texts}
        found.save(update_fields=["pack"])
        self.load.changes.append(Change("pack", ", ".join(sorted(texts)), new))

    def _organisations(self) -> None:
        places = self._by("cbs_code", network.Municipality)
        for one in self.pack.organisations:
            self._row(
                "organisation",
                network.Organisation,
                {"region_id": self.code, "code": one.code},
                {
                    "name": one.name,
                    "kind": one.kind,
                    "municipality_id": places[one.municipality] if one.municipality else None,
                    "covenant_party": one.covenant_party,
                },
                one.name,
            )

    def _bodies(self) -> None:
        for one in self.pack.bodies:
            self._row(
                "body",
                network.Body,
                {"region_id": self.code, "code": one.code},
                {
                    "name": one.name,
                    "kind": one.kind,
                    "rhythm": one.rhythm,
                    "every_days": one.every_days or None,
                    "chair": one.chair,
                    "members": list(one.members),
                    "adopted": one.adopted,
                },
                one.name,
            )

    def _desks(self) -> None:
        places = self._by("cbs_code", network.Municipality)
        organisations = self._by("code", network.Organisation)
        of_place = {one.municipality: one.code for one in self.pack.organisations if one.municipality}
        names = {place.code: place.name for place in self.pack.municipalities}
        roles, bodies = self._by("code", network.Role), self._by("code", network.Body)
        for desk in self.pack.desks:
            for place in self._places(desk):
                organisation = of_place[place] if place else desk.organisation or self._home()
                key = {"region_id": self.code, "kind": desk.code, "municipality_id": places[place] if place else None}
                values = {
                    "label": desk.label + (f" {names[place]}" if place else ""),
                    "role_id": roles[desk.role],
                    "domain": desk.domain,
                    "organisation_id": organisations[organisation],
                    "off_system": desk.off_system,
                    "channel": desk.channel,
                    "stage": desk.stage,
                    "is_end": desk.end,
                    "body_id": bodies[desk.body] if desk.body else None,
                }
                self._row("desk", network.Desk, key, values, str(values["label"]))

    def _home(self) -> str:
        """A desk of the region for which the pack names no organisation stands with the fallback's."""
        fallback = next(desk for desk in self.pack.desks if desk.code == self.pack.route.fallback)
        return fallback.organisation or self.pack.organisations[0].code

    def _places(self, desk: Desk) -> Iterable[str]:
        if not desk.municipal:
            return ("",)
        return desk.municipalities or tuple(place.code for place in self.pack.municipalities)

    def _by(self, column: str, model: type[models.Model]) -> dict[str, Any]:
        rows = model._default_manager.filter(region_id=self.code)
        return dict(rows.values_list(column, "pk"))

    def _row(
        self, kind: str, model: type[models.Model], key: dict[str, Any], values: dict[str, Any], name: str
    ) -> None:
        found = model._default_manager.filter(**key).first()
        if found is None:
            model._default_manager.create(**key, **values)
            self.load.changes.append(Change(kind, name, True))
            return
        mine = SCREENS_DECIDE.get(kind, frozenset())
        differs = {column: value for column, value in values.items() if getattr(found, column) != value}
        self.load.kept += [
            f"{name}: {column} blijft {short(getattr(found, column))}" for column in differs if column in mine
        ]
        wanted = {column: value for column, value in differs.items() if column not in mine}
        if not wanted:
            self.load.unchanged += 1
            return
        told = tuple((column, getattr(found, column), value) for column, value in wanted.items())
        for column, value in wanted.items():
            setattr(found, column, value)
        found.save(update_fields=list(wanted))
        self.load.changes.append(Change(kind, name, False, told))

    def _leftovers(self) -> None:
        """Rows that the pack dropped: people and signals may hang on them, so they stay and are named."""
        stated: dict[str, tuple[type[models.Model], str, set[str]]] = {
            "municipality": (network.Municipality, "cbs_code", {one.code for one in self.pack.municipalities}),
            "organisation": (network.Organisation, "code", {one.code for one in self.pack.organisations}),
            "role": (network.Role, "code", {one.code for one in self.pack.roles}),
            "body": (network.Body, "code", {one.code for one in self.pack.bodies}),
            "desk": (network.Desk, "kind", {one.code for one in self.pack.desks}),
        }
        for kind, (model, column, known) in stated.items():
            rows = model._default_manager.filter(region_id=self.code).exclude(**{f"{column}__in": known})
            self.load.left += [f"{KINDS[kind][0]} {code}" for code in sorted(set(rows.values_list(column, flat=True)))]
