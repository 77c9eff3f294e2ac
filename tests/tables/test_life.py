"""Life of a version: draft, proved, adopted by a body on a day, active from a moment; a signal keeps its version."""

import datetime as dt

import pytest
from django.db import DatabaseError
from django.utils import timezone

from lantaarn.network import queries as network
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables import actions, queries
from lantaarn.tables.models import TableVersion

YESTERDAY = dt.timedelta(days=1)


def drieluik():
    return next(body for body in network.bodies(region="drenthe") if body.code == "drieluik").id


@pytest.fixture
def adopted(act, first):
    act(actions.prove, version_id=first.id)
    act(actions.adopt, version_id=first.id, body_id=drieluik(), on=timezone.localdate() - YESTERDAY)
    return first


def state(version) -> str:
    return TableVersion.objects.get(id=version.id).state


def log(superuser):
    return [
        row[0]
        for row in superuser.execute("SELECT action FROM audit_event WHERE action <> 'region.loaded' ORDER BY at")
    ]


def test_a_loaded_route_is_a_draft_and_routes_nothing(first):
    assert first.state == "draft"
    assert first.source == "pack"
    assert queries.active_pack("drenthe") is None


def test_a_version_goes_from_draft_to_active_and_each_step_is_in_the_log(act, adopted, superuser):
    act(actions.activate, version_id=adopted.id)
    version, pack = queries.active_pack("drenthe")
    assert (version.id, version.state, version.adopted_by) == (adopted.id, "active", "Drieluikoverleg Drenthe")
    assert pack.region.code == "drenthe"
    assert log(superuser) == ["route.prove", "route.adopt", "route.activate"]


def test_a_draft_cannot_be_adopted_and_a_proved_one_not_activated(act, first):
    with pytest.raises(NotAllowed):
        act(actions.adopt, version_id=first.id, body_id=drieluik(), on=timezone.localdate())
    act(actions.prove, version_id=first.id)
    with pytest.raises(NotAllowed):
        act(actions.activate, version_id=first.id)


def test_a_route_with_a_gap_stays_a_draft_and_keeps_its_counterexample(act, first):
    act(actions.remove_rule, version_id=first.id, decision="authority", rule=2)
    with pytest.raises(actions.NotProved) as told:
        act(actions.prove, version_id=first.id)
    assert state(first) == "draft"
    kept = queries.proof_of(first.id)
    assert kept == told.value.proof
    authority = next(one for one in kept["decisions"] if one["decision"] == "authority")
    assert not authority["total"]
    assert [(one["kind"], one["facts"]) for one in authority["counterexamples"]] == [
        ("gap", {"sexual": "no", "criminal": "yes"})
    ]


def test_an_empty_desk_refutes_the_route(act, first):
    from lantaarn.network.models import Membership

    Membership.objects.filter(desk__kind="focal_point_social", desk__municipality__name="Emmen").update(
        valid_until=timezone.localdate() - YESTERDAY
    )
    with pytest.raises(actions.NotProved) as told:
        act(actions.prove, version_id=first.id)
    texts = [one["text"] for decision in told.value.proof["decisions"] for one in decision["counterexamples"]]
    assert any("niet bezet in Emmen" in text for text in texts)
    assert not any("Assen" in text for text in texts)


def test_a_desk_that_emptied_after_the_proof_stops_the_activation(act, adopted):
    from lantaarn.network.models import Membership

    Membership.objects.filter(desk__kind="chain_director").update(valid_until=timezone.localdate() - YESTERDAY)
    with pytest.raises(actions.NotProved):
        act(actions.activate, version_id=adopted.id)
    assert state(adopted) == "adopted"


def test_the_former_version_retires_when_a_new_one_becomes_active(act, adopted):
    act(actions.activate, version_id=adopted.id)
    second = act(actions.start_draft, from_version=adopted.id)
    act(actions.prove, version_id=second.id)
    act(actions.adopt, version_id=second.id, body_id=drieluik(), on=timezone.localdate())
    act(actions.activate, version_id=second.id)
    assert (state(adopted), state(second)) == ("retired", "active")
    assert queries.active("drenthe").id == second.id
    old = queries.version(adopted.id, region="drenthe")
    assert old.retired_at == queries.active("drenthe").active_from


def test_a_planned_version_routes_from_its_minute_also_before_the_queue_has_run(act, adopted):
    act(actions.activate, version_id=adopted.id)
    second = act(actions.start_draft, from_version=adopted.id)
    act(actions.prove, version_id=second.id)
    act(actions.adopt, version_id=second.id, body_id=drieluik(), on=timezone.localdate())
    act(actions.activate, version_id=second.id, at=timezone.now() + dt.timedelta(hours=5))
    assert queries.active("drenthe").id == adopted.id
    assert {one.id for one in queries.versions("drenthe") if one.holds} == {adopted.id}
    assert act(actions.activate_due) == []

    moment = timezone.now() - dt.timedelta(minutes=1)
    TableVersion.objects.filter(id=second.id).update(active_from=moment)
    TableVersion.objects.filter(id=adopted.id).update(active_from=moment - YESTERDAY)
    assert queries.active("drenthe").id == second.id
    assert act(actions.activate_due) == [second.id]
    assert act(actions.activate_due) == []
    assert (state(adopted), state(second)) == ("retired", "active")


