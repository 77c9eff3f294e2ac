"""Rows as they are, seen past every policy and with what is sealed in them opened."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

IN_JSON = {("folders_contribution", "data"), ("signals_importbatch", "left_out")}
"""Sealed columns that hold JSON."""
_KEY = "id, region_id, folder_id, desk_id, organisation_id, keep, org_key_id, wrapped"


def rows(superuser: psycopg.Connection, table: str, **where: object) -> list[Any]:
    """Rows of `table` with these values, opened."""
    condition = " AND ".join(f"{name} = %s" for name in where) or "true"
    with superuser.cursor(row_factory=namedtuple_row) as cursor:
        found = cursor.execute(f"SELECT * FROM {table} WHERE {condition}", list(where.values())).fetchall()
    return [_opened(superuser, table, row) for row in found]


def row(superuser: psycopg.Connection, table: str, **where: object) -> Any:
    """The one row of `table` with these values, or None."""
    found = rows(superuser, table, **where)
    assert len(found) < 2, f"{len(found)} rows of {table}"
    return found[0] if found else None


def _opened(superuser: psycopg.Connection, table: str, row: Any) -> Any:
    from lantaarn.vault import opening
    from lantaarn.vault.ciphers import Cell, is_sealed

    key = row.folder_id if table == "signals_signal" else getattr(row, "id", None)
    changed = {}
    for name, value in row._asdict().items():
        if isinstance(value, str) and is_sealed(value):
            opens = opening.open_json if (table, name) in IN_JSON else opening.open_one
            changed[name] = opens(Cell(table, name, key), value, _keys(superuser, value))
    return row._replace(**changed)


def _keys(superuser: psycopg.Connection, ciphertext: str) -> Any:
    from lantaarn.vault import ciphers
    from lantaarn.vault.models import DataKey
    from lantaarn.vault.opening import Keys

    found = ciphers.read(ciphertext)
    assert found is not None
    row = superuser.execute(f"SELECT {_KEY} FROM vault_datakey WHERE id = %s", [found[0]]).fetchone()
    assert row is not None
    return Keys([DataKey(**dict(zip(_KEY.split(", "), row, strict=True)))])
