"""Brings a region pack into the database and writes one: its tables only ever enter as drafts."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, transaction
from django.utils.translation import ngettext

from lantaarn.tables.actions.life import next_number
from lantaarn.tables.kinds import KINDS, ROUTE, SHARING, file_in
from lantaarn.tables.loading.exporting import export_pack
from lantaarn.tables.loading.rows import NetworkLoad
from lantaarn.tables.loading.telling import Change, Load
from lantaarn.tables.models import TableVersion
from lantaarn.tables.packs import Pack, read_pack, read_texts
from lantaarn.tables.queries import files_of

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
    texts = {name: content.decode() for name, content in files.items()}
    load = Load()
    NetworkLoad(pack, load).rows({name: text for name, text in texts.items() if name != pack.route.file})
    for kind in KINDS:
        if kind == ROUTE or pack.sharing is not None:
            _table(pack, kind, texts, load)
    if load.changes:
        _note(pack.region.code, len(load.changes))
    return load


def _note(region: str, changes: int) -> None:
    """The owner of the tables is no actor of the log: this one line it writes through a door of its own."""
    about = ngettext("%(n)d verandering uit het regiopakket", "%(n)d veranderingen uit het regiopakket", changes)
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_region_loaded(%s, %s)", [region, about % {"n": changes}])


def _table(pack: Pack, kind: str, texts: dict[str, str], load: Load) -> None:
    """A table that no version has becomes a draft of its own; which version is active is never touched."""
    code, file = pack.region.code, file_in(pack, kind)
    others = {name: text for name, text in texts.items() if name != file}
    versions = TableVersion.objects.filter(region_id=code, kind=kind).order_by("-number")
    if versions.filter(dmn=texts[file], files=others).exists() or any(
        _says(pack, kind) == _says(_read(version), kind) for version in versions[:LOOKED_BACK]
    ):
        load.unchanged += 1
        return
    version = TableVersion.objects.create(
        region_id=code,
        kind=kind,
        number=next_number(code, kind),
        dmn=texts[file],
        files=others,
        source="pack",
        based_on=versions.first(),
    )
    load.changes.append(Change(kind, f"versie {version.number}, als concept", True))


def _read(version: TableVersion) -> Pack:
    return read_texts(files_of(version.id))


def _says(pack: Pack, kind: str) -> tuple[object, ...]:
    """What of a pack belongs to its route, or to what may be shared: a renamed organisation makes no new version."""
    if kind == SHARING:
        return (pack.sharing,)
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
