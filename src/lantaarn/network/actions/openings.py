"""Leave to make a region: given by whoever runs the installation, used once, by who becomes its administrator."""

from __future__ import annotations

import secrets

from django.utils import timezone

from lantaarn.network.actions.invitations import VALID, Invited, token_hash
from lantaarn.network.models import Opening


def give_leave(*, email: str, name: str) -> Invited:
    """From the command line, as the owner of the tables; the link is shown once."""
    token = secrets.token_urlsafe(32)
    opening = Opening.objects.create(
        email=email.strip().lower(),
        name=name.strip(),
        token_hash=token_hash(token),
        expires_at=timezone.now() + VALID,
    )
    return Invited(opening.id, token, opening.email, opening.expires_at)
