"""No page needs more than twelve trips to the database, however much there is: counted on the measured pages."""

import sys

import psycopg
import pytest

from ground import cluster
from ground.address import CHECKOUT
from ground.database import close_pools

MOST = 12


@pytest.fixture
def town(stage, database, monkeypatch):
    """The crowd of the benchmark, small: some signals told, copied, with their log."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(CHECKOUT)])
    from bench.pages import crowd
    from bench.pages.visits import Town
    from django.core.handlers.wsgi import WSGIHandler

    crowd.tell_seeds(municipalities=3)
    with psycopg.connect(cluster.admin_dsn(database.name), autocommit=True) as superuser:
        yield Town(superuser, WSGIHandler())
    # The crowd's log has months of its own, which the broom between tests does not know.
    close_pools()
    database.renew()


def too_many(town) -> dict[str, int]:
    """Of pages that were seen before: the route's answer to the same facts, keys and forms are kept by a process."""
    from bench.pages.meter import counting
    from bench.pages.visits import pages

    found = {}
    for page in pages(town):
        for _visit in range(8):
            page.turn()()
        send = page.turn()
        with counting() as sent:
            answer = send()
        assert answer.status in (200, 302), f"{page.name}: {answer.status}"
        if len(sent) > MOST:
            found[page.name] = len(sent)
    return found


@pytest.mark.parametrize("size", [60, 1_000])
def test_each_measured_page_takes_at_most_twelve_queries(town, size):
    from bench.pages import crowd

    crowd.grow(town.database, size, events_each=3)
    assert too_many(town) == {}
