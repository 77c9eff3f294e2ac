"""Opening: ciphertexts become values again, with the keys that came along with the page's own query."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from lantaarn.vault import ciphers
from lantaarn.vault.ciphers import Cell, Tampered
from lantaarn.vault.fields import SealedBytes, SealedJSON, sealed_fields
from lantaarn.vault.models import DataKey
from lantaarn.vault.organisations import unwrap_data_key, unwrapped

_PARTS = (
    "k.id, k.region_id, k.folder_id, k.desk_id, k.organisation_id, k.keep, k.org_key_id, encode(k.wrapped, 'base64')"
)
ONE_KEY = f"jsonb_build_array({_PARTS})"
"""SQL: the key in row k, for a query that joins `vault_datakey k ON k.id = vault_key_of(<column>)`."""


def keys_sql(folder: str) -> str:
    """SQL: every key of a folder that the reader may use, as one JSON value; goes in the page's own query."""
    return f"(SELECT jsonb_agg({ONE_KEY}) FROM vault_datakey k WHERE k.folder_id = {folder})"  # noqa: S608 - our names


class Keys:
    """The keys that a reader got. Each is unwrapped when something asks for it; nothing of it is remembered."""

    def __init__(self, rows: Iterable[DataKey] = ()) -> None:
        self._rows = {row.id: row for row in rows}
        self._open: dict[UUID, bytes] = {}

    @classmethod
    def read(cls, found: str | Sequence[Sequence[Any] | str | None] | None) -> Keys:
        """From what `keys_sql` brought, or `ONE_KEY` in each of several rows; none is fine. JSON may still be text."""
        rows = json.loads(found) if isinstance(found, str) else found
        each = (json.loads(row) if isinstance(row, str) else row for row in rows or () if row)
        return cls(_row(row) for row in each)

    def get(self, key_id: UUID) -> tuple[str, bytes] | None:
        """Region and key, or None when the reader does not have it or when it was destroyed."""
        row = self._rows.get(key_id)
        if row is None or not row.wrapped:
            return None
        if key_id not in self._open:
            org_keys = unwrapped({r.org_key_id for r in self._rows.values()})
            if row.org_key_id not in org_keys:
                raise Tampered("The key of the organisation is not there.")
            self._open[key_id] = unwrap_data_key(row, org_keys[row.org_key_id])
        return row.region_id, self._open[key_id]

    def is_destroyed(self, key_id: UUID) -> bool:
        return key_id in self._rows and not self._rows[key_id].wrapped


def _row(parts: Sequence[Any]) -> DataKey:
    key_id, region, folder, desk, organisation, keep, org_key, wrapped = parts
    return DataKey(
        id=UUID(key_id),
        region_id=region,
        folder_id=folder and UUID(folder),
        desk_id=desk and UUID(desk),
        organisation_id=UUID(organisation),
        keep=keep,
        org_key_id=UUID(org_key),
        wrapped=b64decode(wrapped),
    )


def keys_of(folders: Iterable[UUID]) -> Keys:
    """One query: the keys of these folders that the acting desk may use."""
    return Keys(DataKey.objects.filter(folder_id__in=set(folders)))


def keys_for(values: Iterable[object]) -> Keys:
    """One query: the keys that these ciphertexts name; none when there is no ciphertext among them."""
    texts = (value.decode("latin-1") if isinstance(value, bytes) else value for value in values)
    named = {found[0] for text in texts if isinstance(text, str) and (found := ciphers.read(text))}
    return Keys(DataKey.objects.filter(id__in=named)) if named else Keys()


def open_rows(rows: Iterable[models.Model]) -> None:
    """Open, in place, the sealed fields of these rows that were loaded; one query for the keys of all."""
    cells = [
        (row, field, Cell(row._meta.db_table, str(field.column), row.pk))
        for row in rows
        for field in sealed_fields(type(row))
        if ciphers.is_sealed(row.__dict__.get(field.attname))
    ]
    keys = keys_for(getattr(row, field.attname) for row, field, _cell in cells)
    for row, field, cell in cells:
        opens: Callable[[Cell, Any, Keys], object] = (
            open_json if isinstance(field, SealedJSON) else open_bytes if isinstance(field, SealedBytes) else open_one
        )
        setattr(row, field.attname, opens(cell, getattr(row, field.attname), keys))


def open_all(values: Mapping[Cell, str], keys: Keys) -> dict[Cell, str]:
    """Each value in plain; what was destroyed, or is not the reader's, is said in words."""
    return {cell: open_one(cell, value, keys) for cell, value in values.items()}


def open_one(cell: Cell, value: str, keys: Keys) -> str:
    """What is no ciphertext (empty, or kept before fields were sealed) comes back as it is."""
    found = ciphers.read(value) if value.startswith("v1.") else None
    if found is None:
        return value
    key_id, locked = found
    held = keys.get(key_id)
    if held is None:
        return _("[gewist]") if keys.is_destroyed(key_id) else _("[niet voor u]")
    return ciphers.unlock(held[1], locked, bound_to=ciphers.place_of(cell, region=held[0], key_id=key_id)).decode()


def open_in(
    rows: Iterable[dict[str, Any]], keys: Keys, *, table: str, columns: Sequence[str], row_id: str = "id"
) -> None:
    """Open these columns in rows of a JSON answer, in place."""
    for row in rows:
        for column in columns:
            value = row.get(column)
            if isinstance(value, str) and value.startswith("v1."):
                row[column] = open_one(Cell(table, column, row[row_id]), value, keys)


def open_json(cell: Cell, value: object, keys: Keys) -> object:
    """A JSON value that was sealed whole; erased or not ours: an empty one."""
    if not isinstance(value, str):
        return value
    found = ciphers.read(value)
    if found is not None and keys.get(found[0]) is None:
        return {}
    opened: object = json.loads(open_one(cell, value, keys))
    return opened


def open_bytes(cell: Cell, value: bytes, keys: Keys) -> bytes:
    """Bytes that were sealed; erased or not ours: none."""
    found = ciphers.read(value.decode()) if value.startswith(b"v1.") else None
    if found is None:
        return value
    key_id, locked = found
    held = keys.get(key_id)
    if held is None:
        return b""
    return ciphers.unlock(held[1], locked, bound_to=ciphers.place_of(cell, region=held[0], key_id=key_id))
