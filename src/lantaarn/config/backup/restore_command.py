"""Puts a backup back into an empty database, as its owner, and counts whether everything is there."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

from lantaarn.config.backup import manifest, tools
from lantaarn.config.backup.manifest import Manifest
from lantaarn.config.database.refused import RefusedError
from lantaarn.config.serving.environment import is_ready_for


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn restore",
        description="Zet een reservekopie terug in een lege database en telt na of alles er is. "
        "Maak die database eerst met 'lantaarn database prepare'.",
    )
    parser.add_argument("file", metavar="BESTAND", type=Path, help="de reservekopie")
    parser.add_argument("--without-count", action="store_true", help="ook terugzetten als de telling ontbreekt")
    options = parser.parse_args(argv)
    if not is_ready_for("restore"):
        return 2
    started = time.monotonic()
    expected = None if options.without_count else checked(options.file)
    restore(options.file, owner_url=os.environ["LANTAARN_OWNER_DATABASE_URL"])
    found = verify(expected, backup_url=os.environ["LANTAARN_BACKUP_DATABASE_URL"])
    print(
        f"Teruggezet in {time.monotonic() - started:.1f} seconden: {sum(found.values())} rijen in "
        f"{len(found)} tabellen, "
        + ("elke tabel nageteld." if expected else "niet nageteld.")
        + "\nVoer nu 'lantaarn migrate' uit: dat werkt de database bij naar deze versie en legt de sleutel vast."
    )
    return 0


def checked(file: Path) -> Manifest:
    if not file.exists():
        raise RefusedError(f"{file} bestaat niet.")
    expected = manifest.read(file)
    if manifest.fingerprint(file) != expected.sha256:
        raise RefusedError(f"{file} is veranderd na het maken (de vingerafdruk klopt niet). Neem een andere kopie.")
    return expected


def restore(file: Path, *, owner_url: str) -> None:
    """All or nothing, in one transaction."""
    with psycopg.connect(owner_url) as connection:
        check_empty(connection)
        major = connection.info.server_version // 10000
    arguments = ["--exit-on-error", "--single-transaction", str(file)]
    tools.run(tools.for_server(major), "pg_restore", arguments, url=owner_url)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def check_empty(connection: psycopg.Connection) -> None:
    tables = connection.execute(manifest.TABLES).fetchall()
    if tables:
        raise RefusedError(
            f"De database {connection.info.dbname} is niet leeg ({len(tables)} tabellen). Terugzetten overschrijft "
            "nooit iets: maak een nieuwe database met 'lantaarn database prepare' en zet de kopie daarin."
        )


def verify(expected: Manifest | None, *, backup_url: str) -> dict[str, int]:
    with psycopg.connect(backup_url) as connection:
        found = manifest.count_rows(connection)
    wrong = manifest.differences(expected.rows, found) if expected else []
    if wrong:
        raise RefusedError("Niet alles is teruggezet:\n  " + "\n  ".join(wrong))
    return found
