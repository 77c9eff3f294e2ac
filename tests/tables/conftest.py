"""The region Drenthe as its pack states it, and the people who work on its route."""

import pytest

from tables.drenthe import drenthe_files, owner, people_at_every_desk, person


@pytest.fixture
def drenthe(database) -> str:
    from lantaarn.tables.loading import load_pack

    with owner():
        load_pack(drenthe_files())
        people_at_every_desk()
    return "drenthe"


@pytest.fixture
def director(drenthe):
    return person("chain_director", "Sanne Testpersoon")


@pytest.fixture
def focal_point(drenthe):
    return person("focal_point", "Bram Verzonnen")


@pytest.fixture
def act(director):
    """`act(adopt, version_id=…)`: the chain director takes a step, in a transaction of her own."""
    from lantaarn.context.session import acting

    def step(action, *, by=None, **given):
        with acting(by or director) as actor:
            return action(**given, by=actor)

    return step


@pytest.fixture
def first(drenthe):
    """The version that came with the pack."""
    from lantaarn.tables import queries

    return queries.versions("drenthe")[0]
