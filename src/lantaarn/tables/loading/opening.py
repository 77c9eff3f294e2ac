"""A region made on a screen: its rows enter through one door of the database, for who holds leave to make a region."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.network.actions import Invited, invite_first_administrator
from lantaarn.network.actions.invitations import token_hash
from lantaarn.network.models import Region
from lantaarn.network.queries import opening_by_hash
from lantaarn.rules.routing import prove_region
from lantaarn.rules.sharing import prove_sharing
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables.kinds import KINDS, ROUTE, file_in
from lantaarn.tables.loading.rows import NetworkLoad
from lantaarn.tables.loading.telling import Load
from lantaarn.tables.models import TableVersion
from lantaarn.tables.packs import Pack, read_texts
from lantaarn.tables.packs.founding import Wishes, founded, named_after

PATTERNS = ("*.toml", "*.dmn")


def examples() -> list[tuple[str, Pack]]:
    """The regions of this installation from which a new one can be made, by folder."""
    folders = sorted(path.parent.name for path in settings.REGION_EXAMPLES.glob("*/region.toml"))
    return [(folder, _pack(folder)) for folder in folders]


@lru_cache(maxsize=8)
def _pack(folder: str) -> Pack:
    return read_texts(example(folder))


@lru_cache(maxsize=8)
def example(folder: str) -> Mapping[str, str]:
    """The files of an example by name."""
    here: Path = settings.REGION_EXAMPLES / folder
    return {path.name: path.read_text() for pattern in PATTERNS for path in sorted(here.glob(pattern))}


@lru_cache(maxsize=8)
def named(folder: str, name: str) -> Pack:
    """The example with the name of the region that begins with it: asked on each page of the way there."""
    return named_after(example(folder), name)


@transaction.atomic
def open_region(*, token: str, folder: str, wishes: Wishes) -> Invited:
    """Make the region and invite its first administrator; the invitation's link works at once."""
    leave = opening_by_hash(token_hash=token_hash(token))
    if leave is None:
        raise NotAllowed(_("Deze link werkt niet meer. Vraag wie de server beheert om een nieuwe."))
    if Region.objects.filter(code=wishes.code).exists():
        raise NotAllowed(_("Er is al een regio met deze naam. Kies een andere naam."))
    files = founded(named(folder, wishes.name), wishes)
    pack = read_texts(files)
    if not _holds(pack):
        raise NotAllowed(_("Met deze gemeenten en organisaties is de meldroute niet sluitend. Kies meer organisaties."))
    with connection.cursor() as cursor:
        rows = NewRegion(pack, Load()).whole(files)
        cursor.execute("SELECT tables_open_region(%s, %s)", [token, json.dumps(rows, default=str)])
    home = next(desk.organisation for desk in pack.desks if desk.code == pack.route.fallback)
    return invite_first_administrator(
        region=wishes.code,
        email=leave.email,
        name=leave.name,
        organisation=home or pack.organisations[0].code,
        loaded=_("%(n)d gemeenten, naar het voorbeeld van %(name)s")
        % {"n": len(pack.municipalities), "name": _pack(folder).region.name},
    )


def _holds(pack: Pack) -> bool:
    """Proved as a pack is: with every desk there; who works where comes later."""
    return prove_region(pack.plan()).proved and (pack.sharing is None or prove_sharing(pack.sharing.plan()).proved)


class NewRegion(NetworkLoad):
    """The rows of a region of which nothing is there yet, gathered instead of written."""

    def whole(self, files: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
        """By table, each after those it points to."""
        self.made: dict[str, list[models.Model]] = {}
        self.rows({name: text for name, text in files.items() if name != self.pack.route.file})
        self.made[TableVersion._meta.db_table] = [
            self._draft(kind, files) for kind in KINDS if kind == ROUTE or self.pack.sharing is not None
        ]
        return {table: [_columns(row) for row in rows] for table, rows in self.made.items()}

    def _draft(self, kind: str, files: Mapping[str, str]) -> TableVersion:
        file, now = file_in(self.pack, kind), timezone.now()
        return TableVersion(
            region_id=self.code,
            kind=kind,
            number=1,
            dmn=files[file],
            files={name: text for name, text in files.items() if name != file},
            source="pack",
            made_at=now,
            changed_at=now,
        )

    def _row(
        self, kind: str, model: type[models.Model], key: dict[str, Any], values: dict[str, Any], name: str
    ) -> None:
        self.made.setdefault(model._meta.db_table, []).append(model(**key, **values))

    def _words(self, texts: dict[str, str]) -> None:
        (region,) = self.made[Region._meta.db_table]
        assert isinstance(region, Region)
        region.pack = {"files": texts}

    def _by(self, column: str, model: type[models.Model]) -> dict[str, Any]:
        return {getattr(row, column): row.pk for row in self.made.get(model._meta.db_table, [])}

    def _leftovers(self) -> None:
        """Nothing was there before."""


def _columns(row: models.Model) -> dict[str, Any]:
    return {str(field.column): getattr(row, field.attname) for field in row._meta.concrete_fields}
