"""A draft under hand: found and locked, held against what its editor last saw, and written back with its proof."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.rules.transitions import TABLE_VERSION, NotAllowed
from lantaarn.tables.changes import Changed
from lantaarn.tables.kinds import decides, proposes
from lantaarn.tables.models import TableVersion
from lantaarn.tables.packs import Pack, read_texts
from lantaarn.tables.proving import ProofData, prove
from lantaarn.tables.queries import pack_files


class Stale(Exception):
    """Somebody was first: what was changed since the editor last looked."""

    def __init__(self, changes: tuple[Changed, ...]) -> None:
        self.changes = changes
        super().__init__(" ".join(str(change) for change in changes) or "De stand van deze versie is veranderd.")


def must(by: Actor, *any_of: str) -> None:
    """The door of the page asks the same; here it holds for whoever calls."""
    if not any(by.can(capability) for capability in any_of):
        raise NotAllowed(_("Dit mag uw rol niet. Vraag het de ketenregisseur."))


def locked(version_id: UUID, by: Actor) -> TableVersion:
    """The version of the actor's own region, held until the transaction ends."""
    return TableVersion.objects.select_for_update(of=("self",)).get(id=version_id, region_id=by.region)


def in_work(version_id: UUID, by: Actor) -> TableVersion:
    """The same, for who may at least propose changes to this kind of table."""
    version = locked(version_id, by)
    must(by, decides(version.kind), proposes(version.kind))
    return version


def held(version_id: UUID, seen: dt.datetime | None, by: Actor) -> TableVersion:
    """The version in work; Stale when it changed after `seen`."""
    version = in_work(version_id, by)
    if seen is not None and version.changed_at != seen:
        raise Stale(changes_since(version, seen))
    return version


def draft_for(version_id: UUID, seen: dt.datetime | None, by: Actor) -> TableVersion:
    """The draft to edit; Stale when it changed after `seen`, NotAllowed when it is no draft any more."""
    version = held(version_id, seen, by)
    if version.state != TABLE_VERSION.begins:
        now = TABLE_VERSION.labels[version.state]
        raise NotAllowed(f"Deze versie is {now} en ligt vast. Maak er een nieuw concept van om iets te wijzigen.")
    return version


def changes_since(version: TableVersion, seen: dt.datetime) -> tuple[Changed, ...]:
    edits = (Changed.of(row) for row in cast(list[dict[str, Any]], version.changes))
    return tuple(edit for edit in edits if dt.datetime.fromisoformat(edit.at) > seen)


def pack_with(version: TableVersion, dmn: str) -> Pack:
    """The version's pack with this text as its table; PackError or TableError when it does not hold together."""
    files = pack_files(dmn, version.files or version.region.pack["files"], version.kind)
    return read_texts(files)


def reckoned(version: TableVersion, dmn: str) -> ProofData:
    """What is proved of the version with this text, now."""
    return prove(pack_with(version, dmn), version.kind, version.region_id)


def write(version: TableVersion, dmn: str, change: Changed, *, by: Actor) -> TableVersion:
    """Keep the edit: the pack is read as a whole first, so that a draft always holds together."""
    version.proof = reckoned(version, dmn)
    version.dmn = dmn
    version.changes = [*cast(list[dict[str, Any]], version.changes), change.row()]
    version.save(update_fields=["dmn", "proof", "changes", "changed_at"])
    record(version, "edit", about=change.decision, by=by)
    return version


def edit(
    by: Actor,
    did: str,
    *,
    decision: str = "",
    rule: int = 0,
    column: str = "",
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
) -> Changed:
    now = timezone.now().isoformat()
    return Changed(now, by.name or by.role_label or by.role, did, decision, rule, column, before, after)


def record(version: TableVersion, did: str, *, about: str = "", by: Actor) -> None:
    """In the log under the kind of table: route.adopt, sharing.prove."""
    text = f"versie {version.number}" + (f", {about}" if about else "")
    audit.record(action=f"{version.kind}.{did}", objects=[version.id], kind="table", about=text, by=by)
