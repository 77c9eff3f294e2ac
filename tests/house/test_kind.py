"""The demo gives everybody a role with one click: it must not be possible on a database that is used for real."""

import os
import subprocess
import sys

import psycopg
import pytest

from ground import address, cluster
from lantaarn.config.database import kind, roles
from lantaarn.config.database.kind import DEMO_DATABASE, Kind, NoDemoHereError


@pytest.fixture
def marked(request):
    """`marked(Kind.DEMO)`: the address of a database of that name and kind, as the website's role."""
    cluster.start(request.config)
    # The name is the demo's only: the workers take turns.
    turn = psycopg.connect(cluster.admin_dsn(), autocommit=True)
    turn.execute("SELECT pg_advisory_lock(hashtext('the only demo database'))")

    def make(what: Kind, name: str = DEMO_DATABASE) -> str:
        roles.prepare(cluster.admin_dsn(), name, kind=what)
        return address.url("lantaarn_app", name)

    yield make
    with psycopg.connect(cluster.admin_dsn(), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {DEMO_DATABASE} WITH (FORCE)")
    turn.close()


def test_the_demo_runs_on_a_demo_database(marked):
    kind.refuse_demo_elsewhere(marked(Kind.DEMO))


def test_the_demo_refuses_a_production_database_even_under_its_own_name(marked):
    with pytest.raises(NoDemoHereError, match="production"):
        kind.refuse_demo_elsewhere(marked(Kind.PRODUCTION))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://lantaarn_app@db.voorbeeld.nl/lantaarn_demo",
        "postgresql://lantaarn_app@/lantaarn?host=/run/postgresql",
        "postgresql:///lantaarn_demo",
        "",
    ],
)
def test_the_demo_refuses_any_other_address_without_connecting(url):
    with pytest.raises(NoDemoHereError, match="LANTAARN_DEMO"):
        kind.refuse_demo_elsewhere(url)


def test_no_session_can_call_its_database_a_demo(marked):
    with psycopg.connect(marked(Kind.PRODUCTION), autocommit=True) as app:
        app.execute("SET lantaarn.kind = 'demo'")
        assert kind.read(app) is Kind.PRODUCTION
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(f"ALTER DATABASE {DEMO_DATABASE} SET lantaarn.kind = 'demo'")


def test_a_mark_once_given_stays(marked):
    marked(Kind.PRODUCTION)
    with psycopg.connect(address.url("lantaarn_owner", DEMO_DATABASE), autocommit=True) as owner:
        kind.mark(owner, Kind.DEMO)
        assert kind.read(owner) is Kind.PRODUCTION


@pytest.mark.parametrize("program", ["import django; django.setup()", "import lantaarn.config.wsgi"])
def test_the_settings_themselves_refuse(marked, program):
    environment = {**os.environ, "LANTAARN_DEMO": "1", "DATABASE_URL": marked(Kind.PRODUCTION)}
    environment["DJANGO_SETTINGS_MODULE"] = "lantaarn.config.settings"
    done = subprocess.run([sys.executable, "-P", "-c", program], env=environment, capture_output=True, text=True)
    assert done.returncode != 0
    assert "NoDemoHereError" in done.stderr
