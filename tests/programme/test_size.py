"""A programme of five hundred actions in fifty municipalities over four years: no page asks or shows more for it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantaarn.programme import queries
from programme.large import ACTIONS, enlarge

PLACES, MOST_QUERIES, MOST_BYTES = 50, 12, 200_000
PAGES = (
    *("", "?pagina=9", "?licht=orange", "?niveau=local", "?houder=gemeente"),
    *("gemeenten/", "gemeenten/?pagina=4", "tijdlijn/", "geld/", "geschiedenis/", "bericht/"),
)


@pytest.fixture
def large(stage, adopted, superuser):
    enlarge(superuser, adopted.id, places=PLACES, half_years=1)
    return adopted


def test_each_page_asks_a_fixed_number_of_queries_and_shows_what_a_person_can_read(stage, large, sign_in, superuser):
    noor = sign_in("Noor Voorbeeld")
    (local,) = superuser.execute("SELECT id FROM programme_action WHERE level = 'local' LIMIT 1").fetchone()
    (emmen,) = superuser.execute("SELECT id FROM network_municipality WHERE cbs_code = 'GM0114'").fetchone()
    addresses = [
        *(f"/programma/{large.id}/{page}" for page in PAGES),
        *(f"/programma/actie/{local}/{page}" for page in ("", "voorstel/")),
        *("/programma/kalender/", "/programma/gemeenten/", f"/programma/gemeenten/{emmen}/"),
    ]
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            page = noor.get(address)
        assert page.status_code == 200, address
        reads = [one["sql"] for one in asked if one["sql"].lstrip().startswith(("SELECT", "WITH"))]
        assert len(reads) <= MOST_QUERIES, f"{address}: {len(reads)} queries"
        assert len(page.content) < MOST_BYTES, f"{address}: {len(page.content)} bytes"


def test_every_action_is_on_some_page_and_the_numbers_are_of_all(stage, large, sign_in):
    survey = stage.do(queries.survey, programme_id=large.id, by=stage.noor)
    assert len(survey.seen) == ACTIONS
    assert sum(survey.number(colour) for colour in ("green", "orange", "red", "grey")) == ACTIONS
    noor = sign_in("Noor Voorbeeld")
    first = noor.get(f"/programma/{large.id}/?niveau=local").context["page"].paginator
    assert (first.num_pages, first.count) == (-(-first.count // 25), sum(one.level == "local" for one in survey.seen))
    last = noor.get(f"/programma/{large.id}/?niveau=local&pagina=99").context["page"]
    assert last.end_index() == first.count, "a page beyond the last is the last"
