"""Codes that people read aloud: of a signal, and of a reporter, which is a secret."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

from django.conf import settings

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O 1 I L U: what is written on a note must not be misread."""


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_signal_code() -> str:
    """For talking about a signal; random, so that it says nothing of how many there are. Not a key."""
    return f"S-{_random(6)}"


def new_reporter_code() -> str:
    """Twelve characters, 58 bits: guessing is hopeless even before the limit on tries."""
    text = _random(12)
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def tidy(typed: str) -> str:
    """What somebody typed as the code it was meant to be: case, spaces and hyphens do not matter."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper())


def fingerprint(code: str) -> str:
    """What the database keeps of a reporter's code: keyed, so that the database alone cannot test a guess."""
    key = hashlib.sha256(b"reporter code" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, tidy(code).encode(), hashlib.sha256).hexdigest()
