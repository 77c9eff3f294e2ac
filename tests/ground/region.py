"""The region Drenthe, staffed, with its route active, and a fixed cast: who may, who may too, and who must not see.

Emmen's two focal points are the wall: what Noor (social domain) gets, Bram (safety) does not see. Sanne directs the
chain, Fenna coordinates care, Esra is privacy officer of Emmen, Hanna is an executive there, Iris manages accounts.
"""

from __future__ import annotations

import contextlib
import copy
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import psycopg
import pytest

from ground import sealed

EMMEN, ASSEN, HOOGEVEEN = "GM0114", "GM0106", "GM0118"

_SNAPSHOT: dict[str, bytes] = {}


@contextlib.contextmanager
def as_role(role: str) -> Iterator[None]:
    """Django's own connection, signed in as this role: the queue runs as lantaarn_worker."""
    from django.db import connections

    website = connections["default"]
    settings = copy.deepcopy(website.settings_dict)
    settings["USER"] = role
    settings["OPTIONS"].pop("pool", None)
    connections["default"] = type(website)(settings, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = website


@dataclass(frozen=True)
class Stage:
    """The region as a test sees it: people as actors, desks by kind, and reports that arrive."""

    superuser: psycopg.Connection
    code: str = "drenthe"

    def person(self, name: str) -> Any:
        """The actor that this person is, as the door would make it."""
        from lantaarn.network import queries as network

        row = self.superuser.execute(
            "SELECT u.id, m.id FROM network_user u JOIN network_membership m ON m.user_id = u.id"
            " WHERE u.name = %s AND m.region_id = %s",
            [name, self.code],
        ).fetchone()
        assert row is not None, f"Nobody here is called {name}."
        actor = network.actor_of(user_id=row[0], membership_id=row[1])
        assert actor is not None
        return actor.for_purpose("signal.handle")

    def at(self, kind: str, municipality: str = "") -> Any:
        """The first person of this desk; of a desk off-system the actor that it would have."""
        from lantaarn.config.demo.loading import at_desk

        return at_desk(kind, municipality, purpose="signal.handle")

    def desk(self, kind: str, municipality: str = "") -> UUID:
        row = self.superuser.execute(
            "SELECT d.id FROM network_desk d LEFT JOIN network_municipality m ON m.id = d.municipality_id"
            " WHERE d.region_id = %s AND d.kind = %s AND coalesce(m.cbs_code, '') = %s",
            [self.code, kind, municipality],
        ).fetchone()
        assert row is not None, f"There is no desk {kind} {municipality}."
        return row[0]

    def place(self, cbs_code: str) -> UUID:
        return self.superuser.execute(
            "SELECT id FROM network_municipality WHERE region_id = %s AND cbs_code = %s", [self.code, cbs_code]
        ).fetchone()[0]

    def filled(self, municipality: str = EMMEN, **changed: Any) -> Any:
        """A report as a counter clerk fills it in: from care, so that the social domain of Emmen gets it."""
        from lantaarn.signals.actions import CardAnswer, PlaceInput, ReportInput

        places = (
            (PlaceInput(kind="found", municipality_id=self.place(municipality), text="Loods De Verzinsels"),)
            if municipality
            else ()
        )
        plain = ReportInput(
            once=secrets.token_hex(16),
            entry="form",
            source_domain="care",
            acute_danger="no",
            minor="no",
            places=places,
            observed="Zes matrassen in een kamer.",
            stated="Mijn paspoort ligt bij de baas.",
            stated_by="een bewoner",
            card={"no_passport": CardAnswer("yes", "stated")},
            name="Mirte Verzonnen",
            contact="06 00 00 00 99",
            work="medewerker burgerzaken",
            shielded=False,
        )
        return replace(plain, **changed)

    def report(self, municipality: str = EMMEN, **changed: Any) -> Any:
        """That report arrives, without account."""
        from lantaarn.signals.actions import receive_report

        return receive_report(region=self.code, report=self.filled(municipality, **changed))

    def do(self, action: Callable[..., Any], *, by: Any, **given: Any) -> Any:
        """`do(accept, by=noor, …)`: an action or query in a transaction of its own."""
        from lantaarn.context.session import acting

        with acting(by) as actor:
            return action(**given, by=actor)

    def signal(self, folder_id: UUID) -> Any:
        """The signal's row as it is, seen past row-level security."""
        return self.row("signals_signal", folder_id=folder_id)

    def row(self, table: str, **where: object) -> Any:
        """The one row of `table` with these values, or None; what is sealed in it is opened."""
        return sealed.row(self.superuser, table, **where)

    def rows(self, table: str, **where: object) -> list[Any]:
        return sealed.rows(self.superuser, table, **where)

    def referral(self, folder_id: UUID, desk_id: UUID, *, leads: bool | None = None) -> Any:
        """The open referral of this signal to this desk."""
        found = [
            r
            for r in self.rows("signals_referral", folder_id=folder_id, to_desk_id=desk_id)
            if r.state in ("offered", "accepted") and leads in (None, r.leads)
        ]
        assert len(found) == 1, f"{len(found)} open referrals"
        return found[0]

    def accept(self, folder_id: UUID, *, by: Any) -> None:
        """The desk accepts what was offered to it."""
        from lantaarn.signals.actions import accept

        referral = self.referral(folder_id, by.desk_id)
        self.do(accept, folder_id=folder_id, referral_id=referral.id, revision=self.revision(folder_id), by=by)

    def accepted(
        self, municipality: str = EMMEN, *, by: Any = None, facts: dict[str, str] | None = None, **changed: Any
    ) -> UUID:
        """A report that arrived, accepted by its desk, with these facts filled in."""
        from lantaarn.signals.actions import set_facts

        folder_id = self.report(municipality, **changed).folder_id
        by = by or self.noor
        self.accept(folder_id, by=by)
        if facts:
            self.do(set_facts, folder_id=folder_id, facts=facts, revision=self.revision(folder_id), by=by)
        return folder_id

    def revision(self, folder_id: UUID) -> int:
        return self.signal(folder_id).revision

    @property
    def noor(self) -> Any:
        return self.person("Noor Voorbeeld")

    @property
    def bram(self) -> Any:
        return self.person("Bram Verzonnen")

    @property
    def sanne(self) -> Any:
        return self.person("Sanne Testpersoon")

    @property
    def fenna(self) -> Any:
        return self.person("Fenna Voorbeeld")

    @property
    def esra(self) -> Any:
        return self.person("Esra Voorbeeld")


def _load(database: Any) -> None:
    from lantaarn.config.demo.loading import adopt_tables
    from lantaarn.config.demo.people import add_people
    from lantaarn.network.models import Absence, Region
    from lantaarn.tables.loading import load_pack
    from tables.drenthe import drenthe_files

    with as_role("lantaarn_owner"):
        load_pack(drenthe_files())
        region = Region.objects.get(code="drenthe")
        add_people(region)
        Absence.objects.all().delete()
    adopt_tables(region)


def _keep(database: Any) -> None:
    for table in database.not_empty(database.empty_tables):
        with database.connection.cursor().copy(f"COPY {table} TO STDOUT") as copied:
            _SNAPSHOT[table] = b"".join(bytes(block) for block in copied)


def _restore(database: Any) -> None:
    for table, rows in _SNAPSHOT.items():
        with database.connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
            copy.write(rows)
    # Copied rows do not move the counters of identity columns; a fresh clone would hand their numbers out again.
    for table, sequence in database.connection.execute(_SEQUENCES).fetchall():
        if sequence and table in _SNAPSHOT:
            database.connection.execute(f"SELECT setval('{sequence}', (SELECT max(id) FROM {table}))")


_SEQUENCES = """
    WITH numbered AS MATERIALIZED (
        SELECT table_name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'id' AND data_type IN ('integer', 'bigint')
    )
    SELECT table_name, pg_get_serial_sequence(table_name, 'id') FROM numbered
"""
"""In two steps: asked of a table without such a column, the function raises."""


@pytest.fixture
def stage(database, superuser) -> Stage:
    """Drenthe as the demo begins, without a signal; made once per run, copied for each test after."""
    if _SNAPSHOT:
        _restore(database)
    else:
        _load(database)
        _keep(database)
    return Stage(superuser)


@pytest.fixture
def sign_in(stage):
    """`sign_in("Noor Voorbeeld")`: a browser in which that person is signed in with a second factor."""
    from django.test import Client

    def enter(name: str) -> Client:
        from django.contrib.auth import get_user_model

        client = Client()
        user = get_user_model().objects.get(id=stage.person(name).user_id)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor"] = True
        session.save()
        return client

    return enter


__all__ = ["Stage", "as_role", "sign_in", "stage"]
