"""What somebody searched for, as the log keeps it: a keyed token per word, from which the word cannot be read back.

Two uses: "who searched for this name", asked with the name in hand, and "somebody searched for the own name".
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from uuid import UUID

from django.conf import settings
from django.utils.translation import ngettext

KIND = "search"
SHORTEST = 3
MOST = 20


def words_of(text: str) -> list[str]:
    """Lower case, without accents, letters and digits together; a telephone number is one word however it is spaced."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(r"(?<=\d)[\s.-]+(?=\d)", "", plain)
    found = re.findall(r"[^\W_]+", plain)
    return list(dict.fromkeys(word for word in found if len(word) >= SHORTEST))[:MOST]


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
