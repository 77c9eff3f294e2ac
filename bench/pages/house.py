"""A throwaway house to measure in: PostgreSQL as an installation has it (durable), Drenthe loaded, its route active."""

from __future__ import annotations

import contextlib
import copy
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

DATABASE = "lantaarn_test_bench"


@contextlib.contextmanager
def standing() -> Iterator[str]:
    """Django set up on a fresh database with Drenthe in it; yields the superuser's address of that database."""
    from ground import address
    from lantaarn.config.database import embedded, roles
    from lantaarn.config.database.kind import Kind

    address.settle()
    os.environ.update(address.urls(DATABASE), LANTAARN_POOL="1", DJANGO_SETTINGS_MODULE="lantaarn.config.settings")
    cluster = embedded.throwaway(address.folder())
    cluster.durable = True
    cluster.start()
    try:
        roles.prepare(cluster.dsn(), DATABASE, kind=Kind.TEST)
        _migrate()
        import django

        django.setup()
        load_drenthe()
        yield address.url(embedded.SUPERUSER, DATABASE)
    finally:
        with contextlib.suppress(ImportError):
            _close()
        cluster.destroy()


def _migrate() -> None:
    command = [sys.executable, "-P", "-m", "lantaarn.config", "migrate", "--quiet"]
    subprocess.run(command, env=dict(os.environ), check=True, stdout=sys.stderr)


def _close() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def load_drenthe() -> None:
    from lantaarn.config.demo.home import checkout
    from lantaarn.config.demo.loading import adopt_tables, plan_meeting
    from lantaarn.config.demo.people import add_people
    from lantaarn.network.models import Absence, Region
    from lantaarn.tables.loading import load_pack

    folder: Path = checkout() / "regions" / "drenthe"
    with signed_in_as("lantaarn_owner"):
        load_pack({path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()})
        region = Region.objects.get(code="drenthe")
        add_people(region)
        Absence.objects.all().delete()
    adopt_tables(region)
    plan_meeting(region)


@contextlib.contextmanager
def signed_in_as(role: str) -> Iterator[None]:
    """Django's own connection as this role, kept open between requests as a pool would."""
    from django.db import connections

    website = connections["default"]
    website.close()
    settings = copy.deepcopy(website.settings_dict)
    settings["USER"] = role
    settings["CONN_MAX_AGE"] = None
    settings["OPTIONS"].pop("pool", None)
    connections["default"] = type(website)(settings, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = website
