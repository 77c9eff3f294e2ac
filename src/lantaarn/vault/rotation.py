"""Rotating and checking keys while everybody works on.

An organisation gets a new version of its key; what lies under the older ones is wrapped anew in batches, each its own
transaction. A reader gets a data key and the version that wrapped it in one row, so it always has a pair that fits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils import timezone

from lantaarn.context.actor import system
from lantaarn.context.session import acting
from lantaarn.vault.ciphers import Tampered
from lantaarn.vault.models import DataKey, OrganisationKey
from lantaarn.vault.organisations import Current, bound_to, new_version, unwrap_data_key, unwrapped, wrap_data_key
from lantaarn.vault.providers import provider

BATCH = 500
LETS_GO_AFTER = dt.timedelta(hours=1)
"""Longer than any process remembers a version as the newest one."""


@dataclass(frozen=True)
class Rotated:
    """New versions of organisations' keys, data keys wrapped anew, and old versions that are no more."""

    organisations: int
    data_keys: int
    let_go: int


@dataclass(frozen=True)
class Checked:
    """What a region's keys are worth; all is well when nothing is `broken`."""

    organisations: int
    data_keys: int
    destroyed: int
    under_older: int
    broken: tuple[UUID, ...]


def organisations_with_keys(region: str) -> list[UUID]:
    found = OrganisationKey.objects.filter(region_id=region, retired_at__isnull=True)
    return list(found.order_by("organisation_id").values_list("organisation_id", flat=True))


def rotate(region: str, *, new_versions: bool = True, batch: int = BATCH) -> Rotated:
    """As the queue's role. May be broken off and begun again; without `new_versions` it finishes what lies behind."""
    with acting(system(region, purpose="keys.rotate")):
        organisations = organisations_with_keys(region)
    made = [_renew(region, organisation_id) for organisation_id in organisations if new_versions]
    moved = 0
    while done := _wrap_anew(region, batch):
        moved += done
    _take_newest_of_provider(region)
    return Rotated(len(made), moved, _let_go(region))


def _renew(region: str, organisation_id: UUID) -> UUID:
    with acting(system(region, purpose="keys.rotate")):
        last = (
            OrganisationKey.objects.select_for_update().filter(organisation_id=organisation_id, retired_at=None).get()
        )
        OrganisationKey.objects.filter(id=last.id).update(retired_at=timezone.now())
        row, _key = new_version(region, organisation_id, last.version + 1)
        row.save(force_insert=True)
        return row.id


def _wrap_anew(region: str, batch: int) -> int:
    """One batch of data keys that lie under an older version; how many there were."""
    with acting(system(region, purpose="keys.rotate")):
        rows = list(
            DataKey.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(region_id=region, destroyed_at__isnull=True, org_key__retired_at__isnull=False)
            .order_by("id")[:batch]
        )
        if rows:
            _move(rows)
        return len(rows)


def _move(rows: Sequence[DataKey]) -> None:
    newest = dict(
        OrganisationKey.objects.filter(
            organisation_id__in={row.organisation_id for row in rows}, retired_at__isnull=True
        ).values_list("organisation_id", "id")
    )
    keys = unwrapped({row.org_key_id for row in rows} | set(newest.values()))
    for row in rows:
        under = newest[row.organisation_id]
        wrap_data_key(row, unwrap_data_key(row, keys[row.org_key_id]), Current(under, keys[under]))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE vault_datakey k SET org_key_id = n.org_key_id, wrapped = n.wrapped"
            " FROM unnest(%s::uuid[], %s::uuid[], %s::bytea[]) AS n (id, org_key_id, wrapped) WHERE k.id = n.id",
            [[row.id for row in rows], [row.org_key_id for row in rows], [bytes(row.wrapped) for row in rows]],
        )


def _take_newest_of_provider(region: str) -> None:
    """Organisations' keys under an older key of the provider get the newest around them."""
    asked = provider()
    newest = asked.newest()
    with acting(system(region, purpose="keys.rotate")):
        for row in OrganisationKey.objects.select_for_update().filter(region_id=region).exclude(wrapped=""):
            if not row.wrapped.startswith(newest):
                row.wrapped = asked.rewrap(
                    row.wrapped, bound_to=bound_to(row.region_id, row.organisation_id, row.version)
                )
                row.save(update_fields=["wrapped"])


def _let_go(region: str) -> int:
    """Old versions under which nothing lies any more lose their bytes."""
    with acting(system(region, purpose="keys.rotate")):
        live = DataKey.objects.filter(destroyed_at__isnull=True).values("org_key_id")
        old = OrganisationKey.objects.filter(region_id=region, retired_at__lt=timezone.now() - LETS_GO_AFTER)
        return old.exclude(wrapped="").exclude(id__in=live).update(wrapped="")


def check(region: str) -> Checked:
    """Unwrap every key once, as the queue's role."""
    with acting(system(region, purpose="keys.check")):
        rows = DataKey.objects.filter(region_id=region)
        broken: list[UUID] = []
        for row in rows.filter(destroyed_at__isnull=True).order_by("id").iterator(chunk_size=2000):
            try:
                unwrap_data_key(row, unwrapped([row.org_key_id])[row.org_key_id])
            except (Tampered, KeyError):
                broken.append(row.id)
        return Checked(
            organisations=len(organisations_with_keys(region)),
            data_keys=rows.filter(destroyed_at__isnull=True).count(),
            destroyed=rows.filter(destroyed_at__isnull=False).count(),
            under_older=rows.filter(destroyed_at__isnull=True, org_key__retired_at__isnull=False).count(),
            broken=tuple(broken),
        )


def regions_with_keys() -> list[str]:
    """Regions in which something is locked."""
    return list(OrganisationKey.objects.order_by("region_id").values_list("region_id", flat=True).distinct())
