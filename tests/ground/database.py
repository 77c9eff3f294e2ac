"""A database that is as freshly migrated for each test, with real transactions and the roles of an installation."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import psycopg
import pytest

from ground import address, cluster

TABLES = """
    SELECT quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname
"""


@dataclass
class Clone:
    """This worker's copy of the template, and what of it must be wiped between two tests."""

    name: str
    connection: psycopg.Connection = field(init=False)
    empty_tables: list[str] = field(init=False)
    filled_tables: list[str] = field(init=False)
    fingerprint: object = field(init=False)

    def __post_init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """The thorough way to a clean database, a quarter of a second: for a test that changed the migrated rows."""
        if hasattr(self, "connection"):
            self.connection.close()
        cluster.clone(self.name)
        self.connection = psycopg.connect(cluster.admin_dsn(self.name), autocommit=True)
        # Append-only triggers and foreign keys hold for everybody but the broom.
        self.connection.execute("SET session_replication_role = replica; SET lock_timeout = '5s'")
        tables = [row[0] for row in self.connection.execute(TABLES)]
        self.filled_tables = self.not_empty(tables)
        self.empty_tables = [table for table in tables if table not in self.filled_tables]
        self.fingerprint = self.fingerprint_now()

    def not_empty(self, tables: list[str]) -> list[str]:
        if not tables:
            return []
        query = " UNION ALL ".join(f"SELECT '{t}' WHERE EXISTS (SELECT FROM {t})" for t in tables)
        return [row[0] for row in self.connection.execute(query, prepare=True)]

    def fingerprint_now(self) -> object:
        if not self.filled_tables:
            return None
        parts = (f"(SELECT sum(hashtextextended(t::text, 0)) FROM {t} t)" for t in self.filled_tables)
        return self.connection.execute(f"SELECT {', '.join(parts)}", prepare=True).fetchone()

    def clean(self) -> None:
        """The quick way, some milliseconds: empty what the test filled."""
        forget_keys()
        dirty = self.not_empty(self.empty_tables)
        try:
            self.connection.execute("; ".join(f"DELETE FROM {table}" for table in dirty) or "SELECT 1")
            as_migrated = self.fingerprint_now() == self.fingerprint
        except psycopg.errors.LockNotAvailable:
            as_migrated = False
        if not as_migrated:
            close_pools()
            self.renew()


def close_pools() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def forget_keys() -> None:
    """Keys of organisations that this process remembers are gone with the rows of the test."""
    from lantaarn.vault.organisations import forget_all

    forget_all()


@pytest.fixture(scope="session")
def _clone(request: pytest.FixtureRequest) -> Iterator[Clone]:
    cluster.start(request.config)
    clone = Clone(address.database_name())
    yield clone
    close_pools()
    clone.connection.close()


@pytest.fixture
def database(_clone: Clone, django_db_blocker) -> Iterator[Clone]:
    """Django's connection, signed in as lantaarn_app, to a clean database; every commit is real."""
    from django.db import connections

    with django_db_blocker.unblock():
        yield _clone
        connections.close_all()
    _clone.clean()


@pytest.fixture
def connect(database: Clone) -> Iterator[Callable[[str], psycopg.Connection]]:
    """`connect("lantaarn_worker")`: a connection of its own as that role, each statement committed at once."""
    with contextlib.ExitStack() as stack:

        def as_role(role: str) -> psycopg.Connection:
            connection = psycopg.connect(address.url(role, database.name), autocommit=True)
            return stack.enter_context(contextlib.closing(connection))

        yield as_role


@pytest.fixture
def superuser(connect) -> psycopg.Connection:
    """Sees and may everything: to look behind row-level security."""
    return connect("postgres")


@pytest.fixture
def as_owner(connect) -> psycopg.Connection:
    return connect("lantaarn_owner")


@pytest.fixture
def as_app(connect) -> psycopg.Connection:
    """The website's role on a connection of its own, beside Django's: a second session."""
    return connect("lantaarn_app")


@pytest.fixture
def as_worker(connect) -> psycopg.Connection:
    return connect("lantaarn_worker")


@pytest.fixture(scope="session")
def django_db_setup(_clone: Clone) -> None:
    """pytest-django's own marks work too, in one rolled-back transaction; prefer `database`."""


@pytest.fixture
def transactional_db(database: Clone) -> Clone:
    """What pytest-django's client and server fixtures ask for is ours."""
    return database


__all__ = ["as_app", "as_owner", "as_worker", "connect", "database", "django_db_setup", "superuser", "transactional_db"]
