"""The picture of the phenomenon: counts without persons, none of them small, and none that can be worked out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.http import Http404

from lantaarn.context.session import acting
from lantaarn.folders import sharing


def told(stage, by):
    return stage.do(sharing.phenomenon_picture, by=by)


def tell(stage, counts: dict[str, int], *, days: int = 400) -> None:
    """So many signals of each of these origins, told as if long ago."""
    first = stage.report().folder_id
    columns = [
        row[0]
        for row in stage.superuser.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'signals_signal'"
        ).fetchall()
        if row[0] not in ("folder_id", "domain", "received_at")
    ]
    stage.superuser.execute("SET session_replication_role = replica")
    for domain, number in counts.items():
        stage.superuser.execute(
            f"INSERT INTO signals_signal (folder_id, domain, received_at, {', '.join(columns)})"
            f" SELECT gen_random_uuid(), %s, now() - make_interval(days => %s), {', '.join(columns)}"
            " FROM signals_signal, generate_series(1, %s) WHERE folder_id = %s",
            [domain, days, number, first],
        )
    stage.superuser.execute("SET session_replication_role = origin")


def test_small_counts_are_left_out_with_one_more_so_that_they_cannot_be_worked_out(stage):
    tell(stage, {"care": 20, "safety": 12, "citizen": 2})
    (year,) = told(stage, stage.sanne)
    assert year.total == 35
    found = {cell.value: cell.count for cell in year.of("domain")}
    assert found == {"care": 20, "safety": None, "citizen": None}


def test_without_small_counts_everything_is_told_in_fives(stage):
    tell(stage, {"care": 21, "safety": 13})
    (year,) = told(stage, stage.sanne)
    assert {cell.value: cell.count for cell in year.of("domain")} == {"care": 20, "safety": 15}


def test_what_nearly_all_have_tells_of_the_few_that_do_not(stage):
    tell(stage, {"care": 30})
    one = stage.rows("signals_signal", domain="care")[1].folder_id
    stage.superuser.execute("UPDATE signals_signal SET exploitation = '{labour}' WHERE folder_id <> %s", [one])
    stage.superuser.execute("UPDATE signals_signal SET exploitation = '{sexual}' WHERE folder_id = %s", [one])
    year = told(stage, stage.sanne)[-1]
    assert {cell.count for cell in year.of("exploitation")} == {None}


def test_a_year_with_few_signals_and_the_running_month_are_not_there(stage):
    tell(stage, {"care": 4})
    assert told(stage, stage.sanne) == ()
    tell(stage, {"care": 40}, days=0)
    assert told(stage, stage.sanne) == ()


def test_nobody_gets_it_with_a_smaller_threshold_or_without_the_task(stage):
    tell(stage, {"care": 20, "safety": 12, "citizen": 2})
    with acting(stage.sanne), connection.cursor() as cursor:
        rows = cursor.execute("SELECT value, counted FROM access_picture(1) WHERE sort = 'domain'").fetchall()
    assert dict(rows)["citizen"] is None
    with acting(stage.esra), connection.cursor() as cursor:
        assert cursor.execute("SELECT count(*) FROM access_picture(5)").fetchone() == (0,)
    with pytest.raises(Http404):
        told(stage, stage.esra)


def test_who_may_see_no_signal_may_see_the_picture(stage):
    tell(stage, {"care": 20, "safety": 12})
    for by in (stage.person("Pim Proef"), replace(stage.person("Pim Proef"), role="riec_partner")):
        assert told(stage, by)[0].total == 30
        with acting(by), connection.cursor() as cursor:
            assert cursor.execute("SELECT count(*) FROM signals_signal").fetchone() == (0,)
