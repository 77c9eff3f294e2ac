"""What people say in a request is sealed with a key of its own, so that it can be destroyed alone."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from lantaarn.context.actor import Actor
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.fields import sealed_fields
from lantaarn.vault.opening import Keys, keys_for, open_one
from lantaarn.vault.sealing import seal_own


def keep_of(request_id: UUID) -> str:
    """The class of the key of one request."""
    return f"request:{request_id}"


def seal(row: models.Model, *columns: str, request_id: UUID, by: Actor) -> None:
    """Seal these columns of the row, in place."""
    table = row._meta.db_table
    plain = {Cell(table, column, row.pk): getattr(row, column) for column in columns}
    sealed = seal_own(plain, organisation_id=by.own_organisation, keep=keep_of(request_id), by=by)
    for cell, text in sealed.items():
        setattr(row, cell.column, text)


def opened(rows: Iterable[models.Model]) -> None:
    """Open every sealed column of these rows, in place, with one query for their keys."""
    found = [(row, str(field.column)) for row in rows for field in sealed_fields(type(row))]
    keys: Keys = keys_for(getattr(row, column) for row, column in found)
    for row, column in found:
        setattr(row, column, open_one(Cell(row._meta.db_table, column, row.pk), getattr(row, column), keys))
