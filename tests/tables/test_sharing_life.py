"""Life of a sharing table: proved with its paths, adopted when every party agreed and the officer advised."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import DatabaseError
from django.utils import timezone

from lantaarn.network.models import Organisation
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables import actions, queries
from lantaarn.tables.kinds import SHARING
from lantaarn.tables.loading import export_pack, load_pack
from lantaarn.tables.models import Agreement, OfficerAdvice, TableVersion
from lantaarn.tables.packs import read_pack
from tables.drenthe import drenthe_files, owner

DAY = timezone.localdate() - dt.timedelta(days=3)
LAST = timezone.localdate() - dt.timedelta(days=1)


@pytest.fixture
def table(drenthe):
    """The sharing table that came with the pack."""
    return queries.versions("drenthe", SHARING)[0]


@pytest.fixture
def proved(act, table):
    act(actions.prove, version_id=table.id)
    return table


def parties():
    found = Organisation.objects.filter(region_id="drenthe", covenant_party=True).order_by("name")
    return list(found.values_list("id", flat=True))


def all_agree(act, version, *, but=()):
    chosen = [one for one in parties() if one not in but]
    act(actions.agree, version_id=version.id, organisation_ids=chosen[1:], agreed_by="het bestuur", on=DAY)
    act(actions.agree, version_id=version.id, organisation_ids=chosen[:1], agreed_by="de directie", on=LAST)


def advised(act, version, outcome="positive", answer=""):
    act(
        actions.advise, version_id=version.id, outcome=outcome, text="Gelezen.", answer=answer,
        given_by="Esra Voorbeeld", on=DAY,
    )  # fmt: skip


def state(version):
    return TableVersion.objects.get(id=version.id).state


def test_a_pack_brings_a_draft_of_each_table_and_none_holds(drenthe, table):
    assert (table.state, table.number, table.source) == ("draft", 1, "pack")
    assert queries.versions("drenthe")[0].kind == "route"
    assert queries.active_sharing("drenthe") is None


def test_the_proof_counts_everything_and_says_which_agreements_hold_along_paths(act, proved):
    told = queries.proof_of(proved.id)
    assert (state(proved), told["proved"], told["combinations"]) == ("proved", True, 195_955_200)
    by_name = {one["name"]: one for one in told["agreements"]}
    assert by_name["care_never_riec"]["paths"]
    assert all(one["holds"] for one in by_name.values())


def test_a_rule_that_opens_a_way_round_is_told_from_hand_to_hand(act, table):
    act(actions.change_cell, version_id=table.id, decision="sharing", rule=4, column="verdict", text='"share"')
    with pytest.raises(actions.NotProved, match="deeltabel"):
        act(actions.prove, version_id=table.id)
    told = queries.proof_of(table.id)
    found = [one for step in told["decisions"] for one in step["counterexamples"]]
    path = next(one for one in found if one["kind"] == "path")
    assert path["path"][-1] == "riec"
    assert "deelt met het RIEC" in path["text"]
    assert not next(one for one in told["agreements"] if one["name"] == "care_never_riec")["holds"]


def test_adopting_waits_for_every_party_and_for_the_advice(act, proved):
    late = parties()[3]
    all_agree(act, proved, but=[late])
    advised(act, proved)
    with pytest.raises(NotAllowed, match="Nog niet akkoord"):
        act(actions.adopt_sharing, version_id=proved.id)
    act(actions.agree, version_id=proved.id, organisation_ids=[late], agreed_by="de directie", on=DAY)
    act(actions.adopt_sharing, version_id=proved.id)
    assert TableVersion.objects.get(id=proved.id).adopted_on == LAST
    act(actions.activate, version_id=proved.id)
    assert queries.active_sharing("drenthe").version.id == proved.id
    assert queries.active("drenthe") is None, "the route still waits: each table has a life of its own"


def test_without_advice_nothing_is_adopted(act, proved):
    all_agree(act, proved)
    with pytest.raises(NotAllowed, match="advies"):
        act(actions.adopt_sharing, version_id=proved.id)


def test_conditions_and_a_refusal_need_an_answer_of_the_parties(act, proved):
    with pytest.raises(NotAllowed, match="wat de partijen"):
        advised(act, proved, "negative")
    advised(act, proved, "conditional", "Zo doen wij het.")
    assert queries.advice_of(proved.id).answer == "Zo doen wij het."


@pytest.mark.parametrize("missing", ["party", "advice"])
def test_the_database_itself_refuses_an_adoption_that_lacks_somebody(act, proved, missing):
    all_agree(act, proved, but=parties()[:1] if missing == "party" else ())
    if missing == "party":
        advised(act, proved)

    def by_hand(*, by):
        TableVersion.objects.filter(id=proved.id).update(state="adopted", adopted_on=DAY)

    with pytest.raises(DatabaseError, match="not every party agreed"):
        act(by_hand)
    assert state(proved) == "proved"


def test_agreement_is_about_a_text_that_is_fixed_and_falls_when_it_opens_again(act, table):
    with pytest.raises(NotAllowed):
        act(actions.agree, version_id=table.id, organisation_ids=parties(), agreed_by="het bestuur", on=DAY)
    act(actions.prove, version_id=table.id)
    all_agree(act, table)
    advised(act, table)
    act(actions.back_to_draft, version_id=table.id)
    assert not Agreement.objects.exists()
    assert not OfficerAdvice.objects.exists()


def test_what_was_adopted_keeps_who_agreed(act, proved):
    all_agree(act, proved)
    advised(act, proved)
    act(actions.adopt_sharing, version_id=proved.id)
    with pytest.raises(NotAllowed):
        act(actions.take_back_agreement, version_id=proved.id, organisation_id=parties()[0])
    with pytest.raises(DatabaseError, match="not waiting"):
        act(lambda *, by: Agreement.objects.all().delete())


def test_a_party_is_a_party_of_the_covenant_and_a_day_has_come(act, proved):
    riec = Organisation.objects.get(code="riec_noord_nederland").id
    with pytest.raises(NotAllowed, match="partijen van het convenant"):
        act(actions.agree, version_id=proved.id, organisation_ids=[riec], agreed_by="de directie", on=DAY)
    with pytest.raises(NotAllowed, match="moet nog komen"):
        act(
            actions.agree, version_id=proved.id, organisation_ids=parties(), agreed_by="de directie",
            on=timezone.localdate() + dt.timedelta(days=1),
        )  # fmt: skip


def test_the_officer_advises_and_decides_nothing(act, proved, director):
    officer = replace(director, role="privacy_officer", may=frozenset({"log.read", "sharing.advise"}))
    act(
        actions.advise, version_id=proved.id, outcome="positive", text="Akkoord.", given_by="Esra Voorbeeld", on=DAY,
        by=officer,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="rol"):
        act(
            actions.agree, version_id=proved.id, organisation_ids=parties(), agreed_by="de directie", on=DAY, by=officer
        )


def test_a_body_adopts_no_sharing_table_and_parties_no_route(act, proved, first):
    with pytest.raises(NotAllowed, match="partijen van het convenant"):
        act(actions.adopt, version_id=proved.id, body_id=proved.id, on=DAY)
    act(actions.prove, version_id=first.id)
    with pytest.raises(NotAllowed, match="overleg van de regio"):
        act(actions.adopt_sharing, version_id=first.id)


def test_only_a_changed_sharing_table_makes_a_new_draft_of_it_and_none_of_the_route(drenthe):
    files = drenthe_files()
    changed = files["sharing.dmn"].replace(b"Zonder grond deelt u niets.", b"Zonder grond gaat er niets weg.")
    assert changed != files["sharing.dmn"]
    with owner():
        done = load_pack({**files, "sharing.dmn": changed})
    assert {change.kind for change in done.changes} == {"sharing", "pack"}
    assert [len(queries.versions("drenthe", kind)) for kind in ("route", SHARING)] == [1, 2]


def test_export_writes_the_sharing_table_that_holds(act, drenthe, table):
    act(actions.change_cell, version_id=table.id, decision="sharing", rule=2, column="article", text='"AVG 6"')
    with owner():
        files = export_pack("drenthe")
    pack = read_pack({name: text.encode() for name, text in files.items()})
    rule = pack.sharing.model.decision("sharing").rules[1]
    assert rule.outputs[1].text == '"AVG 6"'
    assert files["route.dmn"].encode() == drenthe_files()["route.dmn"]
