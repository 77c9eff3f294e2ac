"""What goes along the route: with sight of the folder, or on paper, the contributions that may simply pass to a desk.

The rest stays behind with its reason, and waits until a person shares it on another ground. What the sharer adds
later is judged by the same terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from lantaarn.context.actor import Actor
from lantaarn.folders.sharing.judging import Facts, Field, Terms, facts_of_folder, judge, owners_of, sharing_now
from lantaarn.folders.sharing.parties import Party, desks, route_terms
from lantaarn.folders.sharing.previewing import consent_of
from lantaarn.folders.sharing.writing import Act, keep, keep_more, lines
from lantaarn.rules.sharing import SHARE, Verdict
from lantaarn.tables.queries import SharingNow


def share_along_route(
    folder_id: UUID,
    to: Iterable[UUID],
    *,
    brought: Sequence[Field] | None = None,
    facts: Facts | None = None,
    home: UUID | None = None,
    by: Actor,
) -> None:
    """Share with these desks, which have just got sight or get a sheet, whatever may simply go along the route.

    A new report gives along what it brought and its facts, because an intake reads nothing. `home` is the desk that
    the queue acts for, when nobody does.
    """
    sharer = home or by.own_desk
    receivers = [desk_id for desk_id in dict.fromkeys(to) if desk_id != sharer]
    now = sharing_now(by.region) if receivers else None
    if now is None:
        return
    fields = list(brought) if brought is not None else _seen_by(folder_id, sharer)
    parties = desks(now.sharing, by.region, {sharer, *receivers, *owners_of(fields)})
    known = facts if facts is not None else facts_of_folder(folder_id)
    before = {} if home is not None or brought is not None else _follows(folder_id, sharer, receivers)
    acts = []
    for desk_id in receivers:
        ground, purpose = route_terms(now.sharing, parties[sharer], parties[desk_id])
        terms = Terms(parties[sharer], parties[desk_id], ground, purpose, known)
        found = _lines(now, terms, fields, parties)
        if desk_id in before:
            keep_more(before[desk_id], found)
        else:  # also with nothing to give yet: what the sharer adds goes along
            acts.append(Act(folder_id, terms, found, now.version.id, follows=True, automatic=True))
    keep(acts)


def _lines(
    now: SharingNow, terms: Terms, fields: Sequence[Field], parties: dict[UUID, Party]
) -> tuple[dict[str, object], ...]:
    """Every contribution that is not the recipient's own, with its verdict; chosen is what may simply go."""
    others = [field for field in fields if field.owner_desk_id != terms.receiver.desk_id]
    verdicts = judge(now, terms, others, parties)
    return lines(others, verdicts, _to_share(verdicts))


def _to_share(verdicts: dict[UUID, Verdict]) -> frozenset[UUID]:
    return frozenset(one for one, verdict in verdicts.items() if verdict.kind == SHARE)


_SEEN = """
SELECT c.id, c.category, c.domain, c.desk_id FROM folders_contribution c
WHERE c.folder_id = %(folder)s AND EXISTS (
    SELECT 1 FROM access_disclosure d WHERE d.contribution_id = c.id AND d.desk_id = %(desk)s AND d.revoked_at IS NULL
    AND (d.ends_at IS NULL OR d.ends_at > now()))
ORDER BY c.at, c.id
"""


def _seen_by(folder_id: UUID, desk_id: UUID) -> list[Field]:
    """What the desk sees by more than an emergency."""
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, {"folder": folder_id, "desk": desk_id})
        return [Field(*row) for row in cursor.fetchall()]


_FOLLOWS = """
SELECT to_desk_id, id FROM access_share
WHERE folder_id = %s AND from_desk_id = %s AND to_desk_id = ANY (%s) AND automatic AND follows AND state = 'in_force'
ORDER BY made_at DESC
"""


def _follows(folder_id: UUID, sharer: UUID, receivers: list[UUID]) -> dict[UUID, UUID]:
    """The share that goes on already, by recipient."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOWS, [folder_id, sharer, receivers])
        return dict(cursor.fetchall())


def share_for_the_queue(folder_id: UUID, to: UUID, *, by: Actor) -> None:
    """When nobody answers, the queue brings a desk in: each desk that brought something shares it, as ever."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.id, c.category, c.domain, c.desk_id FROM folders_contribution c WHERE c.folder_id = %(folder)s"
            " AND EXISTS (SELECT 1 FROM access_grant g WHERE g.folder_id = c.folder_id AND g.desk_id = c.desk_id"
            " AND g.revoked_at IS NULL AND g.ends_at IS NULL) ORDER BY c.at, c.id",
            {"folder": folder_id},
        )
        fields = [Field(*row) for row in cursor.fetchall()]
    facts = facts_of_folder(folder_id)
    for owner in sorted(owners_of(fields)):
        own = [field for field in fields if field.owner_desk_id == owner]
        share_along_route(folder_id, [to], brought=own, facts=facts, home=owner, by=by)


def share_back(folder_id: UUID, *, also: Iterable[UUID] = (), by: Actor) -> None:
    """Who accepts lets those who sent it see its own observations in the same way, where the covenant lets it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT from_desk_id FROM access_share"
            " WHERE folder_id = %s AND to_desk_id = %s AND automatic AND state = 'in_force'",
            [folder_id, by.own_desk],
        )
        senders = {row[0] for row in cursor.fetchall()} | set(also)
        cursor.execute("SELECT desk_id FROM access_holders(%s)", [folder_id])
        holding = {row[0] for row in cursor.fetchall()}
    share_along_route(folder_id, sorted(senders & holding), by=by)


@dataclass(frozen=True)
class _Going:
    """A share of this desk that takes along what is added."""

    share_id: UUID
    to_desk_id: UUID
    ground: str
    purpose: str
    consent_id: UUID | None


_GOING = """
SELECT id, to_desk_id, ground, purpose, consent_id FROM access_share
WHERE folder_id = %s AND from_desk_id = %s AND follows AND state = 'in_force' AND to_desk_id IS NOT NULL
"""


def follow(folder_id: UUID, added: Sequence[Field], *, by: Actor) -> None:
    """What a desk added goes to those with whom it shares, where the terms of that share let it; the rest stays."""
    with connection.cursor() as cursor:
        cursor.execute(_GOING, [folder_id, by.own_desk])
        going = [_Going(*row) for row in cursor.fetchall()]
    now = sharing_now(by.region) if going else None
    if now is None:
        return
    parties = desks(now.sharing, by.region, {by.own_desk, *(one.to_desk_id for one in going), *owners_of(added)})
    facts = facts_of_folder(folder_id)
    for one in going:
        consented = consent_of(one.consent_id, one.ground, folder_id)
        terms = Terms(parties[by.own_desk], parties[one.to_desk_id], one.ground, one.purpose, facts, consented)
        keep_more(one.share_id, _lines(now, terms, added, parties))
