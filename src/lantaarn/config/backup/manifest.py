"""What a backup holds, counted in the snapshot that was dumped, and written beside it as FILE.json."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from lantaarn.config.database.refused import RefusedError

TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname
"""


@dataclass(frozen=True)
class Manifest:
    """Counts per table, and the fingerprint of the file."""

    lantaarn: str
    postgresql: int
    made_at: str
    sha256: str
    rows: dict[str, int]
    keys_sha256: str = ""
    """Of the file with the keys, which lies apart."""

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")


def write(manifest: Manifest, file: Path) -> None:
    beside(file).write_text(json.dumps(asdict(manifest), indent=2) + "\n")


def read(file: Path) -> Manifest:
    try:
        return Manifest(**json.loads(beside(file).read_text()))
    except (FileNotFoundError, ValueError, TypeError) as problem:
        raise RefusedError(
            f"Bij {file} hoort het bestand {beside(file).name} met de telling, en dat ontbreekt of is stuk. Zonder "
            "telling is niet na te gaan of alles terug is. Zet het ernaast, of gebruik --without-count."
        ) from problem


def fingerprint(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def count_rows(connection: psycopg.Connection) -> dict[str, int]:
    """Needs a role that sees past row-level security: a filtered count would call half a restore whole."""
    counts = {}
    for (name,) in connection.execute(TABLES).fetchall():
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", name))
        row = connection.execute(query).fetchone()
        counts[name] = row[0] if row else 0
    return counts


def differences(expected: dict[str, int], found: dict[str, int]) -> list[str]:
    return [
        f"{name}: {expected.get(name, 0)} in de reservekopie, {found.get(name, 0)} teruggezet"
        for name in sorted(expected.keys() | found.keys())
        if expected.get(name) != found.get(name)
    ]
