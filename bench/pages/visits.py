"""The visits that are measured: who comes, to which page, with what in hand."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from bench.pages.meter import Answer, Turn, Visitor

ONCE = re.compile(r'name="once" value="([^"]+)"')
CODE = re.compile(r"\b([2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4})\b")


@dataclass(frozen=True)
class Page:
    """One visit and its budget in milliseconds of processor time; None: no budget of its own."""

    name: str
    budget: float | None
    turn: Turn
    most_queries: int | None = 12


@dataclass
class Town:
    """Everybody who visits, signed in, and the signals that they ask for."""

    database: psycopg.Connection[Any]
    application: Callable[..., Any]
    signed_in: dict[str, Visitor] = field(default_factory=dict)

    def visitor(self, name: str) -> Visitor:
        """A person signed in with a second factor; made once."""
        if name not in self.signed_in:
            self.signed_in[name] = Visitor(self.application, self._session(name))
        return self.signed_in[name]

    def _session(self, name: str) -> dict[str, str]:
        from django.contrib.auth import get_user_model
        from django.test import Client

        client = Client()
        client.force_login(
            get_user_model().objects.get(name=name), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        session = client.session
        session["second_factor"] = True
        session.save()
        return {morsel.key: morsel.value for morsel in client.cookies.values()}

    def folders(self, desk: str, municipality: str = "", *, is_open: bool = True, most: int = 40) -> list[UUID]:
        """Signals that this desk may see, taken here and there."""
        found = self.database.execute(
            """
            SELECT g.folder_id FROM access_grant g JOIN signals_signal s USING (folder_id)
            JOIN network_desk d ON d.id = g.desk_id LEFT JOIN network_municipality m ON m.id = d.municipality_id
            WHERE d.kind = %s AND coalesce(m.cbs_code, '') = %s AND (s.closed_at IS NULL) = %s AND g.revoked_at IS NULL
            ORDER BY md5(g.folder_id::text) LIMIT %s
            """,
            [desk, municipality, is_open, most],
        ).fetchall()
        return [row[0] for row in found]


def pages(town: Town) -> list[Page]:
    """Everything that is measured, in the order of the report."""
    noor, sanne = town.visitor("Noor Voorbeeld"), town.visitor("Sanne Testpersoon")
    esra = town.visitor("Esra Voorbeeld")
    mine = town.folders("focal_point_social", "GM0114")
    closed = town.folders("focal_point_social", "GM0114", is_open=False)
    everywhere = town.folders("chain_director", is_open=False)
    return [
        Page("signal page, focal point", 15, _each(noor, "/postvak/{}/", mine)),
        Page("signal page, closed signal", 15, _each(noor, "/postvak/{}/", closed)),
        Page("signal page, chain director", 15, _each(sanne, "/postvak/{}/", everywhere)),
        Page("report form", None, _each(Visitor(town.application), "/melden/drenthe/{}", [""])),
        Page("report sent", 15, _report(town)),
        Page("follow by code: the code sent", None, _follow(town, shown=False)),
        Page("follow by code: what it tells", None, _follow(town, shown=True)),
        Page("inbox, focal point", None, _each(noor, "/postvak/{}", [""])),
        Page("inbox, chain director", None, _each(sanne, "/postvak/{}", [""])),
        Page("list of 100, focal point", 25, _each(noor, "/lijst/{}", [""])),
        Page("list of 100, chain director", 25, _each(sanne, "/lijst/{}", [""])),
        Page("list, page 9, chain director", 25, _each(sanne, "/lijst/?pagina={}", ["9"])),
        Page("list, one municipality, by status", 25, _each(sanne, "/lijst/?gemeente={}&sorteer=stand", _place(town))),
        Page("search on own words, focal point", 25, _each(noor, "/lijst/?zoek={}", ["matras"])),
        Page("search on a code, chain director", 25, _each(sanne, "/lijst/?zoek={}", _codes(town))),
        Page("export of 1,000 lines, focal point", None, _each(noor, "/lijst/csv/?vanaf={}", _since(town))),
        Page("chain, chain director", None, _each(sanne, "/keten/{}", [""])),
        Page("log, privacy officer", None, _each(esra, "/logboek/{}", [""])),
        Page("log of one signal", None, _each(esra, "/logboek/?signaal={}", closed)),
    ]


def _each(visitor: Visitor, address: str, values: list[Any]) -> Turn:
    if not values:
        raise RuntimeError(f"There is nothing to ask {address} for.")
    around = itertools.cycle(values)

    def turn() -> Callable[[], Answer]:
        wanted = address.format(next(around))
        return lambda: visitor.get(wanted)

    return turn


def _place(town: Town) -> list[Any]:
    return [row[0] for row in town.database.execute("SELECT id FROM network_municipality ORDER BY cbs_code LIMIT 4")]


def _codes(town: Town) -> list[Any]:
    return [row[0] for row in town.database.execute("SELECT code FROM signals_signal ORDER BY md5(code) LIMIT 40")]


def _since(town: Town) -> list[Any]:
    """The day since which the focal point of Emmen got a thousand signals, or the first of all."""
    return [
        row[0].date()
        for row in town.database.execute(
            """
            SELECT min(received_at) FROM (
                SELECT s.received_at FROM access_grant g JOIN signals_signal s USING (folder_id)
                JOIN network_desk d ON d.id = g.desk_id JOIN network_municipality m ON m.id = d.municipality_id
                WHERE d.kind = 'focal_point_social' AND m.cbs_code = 'GM0114' ORDER BY s.received_at DESC LIMIT 1000
            ) AS newest
            """
        )
    ]


def filled(once: str) -> dict[str, str]:
    """The form as a counter clerk fills it in."""
    place = random.choice(("GM0114", "GM0106", "GM0118", "GM0109"))  # noqa: S311 - a town for an invented report
    return {
        "once": once,
        "danger": "no",
        "municipality": place,
        "spot": "Loods De Verzinsels, Oefenkade 3",
        "observed": "Zes matrassen in een kamer, en koffers bij de deur.",
        "stated": "Mijn paspoort ligt bij de baas.",
        "stated_by": "een bewoner",
        "interpreted": "Ze praten pas als de voorman weg is.",
        "minor": "no",
        "source_domain": random.choice(("care", "municipality")),  # noqa: S311
        "card_no_passport": "yes",
        "card_no_passport_how": "stated",
        "may_call": "yes",
        "name": "Mirte Verzonnen",
        "contact": "06 00 00 00 99",
        "work": "medewerker burgerzaken",
    }


def send_report(town: Town) -> tuple[Visitor, dict[str, str]]:
    """A visitor who has the form open, filled in."""
    visitor = Visitor(town.application)
    found = ONCE.search(visitor.get("/melden/drenthe/").text)
    if found is None:
        raise RuntimeError("The form has no mark of its own.")
    return visitor, filled(found[1])


def _report(town: Town) -> Turn:
    def turn() -> Callable[[], Answer]:
        visitor, data = send_report(town)
        return lambda: visitor.post("/melden/drenthe/", data)

    return turn


def _follow(town: Town, *, shown: bool) -> Turn:
    reported, data = send_report(town)
    found = CODE.search(reported.post("/melden/drenthe/", data).text)
    if found is None:
        raise RuntimeError("A report was kept, and no code was told.")

    def turn() -> Callable[[], Answer]:
        visitor = Visitor(town.application)
        if not shown:
            return lambda: visitor.post("/volgen/", {"code": found[1], "region": "drenthe"})
        visitor.post("/volgen/", {"code": found[1], "region": "drenthe"})
        return lambda: visitor.get("/volgen/")

    return turn
