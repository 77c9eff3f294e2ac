"""Writes the whole database to one file, as the role that sees past row-level security and changes nothing."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from lantaarn import __version__
from lantaarn.config.backup import keys, manifest, tools
from lantaarn.config.backup.manifest import Manifest
from lantaarn.config.database.refused import RefusedError
from lantaarn.config.serving.environment import is_ready_for


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn backup",
        description="Maakt een reservekopie van de hele database, met een telling ernaast (BESTAND.json) en de "
        "sleutels van de inhoud in een eigen bestand (BESTAND.keys). Bewaar dat ergens anders, en niet langer dan "
        "nodig: zolang het er is, is te lezen wat daarna is vernietigd. De sleutels uit de omgeving zitten er niet in.",
    )
    parser.add_argument("file", metavar="BESTAND", type=Path, help="waar de reservekopie komt")
    options = parser.parse_args(argv)
    if not is_ready_for("backup"):
        return 2
    started = time.monotonic()
    made = backup(options.file, url=os.environ["LANTAARN_BACKUP_DATABASE_URL"])
    size = options.file.stat().st_size / 1_000_000
    print(
        f"Reservekopie gemaakt in {time.monotonic() - started:.1f} seconden: {options.file} "
        f"({size:.1f} MB, {made.total} rijen in {len(made.rows)} tabellen).\n"
        f"De sleutels staan apart in {keys.beside(options.file)}: bewaar ze op een andere plaats."
    )
    return 0


def backup(file: Path, *, url: str) -> Manifest:
    """The count and the dump see one and the same moment."""
    if file.exists():
        raise RefusedError(f"{file} bestaat al. Kies een andere naam; een reservekopie wordt nooit overschreven.")
    unfinished = file.with_name(f"{file.name}.unfinished")
    with psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        major = connection.info.server_version // 10000
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        arguments = ["--format=custom", f"--snapshot={row[0]}", "--lock-wait-timeout=30s", f"--file={unfinished}"]
        tools.run(tools.for_server(major), "pg_dump", [*arguments, *keys.left_out(), "--no-sync"], url=url)
        keys.write(connection, keys.beside(file))
        rows = manifest.count_rows(connection)
    with unfinished.open("rb") as stream:
        os.fsync(stream.fileno())
    made = Manifest(
        lantaarn=__version__,
        postgresql=major,
        made_at=datetime.now(tz=UTC).isoformat(timespec="seconds"),
        sha256=manifest.fingerprint(unfinished),
        rows=rows,
        keys_sha256=manifest.fingerprint(keys.beside(file)),
    )
    manifest.write(made, file)
    unfinished.rename(file)
    return made
