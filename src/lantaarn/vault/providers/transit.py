"""The provider for production: the transit engine of OpenBao or Vault, which never gives its key away.

The key of the engine is made with `derived=true`: the context, which names the organisation, is part of the key.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import urllib3

from lantaarn.vault.ciphers import Tampered
from lantaarn.vault.providers.closed import Closed

_TIMEOUT = urllib3.Timeout(connect=2.0, read=5.0)
_REFUSED = 400


class TransitProvider:
    """Talks to `/v1/<mount>/…`; the token is read from a file each time, so that an agent may renew it."""

    name = "transit"

    def __init__(self, *, url: str, mount: str, key: str, token_file: str | Path, ca: str = "") -> None:
        self.url, self.mount, self.key = url.rstrip("/"), mount.strip("/"), key
        self.token_file = Path(token_file)
        self._pool = urllib3.PoolManager(maxsize=4, retries=False, timeout=_TIMEOUT, ca_certs=ca or None)

    def wrap(self, key: bytes, *, bound_to: bytes) -> str:
        answer = self._ask(f"encrypt/{self.key}", plaintext=_text(key), context=_text(bound_to))
        return str(answer["ciphertext"])

    def unwrap(self, wrapped: str, *, bound_to: bytes) -> bytes:
        answer = self._ask(f"decrypt/{self.key}", ciphertext=wrapped, context=_text(bound_to))
        return b64decode(answer["plaintext"])

    def rewrap(self, wrapped: str, *, bound_to: bytes) -> str:
        """With the newest key of the engine, without the organisation's key leaving it."""
        answer = self._ask(f"rewrap/{self.key}", ciphertext=wrapped, context=_text(bound_to))
        return str(answer["ciphertext"])

    def newest(self) -> str:
        return f"vault:v{self.state()['latest_version']}:"

    def renew(self) -> None:
        self._ask(f"keys/{self.key}/rotate")

    def state(self) -> dict[str, Any]:
        """What the engine tells of its key."""
        return self._ask(f"keys/{self.key}", method="GET")

    def _ask(self, path: str, *, method: str = "POST", **body: str) -> dict[str, Any]:
        address = f"{self.url}/v1/{self.mount}/{path}"
        headers = {"X-Vault-Token": self._token(), "X-Vault-Request": "true", "Content-Type": "application/json"}
        try:
            answer = self._pool.request(method, address, body=json.dumps(body) if body else None, headers=headers)
        except urllib3.exceptions.HTTPError as problem:
            raise Closed(f"De sleutelkluis op {self.url} antwoordt niet. Controleer of hij draait.") from problem
        if answer.status == _REFUSED and path.startswith(("decrypt/", "rewrap/")):
            raise Tampered("The key provider cannot open this key for this organisation.")
        if answer.status not in (200, 204):
            raise Closed(
                f"De sleutelkluis op {self.url} weigert {path.partition('/')[0]} (antwoord {answer.status})."
                " Controleer het token, en de rechten daarvan op de sleutel."
            )
        return dict(json.loads(answer.data).get("data") or {}) if answer.data else {}

    def _token(self) -> str:
        try:
            return self.token_file.read_text().strip()
        except OSError as problem:
            raise Closed(
                f"Het token van de sleutelkluis is niet te lezen: {self.token_file} ({problem.strerror})."
            ) from problem


def _text(value: bytes) -> str:
    return b64encode(value).decode()
