"""An error is corrected by a new contribution, which goes to everybody who received the old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from lantaarn.context.actor import Actor
from lantaarn.folders.sharing import telling
from lantaarn.folders.sharing.writing import told


@dataclass(frozen=True)
class Corrected:
    """The new contribution, who sees it, and who must be told by hand: they see it not (any more), or got paper."""

    contribution_id: UUID
    told: tuple[str, ...]
    tell_yourself: tuple[str, ...]


_NAMES = "SELECT id, label FROM network_desk WHERE region_id = %s AND id = ANY (%s)"
_PAPER = """
SELECT s.id, coalesce(d.label, s.to_organisation) FROM access_share s LEFT JOIN network_desk d ON d.id = s.to_desk_id
WHERE s.id = ANY (%s)
"""


def carry(old_id: UUID, new_id: UUID, *, folder_id: UUID, by: Actor) -> Corrected:
    """Let a correction go where the old words went, by whose share it was, and tell its readers that there is one."""
    with told(), connection.cursor() as cursor:
        cursor.execute("SELECT desk_id, share_id, sees FROM access_carry(%s, %s)", [old_id, new_id])
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
    now = {desk_id for desk_id, _share, sees in rows if sees and desk_id}
    before = {desk_id for desk_id, _share, sees in rows if desk_id and not sees} - now
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [by.region, list(now | before)])
        names = dict(cursor.fetchall())
        cursor.execute(_PAPER, [[share_id for desk_id, share_id, _sees in rows if desk_id is None]])
        paper = {label for _id, label in cursor.fetchall()}
    telling.desks(now, template="corrected", folder_id=folder_id, by=by)
    return Corrected(
        new_id,
        tuple(sorted(names[one] for one in now)),
        tuple(sorted({names[one] for one in before} | paper)),
    )
