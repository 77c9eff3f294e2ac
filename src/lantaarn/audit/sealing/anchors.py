"""Signed roots kept outside the database, one a line; copy them to another organisation to be surer still."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import psycopg

from lantaarn.audit.sealing.keys import Keys
from lantaarn.audit.sealing.links import signed_text
from lantaarn.audit.sealing.seal import Anchor

FILE = "log-anchors.jsonl"
TAIL = 1_000_000
"""Bytes at the end of the file in which a root counts as kept; older ones are simply kept again."""


class BrokenAnchorsError(Exception):
    """The file cannot be read; the text says where."""


def keep(folder: Path, anchors: Iterable[Anchor]) -> None:
    """Add roots and see them on the disk. A line that a kill left half-written is taken off first."""
    text = "".join(json.dumps(asdict(anchor)) + "\n" for anchor in anchors)
    if not text:
        return
    with (folder / FILE).open("a+b") as out:
        _drop_half_line(out)
        out.write(text.encode())
        out.flush()
        os.fsync(out.fileno())


def _drop_half_line(file: BinaryIO) -> None:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 4096))
    end = file.read()
    if end and not end.endswith(b"\n"):
        file.truncate(size - len(end) + end.rfind(b"\n") + 1)


def read(file: Path) -> Iterator[Anchor]:
    """The anchors of a file, one after another; none when it is not there. A half-written last line does not count."""
    if not file.exists():
        return
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield Anchor(**json.loads(line))
            except (ValueError, TypeError) as problem:
                if line.endswith("\n"):
                    raise BrokenAnchorsError(f"Regel {number} van {file} is geen wortel van het logboek.") from problem


def keep_what_was_missed(connection: psycopg.Connection, keys: Keys, folder: Path) -> None:
    """A kill between the seal and the file leaves a root in the database alone: keep it now, when it is ours."""
    kept = _newest(folder / FILE)
    newest = connection.execute(
        "SELECT DISTINCT ON (chain) chain, number, last_seq, horizon::text, root, signature, sealed_at FROM audit_seal"
        " ORDER BY chain, number DESC"
    )
    missed = []
    for chain, number, last_seq, horizon, root, signature, sealed_at in newest.fetchall():
        text = signed_text(chain=chain, number=number, last_seq=last_seq, horizon=horizon, root=bytes(root))
        if kept.get(chain, 0) < number and keys.is_mine(bytes(signature), text):
            missed.append(
                Anchor(chain, number, last_seq, bytes(root).hex(), bytes(signature).hex(), sealed_at.isoformat())
            )
    keep(folder, missed)


def _newest(file: Path) -> dict[str, int]:
    """The newest number of each chain, as far as it stands near the end of the file."""
    if not file.exists():
        return {}
    with file.open("rb") as lines:
        lines.seek(max(0, file.stat().st_size - TAIL))
        ends = lines.read().split(b"\n")[:-1]
    found: dict[str, int] = {}
    for line in ends[1 if file.stat().st_size > TAIL else 0 :]:
        anchor = json.loads(line)
        found[anchor["chain"]] = max(found.get(anchor["chain"], 0), anchor["number"])
    return found
