"""Brings a region pack into the database and writes one: the route only ever enters as a draft."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from lantaarn.tables.actions.life import next_number
from lantaarn.tables.loading.exporting import export_pack
from lantaarn.tables.loading.rows import NetworkLoad
from lantaarn.tables.loading.telling import Change, Load
from lantaarn.tables.models import TableVersion
from lantaarn.tables.packs import Pack, read_pack
from lantaarn.tables.queries import ROUTE, files_of

LOOKED_BACK = 5

__all__ = ["Change", "Load", "export_pack", "load_pack", "plan_load"]


def plan_load(files: Mapping[str, bytes]) -> Load:
    """What loading these files would do; nothing is kept. PackError says all that is wrong with them."""
    with transaction.atomic():
        load = load_pack(files)
        transaction.set_rollback(True)
    return load


@transaction.atomic
def load_pack(files: Mapping[str, bytes]) -> Load:
    """Bring the files into the database; idempotent. Runs as the owner of the tables, on the command line."""
    pack = read_pack(files)
    texts = {name: content.decode() for name, content in files.items() if name != pack.route.file}
    load = Load()
    NetworkLoad(pack, load).rows(texts)
    _route(pack, files[pack.route.file].decode(), texts, load)
    return load


def _route(pack: Pack, dmn: str, texts: dict[str, str], load: Load) -> None:
    """A route that no version has becomes a draft of its own; which version is active is never touched."""
    code = pack.region.code
    versions = TableVersion.objects.filter(region_id=code, kind=ROUTE).order_by("-number")
    if versions.filter(dmn=dmn, files=texts).exists() or any(
        _says(pack) == _says(_read(version)) for version in versions[:LOOKED_BACK]
    ):
        load.unchanged += 1
        return
    version = TableVersion.objects.create(
        region_id=code,
        kind=ROUTE,
        number=next_number(code),
        dmn=dmn,
        files=texts,
        source="pack",
        based_on=versions.first(),
    )
    load.changes.append(Change("route", f"versie {version.number}, als concept", True))


def _read(version: TableVersion) -> Pack:
    return read_pack({name: text.encode() for name, text in files_of(version.id).items()})


def _says(pack: Pack) -> tuple[object, ...]:
    """What of a pack belongs to its route: a renamed organisation makes no new version."""
    return (
        pack.route,
        pack.model,
        pack.desks,
        pack.facts,
        pack.words,
        pack.tasks,
        pack.deadlines,
        pack.invariants,
        pack.indicator_groups,
        pack.indicators,
    )
