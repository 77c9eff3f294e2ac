"""The SQL that gives a PostgreSQL 15 to 18 the roles and the database of Lantaarn; each statement may be run again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from psycopg import sql

OWNER, APP, WORKER, SEALER, BACKUP, KEEPER = (
    "lantaarn_owner",
    "lantaarn_app",
    "lantaarn_worker",
    "lantaarn_sealer",
    "lantaarn_backup",
    "lantaarn_keeper",
)


@dataclass(frozen=True)
class Role:
    """A role and the two attributes that matter: may it sign in, may it see past row-level security."""

    name: str
    purpose: str
    signs_in: bool = True
    bypasses_row_security: bool = False

    @property
    def attributes(self) -> str:
        return " ".join(
            (
                "LOGIN" if self.signs_in else "NOLOGIN",
                "BYPASSRLS" if self.bypasses_row_security else "NOBYPASSRLS",
                "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION INHERIT",
            )
        )


ROLES = (
    Role(OWNER, "owns the database and its tables; used by migrate alone"),
    Role(APP, "what the website signs in as"),
    Role(WORKER, "what the queue signs in as"),
    Role(SEALER, "seals the log"),
    Role(BACKUP, "reads everything, for backup", bypasses_row_security=True),
    Role(KEEPER, "owns the functions that check and grant", signs_in=False, bypasses_row_security=True),
)
ROLE_OF_URL = {
    "DATABASE_URL": APP,
    "LANTAARN_OWNER_DATABASE_URL": OWNER,
    "LANTAARN_WORKER_DATABASE_URL": WORKER,
    "LANTAARN_SEALER_DATABASE_URL": SEALER,
    "LANTAARN_BACKUP_DATABASE_URL": BACKUP,
}
"""The environment variable with each role's connection."""

VISITORS = (APP, WORKER, SEALER, BACKUP)
"""Who may connect besides the owner."""

PATIENCE = (
    (APP, "statement_timeout", "30s"),
    (APP, "lock_timeout", "10s"),
    (APP, "idle_in_transaction_session_timeout", "60s"),
    (APP, "max_parallel_workers_per_gather", "0"),
    (WORKER, "lock_timeout", "30s"),
    (SEALER, "lock_timeout", "30s"),
)
"""A visitor that hangs lets go, and none takes more than one processor, so that it cannot hold up the others."""


def names(*roles: str) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, roles))


def for_roles() -> Iterator[sql.Composed]:
    """Run once per server, as superuser."""
    for role in ROLES:
        yield sql.SQL(
            "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {literal})"
            " THEN CREATE ROLE {name}; END IF; END $$"
        ).format(literal=role.name, name=sql.Identifier(role.name))
        yield sql.SQL("ALTER ROLE {name} WITH {attributes}").format(
            name=sql.Identifier(role.name), attributes=sql.SQL(role.attributes)
        )
        yield sql.SQL("COMMENT ON ROLE {name} IS {purpose}").format(
            name=sql.Identifier(role.name), purpose=f"Lantaarn: {role.purpose}"
        )
    yield sql.SQL("GRANT pg_read_all_data TO {}").format(names(BACKUP))
    yield sql.Composed([sql.SQL(KEEPER_TO_OWNER)])


# From 16 on, giving a function to a role asks for the SET option, and before 16 there is no such option.
KEEPER_TO_OWNER = f"""DO $$ BEGIN
    IF current_setting('server_version_num')::int >= 160000 THEN
        EXECUTE 'GRANT {KEEPER} TO {OWNER} WITH INHERIT TRUE, SET TRUE';
    ELSE
        GRANT {KEEPER} TO {OWNER};
    END IF;
END $$"""


def create_database(database: str, major: int) -> sql.Composed:
    """One order of text on every machine; PostgreSQL brings C.UTF-8 itself from 17 on."""
    locale = (
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'"
        if major >= 17
        else "LOCALE_PROVIDER libc LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
    )
    return sql.SQL("CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' {locale}").format(
        name=sql.Identifier(database), owner=sql.Identifier(OWNER), locale=sql.SQL(locale)
    )


def for_database(database: str, kind: str) -> Iterator[sql.Composed]:
    """Rights and settings that hang on the database's name; a copy by TEMPLATE does not carry them."""
    name = sql.Identifier(database)
    yield sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name)
    yield sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, names(*VISITORS))
    yield sql.SQL("GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {} TO {}").format(name, names(OWNER))
    yield sql.SQL("ALTER DATABASE {} SET lantaarn.kind = {}").format(name, sql.Literal(kind))
    yield sql.SQL("ALTER DATABASE {} SET timezone = 'UTC'").format(name)
    for role, setting, value in PATIENCE:
        yield sql.SQL("ALTER ROLE {} IN DATABASE {} SET {} = {}").format(
            sql.Identifier(role), name, sql.Identifier(setting), sql.Literal(value)
        )


def for_schema() -> Iterator[sql.Composed]:
    """Who may enter the schema. Rights on tables are stated room by room: a forgotten table is closed, not open."""
    yield sql.SQL("REVOKE ALL ON SCHEMA {} FROM PUBLIC").format(sql.Identifier("public"))
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(names(*VISITORS))
    yield sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(names(OWNER, KEEPER))
