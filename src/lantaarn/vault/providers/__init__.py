"""The key provider: it lies outside the database, and wraps and unwraps the keys of organisations, nothing else."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from django.conf import settings

from lantaarn.vault.providers.file import FileProvider
from lantaarn.vault.providers.transit import TransitProvider


class Provider(Protocol):
    """What is asked of it. `bound_to` names the organisation: for another one the same wrapped key does not open."""

    name: str

    def wrap(self, key: bytes, *, bound_to: bytes) -> str:
        """The key as it may lie in the database."""

    def unwrap(self, wrapped: str, *, bound_to: bytes) -> bytes:
        """The key itself; Tampered or Closed when it does not open."""

    def newest(self) -> str:
        """How everything begins that was wrapped with the newest key of the provider."""

    def rewrap(self, wrapped: str, *, bound_to: bytes) -> str:
        """The same key with the newest key of the provider around it."""

    def renew(self) -> None:
        """Make a new key of the provider itself; what the older ones wrapped still opens."""


def provider() -> Provider:
    """The provider that the installation chose: a Transit server when its address is set, otherwise a key file."""
    return _chosen(
        settings.VAULT_URL,
        settings.VAULT_MOUNT,
        settings.VAULT_KEY,
        str(settings.VAULT_TOKEN_FILE),
        settings.VAULT_CA,
        str(settings.VAULT_KEY_FILE),
    )


@lru_cache(maxsize=4)
def _chosen(url: str, mount: str, key: str, token_file: str, ca: str, key_file: str) -> Provider:
    if url:
        return TransitProvider(url=url, mount=mount, key=key, token_file=token_file, ca=ca)
    return FileProvider(key_file)


__all__ = ["FileProvider", "Provider", "TransitProvider", "provider"]
