"""Keys of organisations, unwrapped for a short while in this process, and the keys that lie under them.

An unwrapped key is forgotten after five minutes, and at most five hundred are remembered. A key that was made in a
transaction is remembered only once that transaction is kept: nothing may be locked with a key that is not there.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lantaarn.vault.ciphers import lock, new_key, unlock
from lantaarn.vault.models import DataKey, OrganisationKey
from lantaarn.vault.providers import provider

LIFE, MOST = 300.0, 500


class Remembered:
    """A small store that forgets: by time, and by number."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: OrderedDict[object, tuple[object, float]] = OrderedDict()

    def get(self, name: object) -> object | None:
        with self._lock:
            value, until = self._held.get(name, (None, 0.0))
            return value if until > time.monotonic() else None

    def put(self, name: object, value: object) -> None:
        with self._lock:
            self._held[name] = (value, time.monotonic() + LIFE)
            self._held.move_to_end(name)
            while len(self._held) > MOST:
                self._held.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._held.clear()


_KEYS, _CURRENT, _OWN = Remembered(), Remembered(), Remembered()


def forget_all() -> None:
    """Forget every unwrapped key of this process."""
    for store in (_KEYS, _CURRENT, _OWN):
        store.forget()


@dataclass(frozen=True)
class Current:
    """The key with which an organisation wraps now."""

    id: UUID
    key: bytes


def bound_to(region: str, organisation_id: UUID, version: int) -> bytes:
    return f"lantaarn|{region}|{organisation_id.hex}|{version}".encode()


def wrap_data_key(row: DataKey, key: bytes, under: Current) -> None:
    """Set what is kept of `key` in its row: bound to everything that the row says of it."""
    row.org_key_id = under.id
    row.wrapped = lock(under.key, key, bound_to=what_it_is_for(row))


def unwrap_data_key(row: DataKey, org_key: bytes) -> bytes:
    return unlock(org_key, bytes(row.wrapped), bound_to=what_it_is_for(row))


def what_it_is_for(row: DataKey) -> bytes:
    parts = (row.region_id, row.organisation_id, row.folder_id or "", row.desk_id or "", row.keep, row.id)
    return "|".join(("key", *map(str, parts))).encode()


def unwrapped(ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """Keys of organisations by id; those not remembered are asked of the provider, after one query for all."""
    found: dict[UUID, bytes] = {}
    missing: list[UUID] = []
    for key_id in set(ids):
        held = _KEYS.get(key_id)
        if isinstance(held, bytes):
            found[key_id] = held
        else:
            missing.append(key_id)
    if missing:
        for row in OrganisationKey.objects.filter(id__in=missing):
            found[row.id] = _unwrap(row)
            _KEYS.put(row.id, found[row.id])
    return found


def _unwrap(row: OrganisationKey) -> bytes:
    return provider().unwrap(row.wrapped, bound_to=bound_to(row.region_id, row.organisation_id, row.version))


def current(region: str, organisation_id: UUID) -> Current:
    """The newest key of this organisation; its first is made here."""
    held = _CURRENT.get(organisation_id)
    if isinstance(held, Current):
        return held
    row = _newest(organisation_id)
    if row is not None:
        return _remembered(organisation_id, Current(row.id, _unwrap(row)))
    return _first(region, organisation_id)


def _newest(organisation_id: UUID) -> OrganisationKey | None:
    return OrganisationKey.objects.filter(organisation_id=organisation_id, retired_at__isnull=True).first()


def _first(region: str, organisation_id: UUID) -> Current:
    """Two who make the first at once: one of them finds the other's."""
    made, key = new_version(region, organisation_id, 1)
    OrganisationKey.objects.bulk_create([made], ignore_conflicts=True)
    row = _newest(organisation_id)
    assert row is not None, "A key that another transaction made is visible once the conflict is over."
    return _remembered(organisation_id, Current(row.id, key if row.id == made.id else _unwrap(row)))


def _remembered(organisation_id: UUID, found: Current) -> Current:
    """Also one that was found may have been made earlier in this very transaction."""
    transaction.on_commit(partial(_KEYS.put, found.id, found.key))
    transaction.on_commit(partial(_CURRENT.put, organisation_id, found))
    return found


def new_version(region: str, organisation_id: UUID, version: int) -> tuple[OrganisationKey, bytes]:
    """A new key, not kept yet."""
    key, asked = new_key(), provider()
    row = OrganisationKey(
        id=uuid.uuid4(),
        region_id=region,
        organisation_id=organisation_id,
        version=version,
        provider=asked.name,
        wrapped=asked.wrap(key, bound_to=bound_to(region, organisation_id, version)),
        made_at=timezone.now(),
    )
    return row, key


def new_data_key(
    *, region: str, folder_id: UUID | None, desk_id: UUID | None, organisation_id: UUID, keep: str
) -> tuple[DataKey, bytes]:
    """A new data key and its row, not kept yet."""
    key = new_key()
    row = DataKey(
        id=uuid.uuid4(),
        region_id=region,
        folder_id=folder_id,
        desk_id=desk_id,
        organisation_id=organisation_id,
        keep=keep,
        made_at=timezone.now(),
    )
    wrap_data_key(row, key, current(region, organisation_id))
    return row, key


def own_key(*, region: str, organisation_id: UUID, keep: str) -> tuple[UUID, bytes]:
    """The organisation's own data key for one purpose (search, log), made at its first use."""
    name = (organisation_id, keep)
    held = _OWN.get(name)
    if isinstance(held, tuple):
        return held
    row = _own(organisation_id, keep)
    if row is None:
        made, _key = new_data_key(
            region=region, folder_id=None, desk_id=None, organisation_id=organisation_id, keep=keep
        )
        DataKey.objects.bulk_create([made], ignore_conflicts=True)
        row = _own(organisation_id, keep)
        assert row is not None, "The key was made here or by somebody else."
    found = (row.id, unwrap_data_key(row, unwrapped([row.org_key_id])[row.org_key_id]))
    transaction.on_commit(partial(_OWN.put, name, found))
    return found


def _own(organisation_id: UUID, keep: str) -> DataKey | None:
    return DataKey.objects.filter(
        folder_id__isnull=True, organisation_id=organisation_id, keep=keep, destroyed_at__isnull=True
    ).first()
