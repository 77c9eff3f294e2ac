"""Who holds leave to make a region."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from lantaarn.network.models import Opening


@dataclass(frozen=True)
class OpeningView:
    """Leave that was not used yet: for whom."""

    name: str
    email: str


def opening_by_hash(*, token_hash: str) -> OpeningView | None:
    """None when it was used, is too old, or never was."""
    found = Opening.objects.filter(token_hash=token_hash, used_at=None, expires_at__gt=timezone.now()).first()
    return OpeningView(found.name, found.email) if found else None
