"""Goes through the sealed log from the beginning and names the first row of each chain that is not as it was sealed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import psycopg

from lantaarn.audit.sealing.keys import Keys
from lantaarn.audit.sealing.links import START, leaf, link, signed_text
from lantaarn.audit.sealing.reading import INSERTED, LOOSE, SEALED, life_of, objects_of, rows
from lantaarn.audit.sealing.seal import Anchor

Kind = Literal["changed", "removed", "reordered", "cut_off", "inserted", "seal"]


@dataclass(frozen=True)
class Finding:
    """The first thing that is wrong in a chain; `event_id` where it is a row."""

    chain: str
    kind: Kind
    text: str
    seq: int = 0
    event_id: str = ""


@dataclass(frozen=True)
class Checked:
    """What was gone through."""

    chains: int
    events: int
    findings: tuple[Finding, ...]


def verify(
    connection: psycopg.Connection,
    keys: Keys,
    *,
    anchors: Iterable[Anchor] = (),
    tell: Callable[[int], None] = lambda _count: None,
) -> Checked:
    """Check every chain; `anchors` are roots that were kept outside; `tell` hears how many rows were gone through."""
    held: dict[str, list[Anchor]] = {}
    for anchor in anchors:
        held.setdefault(anchor.chain, []).append(anchor)
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        names = [row[0] for row in connection.execute("SELECT DISTINCT chain FROM audit_seal ORDER BY 1").fetchall()]
        names += sorted(held.keys() - set(names))
        findings: dict[str, Finding] = {}
        events = 0
        for name in names:
            count, first = _chain(connection, name, keys, held.get(name, []))
            events += count
            tell(events)
            if first is not None:
                findings[name] = first
        for extra in (*_inserted(connection), *_loose(connection)):
            findings.setdefault(extra.chain, extra)
    return Checked(len(names), events, tuple(findings[name] for name in sorted(findings)))


def _chain(connection: psycopg.Connection, name: str, keys: Keys, held: list[Anchor]) -> tuple[int, Finding | None]:
    """How many rows it has, and the first thing that is wrong in it."""
    seals = _seals(connection, name)
    count, found = _rows(connection, name, seals)
    return count, found or _wrong_seal(name, seals, keys) or _cut_off(name, seals, held)


@dataclass(frozen=True)
class _Seal:
    number: int
    last_seq: int
    horizon: str
    root: bytes
    signature: bytes


def _seals(connection: psycopg.Connection, chain: str) -> list[_Seal]:
    found = connection.execute(
        "SELECT number, last_seq, horizon::text, root, signature FROM audit_seal WHERE chain = %s ORDER BY number",
        [chain],
    ).fetchall()
    return [_Seal(number, last, horizon, bytes(root), bytes(sign)) for number, last, horizon, root, sign in found]


def _rows(connection: psycopg.Connection, chain: str, seals: list[_Seal]) -> tuple[int, Finding | None]:
    """Walk the rows; each link must follow from the one before it and from the event as it stands now."""
    roots = {seal.last_seq: seal.root for seal in seals}
    previous, count = START, 0
    sealed = rows(connection, SEALED, chain=chain)
    for row in sealed:
        count += 1
        wrong = _missing(chain, row, count) or _broken(chain, row, count, previous, roots, sealed)
        if wrong is not None:
            return count, wrong
        previous = bytes(row["link"])
    end = seals[-1].last_seq if seals else 0
    if count < end:
        text = f"De keten houdt op bij regel {count}; de laatste zegel telt {end} regels."
        return count, Finding(chain, "cut_off", text, count + 1)
    return count, None


def _missing(chain: str, row: dict[str, Any], count: int) -> Finding | None:
    if row["seq"] != count:
        return Finding(chain, "removed", f"Regel {count} van de keten is weg.", count)
    if row["id"] is None:
        text = f"De gebeurtenis van regel {count} is weg."
        return Finding(chain, "removed", text, count, str(row["event_id"]))
    return None


def _broken(
    chain: str,
    row: dict[str, Any],
    count: int,
    previous: bytes,
    roots: dict[int, bytes],
    rest: Iterator[dict[str, Any]],
) -> Finding | None:
    """Changed, or put in the place of another: then the event that follows fits here."""
    kept, event_id = bytes(row["link"]), str(row["event_id"])
    if roots.get(count, kept) != kept:
        return Finding(
            chain, "seal", f"De keten is herschreven: regel {count} past niet op zijn zegel.", count, event_id
        )
    if kept == link(previous, leaf(row, objects_of(row))):
        return None
    after = next(rest, None)
    if after is not None and after["id"] is not None and kept == link(previous, leaf(after, objects_of(after))):
        return Finding(chain, "reordered", f"Regel {count} stond eerst na de volgende.", count, event_id)
    return Finding(chain, "changed", f"Regel {count} is veranderd na het verzegelen.", count, event_id)


def _wrong_seal(chain: str, seals: list[_Seal], keys: Keys) -> Finding | None:
    for number, seal in enumerate(seals, start=1):
        text = signed_text(
            chain=chain, number=seal.number, last_seq=seal.last_seq, horizon=seal.horizon, root=seal.root
        )
        if seal.number != number or not keys.is_mine(seal.signature, text):
            return Finding(chain, "seal", f"Zegel {number} ontbreekt of is niet door ons gezet.", seal.last_seq)
    return None


def _cut_off(chain: str, seals: list[_Seal], anchors: list[Anchor]) -> Finding | None:
    known = {seal.number: seal.root.hex() for seal in seals}
    for anchor in anchors:
        if known.get(anchor.number) != anchor.root:
            text = (
                f"Buiten is zegel {anchor.number} bewaard ({anchor.last_seq} regels); hier is die er niet, of anders."
            )
            return Finding(chain, "cut_off", text, anchor.last_seq)
    return None


def _inserted(connection: psycopg.Connection) -> Iterator[Finding]:
    """Events of a time that was sealed already, or of a transaction that never was, without a place in their chain."""
    life = life_of(connection)
    values = {"below": str(life.sealed_below), "next": str(life.next_one), "anew": life.begins_anew}
    for chain, event_id, at in connection.execute(INSERTED, values).fetchall():
        text = f"Een gebeurtenis van {at:%d-%m-%Y %H.%M.%S} is er na het verzegelen tussen gezet."
        yield Finding(chain, "inserted", text, 0, str(event_id))


def _loose(connection: psycopg.Connection) -> Iterator[Finding]:
    """What an event touched stands beside it; without the event it was put in by hand, or the event is gone."""
    for chain, event_id, at in connection.execute(LOOSE).fetchall():
        text = f"Van {at:%d-%m-%Y %H.%M.%S} staat er waarover een gebeurtenis ging, maar de gebeurtenis is er niet."
        yield Finding(chain, "inserted", text, 0, str(event_id))
