"""Where the file with the keys of the vault lies, for commands that must know before the settings are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def key_file(environ: Mapping[str, str]) -> Path:
    """As the settings find it."""
    named = environ.get("LANTAARN_VAULT_KEY_FILE")
    return Path(named) if named else Path(environ.get("LANTAARN_DATA_DIR", ".lantaarn")) / "vault.key"
