"""A second region on the same engine: Zuid-Limburg, which differs from Drenthe in words, desks and where people sit."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from lantaarn.rules.routing import Route, prove_region, route
from lantaarn.rules.sharing import Item, Recipient, decide, facts_of, prove_sharing
from lantaarn.tables.packs import Pack, read_folder

ZUID_LIMBURG = Path(__file__).parents[2] / "regions" / "zuid-limburg"
UNKNOWN = {
    "acute_danger": "no",
    "in_region": "yes",
    "source_domain": "municipality",
    "minor": "unknown",
    "domestic_dependency": "unknown",
    "possible_victim": "unknown",
    "suspect_known": "unknown",
    "sexual": "unknown",
    "labour": "unknown",
    "criminal": "unknown",
    "other_exploitation": "unknown",
    "undermining": "unknown",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_folder(ZUID_LIMBURG)


@pytest.fixture(scope="module")
def goes(pack):
    def go(stage: str, **facts: str) -> dict[str, str]:
        found = route(pack.plan(), {**UNKNOWN, "stage": stage, **facts})
        assert isinstance(found, Route), found
        return {one.desk: one.task for one in found.steps}

    return go


def test_the_route_of_sixteen_municipalities_is_closed_and_its_sharing_proved(pack):
    assert len(pack.municipalities) == 16
    assert prove_region(pack.plan()).proved
    assert prove_sharing(pack.sharing.plan()).proved


def test_what_enforcement_finds_goes_to_the_administrative_coordinator_who_draws_in_the_focal_point(goes):
    assert goes("entry", source_domain="safety") == {
        "administrative_coordinator": "take_up",
        "focal_point": "think_along",
    }


def test_what_anybody_else_sees_goes_to_the_one_focal_point(goes):
    assert goes("entry", source_domain="citizen") == {"focal_point": "take_up"}


@pytest.mark.parametrize("form", ["sexual", "labour", "criminal", "other_exploitation"])
def test_every_signal_is_registered_at_veilig_thuis(goes, form):
    assert goes("focal_point", **{form: "yes"})["veilig_thuis"] == "register"


def test_the_chain_director_sits_at_riec_and_still_the_care_s_person_data_end_with_the_chain(pack):
    sharing = pack.sharing
    director = sharing.kind_of(organisation="riec", role="chain_director")
    care = Item("person", "care", minor="no", acute_danger="no")

    def verdict(recipient: str, sharer: str) -> str:
        terms = Recipient(recipient, sharer, "both_party", "permission_lifted", "given", "help")
        return decide(sharing.plan(), facts_of(care, terms)).kind

    assert director == "chain_direction"
    assert sharing.kind_of(organisation="riec") == "riec"
    assert verdict(director, "care") == "share"
    assert verdict("riec", director) == "without_person_data"


def test_nothing_here_is_called_adopted_that_the_plan_leaves_open(pack):
    assert not any(agreement.adopted for agreement in pack.sharing.invariants)
    assert not any(row.adopted for row in pack.retention)
    assert not any(deadline.adopted for deadline in pack.deadlines)


def test_who_directs_the_chain_from_riec_is_not_offered_to_advise_handing_in_there(pack):
    from lantaarn.web.desk.show import advisable

    director, signal = SimpleNamespace(desk_kind="chain_director"), SimpleNamespace(municipality_id="Heerlen")
    assert not advisable(signal, pack, director)
    assert advisable(signal, read_folder(ZUID_LIMBURG.parent / "drenthe"), director)