def test_a_planned_moment_can_be_taken_back_while_it_has_not_come(act, adopted):
    act(actions.activate, version_id=adopted.id, at=timezone.now() + dt.timedelta(hours=5))
    act(actions.cancel_activation, version_id=adopted.id)
    assert queries.version(adopted.id, region="drenthe").active_from is None
    with pytest.raises(NotAllowed):
        act(actions.cancel_activation, version_id=adopted.id)


def test_a_proved_version_can_become_a_draft_again_but_an_adopted_one_cannot(act, first):
    act(actions.prove, version_id=first.id)
    act(actions.back_to_draft, version_id=first.id)
    assert state(first) == "draft"
    act(actions.prove, version_id=first.id)
    act(actions.adopt, version_id=first.id, body_id=drieluik(), on=timezone.localdate())
    with pytest.raises(NotAllowed):
        act(actions.back_to_draft, version_id=first.id)


def test_adopting_asks_for_a_body_of_the_region_and_a_day_that_has_come(act, first):
    act(actions.prove, version_id=first.id)
    with pytest.raises(NotAllowed, match="toekomst"):
        act(actions.adopt, version_id=first.id, body_id=drieluik(), on=timezone.localdate() + YESTERDAY)
    with pytest.raises(NotAllowed, match="overleg"):
        act(actions.adopt, version_id=first.id, body_id=first.id, on=timezone.localdate())


def test_who_may_only_propose_edits_and_proves_but_does_not_decide(act, first, director):
    from dataclasses import replace

    proposer = replace(director, may=frozenset({"route.propose"}))
    act(actions.prove, version_id=first.id, by=proposer)
    with pytest.raises(NotAllowed, match="rol"):
        act(actions.adopt, version_id=first.id, body_id=drieluik(), on=timezone.localdate(), by=proposer)
    act(actions.adopt, version_id=first.id, body_id=drieluik(), on=timezone.localdate())
    with pytest.raises(NotAllowed, match="rol"):
        act(actions.activate, version_id=first.id, by=proposer)


def test_the_database_itself_refuses_a_decision_by_who_may_not_decide(act, first, focal_point):
    act(actions.prove, version_id=first.id)
    values = {"state": "adopted", "adopted_by_id": drieluik(), "adopted_on": timezone.localdate()}

    def adopt_by_hand(*, by):
        TableVersion.objects.filter(id=first.id).update(**values)

    with pytest.raises(DatabaseError, match="does not decide"):
        act(adopt_by_hand, by=focal_point)
    assert state(first) == "proved"


def test_a_focal_point_changes_nothing(act, first, focal_point):
    with pytest.raises(NotAllowed):
        act(actions.start_draft, from_version=first.id, by=focal_point)
    with pytest.raises(NotAllowed):
        act(actions.remove_rule, version_id=first.id, decision="authority", rule=2, by=focal_point)


def test_a_version_of_another_region_is_not_there(act, first, director):
    from dataclasses import replace

    with pytest.raises(TableVersion.DoesNotExist):
        act(actions.start_draft, from_version=first.id, by=replace(director, region="elders"))


def test_the_database_itself_keeps_a_proved_text_as_it_is(act, first):
    act(actions.prove, version_id=first.id)
    for change in ({"dmn": "<anders/>"}, {"files": {}}):
        with pytest.raises(DatabaseError, match="fixed"):
            TableVersion.objects.filter(id=first.id).update(**change)


def test_an_old_version_still_says_what_it_said(act, adopted):
    act(actions.activate, version_id=adopted.id)
    before = queries.pack_of(adopted.id)
    second = act(actions.start_draft, from_version=adopted.id)
    act(
        actions.change_cell,
        version_id=second.id,
        decision="lead",
        rule=1,
        column="deadline",
        text='"urgent"',
    )
    assert queries.pack_of(adopted.id) == before
    assert queries.pack_of(second.id) != before


def test_asking_for_the_active_pack_again_reads_no_text(act, adopted, django_assert_num_queries):
    act(actions.activate, version_id=adopted.id)
    queries.active_pack("drenthe")
    with django_assert_num_queries(1) as asked:
        queries.active_pack("drenthe")
    assert "'fixed'" in asked.captured_queries[0]["sql"]


def test_the_queue_lets_a_planned_version_take_over_as_its_own_role(act, adopted, superuser):
    from lantaarn.tables.jobs import activate_due_routes
    from tables.drenthe import as_role

    act(actions.activate, version_id=adopted.id, at=timezone.now() + dt.timedelta(hours=5))
    TableVersion.objects.filter(id=adopted.id).update(active_from=timezone.now() - dt.timedelta(minutes=1))
    with as_role("lantaarn_worker"):
        activate_due_routes(0)
    assert state(adopted) == "active"
    assert log(superuser)[-1] == "route.activate"
