"""Ids of data subjects, enciphered for the lines with a key that lies apart from the database and from the lines.

The same id becomes the same text within one organisation (AES-SIV, RFC 5297), so that who holds the key can find all
lines of one subject; two organisations cannot lay their lines side by side.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

FILE = "log-subjects.key"
TYPES = {"folder": "urn:lantaarn:dossier", "account": "urn:lantaarn:account", "invitation": "urn:lantaarn:uitnodiging"}
"""The kinds of objects that stand for people: those in a signal, and those with an account. Others name nobody."""


@dataclass(frozen=True)
class Subjects:
    """Enciphers and deciphers."""

    key: bytes

    def conceal(self, subject: UUID, *, organisation: str) -> str:
        sealed = AESSIV(self.key).encrypt(subject.bytes, [organisation.encode()])
        return base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    def reveal(self, text: str, *, organisation: str) -> UUID | None:
        """None when it is no text of ours for this organisation."""
        try:
            sealed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            return UUID(bytes=AESSIV(self.key).decrypt(sealed, [organisation.encode()]))
        except (InvalidTag, ValueError):
            return None


def subjects_in(folder: Path) -> Subjects:
    """With the key kept in `folder`; made once, readable by its owner alone."""
    file = folder / FILE
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(AESSIV.generate_key(512))
    return Subjects(file.read_bytes())
