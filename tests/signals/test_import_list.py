"""The overview list of a region comes in: no row is lost, none comes twice, and nobody gets a hundred mails."""

from __future__ import annotations

import threading

import pytest

from ground import sealed
from web.report_ground import drenthe

__all__ = ["drenthe"]

HEAD = "Nr;Datum melding;Gemeente;Soort uitbuiting;Melder;Omschrijving;Minderjarig;Status;Afspraak;Kleur van de map"
ROWS = (
    "1;14-3-2025;Emmen;arbeid;BOA;Zes bedden in een loods;nee;open;bellen;blauw",
    "2;2-4-2025;Assen;seksueel, crimineel;school;Meisje met veel telefoons;ja;afgehandeld;;",
    "3;geen idee;Assen;arbeid;;Datum ontbreekt;;open;;",
    "4;5-5-2025;Groningen;arbeid;;Andere provincie;;open;;",
    "1;6-6-2025;Hoogeveen;arbeid;;Zelfde nummer;;open;;",
    ";7-7-2025;Meppel;onbekend;;Zonder nummer;misschien;loopt nog, niet afgehandeld;;",
)
LIST = "\n".join((HEAD, *ROWS)).encode()


@pytest.fixture
def noor(drenthe):
    from lantaarn.config.demo.loading import at_desk

    return at_desk("focal_point_social", "GM0114", purpose="signal.import")


def bring(by, content: bytes = LIST, name: str = "overzicht.csv"):
    from lantaarn.context.session import acting
    from lantaarn.signals.actions import start_import

    with acting(by):
        return start_import(file_name=name, content=content, by=by)


def plan(by, batch):
    from lantaarn.context.session import acting
    from lantaarn.signals.queries import dry_run

    with acting(by):
        return dry_run(batch_id=batch, by=by)


def apply(by, batch) -> None:
    from lantaarn.context.session import acting
    from lantaarn.signals.actions import apply_import

    with acting(by):
        apply_import(batch_id=batch, by=by)


def test_a_dry_run_says_what_will_happen_and_keeps_nothing(noor, superuser):
    found = plan(noor, bring(noor))
    assert [p.row.row_number for p in found.rows] == [2, 3, 7]
    assert [left.row_number for left in found.left_out] == [4, 5, 6]
    assert found.handled == 1
    assert superuser.execute("SELECT count(*) FROM signals_signal").fetchone()[0] == 0


def test_rows_and_what_stays_behind_are_all_rows(noor):
    found = plan(noor, bring(noor))
    assert len(found.rows) + len(found.left_out) == len(ROWS)


def test_own_number_date_and_every_column_come_along(noor, superuser):
    apply(noor, bring(noor))
    signal = sealed.row(superuser, "signals_signal", own_reference="1")
    assert (str(signal.received_at.date()), signal.entry, signal.status) == ("2025-03-14", "import", "received")
    words = sealed.row(superuser, "folders_contribution", folder_id=signal.folder_id, kind="stated")
    assert words.text == "Zes bedden in een loods\nStatus: open\nActie of afspraak: bellen\nKleur van de map: blauw"
    assert words.said_by == "BOA"


def test_what_was_handled_before_is_put_to_nobody(noor, superuser):
    apply(noor, bring(noor))
    folder, status, reason = superuser.execute(
        "SELECT folder_id, status, close_reason FROM signals_signal WHERE own_reference = '2'"
    ).fetchone()
    assert (status, reason) == ("closed", "handled_before")
    assert superuser.execute("SELECT count(*) FROM signals_referral WHERE folder_id = %s", [folder]).fetchone()[0] == 0


def test_what_comes_from_care_is_walled_off_in_a_list_too(noor, superuser):
    apply(noor, bring(noor))
    kinds = superuser.execute("SELECT DISTINCT d.kind FROM access_grant g JOIN network_desk d ON d.id = g.desk_id")
    assert "focal_point_safety" not in {kind for (kind,) in kinds.fetchall()}


def test_a_desk_gets_one_mail_however_many_signals_came(noor, superuser):
    rows = "\n".join(f"{n};14-3-2025;Assen;arbeid;;Regel {n};;open;;" for n in range(20))
    apply(noor, bring(noor, f"{HEAD}\n{rows}".encode()))
    most = superuser.execute(
        "SELECT max(n) FROM (SELECT count(*) AS n FROM signals_mail GROUP BY to_user_id, desk_id) t"
    ).fetchone()[0]
    assert most == 1


def test_read_in_twice_each_row_is_one_signal(noor, superuser):
    apply(noor, bring(noor))
    again = plan(noor, bring(noor))
    assert again.rows == ()
    assert sum("al eerder ingelezen" in left.reason for left in again.left_out) == 3
    more = LIST + b"\n9;9-9-2025;Emmen;arbeid;;Nieuw;;open;;"
    assert [p.row.number for p in plan(noor, bring(noor, more)).rows] == ["9"]


def test_two_alike_rows_without_number_are_two_signals(noor):
    row = ";7-7-2025;Meppel;arbeid;;Precies hetzelfde;;open;;"
    assert len(plan(noor, bring(noor, "\n".join((HEAD, row, row)).encode())).rows) == 2


