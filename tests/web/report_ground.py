"""Drenthe with an active route and invented people, and the form of a report as a counter clerk would fill it in."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from tables.drenthe import drenthe_files, owner

FILLED = {
    "danger": "no",
    "municipality": "GM0114",
    "spot": "Vakantiepark De Verzinsels, huisje 12",
    "observed": "Zes matrassen in een kamer. Er hangt een slot aan de buitenkant.",
    "stated": "Mijn paspoort ligt bij de baas.",
    "stated_by": "een bewoner, aan het loket",
    "interpreted": "",
    "minor": "unknown",
    "source_domain": "care",
    "may_call": "no",
    "shielded": "on",
}


_SNAPSHOT: dict[str, bytes] = {}


@pytest.fixture
def drenthe(database) -> str:
    """Loaded, staffed, and with its route active: as the demo does it; made once, copied for each test after."""
    if _SNAPSHOT:
        _restore(database)
    else:
        _load()
        _keep(database)
    return "drenthe"


def _load() -> None:
    from lantaarn.config.demo.loading import adopt_tables
    from lantaarn.config.demo.people import add_people
    from lantaarn.network.models import Region
    from lantaarn.tables.loading import load_pack

    with owner():
        load_pack(drenthe_files())
        region = Region.objects.get(code="drenthe")
        add_people(region)
    adopt_tables(region)


def _keep(database) -> None:
    for table in database.not_empty(database.empty_tables):
        with database.connection.cursor().copy(f"COPY {table} TO STDOUT") as copied:
            _SNAPSHOT[table] = b"".join(bytes(block) for block in copied)


def _restore(database) -> None:
    for table, rows in _SNAPSHOT.items():
        with database.connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
            copy.write(rows)


@pytest.fixture
def visitor(drenthe):
    from django.test import Client

    return Client(enforce_csrf_checks=True)


def once_of(response) -> str:
    """The mark of the form that a page shows."""
    return re.search(r'name="once" value="([^"]+)"', response.content.decode())[1]


def code_of(response) -> str:
    return re.search(r'class="la-big-code">([^<]+)<', response.content.decode())[1]


def open_form(visitor, address: str = "/melden/drenthe/") -> str:
    return once_of(visitor.get(address))


def send(visitor, *, address: str = "/melden/drenthe/", once: str = "", **changed):
    """Open the form, fill it in, send it."""
    return visitor.post(address, {**FILLED, "once": once or open_form(visitor, address), **changed})


def sign_in(client, kind: str, municipality: str = "") -> UUID:
    """As the first person of this desk."""
    from lantaarn.network.models import Membership

    found = Membership.objects.filter(desk__kind=kind).order_by("is_deputy", "user__name")
    if municipality:
        found = found.filter(desk__municipality__cbs_code=municipality)
    chosen = found.select_related("user").first()
    client.force_login(chosen.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["second_factor"], session["membership"] = True, str(chosen.id)
    session.save()
    return chosen.id


def kept(superuser) -> int:
    return superuser.execute("SELECT count(*) FROM signals_report").fetchone()[0]
