"""Seals what was kept before its field was sealed: as the owner, in one transaction, as often as one likes.

Row-level security holds for the owner too; it is lifted for these tables inside the transaction, which locks them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction

from lantaarn.context.actor import system
from lantaarn.folders.models import Contribution
from lantaarn.vault.ciphers import is_sealed
from lantaarn.vault.fields import SealedBytes, SealedJSON, sealed_fields
from lantaarn.vault.sealing import CASE, EMERGENCY, PAPERS, REPORTER, seal_rows
from lantaarn.vault.searching import keep_words

_OPENED_FOR = "(SELECT f.opened_for_id FROM folders_folder f WHERE f.id = t.folder_id)"
OWNERS = {
    "access_consent": "t.desk_id",
    "access_emergency": "t.desk_id",
    "access_share": "t.from_desk_id",
    "folders_contribution": "t.desk_id",
    "folders_personjoin": "t.desk_id",
    "signals_agendaitem": "t.put_by_id",
    "signals_importbatch": "t.desk_id",
    "signals_moment": f"coalesce(t.desk_id, {_OPENED_FOR})",
    "signals_place": "(SELECT c.desk_id FROM folders_contribution c WHERE c.id = t.contribution_id)",
    "signals_question": "t.desk_id",
    "signals_referral": f"coalesce(t.from_desk_id, {_OPENED_FOR})",
    "signals_report": "t.desk_id",
    "signals_signal": "t.lead_desk_id",
    "signals_signallink": "t.made_by_desk_id",
    # What a notice asks is read by its desk, which does not hold the folder: with a key of its own.
    "signals_task": f"CASE WHEN t.item_id IS NULL THEN t.desk_id ELSE coalesce(t.given_by_id, {_OPENED_FOR}) END",
}
"""Whose each row is: the desk that wrote it, or for which the folder was opened."""
CLASSES = {"signals_report": REPORTER, "signals_importbatch": PAPERS, "access_emergency": EMERGENCY}
UNDER_OWN_ID = {"signals_importbatch", "access_emergency"}
"""They lie in no folder, or in one that is not known when they are written."""
_LIFTED = (*OWNERS, "folders_folder", "vault_datakey", "vault_token")


def seal_what_is_plain() -> int:
    """How many rows had something that was not sealed yet."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _LIFTED:
            cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        count = sum(_seal(model) for model in apps.get_models() if model._meta.db_table in OWNERS)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in _LIFTED:
            cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    return count


def _seal(model: type[models.Model]) -> int:
    table, fields = model._meta.db_table, sealed_fields(model)
    folder = "t.id" if table in UNDER_OWN_ID else "t.folder_id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.{model._meta.pk.column}, {folder}, t.region_id, d.id, d.organisation_id"  # noqa: S608
            f" FROM {table} t JOIN network_desk d ON d.id = {OWNERS[table]}"
            f" WHERE {' OR '.join(map(_is_plain, fields))}"
        )
        found = cursor.fetchall()
    owners: dict[tuple[UUID, str, UUID, UUID], list[UUID]] = defaultdict(list)
    for key, *owner in found:
        owners[tuple(owner)].append(key)
    for (folder_id, region, desk_id, organisation_id), keys in owners.items():
        by = replace(system(region, purpose="keys.seal"), desk_id=desk_id, organisation_id=organisation_id)
        rows = list(model._base_manager.defer(None).filter(pk__in=keys))
        words = [row for row in rows if isinstance(row, Contribution)]
        plain = (text for row in words for text in (row.text, row.said_by) if not is_sealed(text))
        keep_words(plain, folder_id=folder_id, by=by)
        seal_rows(rows, folder_id=folder_id, keep=CLASSES.get(table, CASE), by=by)
        model._base_manager.bulk_update(rows, [field.name for field in fields], batch_size=500)
    return len(found)


def _is_plain(field: models.Field[Any, Any]) -> str:
    """SQL: something stands in the column, and it is no ciphertext."""
    name = f"t.{field.column}"
    if isinstance(field, SealedBytes):
        return f"({name} <> '' AND substr({name}, 1, 3) <> 'v1.')"
    if isinstance(field, SealedJSON):
        return f"({name} NOT IN ('{{}}', '[]', '\"\"') AND jsonb_typeof({name}) <> 'string')"
    return f"({name} <> '' AND {name} !~ '^v1[.][0-9a-f]{{32}}[.]')"
