"""Which desks can answer today, and who of them gets mail: asked for each report that comes in, so one query each."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lantaarn.network.queries.places import DESKS, DeskView

_THERE = """
ms.valid_from <= %(today)s AND (ms.valid_until IS NULL OR ms.valid_until >= %(today)s) AND EXISTS (
    SELECT 1 FROM network_user u WHERE u.id = ms.user_id AND u.is_active) AND NOT EXISTS (
    SELECT 1 FROM network_absence a
    WHERE a.membership_id = ms.id AND a.first_day <= %(today)s AND a.last_day >= %(today)s)
"""
_ANSWERING = DESKS.replace(
    "FROM network_desk d",
    ", (SELECT count(DISTINCT ms.user_id) FROM network_membership ms"  # noqa: S608 - of our own constants alone
    f" WHERE ms.desk_id = d.id AND {_THERE}) FROM network_desk d",
)
_REACHABLE = (
    f"SELECT ms.desk_id, ms.user_id FROM network_membership ms WHERE ms.desk_id = ANY (%(desks)s) AND {_THERE}"  # noqa: S608
    " ORDER BY ms.desk_id, ms.is_deputy, ms.id"
)
_WHO_MAY = (
    "SELECT DISTINCT ms.user_id FROM network_membership ms JOIN network_role r ON r.id = ms.role_id"  # noqa: S608
    f" WHERE ms.organisation_id = %(organisation)s AND %(capability)s = ANY (r.may) AND {_THERE} ORDER BY ms.user_id"
)


def answering(
    *, region: str, kinds: Iterable[str], municipality_id: UUID | None
) -> dict[tuple[str, UUID | None], tuple[DeskView, int]]:
    """The desks of these kinds, of the municipality or of the region, each with how many people it has today."""
    where = (
        " WHERE d.region_id = %(region)s AND d.kind = ANY (%(kinds)s)"
        " AND (d.municipality_id IS NULL OR d.municipality_id = %(municipality)s)"
    )
    values = {
        "region": region,
        "kinds": list(kinds),
        "municipality": municipality_id,
        "today": timezone.localdate(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERING + where, values)
        found = [(DeskView(*row), people) for *row, people in cursor.fetchall()]
    return {(desk.kind, desk.municipality_id): (desk, people) for desk, people in found}


def reachable(*, desk_ids: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    """(desk, person) for everybody at these desks who is there today."""
    with connection.cursor() as cursor:
        cursor.execute(_REACHABLE, {"desks": list(desk_ids), "today": timezone.localdate()})
        return list(cursor.fetchall())


def who_may(*, capability: str, organisation_id: UUID) -> list[UUID]:
    """Who of this organisation has a role with this task, and is there today."""
    with connection.cursor() as cursor:
        today = timezone.localdate()
        cursor.execute(_WHO_MAY, {"capability": capability, "organisation": organisation_id, "today": today})
        return [user_id for (user_id,) in cursor.fetchall()]
