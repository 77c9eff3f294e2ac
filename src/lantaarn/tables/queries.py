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
from django.utils import timezone

from lantaarn.network.models import Organisation
from lantaarn.rules.sharing import SharingPlan
from lantaarn.tables.changes import Changed, last_standing
from lantaarn.tables.kinds import ROUTE, SHARING, sharing_in
from lantaarn.tables.models import Agreement, OfficerAdvice, TableVersion
from lantaarn.tables.packs import Pack, Sharing, read_texts
from lantaarn.tables.packs.reading import REGION

PACKS_KEPT = 32


@dataclass(frozen=True)
class VersionView:
    """One version of a table, without its text; `stamp` changes whenever what it says changes."""

    id: UUID
    region_id: str
    kind: str
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

    @property
    def holds(self) -> bool:
        """An adopted version counts from its own minute on, also before its state has followed."""
        return self.state == "active" or (
            self.state == "adopted" and self.active_from is not None and self.active_from <= timezone.now()
        )


# Written out because it runs for each report that comes in. No text in it: a version beyond draft is fixed, so its id
# is enough to know what it says; only of drafts, and of versions without files of their own, a digest is taken.
_SELECT = """
SELECT v.id, v.region_id, v.kind, v.number, v.state, v.source, v.note, v.based_on_id, v.made_by_id, v.made_at,
       v.changed_at, v.proved_at, v.adopted_on, v.active_from, v.retired_at,
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
WHERE v.region_id = %s AND v.kind = %s
  AND (v.state = 'active' OR (v.state = 'adopted' AND v.active_from <= now()))
ORDER BY v.active_from DESC NULLS LAST, v.number DESC LIMIT 1
"""


def _views(where: str, *values: str | UUID) -> list[VersionView]:
    with connection.cursor() as cursor:
        cursor.execute(_SELECT + where, values)
        names = [column.name for column in cursor.description]
        return [VersionView(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def active(region: str, kind: str = ROUTE) -> VersionView | None:
    """The version that holds now; asked of the database, because it runs for each report that comes in."""
    found = _views(_ACTIVE, region, kind)
    return found[0] if found else None


def active_pack(region: str, kind: str = ROUTE) -> tuple[VersionView, Pack] | None:
    """The version that holds now with all that it says; one small query once it has been read before."""
    version = active(region, kind)
    return None if version is None else (version, _pack(version.id, version.stamp))


@dataclass(frozen=True)
class SharingNow:
    """The sharing table that holds: its words and promises, and the plan that remembers what it decided before."""

    version: VersionView
    sharing: Sharing
    plan: SharingPlan


def active_sharing(region: str) -> SharingNow | None:
    """The sharing table that holds now; None when the region has none in force: then nothing is shared."""
    version = active(region, SHARING)
    return None if version is None else sharing_of(version)


def sharing_of(version: VersionView) -> SharingNow:
    """What a version of the sharing table says."""
    return SharingNow(version, *_plan(version.id, version.stamp))


@lru_cache(maxsize=PACKS_KEPT)
def _plan(version_id: UUID, stamp: str) -> tuple[Sharing, SharingPlan]:
    sharing = sharing_in(_pack(version_id, stamp))
    return sharing, sharing.plan()


def pack(version: VersionView) -> Pack:
    """What a version says that was found already."""
    return _pack(version.id, version.stamp)


def pack_of(version_id: UUID) -> Pack:
    """What a version says, with the facts, desks and words of its own time."""
    return _pack(version_id, _views("WHERE v.id = %s", version_id)[0].stamp)


@lru_cache(maxsize=PACKS_KEPT)
def _pack(version_id: UUID, stamp: str) -> Pack:
    return read_texts(files_of(version_id))


def files_of(version_id: UUID) -> dict[str, str]:
    """The pack's files as text, the version's table among them under the name that region.toml gives it."""
    found = TableVersion.objects.filter(id=version_id).values_list("dmn", "files", "region__pack", "kind").get()
    dmn, own, regional, kind = found
    return pack_files(dmn, own or regional["files"], kind)


def pack_files(dmn: str, others: Mapping[str, str], kind: str = ROUTE) -> dict[str, str]:
    """A whole pack from a table's text and the other files, which say what the table's file is called."""
    name = str(tomllib.loads(others[REGION])[kind]["file"])
    return {**others, name: dmn}


def versions(region: str, kind: str = ROUTE) -> list[VersionView]:
    """All versions of the region's table of this kind, the newest first."""
    return _views("WHERE v.region_id = %s AND v.kind = %s ORDER BY v.number DESC", region, kind)


def version(version_id: UUID, *, region: str, kind: str = ROUTE) -> VersionView | None:
    """One version of this region's table; None when there is none."""
    found = _views("WHERE v.id = %s AND v.region_id = %s AND v.kind = %s", version_id, region, kind)
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


@dataclass(frozen=True)
class PartyView:
    """A party of the covenant, and its agreement with a version, if it gave one."""

    organisation_id: UUID
    name: str
    agreed_by: str
    agreed_on: dt.date | None
    noted_by: str


@dataclass(frozen=True)
class AdviceView:
    """The data protection officer's advice about a version."""

    outcome: str
    text: str
    answer: str
    given_by: str
    given_on: dt.date
    noted_by: str


def parties_of(version: VersionView) -> list[PartyView]:
    """Every party of the covenant today, and every other one that agreed to this version while it was one."""
    rows = Agreement.objects.filter(version_id=version.id).select_related("organisation", "noted_by")
    agreed = {row.organisation_id: row for row in rows}
    parties = Organisation.objects.filter(region_id=version.region_id, covenant_party=True).values_list("id", "name")
    names = dict(parties) | {row.organisation_id: row.organisation.name for row in agreed.values()}
    return sorted((_party(key, name, agreed.get(key)) for key, name in names.items()), key=lambda one: one.name)


def _party(organisation_id: UUID, name: str, found: Agreement | None) -> PartyView:
    if found is None:
        return PartyView(organisation_id, name, "", None, "")
    return PartyView(organisation_id, name, found.agreed_by, found.agreed_on, found.noted_by.name)


def advice_of(version_id: UUID) -> AdviceView | None:
    """The advice, or None while it is not there."""
    found = OfficerAdvice.objects.filter(version_id=version_id).select_related("noted_by").first()
    if found is None:
        return None
    return AdviceView(found.outcome, found.text, found.answer, found.given_by, found.given_on, found.noted_by.name)