def test_applied_twice_or_by_two_at_once_nothing_doubles(noor, superuser):
    from django.db import connection

    first, second = bring(noor), bring(noor)
    failures = []

    def run(batch) -> None:
        try:
            apply(noor, batch)
        except Exception as error:  # noqa: BLE001 - the test reports it
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(batch,)) for batch in (first, first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert superuser.execute("SELECT count(*) FROM signals_signal").fetchone()[0] == 3


def test_all_or_nothing(noor, superuser, monkeypatch):
    from lantaarn.signals.actions import imports

    batch, calls = bring(noor), []

    def fails_late(**given):
        calls.append(given)
        if len(calls) == 3:
            raise RuntimeError("power cut")
        return real(**given)

    real = imports.register
    monkeypatch.setattr(imports, "register", fails_late)
    with pytest.raises(RuntimeError, match="power cut"):
        apply(noor, batch)
    assert superuser.execute("SELECT count(*) FROM signals_signal").fetchone()[0] == 0


def test_the_list_itself_is_gone_once_it_was_read_in(noor, superuser):
    apply(noor, bring(noor))
    assert superuser.execute("SELECT octet_length(content) FROM signals_importbatch").fetchone()[0] == 0


def test_another_desk_does_not_find_it(noor):
    from django.http import Http404

    from lantaarn.config.demo.loading import at_desk

    batch = bring(noor)
    with pytest.raises(Http404):
        plan(at_desk("focal_point_safety", "GM0114"), batch)


def long_list(rows: int) -> bytes:
    lines = [f"{n};14-3-2025;Emmen;arbeid;BOA;Regel {n};nee;afgehandeld;;" for n in range(1, rows + 1)]
    return "\n".join((HEAD, *lines, "x;geen dag;Emmen;arbeid;;Zonder dag;;open;;")).encode()


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr("lantaarn.signals.actions.imports.PART", 3)


def outcome_of(superuser, batch) -> tuple[dict, bool]:
    row = superuser.execute("SELECT outcome, applied_at IS NOT NULL FROM signals_importbatch WHERE id = %s", [batch])
    return row.fetchone()


def test_a_long_list_goes_in_parts_and_comes_to_an_end(noor, superuser, small_parts):
    batch = bring(noor, long_list(8))
    for made in (3, 6):
        apply(noor, batch)
        outcome, through = outcome_of(superuser, batch)
        assert (len(outcome["made"]), outcome["of"], through) == (made, 8, False)
    apply(noor, batch)
    outcome, through = outcome_of(superuser, batch)
    assert (len(outcome["made"]), through) == (8, True)
    left_out = sealed.row(superuser, "signals_importbatch", id=batch).left_out
    assert [left[0] for left in left_out] == [10], "what was left out, and nothing that came in before"
    assert outcome["left_out"] == 1
    assert superuser.execute("SELECT count(*) FROM signals_signal").fetchone() == (8,)


def test_after_a_kill_in_the_middle_nothing_comes_twice_and_nothing_is_lost(noor, superuser, small_parts):
    from unittest.mock import patch

    from lantaarn.signals.actions import imports

    batch = bring(noor, long_list(7))
    apply(noor, batch)
    told = []

    def dies(**given):
        told.append(given)
        if len(told) == 2:
            raise KeyboardInterrupt
        return register(**given)

    register = imports.register
    with patch.object(imports, "register", dies), pytest.raises(KeyboardInterrupt):
        apply(noor, batch)
    assert superuser.execute("SELECT count(*) FROM signals_signal").fetchone() == (3,), "the part falls away whole"
    while not outcome_of(superuser, batch)[1]:
        apply(noor, batch)
    found = superuser.execute("SELECT own_reference FROM signals_signal").fetchall()
    assert sorted(found) == sorted((str(n),) for n in range(1, 8))


def test_what_is_being_read_in_is_not_mapped_anew_or_thrown_away(noor, small_parts):
    from lantaarn.context.session import acting
    from lantaarn.rules.transitions import NotAllowed
    from lantaarn.signals.actions import drop_import, map_columns

    batch = bring(noor, long_list(5))
    apply(noor, batch)
    with acting(noor), pytest.raises(NotAllowed, match="al ingelezen"):
        drop_import(batch_id=batch, by=noor)
    with acting(noor), pytest.raises(NotAllowed, match="al ingelezen"):
        map_columns(batch_id=batch, sheet="", columns={}, source_domain="care", by=noor)


def test_a_list_without_end_is_refused_before_anything_is_kept(noor):
    from lantaarn.papers.lists_in import PaperError

    with pytest.raises(PaperError, match="Splits de lijst"):
        bring(noor, long_list(5_001))


@pytest.mark.parametrize(
    "status, label, handled",
    [
        ("Afgehandeld", "Status", True),
        ("zaak is gesloten", "Status", True),
        ("nog niet afgehandeld", "Status", False),
        ("ja", "Afgehandeld", True),
        ("ja", "Status", False),
        ("", "Status", False),
        ("loopt", "Status", False),
    ],
)
def test_in_doubt_a_row_is_still_open(status, label, handled):
    from lantaarn.signals.queries.imports import _is_handled

    assert _is_handled(status, label) is handled
