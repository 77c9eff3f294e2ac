"""What a database is for (production, demo or test), kept by the database itself, and who may be started on it."""

from __future__ import annotations

import enum
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg
from psycopg import sql

from lantaarn.config.database.refused import RefusedError

DEMO_DATABASE = "lantaarn_demo"


class Kind(enum.Enum):
    """A database is made for one thing and stays that."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class NoDemoHereError(RefusedError):
    """Demo mode was asked for on a database that is not the demo's."""


def refuse_demo_elsewhere(url: str) -> None:
    """Called by the settings whenever the demo is switched on, so by every program that could show demo accounts."""
    check_demo_address(url)
    try:
        connection = psycopg.connect(url, connect_timeout=10)
    except psycopg.OperationalError as problem:
        raise NoDemoHereError("De database van de demo is niet bereikbaar. Start de demo met script/demo.") from problem
    with connection:
        check_demo_database(connection)
    connection.close()


def check_demo_address(url: str) -> None:
    """Before any connection: the demo's name, behind a socket of this machine."""
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host", [unquote(parts.hostname or "")])[0]
    if unquote(parts.path.lstrip("/")) != DEMO_DATABASE or not host.startswith("/"):
        raise NoDemoHereError(
            "De demo draait alleen op zijn eigen database en DATABASE_URL wijst ergens anders heen. "
            "Haal LANTAARN_DEMO weg uit de instellingen van deze installatie, of start de demo met script/demo."
        )


def check_demo_database(connection: psycopg.Connection) -> None:
    """With a connection: what the database says of itself. Only a demo database may show demo accounts."""
    found = read(connection)
    if found is not Kind.DEMO:
        raise NoDemoHereError(
            f"Deze database is niet van de demo (soort: {found.value if found else 'onbekend'}). De demo geeft "
            "iedereen met één klik toegang en kan daarom hier niet aan. Haal LANTAARN_DEMO weg uit de instellingen."
        )


def read(connection: psycopg.Connection) -> Kind | None:
    """Read from the catalogue: a session cannot set this for itself, as it could with SET."""
    row = connection.execute(
        "SELECT split_part(setting, '=', 2) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase,"
        " unnest(s.setconfig) AS setting"
        " WHERE d.datname = current_database() AND s.setrole = 0 AND setting LIKE 'lantaarn.kind=%'"
    ).fetchone()
    return Kind(row[0]) if row else None


def mark(connection: psycopg.Connection, kind: Kind) -> None:
    """Only its owner or a superuser can; a database that already is something stays so."""
    if read(connection) is None:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("ALTER DATABASE {} SET lantaarn.kind = {}").format(name, sql.Literal(kind.value)))
