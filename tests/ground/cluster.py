"""One throwaway PostgreSQL per run, with a migrated template that each worker copies."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

import lantaarn
from ground import address
from lantaarn.config.database import embedded, roles
from lantaarn.config.database.kind import Kind

RUNNING = pytest.StashKey[embedded.Cluster]()


def start(config: pytest.Config) -> None:
    """Start it, unless this run (or this worker's controller) already has."""
    if RUNNING in config.stash or (address.folder() / "ready").exists():
        return
    cluster = embedded.throwaway(address.folder())
    cluster.start()
    config.stash[RUNNING] = cluster
    roles.prepare(cluster.dsn(), address.TEMPLATE, kind=Kind.TEST)
    migrate_template()
    (address.folder() / "ready").touch()


def stop(config: pytest.Config) -> None:
    cluster = config.stash.get(RUNNING, None)
    if cluster is not None:
        cluster.destroy()


def migrate_template() -> None:
    """By the code that is tested: in a copy of the tree not by that of the tree which Python knows."""
    source = str(Path(lantaarn.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-P", "-m", "lantaarn.config", "migrate", "--quiet"],
        env={**os.environ, "PYTHONPATH": source, **address.urls(address.TEMPLATE)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.exit(f"The migrations failed, so no test of the database can run:\n{done.stdout}{done.stderr}", 3)


def admin_dsn(database: str = "postgres") -> str:
    return address.url(embedded.SUPERUSER, database)


def clone(database: str) -> None:
    """A fresh copy of the template, in about a tenth of a second; rights on the name are given anew."""
    with psycopg.connect(admin_dsn(), autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER lantaarn_owner").format(
                sql.Identifier(database), sql.Identifier(address.TEMPLATE)
            )
        )
    roles.grant(admin_dsn(), database, kind=Kind.TEST)
