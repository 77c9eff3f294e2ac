"""The demo's sign-in page: a region first, then one person of each role in it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from lantaarn.network.queries import DemoPerson
from lantaarn.web.accounts.demo import stage

REGIONS = [("drenthe", "Drenthe"), ("leeg", "Leeg"), ("zuid_limburg", "Zuid-Limburg")]


def person(name: str, region: str, role: str = "focal_point", municipality: str = "") -> DemoPerson:
    return DemoPerson(
        user_id=uuid4(),
        membership_id=uuid4(),
        name=name,
        role=role,
        role_label=role,
        desk_kind=role,
        desk_label=role,
        organisation="",
        municipality=municipality,
        domain="",
        is_deputy=False,
        region=region,
    )


PEOPLE = [
    person("Noor Voorbeeld", "drenthe", municipality="Emmen"),
    person("Fenna Voorbeeld", "drenthe", municipality="Assen"),
    person("Koen Testpersoon", "zuid_limburg", municipality="Heerlen"),
    person("Guus Voorbeeld", "zuid_limburg", "chain_director"),
]


@pytest.mark.parametrize(
    "asked, region, front, more",
    [
        ("", "drenthe", ["Noor Voorbeeld"], ["Fenna Voorbeeld"]),
        ("zuid_limburg", "zuid_limburg", ["Koen Testpersoon", "Guus Voorbeeld"], []),
        ("leeg", "drenthe", ["Noor Voorbeeld"], ["Fenna Voorbeeld"]),
        ("nergens", "drenthe", ["Noor Voorbeeld"], ["Fenna Voorbeeld"]),
    ],
)
def test_nobody_of_another_region_stands_on_the_page(asked, region, front, more):
    found = stage(PEOPLE, REGIONS, asked)
    assert found.region == region
    assert [one.person.name for one in found.front] == front
    assert [one.person.name for one in found.more] == more
    assert found.regions == [("drenthe", "Drenthe"), ("zuid_limburg", "Zuid-Limburg")], (
        "where nobody works is no choice"
    )


def test_before_anybody_is_there_the_page_says_so():
    assert stage([], REGIONS, "").front == []
