"""Signing in leaves a line in the log of the person's own organisation, also when it fails."""

from __future__ import annotations

from uuid import UUID

from lantaarn.audit import actions as audit
from lantaarn.context.session import acting
from lantaarn.network import queries


def note_sign_in(*, user_id: UUID, how: str) -> None:
    """Somebody signed in; `how` names the way (password, passkey, single sign-on), never the person."""
    _note(user_id, action="account.signed_in", about=how, outcome="done")


def note_sign_in_failed(*, email: str) -> None:
    """Somebody tried to sign in to an account that exists; for other addresses there is nobody to log it for."""
    user = queries.user_by_email(email=email)
    if user is not None:
        _note(user.id, action="account.sign_in_failed", about="", outcome="denied")


def _note(user_id: UUID, *, action: str, about: str, outcome: str) -> None:
    actor = queries.actor_of(user_id=user_id, membership_id=None)
    if actor is None:
        return
    with acting(actor.for_purpose("account.sign_in")):
        audit.record(action=action, about=about, outcome=outcome, by=actor.for_purpose("account.sign_in"))
