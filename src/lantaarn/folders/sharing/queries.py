"""What was shared, waits, ended and can be answered for: to the desk that acted, and to who received."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import Http404

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.folders.sharing.judging import fields_of, sharing_now
from lantaarn.folders.sharing.previewing import label_of
from lantaarn.tables.packs import Sharing, SharingPaper
from lantaarn.vault.opening import ONE_KEY, Keys, open_in


@dataclass(frozen=True)
class LineView:
    """One contribution in a share: what the table said, and whether it went along."""

    contribution_id: UUID
    category: str
    category_label: str
    verdict: str
    verdict_label: str
    article: str
    sentence: str
    rule: int
    adopted: bool
    chosen: bool


@dataclass(frozen=True)
class ShareView:
    """One act of sharing. `mine`: the acting desk did it; else it received it, without what stayed behind."""

    id: UUID
    folder_id: UUID
    mine: bool
    from_desk: str
    to: str
    to_desk_id: UUID | None
    on_paper: bool
    tells_behind: str
    """What paper to this recipient says of what stayed behind."""
    ground: str
    ground_label: str
    purpose: str
    purpose_label: str
    consent_id: UUID | None
    note: str
    follows: bool
    automatic: bool
    state: str
    made_by: str
    made_by_user: UUID | None
    made_at: dt.datetime
    second_by: str
    second_at: dt.datetime | None
    until: dt.datetime | None
    ended_at: dt.datetime | None
    ended_why: str
    version_number: int
    lines: tuple[LineView, ...]

    @property
    def given(self) -> int:
        return sum(1 for line in self.lines if line.chosen)

    @property
    def behind(self) -> int:
        return sum(1 for line in self.lines if not line.chosen)

    @property
    def can_be_withdrawn(self) -> bool:
        return self.mine and self.state in {"in_force", "waiting_second"}


_SHARES = f"""
SELECT s.id, s.folder_id, coalesce(s.from_desk_id = %(desk)s, false), f.label, coalesce(t.label, s.to_organisation),
       s.to_desk_id, s.to_desk_id IS NULL OR t.off_system OR t.body_id IS NOT NULL, s.to_kind, s.ground, s.purpose,
       s.consent_id, s.note, s.follows, s.automatic, s.state, coalesce(maker.name, ''), s.made_by_user, s.made_at,
       coalesce(second.name, ''), s.second_at, s.until, s.ended_at, s.ended_why, coalesce(v.number, 0),
       (SELECT jsonb_agg(jsonb_build_array(l.contribution_id, l.category, l.verdict, l.article, l.sentence, l.rule,
               l.adopted, l.chosen) ORDER BY l.chosen DESC, l.category, l.contribution_id)
        FROM access_shareline l WHERE l.share_id = s.id),
       (SELECT jsonb_agg({ONE_KEY}) FROM vault_datakey k
        WHERE k.id IN (vault_key_of(s.note), vault_key_of(s.ended_why)))
