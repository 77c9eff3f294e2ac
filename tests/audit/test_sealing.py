"""The sealed log: whoever changes, removes, reorders, adds or cuts off a row afterwards is found out."""

from __future__ import annotations

import sys
import time
import uuid
from pathlib import Path
from unittest.mock import patch

import psycopg
import pytest
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.audit.sealing import anchors, keys_in, seal, verify
from lantaarn.audit.sealing.reading import Life, life_of
from lantaarn.context.session import acting
from lantaarn.network import queries


@pytest.fixture
def keys(tmp_path: Path):
    return keys_in(tmp_path, make=True)


@pytest.fixture
def sealer(connect) -> psycopg.Connection:
    connection = connect("lantaarn_sealer")
    connection.autocommit = True
    return connection


sealing = sys.modules[seal.__module__]
_SAME = "at, region_id, organisation_id, desk_id, user_id, who, role, desk, action, purpose, ground, outcome, about"
FORGED = f"""
    INSERT INTO audit_event (id, {_SAME}, objects_count, trace, xid)
    SELECT gen_random_uuid(), {_SAME}, objects_count, trace, coalesce(%(xid)s::text::xid8, xid)
    FROM audit_event WHERE id = %(id)s
"""


class House(tuple):
    """The chain, the events in it, the roots of its seals; and by whom."""

    by: object


def write(by, count: int) -> list[uuid.UUID]:
    made = []
    for number in range(count):
        with acting(by):
            made.append(audit.record(action="signal.read", about=f"S-{number}", objects=[uuid.uuid4()], by=by))
    return made


def settle(sealer) -> None:
    """On the same server, another test's transaction may still run."""
    query = "SELECT pg_snapshot_xmin(pg_current_snapshot()) > max(xid) FROM audit_event WHERE xid < '1000000000'::xid8"
    for _ in range(200):
        if sealer.execute(query).fetchone()[0]:
            return
        time.sleep(0.05)


def count_of(sealer, chain: str) -> int:
    return sealer.execute("SELECT count(*) FROM audit_sealed WHERE chain = %s", [chain]).fetchone()[0]


@pytest.fixture
def house(cast, sealer, keys):
    """Five uses by one organisation, sealed in two batches."""
    by = queries.actor_of(user_id=cast.people["Noor Voorbeeld"], membership_id=None).for_purpose("signal.handle")
    chain = str(by.organisation_id)
    made = write(by, 3)
    first = sealed(sealer, keys, chain, 3)
    made += write(by, 2)
    found = House((chain, made, [*first, *sealed(sealer, keys, chain, 5)]))
    found.by = by
    return found


def sealed(sealer, keys, chain: str, last_seq: int):
    """Seal once all is settled."""
    settle(sealer)
    grown = [a for a in seal(sealer, keys, now=timezone.now()) if a.chain == chain]
    assert [a.last_seq for a in grown] == [last_seq]
    return grown


def tamper(superuser: psycopg.Connection, *statements: str, **values: object) -> None:
    """What somebody with the database's superuser could do by hand."""
    superuser.autocommit = True
    for table in ("audit_event", "audit_event_object", "audit_sealed", "audit_seal"):
        superuser.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for statement in statements:
        superuser.execute(statement, values)
    for table in ("audit_event", "audit_event_object", "audit_sealed", "audit_seal"):
        superuser.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def found(sealer, keys, kept=()):
    return {f.chain: f for f in verify(sealer, keys, anchors=kept).findings}


def test_an_untouched_log_is_as_it_was_sealed(house, sealer, keys):
    _chain, made, kept = house
    checked = verify(sealer, keys, anchors=kept)
    assert checked.findings == ()
    assert checked.events >= len(made)
    assert [a.number for a in kept] == [1, 2]
    assert kept[-1].last_seq == 5


def test_a_changed_row_is_named(house, sealer, keys, superuser):
    chain, made, _ = house
    tamper(superuser, "UPDATE audit_event SET who = 'Iemand Anders' WHERE id = %(id)s", id=made[1])
    finding = found(sealer, keys)[chain]
    assert (finding.kind, finding.seq, finding.event_id) == ("changed", 2, str(made[1]))


def test_a_changed_object_of_a_row_is_named(house, sealer, keys, superuser):
    chain, made, _ = house
    tamper(superuser, "UPDATE audit_event_object SET object_id = gen_random_uuid() WHERE event_id = %(id)s", id=made[3])
    assert found(sealer, keys)[chain].seq == 4


def test_a_removed_row_is_named(house, sealer, keys, superuser):
    chain, made, _ = house
    tamper(superuser, "DELETE FROM audit_event WHERE id = %(id)s", id=made[2])
    finding = found(sealer, keys)[chain]
    assert (finding.kind, finding.seq, finding.event_id) == ("removed", 3, str(made[2]))


def test_two_rows_in_each_others_place_are_found(house, sealer, keys, superuser):
    chain, _made, _ = house
    swap = """
        UPDATE audit_sealed s SET event_id = o.event_id, at = o.at
        FROM audit_sealed o
        WHERE s.chain = %(chain)s AND o.chain = %(chain)s
          AND ((s.seq = 2 AND o.seq = 3) OR (s.seq = 3 AND o.seq = 2))
    """
    tamper(superuser, swap, chain=chain)
    finding = found(sealer, keys)[chain]
    assert (finding.kind, finding.seq) == ("reordered", 2)


def test_a_row_put_in_afterwards_is_found(house, sealer, keys, superuser):
    chain, made, _ = house
    tamper(superuser, FORGED, id=made[0], xid=None)
    assert found(sealer, keys)[chain].kind == "inserted"


