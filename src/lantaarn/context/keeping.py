"""Writes new rows of several tables in one statement: all of them or none, and one way to the database and back.

Policies, constraints and triggers hold as for rows written one by one. Rows that a policy must already see (a grant)
are written before, by a statement of their own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from uuid import UUID

from django.db import connection, models


def keep(rows: Iterable[models.Model]) -> None:
    """Insert these new rows, whatever their tables."""
    by_table: dict[type[models.Model], list[dict[str, object]]] = {}
    for row in rows:
        by_table.setdefault(type(row), []).append(
            {str(field.column): field.value_from_object(row) for field in row._meta.local_concrete_fields}
        )
    if not by_table:
        return
    inserts = [_insert(model) for model in by_table]
    values = [json.dumps(found, default=_plain) for found in by_table.values()]
    steps = [f"step_{number} AS ({insert})" for number, insert in enumerate(inserts[:-1])]
    with connection.cursor() as cursor:
        cursor.execute((f"WITH {', '.join(steps)} " if steps else "") + inserts[-1], values)


def _insert(model: type[models.Model]) -> str:
    """Composed of the names of our own tables and columns; the values travel as one parameter."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in model._meta.local_concrete_fields)
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)"  # noqa: S608


def _plain(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    raise TypeError(f"{type(value).__name__} cannot be kept this way.")
