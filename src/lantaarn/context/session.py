"""Signs an actor into the running transaction, so that the database can hold every row against it."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction

from lantaarn.context.actor import Actor

SECONDS_VALID = 120
"""Longer than any request may take; the signature also binds the backend's process, so a copy is worthless."""


def _clean(value: object) -> str:
    return "" if value is None else str(value).replace("|", "/")


def sign(actor: Actor, *, backend_pid: int, now: float, key: bytes) -> str:
    """The token for `actor`: fields joined by |, then HMAC-SHA256 in hex over all before it.

    The pid and the expiry are inside: without them another session of the same role could replay a token that it
    reads in pg_stat_activity.
    """
    fields = (
        "1",
        actor.kind,
        actor.user_id,
        actor.role,
        actor.desk_id,
        actor.organisation_id,
        actor.region,
        actor.municipality_id,
        actor.purpose,
        backend_pid,
        int(now) + SECONDS_VALID,
    )
    payload = "|".join(_clean(value) for value in fields)
    return f"{payload}|{hmac.new(key, payload.encode(), hashlib.sha256).hexdigest()}"


def enter(actor: Actor) -> None:
    """Set `actor` for the rest of the open transaction (outside of one it would not hold, so that raises)."""
    if not connection.in_atomic_block:
        raise RuntimeError("An actor context lives inside a transaction.")
    connection.ensure_connection()
    token = sign(actor, backend_pid=connection.connection.info.backend_pid, now=time.time(), key=settings.CONTEXT_KEY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lantaarn.context', %s, true)", [token])


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """A transaction in which `actor` acts."""
    with transaction.atomic():
        enter(actor)
        yield actor
