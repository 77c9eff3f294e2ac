"""Who shares and who receives, as the sharing table knows them: by organisation and domain, or a kind of party."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.http import Http404

from lantaarn.tables.packs import Sharing


@dataclass(frozen=True)
class PartyKind:
    """A party without a desk here, such as RIEC: what it gets, it gets on paper."""

    kind: str
    organisation: str = ""


@dataclass(frozen=True)
class Party:
    """One who shares or receives. Without a desk, or at one off-system, what is shared leaves Lantaarn on paper."""

    kind: str
    label: str
    covenant: bool
    desk_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation: str = ""
    on_paper: bool = False
    law_enforcement: bool = False
    """Police or prosecution: what they recorded themselves, nobody can recall."""


Recipient = UUID | PartyKind
ALONG_ROUTE = ("covenant", "help")
"""The ground and the purpose of what a route shares in Lantaarn, and on paper where the region chose no other."""

_DESKS = """
SELECT d.id, d.label, d.domain, o.id, o.name, o.kind, o.covenant_party, d.off_system OR d.body_id IS NOT NULL
FROM network_desk d JOIN network_organisation o ON o.id = d.organisation_id
WHERE d.region_id = %s AND d.id = ANY (%s)
"""


def desks(sharing: Sharing, region: str, ids: Iterable[UUID]) -> dict[UUID, Party]:
    """These desks as parties."""
    with connection.cursor() as cursor:
        cursor.execute(_DESKS, [region, list(ids)])
        return {row[0]: _party(sharing, *row) for row in cursor.fetchall()}


def _party(
    sharing: Sharing,
    desk_id: UUID,
    label: str,
    domain: str,
    organisation_id: UUID,
    organisation: str,
    kind: str,
    covenant: bool,
    on_paper: bool,
) -> Party:
    return Party(
        kind=sharing.kind_of(organisation=kind, desk_domain=domain),
        label=label,
        covenant=covenant,
        desk_id=desk_id,
        organisation_id=organisation_id,
        organisation=organisation,
        on_paper=on_paper,
        law_enforcement=kind in {"police", "prosecution"},
    )


def recipient(sharing: Sharing, region: str, to: Recipient) -> Party:
    """The desk, or the kind of party, that would receive; one that does not exist here is missing."""
    if isinstance(to, UUID):
        found = desks(sharing, region, [to]).get(to)
        if found is None:
            raise Http404
        return found
    kind = next((known for known in sharing.kinds if known.code == to.kind), None)
    if kind is None:
        raise Http404
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_or(covenant_party) FROM network_organisation WHERE region_id = %s AND kind = %s"
            " AND (%s = '' OR name = %s)",
            [region, kind.organisation, to.organisation, to.organisation],
        )
        (covenant,) = cursor.fetchone()
    return Party(
        kind=kind.code,
        label=to.organisation or kind.label,
        covenant=bool(covenant),
        organisation=to.organisation or kind.label,
        on_paper=True,
        law_enforcement=kind.organisation in {"police", "prosecution"},
    )


def covenant_fact(sharer: Party, receiver: Party) -> str:
    """Who of the two is a party of the covenant, in the words of the table."""
    if sharer.covenant:
        return "both_party" if receiver.covenant else "recipient_no_party"
    return "sharer_no_party" if receiver.covenant else "no_party"


def route_terms(sharing: Sharing, sharer: Party, receiver: Party) -> tuple[str, str]:
    """On which ground, and for what, the route shares with this party; on paper as the region chose for its kind."""
    paper = sharing.paper_to(receiver.kind) if receiver.on_paper else None
    if paper is None:
        return ALONG_ROUTE
    both = covenant_fact(sharer, receiver) == "both_party"
    return (paper.covenant_ground if both and paper.covenant_ground else paper.ground), paper.purpose
