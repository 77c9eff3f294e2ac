"""What a database is for (production, demo or test), kept by the database itself, and who may be started on it."""

from __future__ import annotations

import enum
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg
from psycopg import sql

DEMO_DATABASE = "lantaarn_demo"


class Kind(enum.Enum):
    """A database is made for one thing and stays that."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class NoDemoHereError(Exception):
    """Demo mode was asked for on a database that is not the demo's."""


def check_demo_address(url: str, sockets: Path) -> None:
    """Before any connection: the demo's name, on the socket of the demo's own PostgreSQL."""
    parts = urlsplit(url)
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    if unquote(parts.path.lstrip("/")) != DEMO_DATABASE or Path(host) != sockets:
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
