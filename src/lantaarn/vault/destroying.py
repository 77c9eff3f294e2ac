"""Erasing by destroying keys: what was locked stays where it is, in backups too, and nobody can read it again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from lantaarn.context.actor import Actor


@dataclass(frozen=True)
class Destroyed:
    """For the certificate: how many keys and how many tokens of search are no more."""

    keys: int
    tokens: int


def destroy(*, folder_id: UUID, keep: str = "", by: Actor) -> Destroyed:
    """Destroy the keys of this folder and retention class (empty: of every class), by the queue acting as system."""
    assert by.kind == "system", "Only the queue destroys keys."
    with connection.cursor() as cursor:
        cursor.execute("SELECT keys, tokens FROM vault_destroy(%s, %s)", [folder_id, keep])
        keys, tokens = cursor.fetchone()
    return Destroyed(keys, tokens)
