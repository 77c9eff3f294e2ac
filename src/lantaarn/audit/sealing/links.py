"""The arithmetic of the chain: a leaf per event, a link per leaf, and what a seal signs. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

FIELDS = (
    "id", "at", "region_id", "organisation_id", "desk_id", "user_id", "who", "role", "desk", "action", "purpose",
    "ground", "outcome", "about", "objects_count", "trace", "xid",
)  # fmt: skip
LATER = ("took_ms",)
"""Columns younger than the first seals: they count where they are filled, so that old links stay as they were."""
ALL = (*FIELDS, *LATER)
"""Every column of an event; a column that is not here would not be sealed."""

START = b"\0" * 32


def leaf(event: Mapping[str, object], objects: Iterable[str]) -> bytes:
    """SHA-256 over the event and its objects, each a text that holds all of its row, in one canonical form."""
    body = {name: None if event[name] is None else str(event[name]) for name in FIELDS}
    body |= {name: str(event[name]) for name in LATER if event[name] is not None}
    whole = [body, sorted(objects)]
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).digest()


def link(previous: bytes, of: bytes) -> bytes:
    """The next link: it holds everything before it."""
    return hashlib.sha256(previous + of).digest()


def signed_text(*, chain: str, number: int, last_seq: int, horizon: str, root: bytes) -> bytes:
    """What a seal's signature covers."""
    return f"lantaarn log 1|{chain}|{number}|{last_seq}|{horizon}|{root.hex()}".encode()
