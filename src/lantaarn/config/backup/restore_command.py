"""Puts a backup back into an empty database, as its owner, and counts whether everything is there."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg

from lantaarn.config.backup import keys, manifest, tools
from lantaarn.config.backup.manifest import Manifest
from lantaarn.config.database.refused import RefusedError
from lantaarn.config.serving import erasures
from lantaarn.config.serving.environment import is_ready_for


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn restore",
        description="Zet een reservekopie terug in een lege database, met de sleutels (BESTAND.keys), telt na of alles "
        "er is, en vernietigt opnieuw wat volgens het grootboek (LANTAARN_LEDGER) is vernietigd. "
        "Maak die database eerst met 'lantaarn database prepare'.",
    )
    parser.add_argument("file", metavar="BESTAND", type=Path, help="de reservekopie")
    parser.add_argument("--keys", metavar="SLEUTELS", type=Path, help="het bestand met de sleutels (BESTAND.keys)")
    parser.add_argument("--without-count", action="store_true", help="ook terugzetten als de telling ontbreekt")
    options = parser.parse_args(argv)
    if not is_ready_for("restore"):
        return 2
    started = time.monotonic()
    key_file = options.keys or keys.beside(options.file)
    expected = None if options.without_count else checked(options.file)
    check_keys(key_file, expected)
    erasures.known(os.environ)
    restore(options.file, owner_url=os.environ["LANTAARN_OWNER_DATABASE_URL"])
    found = verify(expected, backup_url=os.environ["LANTAARN_BACKUP_DATABASE_URL"])
    again = put_back_keys(key_file, expected, owner_url=os.environ["LANTAARN_OWNER_DATABASE_URL"])
    print(
        f"Teruggezet in {time.monotonic() - started:.1f} seconden: {sum(found.values())} rijen in "
        f"{len(found)} tabellen, "
        + ("elke tabel nageteld." if expected else "niet nageteld.")
        + f"\n{erasures.told(again)}"
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


def check_keys(file: Path, expected: Manifest | None) -> None:
    """Without the keys nothing of what people wrote can be read; a backup of before there were keys has none."""
    if expected is not None and not expected.keys_sha256:
        return
    if not file.exists():
        raise RefusedError(
            f"De sleutels ({file}) zijn er niet. Zonder sleutels is de inhoud niet te lezen. Haal het bestand van de "
            "plaats waar u het bewaart, en noem het met --keys."
        )
    if expected is not None and manifest.fingerprint(file) != expected.keys_sha256:
        raise RefusedError(
            f"{file} hoort niet bij deze reservekopie, of is veranderd. Neem het bestand dat erbij hoort."
        )


def restore(file: Path, *, owner_url: str) -> None:
    """All or nothing, in one transaction."""
    with psycopg.connect(owner_url) as connection:
        check_empty(connection)
        major = connection.info.server_version // 10000
    arguments = ["--exit-on-error", "--single-transaction", str(file)]
    tools.run(tools.for_server(major), "pg_restore", arguments, url=owner_url)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("ANALYZE")


def put_back_keys(file: Path, expected: Manifest | None, *, owner_url: str) -> int | None:
    """The keys come back and those that were destroyed since are destroyed again, in one transaction: at no moment
    can be read what was erased. How many erasures were done again; None when that waits for the migrations.
    """
    with psycopg.connect(owner_url) as connection:
        if file.exists():
            counts = keys.put_back(connection, file)
            short = [table for table, rows in counts.items() if expected and expected.rows.get(table, 0) != rows]
            if short:
                raise RefusedError(
                    f"Niet alle sleutels zijn teruggezet: {', '.join(short)}. Begin met een lege database."
                )
        return erasures.replay(connection, os.environ)


def check_empty(connection: psycopg.Connection) -> None:
    tables = connection.execute(manifest.TABLES).fetchall()
    if tables:
        raise RefusedError(
            f"De database {connection.info.dbname} is niet leeg ({len(tables)} tabellen). Terugzetten overschrijft "
            "nooit iets: maak een nieuwe database met 'lantaarn database prepare' en zet de kopie daarin."
        )


def verify(expected: Manifest | None, *, backup_url: str) -> dict[str, int]:
    """The keys come after this, and are counted then."""
    with psycopg.connect(backup_url) as connection:
        found = manifest.count_rows(connection)
    if expected is None:
        return found
    of_keys = {table: expected.rows[table] for table in keys.TABLES if table in expected.rows and expected.keys_sha256}
    wrong = manifest.differences(expected.rows, found | of_keys)
    if wrong:
        raise RefusedError("Niet alles is teruggezet:\n  " + "\n  ".join(wrong))
    return found | of_keys
