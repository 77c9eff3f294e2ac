"""The ledger of erasures against the database: nothing starts, and nobody signs in, while what was erased is back."""

from __future__ import annotations

from collections.abc import Mapping

import psycopg

from lantaarn.access.retention import ledger, replaying
from lantaarn.access.retention.ledger import Entry, LedgerBrokenError
from lantaarn.config.database.refused import RefusedError

REPLAY = "Voer 'lantaarn retention replay' uit; dat vernietigt het opnieuw. Daarna start Lantaarn weer."
_BEFORE_MIGRATE = "Voer eerst 'lantaarn migrate' uit en dan 'lantaarn retention replay'. Tot dan start Lantaarn niet."


def known(environ: Mapping[str, str]) -> list[Entry]:
    """The whole ledger; RefusedError when it is not as it was written."""
    try:
        return ledger.read(ledger.place(environ))
    except (LedgerBrokenError, OSError) as problem:
        raise RefusedError(str(problem)) from problem


def behind(connection: psycopg.Connection, environ: Mapping[str, str]) -> int:
    """How many erasures this database has not done; RefusedError when ledger and database do not belong together."""
    entries = known(environ)
    try:
        return len(ledger.not_yet_done(entries, replaying.state(connection)))
    except replaying.NotMigratedError:
        return len(entries)
    except LedgerBrokenError as problem:
        raise RefusedError(str(problem)) from problem


def refuse_when_behind(url: str, environ: Mapping[str, str]) -> None:
    """What `serve` and `work` ask before they start."""
    try:
        with psycopg.connect(url, connect_timeout=8) as connection:
            left = behind(connection, environ)
    except psycopg.OperationalError as problem:
        raise RefusedError(
            "De database antwoordt niet, dus is niet na te gaan of alles wat is vernietigd ook hier weg is. Start de "
            f"database en probeer het opnieuw. ({str(problem).strip().splitlines()[0]})"
        ) from problem
    if left:
        what = "één verwijdering" if left == 1 else f"{left} verwijderingen"
        raise RefusedError(
            f"Deze database is ouder dan het grootboek: {what} van daarna zijn hier nog niet gedaan. "
            f"Is er een reservekopie teruggezet? {REPLAY}"
        )


def replay(connection: psycopg.Connection, environ: Mapping[str, str]) -> int | None:
    """Erase again what the ledger says; None when the database must be migrated first."""
    entries = known(environ)
    try:
        return replaying.replay(connection, ledger.place(environ))
    except replaying.NotMigratedError:
        connection.rollback()
        return None if entries else 0
    except LedgerBrokenError as problem:
        raise RefusedError(str(problem)) from problem


def told(again: int | None) -> str:
    if again is None:
        return f"Het grootboek noemt verwijderingen die nog moeten worden herhaald. {_BEFORE_MIGRATE}"
    if again == 0:
        return "Het grootboek noemt niets dat hier nog vernietigd moest worden."
    what = "Eén verwijdering is" if again == 1 else f"{again} verwijderingen zijn"
    return f"{what} herhaald: wat was vernietigd, is ook hier niet meer te lezen."
