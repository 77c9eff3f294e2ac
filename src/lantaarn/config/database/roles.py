"""Gives a PostgreSQL its Lantaarn roles, database and rights, as often as one likes."""

from __future__ import annotations

from collections.abc import Mapping

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from lantaarn.config.database import statements
from lantaarn.config.database.binaries import OLDEST, PostgresError
from lantaarn.config.database.kind import Kind

Passwords = Mapping[str, str]
"""Role name to password; a role that is not named keeps what it has."""


def prepare(admin_dsn: str, database: str, passwords: Passwords | None = None, *, kind: Kind = Kind.PRODUCTION) -> None:
    """Everything a new installation needs of its database server; `admin_dsn` must be a superuser's."""
    prepare_roles(admin_dsn, passwords or {})
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        if not exists(admin, database):
            admin.execute(statements.create_database(database, admin.info.server_version // 10000))
        check_database(admin, database)
    grant(admin_dsn, database, kind=kind)
    with psycopg.connect(to_database(admin_dsn, database)) as inside:
        for statement in statements.for_schema():
            inside.execute(statement)


def prepare_roles(admin_dsn: str, passwords: Passwords) -> None:
    with psycopg.connect(admin_dsn) as admin:
        one_at_a_time(admin)
        check_server(admin)
        for statement in statements.for_roles():
            admin.execute(statement)
        for role, password in passwords.items():
            # Hashed here: the word itself stays out of the server's log.
            hashed = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
            admin.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(hashed.decode()))
            )


def grant(admin_dsn: str, database: str, *, kind: Kind) -> None:
    """The rights that hang on the database's name: needed again for a copy of it."""
    with psycopg.connect(admin_dsn) as admin:
        one_at_a_time(admin)
        for statement in statements.for_database(database, kind.value):
            admin.execute(statement)


def one_at_a_time(admin: psycopg.Connection) -> None:
    """Roles belong to the whole server: two who change them at once would trip over each other."""
    admin.execute("SELECT pg_advisory_xact_lock(hashtext('lantaarn database prepare'))")


def exists(admin: psycopg.Connection, database: str) -> bool:
    return admin.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone() is not None


def check_server(admin: psycopg.Connection) -> None:
    major = admin.info.server_version // 10000
    if major < OLDEST:
        raise PostgresError(f"Deze server draait PostgreSQL {major}. Lantaarn heeft versie {OLDEST} of nieuwer nodig.")
    row = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row is None or not row[0]:
        raise PostgresError(
            "Voor het aanmaken van de rollen is één keer een superuser nodig. Geef met --admin de verbinding van een "
            "superuser, of laat uw beheerder uitvoeren wat 'lantaarn database prepare --print' toont."
        )


def check_database(admin: psycopg.Connection, database: str) -> None:
    row = admin.execute(
        "SELECT pg_get_userbyid(datdba), pg_encoding_to_char(encoding) FROM pg_database WHERE datname = %s", [database]
    ).fetchone()
    if row is None or row != (statements.OWNER, "UTF8"):
        raise PostgresError(
            f"De database {database} bestaat al, maar niet zoals Lantaarn haar nodig heeft: eigenaar "
            f"{statements.OWNER} en codering UTF8 (nu: {row}). Kies een andere naam, of pas de database aan."
        )


def to_database(dsn: str, database: str) -> str:
    return make_conninfo(dsn, dbname=database)


def script(database: str, *, major: int = OLDEST) -> str:
    """The same as SQL for psql, for who may not hand out a superuser."""
    lines = [
        "-- Lantaarn: rollen, database en rechten. Uitvoeren als superuser met psql; opnieuw uitvoeren kan geen kwaad.",
        "\\set ON_ERROR_STOP on",
        *(f"{statement.as_string()};" for statement in statements.for_roles()),
        "-- Geef elke rol die inlogt een eigen wachtwoord:",
        *(f"\\password {role.name}" for role in statements.ROLES if role.signs_in),
        "-- Bestaat de database al, dan slaat psql deze regel over:",
        sql.SQL("SELECT {} WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {}) \\gexec")
        .format(sql.Literal(statements.create_database(database, major).as_string()), sql.Literal(database))
        .as_string(),
        *(f"{statement.as_string()};" for statement in statements.for_database(database, Kind.PRODUCTION.value)),
        f'\\connect "{database}"',
        *(f"{statement.as_string()};" for statement in statements.for_schema()),
    ]
    return "\n".join(lines) + "\n"