def test_an_event_of_a_transaction_that_never_was_is_found(house, sealer, keys, superuser):
    """Given a number beyond the last transaction, it would wait for a seal for ever."""
    chain, made, _ = house
    tamper(superuser, FORGED, id=made[0], xid=10**12)
    assert found(sealer, keys)[chain].kind == "inserted"


def test_objects_without_their_event_are_found(house, sealer, keys, superuser):
    chain, made, _ = house
    columns = "at, region_id, organisation_id, object_id, kind, role, desk, action, ground, outcome"
    copy = f"""
        INSERT INTO audit_event_object (event_id, {columns})
        SELECT gen_random_uuid(), {columns} FROM audit_event_object WHERE event_id = %(id)s
    """
    tamper(superuser, copy, id=made[0])
    assert found(sealer, keys)[chain].kind == "inserted"


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_a_seal_that_was_broken_off_between_batches_looks_like_nothing_worse(house, sealer, keys, batch):
    chain, _made, _ = house
    with patch.object(sealing, "BATCH", batch):
        write(house.by, 6)
        settle(sealer)
        seal(sealer, keys, now=timezone.now())
        assert chain not in found(sealer, keys)
        while seal(sealer, keys, now=timezone.now()):
            pass
    checked = verify(sealer, keys)
    assert (checked.findings, count_of(sealer, chain)) == ((), 11)


def test_a_log_that_was_put_back_in_a_younger_database_is_sealed_on(house, sealer, keys):
    """Its transactions have higher numbers than the database has reached."""
    chain, _made, _ = house
    write(house.by, 1)
    settle(sealer)
    far = Life(oldest_running=10**12, next_one=10**12, sealed_below=life_of(sealer).sealed_below)
    with patch.object(sealing, "life_of", return_value=far):
        assert seal(sealer, keys, now=timezone.now())
    assert life_of(sealer).begins_anew
    write(house.by, 2)
    assert chain not in found(sealer, keys)
    settle(sealer)
    assert seal(sealer, keys, now=timezone.now())
    assert not life_of(sealer).begins_anew
    assert (verify(sealer, keys).findings, count_of(sealer, chain)) == ((), 8)


def test_an_end_that_was_cut_off_is_found_with_a_root_kept_elsewhere(house, sealer, keys, superuser):
    chain, made, kept = house
    tamper(
        superuser,
        "DELETE FROM audit_event_object WHERE event_id = ANY (%(ids)s)",
        "DELETE FROM audit_event WHERE id = ANY (%(ids)s)",
        "DELETE FROM audit_sealed WHERE chain = %(chain)s AND seq > 3",
        "DELETE FROM audit_seal WHERE chain = %(chain)s AND number = 2",
        ids=made[3:],
        chain=chain,
    )
    assert chain not in found(sealer, keys)
    assert found(sealer, keys, kept)[chain].kind == "cut_off"


def test_a_chain_rewritten_whole_lacks_our_signature(house, sealer, keys, superuser, tmp_path):
    chain, _made, _ = house
    tamper(superuser, "DELETE FROM audit_sealed", "DELETE FROM audit_seal")
    sealed(sealer, keys_in(tmp_path / "other", make=True), chain, 5)
    assert found(sealer, keys)[chain].kind == "seal"


def test_what_a_running_transaction_may_still_add_is_not_sealed_yet(house, sealer, keys, connect):
    _chain, _, _ = house
    running = connect("lantaarn_owner")
    running.autocommit = False
    running.execute("SELECT pg_current_xact_id()")
    assert seal(sealer, keys, now=timezone.now()) == []
    running.rollback()


def test_nobody_but_the_sealer_seals(house, as_app, as_worker):
    for connection in (as_app, as_worker):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("INSERT INTO audit_sealed VALUES ('x', 1, gen_random_uuid(), now(), '')")
        connection.rollback()


def test_the_key_is_its_owners_alone_and_roots_are_kept(house, keys, tmp_path):
    _, _, kept = house
    assert (tmp_path / "log-seal.key").stat().st_mode & 0o777 == 0o600
    anchors.keep(tmp_path, kept)
    assert list(anchors.read(tmp_path / anchors.FILE)) == kept


def test_a_root_that_a_kill_left_half_written_is_kept_again(house, sealer, keys, tmp_path):
    _, _, kept = house
    anchors.keep(tmp_path, kept)
    file = tmp_path / anchors.FILE
    file.write_bytes(file.read_bytes()[:-40])
    assert list(anchors.read(file)) == kept[:1]
    anchors.keep_what_was_missed(sealer, keys, tmp_path)
    assert [a.root for a in anchors.read(file)] == [a.root for a in kept]
    before = file.read_bytes()
    anchors.keep_what_was_missed(sealer, keys, tmp_path)
    assert file.read_bytes() == before, "what is kept is not kept twice"


def test_a_root_of_a_seal_that_is_not_ours_is_never_kept(house, sealer, tmp_path):
    anchors.keep_what_was_missed(sealer, keys_in(tmp_path / "other", make=True), tmp_path)
    assert list(anchors.read(tmp_path / anchors.FILE)) == []


def test_a_file_of_roots_that_holds_something_else_says_on_which_line(tmp_path):
    (tmp_path / "roots").write_text("dit is geen wortel\n")
    with pytest.raises(anchors.BrokenAnchorsError, match="Regel 1 van"):
        list(anchors.read(tmp_path / "roots"))
