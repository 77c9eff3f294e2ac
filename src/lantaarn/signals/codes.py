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


def reporter_code(once: str) -> str:
    """Twelve characters, 58 bits: guessing is hopeless even before the limit on tries.

    Drawn from the form's own mark with a secret key: whoever sends the same form again (a double click, a line that
    fell away before the answer came) is told the same code, and nothing readable is kept of it.
    """
    key = hashlib.sha256(b"code of a form" + settings.SECRET_KEY.encode()).digest()
    number = int.from_bytes(hmac.new(key, once.encode(), hashlib.sha256).digest(), "big")
    text = ""
    for _ in range(12):
        number, index = divmod(number, len(ALPHABET))
        text += ALPHABET[index]
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def tidy(typed: str) -> str:
    """What somebody typed as the code it was meant to be: case, spaces and hyphens do not matter."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper())


def fingerprint(code: str) -> str:
    """What the database keeps of a reporter's code: keyed, so that the database alone cannot test a guess."""
    key = hashlib.sha256(b"reporter code" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, tidy(code).encode(), hashlib.sha256).hexdigest()
