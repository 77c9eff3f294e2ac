"""The ciphers: AES-256-GCM over what may only be read in its own place, and the form in which it is kept.

A ciphertext reads `v1.<key id>.<nonce, ciphertext and tag in base64>`. Its associated data name the region, the table,
the column, the row and the key, so that a value that was copied to another place does not open there.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES, _NONCE, _TAG = 32, 12, 16
_FORM = re.compile(r"v1\.([0-9a-f]{32})\.([A-Za-z0-9+/]+={0,2})")


class Cell(NamedTuple):
    """Where a value stands: the database's own names, and the row's key."""

    table: str
    column: str
    row_id: UUID | str


class Tampered(Exception):
    """A ciphertext does not open: it was changed, put elsewhere, or made with another key."""


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def lock(key: bytes, plain: bytes, *, bound_to: bytes) -> bytes:
    """Nonce, ciphertext and tag. `bound_to` is not kept: who opens must say it again."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def unlock(key: bytes, locked: bytes, *, bound_to: bytes) -> bytes:
    """The plain bytes, or Tampered."""
    if len(locked) < _NONCE + _TAG:
        raise Tampered("The ciphertext is too short to be one.")
    try:
        return AESGCM(key).decrypt(locked[:_NONCE], locked[_NONCE:], bound_to)
    except InvalidTag:
        raise Tampered("The ciphertext does not open here.") from None


def place_of(cell: Cell, *, region: str, key_id: UUID) -> bytes:
    """The associated data of a value. The row's key is written as text, the same for every type of key."""
    return f"{region}|{cell.table}|{cell.column}|{cell.row_id}|{key_id.hex}".encode()


def write(key_id: UUID, locked: bytes) -> str:
    return f"v1.{key_id.hex}.{b64encode(locked).decode()}"


def read(text: str) -> tuple[UUID, bytes] | None:
    """The key's id and the locked bytes; None when this is no ciphertext."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    try:
        return UUID(hex=found[1]), b64decode(found[2], validate=True)
    except NotBase64:
        raise Tampered("The ciphertext was damaged.") from None


def is_sealed(value: object) -> bool:
    """Is this a ciphertext, as far as its form tells?"""
    text = value.decode("latin-1") if isinstance(value, bytes) and value.startswith(b"v1.") else value
    return isinstance(text, str) and text.startswith("v1.") and _FORM.fullmatch(text) is not None


def derived(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose out of another secret (HMAC as a pseudo-random function, RFC 5869's second step)."""
    return hmac.new(secret, purpose.encode() + b"\x01", hashlib.sha256).digest()


def token(key: bytes, kind: str, value: str) -> int:
    """A keyed token of a normalised value, as a signed number of 64 bits: equal values, equal tokens, and no more."""
    digest = hmac.new(key, f"{kind}|{value}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
