"""What is known of a region's tables: which version holds, what each says, and how it lived."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from lantaarn.tables.changes import Changed, last_standing
from lantaarn.tables.models import TableVersion
from lantaarn.tables.packs import Pack, read_pack
from lantaarn.tables.packs.reading import REGION

ROUTE = "route"
PACKS_KEPT = 32

@dataclass(frozen=True)
class VersionView:
    """One version of the route, without its text; `stamp` changes whenever what it says changes."""

    id: UUID
    region_id: str
    number: int
    state: str
    source: str
    note: str
    based_on_id: UUID | None
    made_by_id: UUID | None
    made_at: dt.datetime
    changed_at: dt.datetime
    proved_at: dt.datetime | None
    adopted_on: dt.date | None
    active_from: dt.datetime | None
    retired_at: dt.datetime | None
    made_by: str
    adopted_by: str
    based_on: int | None
    stamp: str


# Written out because it runs for each report that comes in. No text in it: a version beyond draft is fixed, so its id
# is enough to know what it says; only of drafts, and of versions without files of their own, a digest is taken.
_SELECT = """
SELECT v.id, v.region_id, v.number, v.state, v.source, v.note, v.based_on_id, v.made_by_id, v.made_at, v.changed_at,
       v.proved_at, v.adopted_on, v.active_from, v.retired_at,
       coalesce(maker.name, '') AS made_by, coalesce(body.name, '') AS adopted_by, base.number AS based_on,
       CASE WHEN v.files = '{}' THEN md5(v.dmn || region.pack::text)
            WHEN v.state = 'draft' THEN md5(v.dmn || v.files::text)
            ELSE 'fixed' END AS stamp
FROM tables_tableversion v
JOIN network_region region ON region.code = v.region_id
LEFT JOIN network_user maker ON maker.id = v.made_by_id
LEFT JOIN network_body body ON body.id = v.adopted_by_id
LEFT JOIN tables_tableversion base ON base.id = v.based_on_id
"""
_ACTIVE = """
WHERE v.region_id = %s AND v.kind = 'route'
  AND (v.state = 'active' OR (v.state = 'adopted' AND v.active_from <= now()))
ORDER BY v.active_from DESC NULLS LAST, v.number DESC LIMIT 1
"""


def _views(where: str, *values: str | UUID) -> list[VersionView]:
    with connection.cursor() as cursor:
        cursor.execute(_SELECT + where, values)
        names = [column.name for column in cursor.description]
        return [VersionView(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def active(region: str) -> VersionView | None:
    """The version that routes now: an adopted one counts from its own minute on, also before its state has followed."""
    found = _views(_ACTIVE, region)
    return found[0] if found else None


def active_pack(region: str) -> tuple[VersionView, Pack] | None:
    """The version that routes now with all that it says; one small query once it has been read before."""
    version = active(region)
    return None if version is None else (version, _pack(version.id, version.stamp))


def pack(version: VersionView) -> Pack:
    """What a version says that was found already."""
    return _pack(version.id, version.stamp)


def pack_of(version_id: UUID) -> Pack:
    """What a version says, with the facts, desks and words of its own time."""
    return _pack(version_id, _views("WHERE v.id = %s", version_id)[0].stamp)


@lru_cache(maxsize=PACKS_KEPT)
def _pack(version_id: UUID, stamp: str) -> Pack:
    return read_pack({name: text.encode() for name, text in files_of(version_id).items()})


def files_of(version_id: UUID) -> dict[str, str]:
    """The pack's files as text, the route's table among them under the name that region.toml gives it."""
    found = TableVersion.objects.filter(id=version_id).values_list("dmn", "files", "region__pack").get()
    dmn, own, regional = found
    return pack_files(dmn, own or regional["files"])


def pack_files(dmn: str, others: Mapping[str, str]) -> dict[str, str]:
    """A whole pack from a table's text and the other files, which say what the table's file is called."""
    name = str(tomllib.loads(others[REGION])["route"]["file"])
    return {**others, name: dmn}


def versions(region: str) -> list[VersionView]:
    """All versions of the region's route, the newest first."""
    return _views("WHERE v.region_id = %s AND v.kind = 'route' ORDER BY v.number DESC", region)


def version(version_id: UUID, *, region: str) -> VersionView | None:
    """One version of this region's route; None when there is none."""
    found = _views("WHERE v.id = %s AND v.region_id = %s AND v.kind = 'route'", version_id, region)
    return found[0] if found else None


def proof_of(version_id: UUID) -> dict[str, Any] | None:
    """What was reckoned when the version was last proved, or None."""
    found = TableVersion.objects.filter(id=version_id).values_list("proof", flat=True).first()
    return found if isinstance(found, dict) else None


def text_of(version_id: UUID) -> str:
    """The DMN of a version, as it is kept."""
    return str(TableVersion.objects.filter(id=version_id).values_list("dmn", flat=True).get())


def last_change(version_id: UUID) -> Changed | None:
    """The newest edit of a draft that stands and can be undone."""
    found = TableVersion.objects.filter(id=version_id).values_list("changes", flat=True).get()
    return last_standing(found)
