"""Districts: the region's own names for groups of its municipalities."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.models import Municipality
from lantaarn.rules.transitions import NotAllowed

LONGEST = 80


@transaction.atomic
def place_in_districts(*, districts: Mapping[UUID, str], by: Actor) -> int:
    """Which municipality belongs to which district, by name; an empty name takes it out. How many changed."""
    if not by.can("network.manage"):
        raise NotAllowed(_("U mag in deze rol het netwerk niet wijzigen."))
    changed = []
    for place in Municipality.objects.select_for_update().filter(region_id=by.region, id__in=districts):
        name = " ".join(districts[place.id].split())[:LONGEST]
        if name != place.district:
            place.district = name
            changed.append(place)
    Municipality.objects.bulk_update(changed, ["district"])
    if changed:
        about = ", ".join(f"{place.name}: {place.district or '–'}" for place in changed)
        objects = [place.id for place in changed]
        audit.record(action="network.districts_changed", objects=objects, kind="municipality", about=about[:120], by=by)
    return len(changed)
