"""What is kept for a day under a token that its writer holds: sealed with a key made of it, so nothing is stored.

The database has the token's hash, which opens nothing. The installation's secret is part of the key as well.
"""

from __future__ import annotations

from base64 import b64decode, b64encode

from django.conf import settings

from lantaarn.vault import ciphers

_MARK = "d1."


def seal_under(token: str, plain: str, *, region: str, what: str) -> str:
    """The text, sealed for this token, this region and this use."""
    locked = ciphers.lock(_key(token), plain.encode(), bound_to=f"{region}|{what}".encode())
    return _MARK + b64encode(locked).decode()


def open_under(token: str, sealed: str, *, region: str, what: str) -> str:
    """The text again; Tampered for another token, region or use."""
    if not sealed.startswith(_MARK):
        raise ciphers.Tampered("This was not sealed under a token.")
    return ciphers.unlock(_key(token), b64decode(sealed[len(_MARK) :]), bound_to=f"{region}|{what}".encode()).decode()


def _key(token: str) -> bytes:
    return ciphers.derived(ciphers.derived(settings.SECRET_KEY.encode(), "what passes"), token)
