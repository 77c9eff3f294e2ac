"""The sealed log: whoever changes, removes, reorders, adds or cuts off a row afterwards is found out."""

from __future__ import annotations

import time
import uuid
from pathlib import Path

import psycopg
import pytest
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.audit.sealing import anchors, keys_in, seal, verify
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


@pytest.fixture
def house(cast, sealer, keys):
    """Five uses by one organisation, sealed in two batches."""
    by = queries.actor_of(user_id=cast.people["Noor Voorbeeld"], membership_id=None).for_purpose("signal.handle")
    made = []

    def write(count: int) -> None:
        for number in range(count):
            with acting(by):
                made.append(audit.record(action="signal.read", about=f"S-{number}", objects=[uuid.uuid4()], by=by))

    chain = str(by.organisation_id)
    write(3)
    first = sealed(sealer, keys, chain, 3)
    write(2)
    return chain, made, [*first, *sealed(sealer, keys, chain, 5)]


def sealed(sealer, keys, chain: str, last_seq: int):
    """Seal once all is settled: on the same server, another test's transaction may still run."""
    query = "SELECT pg_snapshot_xmin(pg_current_snapshot()) > max(xid) FROM audit_event"
    for _ in range(200):
        if sealer.execute(query).fetchone()[0]:
            break
        time.sleep(0.05)
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
    columns = "at, region_id, organisation_id, desk_id, user_id, who, role, desk, action, purpose, ground, outcome"
    columns += ", about"
    copy = f"""
        INSERT INTO audit_event (id, {columns}, objects_count, trace, xid)
        SELECT gen_random_uuid(), {columns}, objects_count, trace, xid FROM audit_event WHERE id = %(id)s
    """
    tamper(superuser, copy, id=made[0])
    assert found(sealer, keys)[chain].kind == "inserted"


def test_an_end_that_was_cut_off_is_found_with_a_root_kept_elsewhere(house, sealer, keys, superuser):
    chain, made, kept = house
    tamper(
        superuser,
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
    assert anchors.read(tmp_path / anchors.FILE) == kept
