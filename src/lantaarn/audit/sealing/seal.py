"""Seals what no running transaction can still add to: below the oldest one of the snapshot."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import psycopg

from lantaarn.audit.sealing.keys import Keys
from lantaarn.audit.sealing.links import START, leaf, link, signed_text
from lantaarn.audit.sealing.reading import UNSEALED, objects_of, rows

BATCH = 20_000


@dataclass(frozen=True)
class Anchor:
    """A signed root to be kept outside: with it, a log that was cut off is found out."""

    chain: str
    number: int
    last_seq: int
    root: str
    signature: str
    sealed_at: str


@dataclass
class _Chain:
    """The end of a chain while a batch is laid onto it."""

    number: int = 0
    seq: int = 0
    link: bytes = START
    added: list[tuple[int, object, object, bytes]] = field(default_factory=list)


def seal(connection: psycopg.Connection, keys: Keys, *, now: dt.datetime) -> list[Anchor]:
    """Seal one batch in one transaction, as the sealer; the answer is a new root for each chain that grew."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('lantaarn.seal'))")
        horizon, since = _bounds(connection)
        chains: dict[str, _Chain] = {}
        for row in rows(connection, UNSEALED, since=since, horizon=horizon, limit=BATCH):
            chain = chains.get(row["chain"]) or chains.setdefault(row["chain"], _end(connection, row["chain"]))
            chain.link = link(chain.link, leaf(row, objects_of(row)))
            chain.seq += 1
            chain.added.append((chain.seq, row["id"], row["at"], chain.link))
        return [_close(connection, name, chain, horizon, keys, now) for name, chain in sorted(chains.items())]


def _bounds(connection: psycopg.Connection) -> tuple[str, str]:
    """From the first event that is not sealed to the oldest transaction that still runs."""
    row = connection.execute(
        "SELECT pg_snapshot_xmin(pg_current_snapshot())::text, coalesce((SELECT min(e.xid)::text FROM audit_event e"
        " WHERE NOT EXISTS (SELECT 1 FROM audit_sealed s WHERE s.event_id = e.id)), '0')"
    ).fetchone()
    assert row is not None
    return row[0], row[1]


def _end(connection: psycopg.Connection, name: str) -> _Chain:
    found = connection.execute(
        "SELECT number, last_seq, root FROM audit_seal WHERE chain = %s ORDER BY number DESC LIMIT 1", [name]
    ).fetchone()
    return _Chain(*found) if found else _Chain()


def _close(
    connection: psycopg.Connection, name: str, chain: _Chain, horizon: str, keys: Keys, now: dt.datetime
) -> Anchor:
    connection.execute(
        "INSERT INTO audit_sealed (chain, seq, event_id, at, link)"
        " SELECT %s, * FROM unnest(%s::bigint[], %s::uuid[], %s::timestamptz[], %s::bytea[])",
        [name, *(list(column) for column in zip(*chain.added, strict=True))],
    )
    number = chain.number + 1
    text = signed_text(chain=name, number=number, last_seq=chain.seq, horizon=horizon, root=chain.link)
    signature = keys.sign(text)
    connection.execute(
        "INSERT INTO audit_seal (chain, number, last_seq, horizon, root, sealed_at, signature)"
        " VALUES (%s, %s, %s, %s::xid8, %s, %s, %s)",
        [name, number, chain.seq, horizon, chain.link, now, signature],
    )
    return Anchor(name, number, chain.seq, chain.link.hex(), signature.hex(), now.isoformat())
