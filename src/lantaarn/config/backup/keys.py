"""The wrapped keys in a file of their own, apart from the dump: who erases, must be able to let old copies of keys go.

The dump without this file opens nothing; this file without the key provider opens nothing either.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg import sql

from lantaarn.config.database.refused import RefusedError

TABLES = ("vault_orgkey", "vault_datakey")
"""Organisation keys first: data keys point to them."""
_FIRST = b"lantaarn keys 1\n"


def beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.keys")


def left_out() -> list[str]:
    """What pg_dump is told: the tables go along, their rows do not."""
    return [f"--exclude-table-data=public.{table}" for table in TABLES]


def write(connection: psycopg.Connection, file: Path) -> None:
    """The rows of the key tables as this connection's snapshot has them; for the maker's eyes alone."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream, connection.cursor() as cursor:
        stream.write(_FIRST)
        for table in TABLES:
            columns = _columns(connection, table)
            if not columns:
                continue
            stream.write(f"{table} {','.join(columns)}\n".encode())
            with cursor.copy(sql.SQL("COPY {} ({}) TO STDOUT").format(*_named(table, columns))) as copy:
                for block in copy:
                    stream.write(bytes(block))
            stream.write(b"\\.\n")
        stream.flush()
        os.fsync(stream.fileno())


def _columns(connection: psycopg.Connection, table: str) -> list[str]:
    rows = connection.execute(
        "SELECT attname::text FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped"
        " ORDER BY attnum",
        [f"public.{table}"],
    ).fetchall()
    return [row[0] for row in rows]


def _named(table: str, columns: list[str]) -> tuple[sql.Identifier, sql.Composed]:
    return sql.Identifier("public", table), sql.SQL(", ").join(map(sql.Identifier, columns))


def put_back(connection: psycopg.Connection, file: Path) -> dict[str, int]:
    """Fill the key tables again, as their owner; how many rows per table. The caller's transaction decides."""
    counts: dict[str, int] = {}
    with file.open("rb") as stream:
        if stream.readline() != _FIRST:
            raise RefusedError(f"{file} is geen bestand met sleutels van Lantaarn. Neem dat van dezelfde reservekopie.")
        while heading := stream.readline().decode().split():
            table, columns = heading[0], heading[1].split(",")
            if table not in TABLES:
                raise RefusedError(f"{file} is geen bestand met sleutels van Lantaarn: het noemt de tabel {table}.")
            rows = iter(stream.readline, b"\\.\n")
            counts[table] = _fill(connection, table, columns, rows)
    return counts


def _fill(connection: psycopg.Connection, table: str, columns: list[str], rows: Iterable[bytes]) -> int:
    """Row-level security holds for the owner too, so it is lifted for as long as this transaction alone sees it."""
    name = sql.Identifier("public", table)
    forced = connection.execute(
        "SELECT relforcerowsecurity FROM pg_class WHERE oid = to_regclass(%s)", [f"public.{table}"]
    ).fetchone()
    connection.execute(sql.SQL("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY").format(name))
    with connection.cursor() as cursor:
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(*_named(table, columns))) as copy:
            for row in rows:
                copy.write(row)
        filled = cursor.rowcount
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    if forced and forced[0]:
        connection.execute(sql.SQL("ALTER TABLE {} FORCE ROW LEVEL SECURITY").format(name))
    return filled
