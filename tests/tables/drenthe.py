"""The pack of Drenthe in a test's database: loaded by the owner, with invented people at every desk of its own."""

from __future__ import annotations

import contextlib
import copy
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

DRENTHE = Path(__file__).parents[2] / "regions" / "drenthe"


def owner() -> contextlib.AbstractContextManager[None]:
    """As lantaarn_owner, who loads regions; the website's role may not."""
    return as_role("lantaarn_owner")


@contextlib.contextmanager
def as_role(role: str) -> Iterator[None]:
    """Django's connection as another role of the database."""
    from django.db import connections

    website = connections["default"]
    settings = copy.deepcopy(website.settings_dict)
    settings["USER"] = role
    settings["OPTIONS"].pop("pool", None)
    connections["default"] = type(website)(settings, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = website


def drenthe_files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for pattern in ("*.toml", "*.dmn") for path in DRENTHE.glob(pattern)}


def people_at_every_desk() -> None:
    from lantaarn.network.models import Desk, Membership, User

    for number, desk in enumerate(Desk.objects.filter(off_system=False, body__isnull=True).order_by("label")):
        user = User.objects.create(email=f"persoon{number}@voorbeeld.invalid", name=f"Noor Voorbeeld {number}")
        Membership.objects.create(
            region_id=desk.region_id,
            user=user,
            organisation_id=desk.organisation_id,
            role_id=desk.role_id,
            desk=desk,
            valid_from=dt.date(2020, 1, 1),
        )


def person(role: str, name: str):
    """An actor of this role, as the door would make it."""
    from lantaarn.context.actor import Actor
    from lantaarn.network.models import Organisation, Role, User

    user = User.objects.create(email=f"{name.split(maxsplit=1)[0].lower()}@voorbeeld.invalid", name=name)
    found = Role.objects.get(region_id="drenthe", code=role)
    return Actor(
        kind="plain",
        region="drenthe",
        user_id=user.id,
        name=name,
        role=role,
        may=frozenset(found.may),
        organisation_id=Organisation.objects.get(region_id="drenthe", code="zvhd").id,
        purpose="route.decide",
    )
