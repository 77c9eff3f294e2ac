"""The ledger of erasures: a file outside the database, one line each, chained by hashes; lines are only ever added.

It knows no content and names no data subject: folders by their ids and codes. What it cannot show by itself is that
its newest lines were cut off; the database, and the sealed log, hold the hash of each line as well.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

START = "0" * 64
FILE = "erasures.ledger"


class LedgerBrokenError(Exception):
    """The file is not as it was written; the message says where, in Dutch."""


@dataclass(frozen=True)
class Entry:
    """One line: its number, what it says, and the chain through it."""

    seq: int
    line: str
    previous: str
    hash: str

    @property
    def says(self) -> dict[str, Any]:
        found = json.loads(self.line)
        assert isinstance(found, dict)
        return found


@dataclass(frozen=True)
class State:
    """How far the database is: its newest erasure."""

    seq: int = 0
    hash: str = START


def place(environ: Mapping[str, str]) -> Path:
    """Where the ledger lies; without LANTAARN_LEDGER beside the files that stay."""
    named = environ.get("LANTAARN_LEDGER")
    return Path(named) if named else Path(environ.get("LANTAARN_DATA_DIR", ".lantaarn")) / FILE


def chained(previous: str, line: str) -> str:
    return hashlib.sha256((previous + line).encode()).hexdigest()


def read(file: Path) -> list[Entry]:
    """All lines, each held against the chain."""
    if not file.exists():
        return []
    entries: list[Entry] = []
    text = file.read_text(encoding="utf-8")
    if text and not text.endswith("\n"):
        raise LedgerBrokenError(f"De laatste regel van {file} is niet af. Zet de kopie terug die u elders bewaart.")
    for number, row in enumerate(text.splitlines(), start=1):
        entry = _entry(row, number, entries[-1].hash if entries else START)
        if entry is None:
            raise LedgerBrokenError(
                f"Regel {number} van {file} is veranderd, verplaatst of weggehaald: het grootboek van verwijderingen "
                "klopt niet meer. Zet de kopie terug die u elders bewaart."
            )
        entries.append(entry)
    return entries


def _entry(row: str, number: int, previous: str) -> Entry | None:
    digest, _sign, line = row.partition(" ")
    if digest != chained(previous, line):
        return None
    try:
        says = json.loads(line)
    except ValueError:
        return None
    return Entry(number, line, previous, digest) if says.get("seq") == number else None


def append(file: Path, says: Mapping[str, Any]) -> Entry:
    """Add one line and see it on the disk before anything is erased by it; two writers wait for each other."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        before = read(file)
        previous = before[-1].hash if before else START
        line = json.dumps({"seq": len(before) + 1, **says}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        entry = Entry(len(before) + 1, line, previous, chained(previous, line))
        os.write(handle, f"{entry.hash} {entry.line}\n".encode())
        os.fsync(handle)
        return entry
    finally:
        os.close(handle)


def not_yet_done(entries: list[Entry], state: State) -> list[Entry]:
    """What the database has not erased (again) yet. The database never knows an erasure that the ledger does not."""
    if state.seq > len(entries) or (state.seq and entries[state.seq - 1].hash != state.hash):
        raise LedgerBrokenError(
            f"De database kent verwijdering {state.seq}, maar het grootboek heeft die niet, of anders. Er ontbreken "
            "regels in het bestand. Zet het grootboek terug dat bij deze database hoort (LANTAARN_LEDGER)."
        )
    return entries[state.seq :]
