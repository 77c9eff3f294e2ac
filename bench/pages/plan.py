"""The pages of a programme of five hundred actions in sixty municipalities over four years: script/bench programme."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from uuid import UUID

import psycopg
from bench.pages import house, telling
from bench.pages.meter import measure
from bench.pages.run import say
from bench.pages.visits import Page, Town, _each

LIST, PAGE = 25.0, 15.0


def main(argv: Sequence[str]) -> int:
    """0 when every budget is kept, 1 when one is broken."""
    parser = argparse.ArgumentParser(prog="script/bench programme", description="Measures the pages of a programme.")
    parser.add_argument("--runs", type=int, default=16, help="requests per page; the median counts")
    parser.add_argument("--only", default="", help="pages with this in their name")
    options = parser.parse_args(argv)
    findings = telling.Findings([1])
    with house.standing() as address, psycopg.connect(address, autocommit=True) as database:
        from django.core.handlers.wsgi import WSGIHandler

        say("growing a programme")
        programme_id = grown(database)
        for page in pages(Town(database, WSGIHandler()), programme_id):
            if options.only in page.name:
                say(page.name)
                findings.pages[page.name] = page
                findings.costs[page.name] = {1: measure(page.turn, runs=options.runs)}
    print("\n".join([*telling.table(findings), ""]))
    print("\n".join(findings.broken()) or "Every budget is kept.")
    return 1 if findings.broken() else 0


def grown(database: psycopg.Connection) -> UUID:
    """Drenthe's own plan, adopted a year ago, and copied until it is large."""
    from django.utils import timezone

    from lantaarn.config.demo import loading, programme
    from lantaarn.config.demo.telling import back
    from programme.large import enlarge

    director = loading.at_desk("chain_director")
    with back(400):
        made = programme.begin(director)
        assert made is not None
        enlarge(database, made)
        programme.adopt(made, timezone.localdate(), director)
    return made


def pages(town: Town, programme_id: UUID) -> list[Page]:
    """Every page of the monitor, for who manages it and for a municipality."""
    noor, sanne = town.visitor("Noor Voorbeeld"), town.visitor("Sanne Testpersoon")
    actions = [str(row[0]) for row in town.database.execute("SELECT id FROM programme_action ORDER BY id LIMIT 20")]
    places = [str(row[0]) for row in town.database.execute("SELECT id FROM network_municipality ORDER BY id LIMIT 20")]
    one = [f"programma/{programme_id}"]
    return [
        Page("board", LIST, _each(noor, "/{}/", one)),
        Page("board, manager", LIST, _each(sanne, "/{}/", one)),
        Page("board, page 5", LIST, _each(sanne, "/{}/?pagina=5", one)),
        Page("board, by light", LIST, _each(sanne, "/{}/?licht=orange", one)),
        Page("board, by holder", LIST, _each(sanne, "/{}/?houder=gemeente", one)),
        Page("matrix", LIST, _each(noor, "/{}/gemeenten/", one)),
        Page("matrix, page 3", LIST, _each(sanne, "/{}/gemeenten/?pagina=3", one)),
        Page("timeline", LIST, _each(noor, "/{}/tijdlijn/", one)),
        Page("money", LIST, _each(noor, "/{}/geld/", one)),
        Page("versions", LIST, _each(noor, "/{}/geschiedenis/", one)),
        Page("report", LIST, _each(noor, "/{}/bericht/", one)),
        Page("own municipality", LIST, _each(noor, "/programma/gemeenten/{}/", places)),
        Page("all houses", LIST, _each(noor, "/programma/gemeenten/{}", [""])),
        Page("programmes", LIST, _each(sanne, "/programma/{}", [""])),
        Page("calendar", LIST, _each(noor, "/programma/kalender/{}", [""])),
        Page("counts", LIST, _each(noor, "/programma/tellingen/{}", [""]), most_queries=None),
        Page("today", LIST, _each(sanne, "/{}", [""]), most_queries=None),
        Page("action", PAGE, _each(noor, "/programma/actie/{}/", actions)),
        Page("action, change", PAGE, _each(sanne, "/programma/actie/{}/wijzigen/", actions)),
        Page("action, propose", PAGE, _each(noor, "/programma/actie/{}/voorstel/", actions)),
        Page("action, add", PAGE, _each(sanne, "/{}/actie-toevoegen/", one)),
    ]
