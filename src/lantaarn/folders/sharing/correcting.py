"""An error is corrected by a new contribution, which goes to everybody who received the old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.folders.models import Contribution
from lantaarn.folders.sharing import telling
from lantaarn.folders.sharing.writing import told
from lantaarn.rules.transitions import NotAllowed
from lantaarn.vault.opening import open_rows
from lantaarn.vault.sealing import seal_rows
from lantaarn.vault.searching import keep_words


@dataclass(frozen=True)
class Corrected:
    """The new contribution, who sees it, and who must be told by hand: they no longer see the folder, or got paper."""

    contribution_id: UUID
    told: tuple[str, ...]
    tell_yourself: tuple[str, ...]


@transaction.atomic
def correct(*, contribution_id: UUID, text: str, by: Actor) -> Corrected:
    """Say what it should have been. The old words stay, marked; every recipient sees the new ones and gets a mail."""
    if not text.strip():
        raise NotAllowed(_("Schrijf hoe het wel zit."))
    old = Contribution.objects.filter(id=contribution_id, desk_id=by.own_desk).first()
    if old is None:
        raise Http404
    open_rows([old])
    new = Contribution(
        region_id=old.region_id,
        folder_id=old.folder_id,
        desk_id=old.desk_id,
        organisation_id=by.own_organisation,
        brought_by=by.user_id,
        by_reporter=False,
        domain=old.domain,
        kind=old.kind,
        category=old.category,
        text=text,
        data=old.data,
        said_by=old.said_by,
        source=old.source,
        ground=old.ground,
        at=timezone.now(),
        corrects_id=old.id,
    )
    keep_words((new.text, new.said_by), folder_id=new.folder_id, by=by)
    seal_rows([new], folder_id=new.folder_id, by=by)
    new.save(force_insert=True)
    outcome = carry(old.id, new.id, folder_id=old.folder_id, by=by)
    audit.record(action="contribution.corrected", objects=[old.folder_id], by=by)
    return outcome


_NAMES = "SELECT id, label FROM network_desk WHERE region_id = %s AND id = ANY (%s)"
_PAPER = """
SELECT s.id, coalesce(d.label, s.to_organisation) FROM access_share s LEFT JOIN network_desk d ON d.id = s.to_desk_id
WHERE s.id = ANY (%s)
"""


def carry(old_id: UUID, new_id: UUID, *, folder_id: UUID, by: Actor) -> Corrected:
    """Let a correction go where the old words went, and tell their readers that there is one."""
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
