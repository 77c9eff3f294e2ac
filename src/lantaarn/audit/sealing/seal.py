"""Seals what no running transaction can still add to: below the oldest one of the snapshot.

Events go in the order of their transactions, whatever their chain, so that each seal can say "everything below this
transaction is sealed" and a batch that was cut short, or killed, leaves nothing behind that would look slipped in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import psycopg

from lantaarn.audit.sealing.keys import Keys
from lantaarn.audit.sealing.links import START, leaf, link, signed_text
from lantaarn.audit.sealing.reading import BATCHES, UNSEALED, Life, life_of, objects_of, rows

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

    def lay(self, event: dict[str, Any]) -> None:
        self.link = link(self.link, leaf(event, objects_of(event)))
        self.seq += 1
        self.added.append((self.seq, event["id"], event["at"], self.link))


def seal(connection: psycopg.Connection, keys: Keys, *, now: dt.datetime) -> list[Anchor]:
    """Seal one batch in one transaction, as the sealer; the answer is a new root for each chain that grew."""
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('lantaarn.seal'))")
        life = life_of(connection)
        until = _until(connection, life)
        chains: dict[str, _Chain] = {}
        for event in rows(connection, UNSEALED, **life.settled(until)):
            chain = chains.get(event["chain"]) or chains.setdefault(event["chain"], _end(connection, event["chain"]))
            chain.lay(event)
        return [_close(connection, name, chain, str(until), keys, now) for name, chain in sorted(chains.items())]


def _until(connection: psycopg.Connection, life: Life) -> int:
    """The oldest transaction that still runs, or where a batch is full; never in the midst of a transaction."""
    values = {**life.settled(life.oldest_running), "batch": BATCH}
    found = [int(row[0]) for row in connection.execute(BATCHES, values).fetchall()]
    if len(found) < 2:
        return life.oldest_running
    first, beyond = found
    return beyond if beyond > first else first + 1


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
