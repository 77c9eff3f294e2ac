"""Copies of sealed rows are sealed anew: each folder with keys of its own, each value for its own row, as in life."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

Connection = psycopg.Connection[Any]
CHUNK = 5_000
"""Folders at a time."""


def reseal(database: Connection) -> None:
    """For all folders of bench_copy, whose rows still hold the ciphertexts of their seeds."""
    tables = _tables()
    plain = _plain(database, tables)
    row = database.execute("SELECT count(*) FROM bench_copy").fetchone()
    assert row is not None
    for start in range(0, int(row[0]), CHUNK):
        _reseal(database, tables, plain, start)


def _tables() -> dict[str, tuple[str, list[str]]]:
    """Table: its key, and the text columns that are sealed."""
    from bench.pages.crowd import FOLDERS
    from django.apps import apps

    from lantaarn.vault.fields import SealedBytes, sealed_fields

    found = {}
    for model in apps.get_models():
        columns = [str(f.column) for f in sealed_fields(model) if not isinstance(f, SealedBytes)]
        if columns and model._meta.db_table in FOLDERS:
            found[model._meta.db_table] = (str(model._meta.pk.column), columns)
    return found


def _plain(database: Connection, tables: dict[str, tuple[str, list[str]]]) -> dict[str, tuple[bytes, Any]]:
    """What each ciphertext of the seeds says, and the row of its key."""
    from lantaarn.vault import ciphers
    from lantaarn.vault.ciphers import Cell

    keys = dict(_data_keys(database))
    found: dict[str, tuple[bytes, Any]] = {}
    for table, (key, columns) in tables.items():
        for column in columns:
            query = sql.SQL(
                "SELECT t.{key}, t.{column}::text FROM {table} t JOIN bench_seed s ON s.folder_id = t.folder_id"
            ).format(key=sql.Identifier(key), column=sql.Identifier(column), table=sql.Identifier(table))
            for row_id, text in database.execute(query).fetchall():
                read = ciphers.read((text or "").strip('"'))
                if read is not None:
                    row, opened = keys[read[0]]
                    place = ciphers.place_of(Cell(table, column, row_id), region=row.region_id, key_id=row.id)
                    found[text.strip('"')] = (ciphers.unlock(opened, read[1], bound_to=place), row)
    return found


def _data_keys(database: Connection) -> Iterator[tuple[UUID, tuple[Any, bytes]]]:
    from lantaarn.vault.models import DataKey
    from lantaarn.vault.organisations import unwrap_data_key, unwrapped

    names = "id, region_id, folder_id, desk_id, organisation_id, keep, org_key_id, wrapped"
    rows = database.execute(
        f"SELECT {names} FROM vault_datakey WHERE folder_id IN (SELECT folder_id FROM bench_seed)"  # noqa: S608
    )
    for values in rows.fetchall():
        row = DataKey(**dict(zip(names.split(", "), values, strict=True)))
        yield row.id, (row, unwrap_data_key(row, unwrapped([row.org_key_id])[row.org_key_id]))


def _reseal(database: Connection, tables: dict[str, tuple[str, list[str]]], plain: dict[str, Any], start: int) -> None:
    made: dict[tuple[UUID, UUID], tuple[Any, bytes]] = {}
    for table, (key, columns) in tables.items():
        for column in columns:
            _column(database, table, key, column, plain, made, start)
    with database.cursor().copy(
        "COPY vault_datakey (id, region_id, folder_id, desk_id, organisation_id, keep, org_key_id, wrapped, made_at)"
        " FROM STDIN"
    ) as copy:
        for row, _key in made.values():
            copy.write_row(
                (
                    row.id,
                    row.region_id,
                    row.folder_id,
                    row.desk_id,
                    row.organisation_id,
                    row.keep,
                    row.org_key_id,
                    row.wrapped,
                    row.made_at,
                )
            )


def _column(
    database: Connection,
    table: str,
    key: str,
    column: str,
    plain: dict[str, Any],
    made: dict[tuple[UUID, UUID], tuple[Any, bytes]],
    start: int,
) -> None:
    from lantaarn.vault import ciphers
    from lantaarn.vault.ciphers import Cell

    names = {"key": sql.Identifier(key), "column": sql.Identifier(column), "table": sql.Identifier(table)}
    rows = database.execute(
        sql.SQL(
            "SELECT t.{key}, t.folder_id, t.{column}::text FROM {table} t JOIN bench_copy c USING (folder_id)"
            " WHERE c.n > %s AND c.n <= %s AND t.{column}::text ~ '^\"?v1[.]'"
        ).format(**names),
        [start, start + CHUNK],
    ).fetchall()
    ids, sealed = [], []
    for row_id, folder_id, text in rows:
        value, seed = plain[text.strip('"')]
        row, opened = made.get((folder_id, seed.id)) or _new(made, folder_id, seed)
        place = ciphers.place_of(Cell(table, column, row_id), region=row.region_id, key_id=row.id)
        ids.append(row_id)
        written = ciphers.write(row.id, ciphers.lock(opened, value, bound_to=place))
        sealed.append(f'"{written}"' if text.startswith('"') else written)
    cast = sql.SQL("::jsonb" if sealed and sealed[0].startswith('"') else "")
    database.execute(
        sql.SQL(
            "UPDATE {table} t SET {column} = n.value{cast} FROM unnest(%s::uuid[], %s::text[]) AS n (id, value)"
            " WHERE t.{key} = n.id"
        ).format(cast=cast, **names),
        [ids, sealed],
    )


def _new(made: dict[tuple[UUID, UUID], tuple[Any, bytes]], folder_id: UUID, seed: Any) -> tuple[Any, bytes]:
    from django.utils import timezone

    from lantaarn.vault import ciphers
    from lantaarn.vault.models import DataKey
    from lantaarn.vault.organisations import Current, unwrapped, wrap_data_key

    row = DataKey(
        id=uuid.uuid4(),
        region_id=seed.region_id,
        folder_id=folder_id,
        desk_id=seed.desk_id,
        organisation_id=seed.organisation_id,
        keep=seed.keep,
        made_at=timezone.now(),
    )
    key = ciphers.new_key()
    wrap_data_key(row, key, Current(seed.org_key_id, unwrapped([seed.org_key_id])[seed.org_key_id]))
    made[folder_id, seed.id] = (row, key)
    return row, key
