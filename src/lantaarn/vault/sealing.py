"""Sealing: values become ciphertexts under the data key of their folder, their desk and their retention class."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection, models

from lantaarn.context.actor import Actor
from lantaarn.vault import ciphers
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.fields import SealedBytes, SealedJSON, sealed_fields
from lantaarn.vault.models import DataKey
from lantaarn.vault.opening import Keys
from lantaarn.vault.organisations import new_data_key, own_key, unwrap_data_key, unwrapped

CASE, REPORTER, PAPERS, EMERGENCY, SEARCH, LOG = "case", "reporter", "papers", "emergency", "search", "log"
"""Classes of what is kept equally long: a case, who reported it, a desk's own papers, why it looked in an emergency,
and two of an organisation as a whole."""


def seal(
    values: Mapping[Cell, str],
    *,
    folder_id: UUID,
    desk_id: UUID | None = None,
    organisation_id: UUID | None = None,
    keep: str = CASE,
    by: Actor,
) -> dict[Cell, str]:
    """Each value as a ciphertext for its own cell. The desk that acts is the owner, unless another is named.

    At most one trip to the database, which finds the key or makes it. Empty stays empty.
    """
    if not any(values.values()):
        return dict(values)
    key_id, key = _data_key(folder_id, desk_id or by.own_desk, organisation_id or by.own_organisation, keep, by)
    return _sealed(_encoded(values), by.region, key_id, key)


def seal_rows(rows: Iterable[models.Model], *, folder_id: UUID, keep: str = CASE, by: Actor) -> None:
    """Seal, in place, the fields of these rows that are kept as ciphertexts (vault/fields.py)."""
    cells = _cells(rows)
    if cells:
        key_id, key = _data_key(folder_id, by.own_desk, by.own_organisation, keep, by)
        _seal_cells(cells, by.region, key_id, key)


def seal_new(rows: Iterable[models.Model], *, folder_id: UUID, keep: str = CASE, by: Actor) -> list[DataKey]:
    """The same for a folder that is new: its key is not looked for, and comes back to be kept with the rows."""
    cells = _cells(rows)
    if not cells:
        return []
    row, key = new_data_key(
        region=by.region,
        folder_id=folder_id,
        desk_id=by.own_desk,
        organisation_id=by.own_organisation,
        keep=keep,
    )
    _seal_cells(cells, by.region, row.id, key)
    return [row]


def seal_own(values: Mapping[Cell, str], *, organisation_id: UUID, keep: str = LOG, by: Actor) -> dict[Cell, str]:
    """Values that lie in no folder, under a key of the organisation as a whole."""
    key_id, key = own_key(region=by.region, organisation_id=organisation_id, keep=keep)
    return _sealed(_encoded(values), by.region, key_id, key)


def seal_beside(cell: Cell, plain: str, *, beside: str, keys: Keys) -> str:
    """A value under the key of a ciphertext that the reader may open; plain where that one is none."""
    found = ciphers.read(beside)
    held = keys.get(found[0]) if found else None
    if found is None or held is None:
        return plain
    region, key = held
    return _sealed({cell: plain.encode()}, region, found[0], key)[cell]


def _encoded(values: Mapping[Cell, str]) -> dict[Cell, bytes]:
    return {cell: plain.encode() for cell, plain in values.items()}


def _sealed(values: Mapping[Cell, bytes], region: str, key_id: UUID, key: bytes) -> dict[Cell, str]:
    return {
        cell: ciphers.write(
            key_id, ciphers.lock(key, plain, bound_to=ciphers.place_of(cell, region=region, key_id=key_id))
        )
        if plain
        else ""
        for cell, plain in values.items()
    }


Cells = dict[Cell, tuple[models.Model, "models.Field[Any, Any]", bytes]]


def _cells(rows: Iterable[models.Model]) -> Cells:
    """What is plain in these rows and must not be kept so."""
    found: Cells = {}
    for row in rows:
        for field in sealed_fields(type(row)):
            value: object = row.__dict__.get(field.attname)  # a column that was left out is not asked for here
            if value and not ciphers.is_sealed(value):
                found[Cell(row._meta.db_table, str(field.column), row.pk)] = (row, field, _plain(field, value))
    return found


def _plain(field: models.Field[Any, Any], value: object) -> bytes:
    if isinstance(field, SealedJSON):
        return json.dumps(value).encode()
    return value if isinstance(value, bytes) else str(value).encode()


def _seal_cells(cells: Cells, region: str, key_id: UUID, key: bytes) -> None:
    sealed = _sealed({cell: plain for cell, (_, _, plain) in cells.items()}, region, key_id, key)
    for cell, (row, field, _plain) in cells.items():
        setattr(row, field.attname, sealed[cell].encode() if isinstance(field, SealedBytes) else sealed[cell])


# The one that is there, or the new one. Neither comes back when somebody made it meanwhile: then it is there next time.
_MAKE = """
WITH made AS (
    INSERT INTO vault_datakey (id, region_id, folder_id, desk_id, organisation_id, keep, org_key_id, wrapped, made_at)
    VALUES (%(id)s, %(region)s, %(folder)s, %(desk)s, %(organisation)s, %(keep)s, %(org_key)s, %(wrapped)s, %(at)s)
    ON CONFLICT (folder_id, desk_id, keep) WHERE destroyed_at IS NULL AND folder_id IS NOT NULL DO NOTHING
    RETURNING id, org_key_id, wrapped, organisation_id
)
SELECT * FROM made UNION ALL
SELECT id, org_key_id, wrapped, organisation_id FROM vault_datakey
WHERE folder_id = %(folder)s AND desk_id = %(desk)s AND keep = %(keep)s AND destroyed_at IS NULL
"""


def _data_key(folder_id: UUID, desk_id: UUID, organisation_id: UUID, keep: str, by: Actor) -> tuple[UUID, bytes]:
    """The live key of this folder, desk and class; made here when there is none."""
    row, key = new_data_key(
        region=by.region, folder_id=folder_id, desk_id=desk_id, organisation_id=organisation_id, keep=keep
    )
    values: dict[str, Any] = {
        "id": row.id,
        "region": row.region_id,
        "folder": folder_id,
        "desk": desk_id,
        "organisation": organisation_id,
        "keep": keep,
        "org_key": row.org_key_id,
        "wrapped": row.wrapped,
        "at": row.made_at,
    }
    for _attempt in range(3):
        with connection.cursor() as cursor:
            cursor.execute(_MAKE, values)
            found = cursor.fetchone()
        if found is not None and found[0] == row.id:
            return row.id, key
        if found is not None:
            row.id, row.org_key_id, row.wrapped, row.organisation_id = found
            return row.id, unwrap_data_key(row, unwrapped([row.org_key_id])[row.org_key_id])
    raise RuntimeError("The key of this folder could neither be found nor made.")
