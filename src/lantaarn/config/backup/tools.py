"""Finds and runs pg_dump and pg_restore of a version that understands the server."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from lantaarn.config.database import binaries
from lantaarn.config.database.binaries import Binaries, PostgresError

DEBIAN = Path("/usr/lib/postgresql")


def for_server(major: int) -> Binaries:
    """The oldest that is new enough: an older pg_dump refuses, a newer one writes what an older server cannot read."""
    found = [candidate for candidate in candidates() if candidate.major >= major]
    if not found:
        raise PostgresError(
            f"De database draait PostgreSQL {major}; pg_dump van die versie is hier niet gevonden. Installeer "
            f"'postgresql-client-{major}', of zet de map met pg_dump in LANTAARN_PG_BIN."
        )
    return min(found, key=lambda candidate: candidate.major)


def candidates() -> Iterator[Binaries]:
    named = os.environ.get("LANTAARN_PG_BIN")
    on_path = shutil.which("pg_dump")
    folders = [
        Path(named) if named else None,
        Path(on_path).resolve().parent if on_path else None,
        *(folder / "bin" for folder in sorted(DEBIAN.glob("[0-9]*"))),
        binaries.embedded_folder(),
    ]
    for folder in dict.fromkeys(folders):
        if folder and (folder / "pg_dump").exists():
            yield binaries.with_program(folder, "pg_dump")


def run(tools: Binaries, name: str, arguments: Sequence[str], *, url: str) -> None:
    """The password goes by the environment: a command line can be read by every account of the machine."""
    parameters = conninfo_to_dict(url)
    password = parameters.pop("password", None)
    environment = binaries.environment()
    if password:
        environment["PGPASSWORD"] = str(password)
    done = subprocess.run(
        [tools.program(name), *arguments, f"--dbname={make_conninfo('', **parameters)}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise PostgresError(f"{name} is niet gelukt:\n{done.stderr.strip()}")