FROM access_share s
JOIN network_desk f ON f.id = s.from_desk_id
LEFT JOIN network_desk t ON t.id = s.to_desk_id
LEFT JOIN network_user maker ON maker.id = s.made_by_user
LEFT JOIN network_user second ON second.id = s.second_user
LEFT JOIN tables_tableversion v ON v.id = s.table_version_id
"""  # noqa: S608 - composed of our own names


def shares_of(*, folder_id: UUID, by: Actor) -> tuple[ShareView, ...]:
    """What this desk shared of a folder, and what it received; the newest first. No folder, no answer."""
    _exists(folder_id)
    return _shares("WHERE s.folder_id = %(value)s ORDER BY s.made_at DESC, s.id", folder_id, by)


def one_share(*, share_id: UUID, by: Actor) -> ShareView:
    """One share as the actor may see it; else missing."""
    found = _shares("WHERE s.id = %(value)s", share_id, by)
    if not found:
        raise Http404
    return found[0]


def waiting_for_second(*, by: Actor) -> tuple[ShareView, ...]:
    """What waits in this organisation for a second person, who is not the acting one; the oldest first."""
    if not by.can("share.confirm") or by.user_id is None:
        return ()
    found = _shares(
        "WHERE s.state = 'waiting_second' AND s.made_by_user IS DISTINCT FROM %(value)s ORDER BY s.made_at",
        by.user_id,
        by,
    )
    if found:
        audit.record(action="share.listed", objects={share.folder_id for share in found}, by=by)
    return found


def _exists(folder_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM folders_folder WHERE id = %s", [folder_id])
        if cursor.fetchone() is None:
            raise Http404


def _shares(where: str, value: UUID, by: Actor) -> tuple[ShareView, ...]:
    now = sharing_now(by.region)
    sharing = now.sharing if now else None
    with connection.cursor() as cursor:
        cursor.execute(_SHARES + where, {"value": value, "desk": by.desk_id})
        return tuple(_share(sharing, row) for row in cursor.fetchall())


_COLUMNS = (
    "id", "folder_id", "mine", "from_desk", "to", "to_desk_id", "on_paper", "to_kind", "ground", "purpose",
    "consent_id", "note", "follows", "automatic", "state", "made_by", "made_by_user", "made_at", "second_by",
    "second_at", "until", "ended_at", "ended_why", "version_number",
)  # fmt: skip
"""As the query gives them; the lines come last."""


def _share(sharing: Sharing | None, row: tuple[Any, ...]) -> ShareView:
    *head, found, keys = row
    values: dict[str, Any] = dict(zip(_COLUMNS, head, strict=True))
    open_in([values], Keys.read(keys), table="access_share", columns=("note", "ended_why"))
    kept, kind = (json.loads(found) if isinstance(found, str) else found) or (), values.pop("to_kind")
    return ShareView(
        **values,
        tells_behind=sharing.tells_behind(kind) if sharing else SharingPaper.behind,
        ground_label=label_of(sharing, "ground", values["ground"]),
        purpose_label=label_of(sharing, "purpose", values["purpose"]),
        lines=tuple(_line(sharing, one) for one in kept),
    )


def _line(sharing: Sharing | None, row: list[Any]) -> LineView:
    contribution_id, category, verdict, *rest = row
    said = sharing.label_of("verdict", verdict) if sharing else verdict
    return LineView(UUID(contribution_id), category, label_of(sharing, "category", category), verdict, said, *rest)


@dataclass(frozen=True)
class NotYetShared:
    """What lies with the acting desk and a holder of the folder does not see: how many, by whom it could be shared."""

    desk_id: UUID
    desk: str
    count: int


def not_yet_shared(*, folder_id: UUID, by: Actor) -> tuple[NotYetShared, ...]:
    """Of what this desk itself brought or shared: how much each other holder of the folder does not see yet."""
    own = {field.contribution_id for field in fields_of(folder_id) if field.owner_desk_id == by.desk_id}
    if not own:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT h.desk_id, d.label FROM access_holders(%s) h JOIN network_desk d ON d.id = h.desk_id"
            " WHERE h.desk_id <> %s ORDER BY d.label",
            [folder_id, by.own_desk],
        )
        holders = cursor.fetchall()
        cursor.execute("SELECT desk_id, contribution_id FROM access_reach(%s) WHERE ended_at IS NULL", [folder_id])
        seen = set(cursor.fetchall())
    counts = ((desk_id, label, sum((desk_id, one) not in seen for one in own)) for desk_id, label in holders)
    return tuple(NotYetShared(*row) for row in counts if row[2])


@dataclass(frozen=True)
class Reached:
    """Who received one of the own contributions, by whose share, since when and until when."""

    contribution_id: UUID
    desk: str
    by_desk: str
    ground: str
    given_at: dt.datetime
    ended_at: dt.datetime | None


def who_received(*, folder_id: UUID, by: Actor) -> tuple[Reached, ...]:
    """Each party answers for what it brings: where did it go, onward shares of others included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.contribution_id, d.label, coalesce(f.label, ''), r.ground, r.given_at, r.ended_at"
            " FROM access_reach(%s) r JOIN network_desk d ON d.id = r.desk_id"
            " LEFT JOIN network_desk f ON f.id = r.from_desk_id ORDER BY r.given_at, d.label",
            [folder_id],
        )
        return tuple(Reached(*row) for row in cursor.fetchall())
