"""Checks of what keeps the keys of organisations: the key file and who may read it, or the key server."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from lantaarn.config.doctor.findings import Finding, judged
from lantaarn.config.keys_file import key_file
from lantaarn.vault.ciphers import Tampered, new_key
from lantaarn.vault.providers.closed import Closed
from lantaarn.vault.providers.file import FileProvider
from lantaarn.vault.providers.transit import TransitProvider

CHECK = "sleutels van organisaties"


def vault(environ: Mapping[str, str]) -> Iterator[Finding]:
    yield _server(environ) if environ.get("LANTAARN_VAULT_URL") else _file(key_file(environ))


def _file(path: Path) -> Finding:
    if not path.exists():
        return Finding(
            CHECK, f"{path} ontbreekt", "Zet het bewaarde bestand terug; alleen als nieuw: lantaarn keys make"
        )
    rights = stat.S_IMODE(path.stat().st_mode)
    if rights & 0o077:
        return Finding(CHECK, f"{path} heeft rechten {rights:o}", f"Sluit het voor anderen: chmod 600 {path}")
    try:
        newest = FileProvider(path).newest()
    except Closed as problem:
        return Finding(CHECK, f"{path} is niet te gebruiken", str(problem))
    return Finding(CHECK, f"{path}, sleutel {newest.split(':')[1]}, alleen voor deze gebruiker")


def _server(environ: Mapping[str, str]) -> Finding:
    url = environ["LANTAARN_VAULT_URL"]
    name = environ.get("LANTAARN_VAULT_KEY", "lantaarn")
    try:
        asked = TransitProvider(
            url=url,
            mount=environ.get("LANTAARN_VAULT_MOUNT", "transit"),
            key=name,
            token_file=environ.get("LANTAARN_VAULT_TOKEN_FILE", ""),
            ca=environ.get("LANTAARN_VAULT_CA", ""),
        )
        state, key = asked.state(), new_key()
        same = asked.unwrap(asked.wrap(key, bound_to=b"doctor"), bound_to=b"doctor") == key
    except (Closed, Tampered) as problem:
        return Finding(CHECK, f"{url} is niet te gebruiken", str(problem))
    good = bool(state.get("derived")) and same and not state.get("exportable")
    return judged(
        CHECK,
        good=good and url.startswith("https://"),
        found=f"{url}, sleutel {name} versie {state.get('latest_version')}",
        remedy="Gebruik https en een sleutel met derived=true en exportable=false.",
    )
