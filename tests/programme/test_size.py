"""A programme of five hundred actions in fifty municipalities over four years: a fixed number of queries per page."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lantaarn.context.session import acting
from lantaarn.programme import queries

ACTIONS, PLACES, WORDS = 500, 50, 8


@pytest.fixture
def large(stage, adopted, superuser):
    """Half of the actions local, an indicator on a fifth, two words a year on each."""
    with superuser.transaction():
        superuser.execute(
            "INSERT INTO network_municipality (id, region_id, cbs_code, name)"
            " SELECT gen_random_uuid(), 'drenthe', 'GM' || (7000 + n), 'Verzonnen ' || n"
            " FROM generate_series(13, %s) n",
            [PLACES],
        )
        columns = ", ".join(
            name
            for (name,) in superuser.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'programme_action'"
                " AND column_name NOT IN ('id', 'place', 'what', 'level')"
            )
        )
        superuser.execute(
            f"INSERT INTO programme_action (id, place, what, level, {columns})"
            " SELECT gen_random_uuid(), n, 'Actie ' || n, CASE WHEN n %% 2 = 0 THEN 'local' ELSE 'regional' END,"
            f" {columns}"
            " FROM programme_action, generate_series(5, %s) n WHERE what LIKE 'Training%%'",
            [ACTIONS - 1],
        )
        superuser.execute("UPDATE programme_action SET indicator = '', target = NULL WHERE place % 5 > 0")
        superuser.execute(
            "INSERT INTO programme_localstate (id, region_id, action_id, municipality_id, state, evidence)"
            " SELECT gen_random_uuid(), 'drenthe', a.id, m.id, 'busy', ''"
            " FROM programme_action a, network_municipality m"
            " WHERE a.level = 'local' AND a.what LIKE 'Actie%' ON CONFLICT DO NOTHING"
        )
        superuser.execute(
            "INSERT INTO programme_progress (id, region_id, action_id, state, story, light, light_reason, at, who)"
            " SELECT gen_random_uuid(), 'drenthe', a.id, 'busy', 'Verhaal', '', '', now() - n * interval '180 days',"
            " 'beleidsadviseur' FROM programme_action a, generate_series(0, %s) n",
            [WORDS - 1],
        )
    superuser.execute("ANALYZE programme_action, programme_localstate, programme_progress")
    return adopted


def measured(stage, query, **given):
    with acting(stage.noor) as by:
        query(**given, by=by)
        with CaptureQueriesContext(connection) as asked:
            found = query(**given, by=by)
        spent = []
        for _ in range(4):
            started = time.process_time()
            query(**given, by=by)
            spent.append(time.process_time() - started)
    return found, len(asked), min(spent)


def test_each_page_asks_a_fixed_number_of_queries_however_large_the_programme(stage, large):
    board, asked, spent = measured(stage, queries.board, programme_id=large.id)
    print(f"board {spent * 1000:.0f} ms, {asked} queries")
    assert len(board.actions) == ACTIONS
    assert asked <= 12
    grid, asked, spent = measured(stage, queries.matrix, programme_id=large.id)
    print(f"matrix {spent * 1000:.0f} ms, {asked} queries")
    assert len(grid.municipalities) == PLACES
    assert asked <= 4
    _found, asked, spent = measured(stage, queries.running)
    print(f"running {spent * 1000:.0f} ms, {asked} queries")
    assert asked <= 9
    _found, asked, spent = measured(stage, queries.of_municipality, municipality_id=grid.municipalities[0][0])
    print(f"municipality {spent * 1000:.0f} ms, {asked} queries")
    assert asked <= 2
