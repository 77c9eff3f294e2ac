"""The key that signs the seals. It lies outside the database, so that the database cannot seal what it changed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

FILE = "log-seal.key"


@dataclass(frozen=True)
class Keys:
    """An Ed25519 key pair (RFC 8032)."""

    private: Ed25519PrivateKey

    def sign(self, text: bytes) -> bytes:
        return self.private.sign(text)

    def is_mine(self, signature: bytes, text: bytes) -> bool:
        try:
            self.private.public_key().verify(signature, text)
        except InvalidSignature:
            return False
        return True

    def public(self) -> str:
        """For anchoring: whoever holds this can check a root without us."""
        raw = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return raw.hex()


def keys_in(folder: Path, *, make: bool = False) -> Keys:
    """The keys kept in `folder`; made once, readable by their owner alone. FileNotFoundError when there are none."""
    file = folder / FILE
    if make and not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(pem)
    private = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"{file} holds no Ed25519 key.")
    return Keys(private)
