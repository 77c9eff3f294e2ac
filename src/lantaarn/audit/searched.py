"""What somebody searched for, as the log keeps it: a keyed token per word, from which the word cannot be read back.

Two uses: "who searched for this name", asked with the name in hand, and "somebody searched for the own name".
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.utils.translation import ngettext

from lantaarn.vault.words import found_in

KIND = "search"
MOST = 20


def words_of(text: str) -> list[str]:
    """Words and personal values (a telephone number, a mail address) in the one form in which they are compared."""
    return sorted(f"{kind}|{value}" for kind, value in found_in([text]))[:MOST]


def token(word: str, *, organisation: UUID | None) -> UUID:
    """HMAC-SHA256 under a key outside the database, cut to 128 bits; another organisation has other tokens."""
    key = hashlib.sha256(b"lantaarn log search" + settings.SECRET_KEY.encode()).digest()
    return UUID(bytes=hmac.new(key, f"{organisation}|{word}".encode(), hashlib.sha256).digest()[:16])


def tokens(text: str, *, organisation: UUID | None) -> list[UUID]:
    return [token(word, organisation=organisation) for word in words_of(text)]


def in_words(text: str) -> str:
    """What the reader of the log sees of it: how much was typed, never what."""
    count = len(text.split())
    signs = ngettext("%(n)d teken", "%(n)d tekens", len(text)) % {"n": len(text)}
    return ngettext("gezocht op %(n)d woord", "gezocht op %(n)d woorden", count) % {"n": count} + f" ({signs})"
