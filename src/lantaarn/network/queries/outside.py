"""Organisations of the region that no desk of Lantaarn belongs to: what they get, they get on paper."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lantaarn.network.models import Organisation


@dataclass(frozen=True)
class OutsideView:
    """A party without a desk here."""

    id: UUID
    name: str
    kind: str


def without_desk(*, region: str) -> list[OutsideView]:
    """In the order of their names."""
    rows = Organisation.objects.filter(region_id=region, desk__isnull=True).order_by("name")
    return [OutsideView(row.id, row.name, row.kind) for row in rows]
