"""After a restore: what the ledger says is erased again, by the owner, before anybody can sign in. Without Django."""

from __future__ import annotations

from pathlib import Path

import psycopg

from lantaarn.access.retention import ledger
from lantaarn.access.retention.ledger import Entry, State


class NotMigratedError(Exception):
    """The database is of a version that knows no erasures yet."""


def state(connection: psycopg.Connection) -> State:
    """How far this database is."""
    try:
        found = connection.execute("SELECT seq, hash FROM access_ledger_state()").fetchone()
    except psycopg.errors.UndefinedFunction as problem:
        raise NotMigratedError from problem
    return State(*found) if found else State()


def behind(connection: psycopg.Connection, file: Path) -> list[Entry]:
    """What the ledger has and this database has not erased; LedgerBrokenError when the two do not belong together."""
    return ledger.not_yet_done(ledger.read(file), state(connection))


def replay(connection: psycopg.Connection, file: Path) -> int:
    """Erase again, all or nothing; how many. The connection is that of the owner of the tables."""
    entries = behind(connection, file)
    with connection.transaction():
        for entry in entries:
            connection.execute("SELECT access_erase(%s, %s, %s, true)", [entry.previous, entry.line, entry.hash])
    return len(entries)
