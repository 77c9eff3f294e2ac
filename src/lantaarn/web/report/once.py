"""The mark of one form: sent twice, it is one report. Signed, and bound to its region, so nobody can make one."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.core import signing

HOURS_VALID = 24


@dataclass(frozen=True)
class Once:
    """A form's own mark. `fresh` is False when the form stood open too long, or the mark is not one of ours."""

    nonce: str
    purpose: str
    fresh: bool = True

    @property
    def token(self) -> str:
        """What stands in the form; signing anew makes it fresh and leaves the mark the same."""
        return _signer(self.purpose).sign(self.nonce)

    @property
    def mark(self) -> str:
        """What is kept with the report: not to be guessed, and another one for another region."""
        return hashlib.sha256(f"{self.purpose}:{self.nonce}".encode()).hexdigest()


def _signer(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"once:{purpose}")


def new_once(purpose: str) -> Once:
    return Once(secrets.token_urlsafe(24), purpose)


def read_once(purpose: str, token: str) -> Once:
    """The mark that came back. One that stood open too long keeps its mark, so that it still cannot be kept twice."""
    signer = _signer(purpose)
    try:
        return Once(signer.unsign(token, max_age=HOURS_VALID * 3600), purpose)
    except signing.SignatureExpired:
        return Once(signer.unsign(token), purpose, fresh=False)
    except signing.BadSignature:
        return Once(new_once(purpose).nonce, purpose, fresh=False)
