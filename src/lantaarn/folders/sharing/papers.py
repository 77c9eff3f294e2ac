"""What a sheet may hold: what stands in a live share to a desk outside Lantaarn, whose names, and what stays behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.folders.sharing.judging import (
    Field,
    Terms,
    facts_of_folder,
    judge,
    restricted_among,
    sharing_now,
)
from lantaarn.folders.sharing.parties import ALONG_ROUTE, Party, PartyKind, Recipient, desks, recipient, route_terms
from lantaarn.folders.sharing.previewing import Preview, PreviewLine, consent_of, preview
from lantaarn.folders.sharing.queries import ShareView, shares_of
from lantaarn.rules.sharing import SHARE
from lantaarn.tables.packs import Sharing

PERSON, CONTACT = "person", "contact"


@dataclass(frozen=True)
class OnPaper:
    """What the acting desk puts on paper for one desk outside Lantaarn.

    `persons` and `contacts`: of which contributions it may also be told who said it, and how to reach them.
    """

    goes: frozenset[UUID]
    persons: frozenset[UUID]
    contacts: frozenset[UUID]
    behind: tuple[PreviewLine, ...]
    tells_behind: str
    """What the paper says of that: its sorts, that there is some, or nothing."""
    live: tuple[ShareView, ...]
    ended: tuple[ShareView, ...]


def on_paper(*, folder_id: UUID, to: UUID, by: Actor) -> OnPaper:
    """What stands now in the shares of this desk with that one; the rest with the reason why the route leaves it."""
    shares = [one for one in shares_of(folder_id=folder_id, by=by) if one.mine and one.to_desk_id == to]
    live = tuple(one for one in shares if one.state == "in_force" and not (one.until and one.until <= timezone.now()))
    chosen = {line.contribution_id for one in live for line in one.lines if line.chosen}
    goes = frozenset(chosen - set(restricted_among(chosen)))
    persons, contacts = named_in([one.id for one in live], folder_id=folder_id, by=by)
    seen = preview_along_route(folder_id=folder_id, to=to, by=by)
    return OnPaper(
        goes=goes,
        persons=persons & goes,
        contacts=contacts & goes,
        behind=tuple(line for line in seen.lines if line.contribution_id not in goes and line.owner_desk_id != to),
        tells_behind=seen.tells_behind,
        live=live,
        ended=tuple(one for one in shares if one.state == "ended"),
    )


def preview_along_route(*, folder_id: UUID, to: UUID, by: Actor) -> Preview:
    """What goes by itself to this desk, in Lantaarn or on paper, and what stays behind with its reason."""
    now = sharing_now(by.region)
    ground, purpose = ALONG_ROUTE
    if now is not None:
        parties = desks(now.sharing, by.region, {by.own_desk, to})
        ground, purpose = route_terms(now.sharing, parties[by.own_desk], parties[to])
    return preview(folder_id=folder_id, to=to, ground=ground, purpose=purpose, by=by)


_GIVEN = """
SELECT s.to_desk_id, s.to_kind, s.to_organisation, s.ground, s.purpose, s.consent_id,
       c.id, c.domain, c.desk_id
FROM access_share s JOIN access_shareline l ON l.share_id = s.id AND l.chosen
JOIN folders_contribution c ON c.id = l.contribution_id
WHERE s.id = ANY (%s) AND s.folder_id = %s AND s.from_desk_id = %s
"""


def named_in(shares: Iterable[UUID], *, folder_id: UUID, by: Actor) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Of which contributions in these shares the table also lets go who it is, and how to reach them.

    A name beside what was said is person data of the same provenance: it is judged as that, on the same terms.
    """
    now = sharing_now(by.region)
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN, [list(shares), folder_id, by.desk_id])
        rows = cursor.fetchall()
    if now is None or not rows:
        return frozenset(), frozenset()
    parties = desks(now.sharing, by.region, {by.own_desk, *(row[8] for row in rows)})
    facts, found = facts_of_folder(folder_id), {PERSON: set[UUID](), CONTACT: set[UUID]()}
    for key, fields in _by_terms(rows).items():
        *to, ground, purpose, consent_id = key
        consented = consent_of(consent_id, ground, folder_id)
        receiver = _receiver(now.sharing, by.region, to)
        terms = Terms(parties[by.own_desk], receiver, ground, purpose, facts, consented)
        for category, may in found.items():
            asked = [replace(field, category=category) for field in fields]
            may |= {one for one, verdict in judge(now, terms, asked, parties).items() if verdict.kind == SHARE}
    return frozenset(found[PERSON]), frozenset(found[CONTACT])


def _by_terms(rows: Sequence[tuple[Any, ...]]) -> dict[tuple[Any, ...], list[Field]]:
    found: dict[tuple[Any, ...], list[Field]] = {}
    for *terms, contribution_id, domain, owner in rows:
        found.setdefault(tuple(terms), []).append(Field(contribution_id, PERSON, domain, owner))
    return found


def _receiver(sharing: Sharing, region: str, to: list[Any]) -> Party:
    desk_id, kind, organisation = to
    asked: Recipient = desk_id or PartyKind(kind, organisation)
    return recipient(sharing, region, asked)
