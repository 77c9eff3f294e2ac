"""What is known of a region's tables: which version holds, what each says, and how it lived."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import MD5, Cast, Concat
from django.utils import timezone

from lantaarn.tables.models import TableVersion
from lantaarn.tables.packs import Pack, read_pack
from lantaarn.tables.packs.reading import REGION

ROUTE = "route"
PACKS_KEPT = 32

_FIELDS = (
    "id",
    "region_id",
    "number",
    "state",
    "source",
    "note",
    "based_on_id",
    "made_by_id",
    "made_at",
    "changed_at",
    "proved_at",
    "adopted_on",
    "active_from",
    "retired_at",
)


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


def _views(found: QuerySet[TableVersion]) -> list[VersionView]:
    """One query, and no text in it: a version beyond draft is fixed, so its id is enough to know what it says."""
    other_files = Cast("region__pack", TextField())
    rows = found.values(
        *_FIELDS,
        made_by_name=F("made_by__name"),
        adopted_by_name=F("adopted_by__name"),
        based_on_number=F("based_on__number"),
        stamp=Case(
            When(files={}, then=MD5(Concat("dmn", other_files, output_field=TextField()))),
            When(state="draft", then=MD5(Concat("dmn", Cast("files", TextField()), output_field=TextField()))),
            default=Value("fixed"),
            output_field=TextField(),
        ),
    )
    return [_view(row) for row in rows]


def _view(row: Mapping[str, Any]) -> VersionView:
    return VersionView(
        **{name: row[name] for name in _FIELDS},
        made_by=row["made_by_name"] or "",
        adopted_by=row["adopted_by_name"] or "",
        based_on=row["based_on_number"],
        stamp=row["stamp"],
    )


def _routes(region: str) -> QuerySet[TableVersion]:
    return TableVersion.objects.filter(region_id=region, kind=ROUTE)


def active(region: str) -> VersionView | None:
    """The version that routes now: an adopted one counts from its own minute on, also before its state has followed."""
    holds = Q(state="active") | Q(state="adopted", active_from__lte=timezone.now())
    found = _views(_routes(region).filter(holds).order_by(F("active_from").desc(nulls_last=True), "-number")[:1])
    return found[0] if found else None


def active_pack(region: str) -> tuple[VersionView, Pack] | None:
    """The version that routes now with all that it says; one small query once it has been read before."""
    version = active(region)
    return None if version is None else (version, _pack(version.id, version.stamp))


def pack_of(version_id: UUID) -> Pack:
    """What a version says, with the facts, desks and words of its own time."""
    return _pack(version_id, _views(TableVersion.objects.filter(id=version_id))[0].stamp)


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
    return _views(_routes(region))


def version(version_id: UUID, *, region: str) -> VersionView | None:
    """One version of this region's route; None when there is none."""
    found = _views(_routes(region).filter(id=version_id))
    return found[0] if found else None


def proof_of(version_id: UUID) -> dict[str, Any] | None:
    """What was reckoned when the version was last proved, or None."""
    found = TableVersion.objects.filter(id=version_id).values_list("proof", flat=True).first()
    return found if isinstance(found, dict) else None


def text_of(version_id: UUID) -> str:
    """The DMN of a version, as it is kept."""
    return str(TableVersion.objects.filter(id=version_id).values_list("dmn", flat=True).get())
