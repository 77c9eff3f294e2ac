"""The route of Drenthe applied to signals: each ends at a desk that answers, or visibly with the chain director."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from ground.region import ASSEN, EMMEN
from lantaarn.signals import queries
from lantaarn.signals.actions import PlaceInput, pass_on, receive_report
from lantaarn.signals.queries import Filters


def passed_on(stage, **facts):
    """The signal as its focal point of Emmen sees it after passing it on along the route."""
    folder = stage.accepted(facts=facts)
    stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    return stage.do(queries.one, folder_id=folder, by=stage.noor)


def desks(stage, view) -> dict[str, object]:
    """Kind of desk → its open referral."""
    kinds = {row.id: row.kind for row in stage.rows("network_desk")}
    return {kinds[r.to_desk_id]: r for r in view.referrals if r.is_open}


def lead(found) -> str:
    (kind,) = [kind for kind, referral in found.items() if referral.leads]
    return kind


def seen_by(stage, folder, by):
    return stage.do(queries.one, folder_id=folder, by=by)


@pytest.mark.parametrize(
    "changed,kind",
    [
        ({"source_domain": "care"}, "focal_point_social"),
        ({"source_domain": "safety"}, "focal_point_safety"),
        ({"source_domain": "anonymous_line"}, "focal_point_safety"),
        ({"source_domain": "safety", "minor": "yes"}, "focal_point_social"),
        ({"source_domain": "safety", "facts": {"domestic_dependency": "yes"}}, "focal_point_social"),
    ],
)
def test_what_is_seen_goes_to_a_focal_point_of_the_municipality(stage, changed, kind):
    folder = stage.report(ASSEN, **changed).folder_id
    assert stage.signal(folder).lead_desk_id == stage.desk(kind, ASSEN)
    referral = stage.row("signals_referral", folder_id=folder)
    assert (referral.state, referral.task, referral.leads) == ("offered", "take_up", True)
    assert referral.rule["rule"] > 0
    assert referral.rule["source"]


def test_labour_exploitation_goes_to_the_labour_inspectorate(stage):
    found = desks(stage, passed_on(stage, labour="yes"))
    assert lead(found) == "nla"


def test_sexual_and_criminal_exploitation_go_to_the_police_team(stage):
    for form in ("sexual", "criminal"):
        assert lead(desks(stage, passed_on(stage, **{form: "yes"}))) == "tmm"


def test_with_several_forms_the_police_lead_and_the_labour_inspectorate_hears_it_too(stage):
    found = desks(stage, passed_on(stage, sexual="yes", labour="yes"))
    assert lead(found) == "tmm"
    assert not found["nla"].leads


def test_what_is_not_clear_yet_is_weighed_with_the_chain_director(stage):
    found = desks(stage, passed_on(stage))
    assert lead(found) == "chain_director"
    assert found["chain_director"].task == "clarify"


@pytest.mark.parametrize("form", ["labour", "sexual", "criminal", "other_exploitation"])
def test_a_possible_victim_always_brings_in_the_care_coordinator_beside_the_desk_that_leads(stage, form):
    found = desks(stage, passed_on(stage, possible_victim="yes", **{form: "yes"}))
    assert found["care_coordinators"].task == "contact_victim"
    assert not found["care_coordinators"].leads
    assert lead(found) != "care_coordinators"


def test_a_possible_victim_is_known_to_the_care_coordinator_from_the_first_moment(stage):
    folder = stage.report(facts={"possible_victim": "yes"}).folder_id
    assert seen_by(stage, folder, stage.fenna).referral_to(stage.fenna.desk_id).task == "contact_victim"


def test_in_acute_danger_112_comes_first_and_the_focal_point_answers_today(stage):
    folder = stage.report(acute_danger="yes").folder_id
    view = seen_by(stage, folder, stage.noor)
    found = desks(stage, view)
    assert found["police_acute"].task == "call_112"
    assert found["police_acute"].urgent
    assert lead(found) == "focal_point_social"
    assert found["focal_point_social"].urgent
    assert view.acute
    assert found["chain_director"].task == "inform_afterwards"


def test_the_chain_director_follows_what_police_and_inspectorate_do(stage):
    found = desks(stage, passed_on(stage, labour="yes"))
    assert found["chain_director"].task == "keep_sight"


def test_what_police_or_inspectorate_get_is_on_the_list_of_the_next_drieluik(stage):
    view = passed_on(stage, labour="yes")
    assert view.waits_for_meeting
    (item,) = stage.rows("signals_agendaitem", folder_id=view.folder_id)
    assert item.decided_at is None


def test_a_minor_asks_for_talk_about_a_notification_at_veilig_thuis(stage):
    found = desks(stage, passed_on(stage, minor="yes", sexual="yes"))
    assert found["veilig_thuis"].task == "consider_notification"


def triage(stage, folder):
    """What the chain director reads of a signal that no rule could place."""
    signal = stage.signal(folder)
    assert signal.lead_desk_id == stage.desk("chain_director")
    (row,) = [r for r in stage.do(queries.inbox, by=stage.sanne).new if r.folder_id == folder]
    assert row.manual_reason == signal.manual_reason != ""
    listed = stage.do(queries.signal_list, filters=Filters(manual=True), by=stage.sanne).rows
    assert folder in {r.folder_id for r in listed}
    return row.manual_reason


def test_a_signal_without_a_municipality_lands_with_the_chain_director_with_the_reason(stage):
    folder = stage.report(municipality="").folder_id
    assert "gemeente is niet bekend" in triage(stage, folder)


def test_a_signal_for_a_desk_without_people_lands_with_the_chain_director_with_the_reason(stage, superuser):
    superuser.execute(
        "UPDATE network_membership SET valid_until = current_date - 1 WHERE desk_id = %s",
        [stage.desk("focal_point_social", EMMEN)],
    )
    folder = stage.report().folder_id
    assert "niemand" in triage(stage, folder)


def test_a_desk_whose_people_are_all_away_counts_as_empty_and_one_whose_deputy_is_there_does_not(stage, superuser):
    away = (
        "INSERT INTO network_absence (id, region_id, membership_id, first_day, last_day)"
        " SELECT gen_random_uuid(), 'drenthe', id, current_date - 1, current_date + 1 FROM network_membership"
        " WHERE desk_id = %s AND is_deputy = %s"
    )
    desk = stage.desk("focal_point_social", EMMEN)
    superuser.execute(away, [desk, False])
    assert stage.signal(stage.report().folder_id).lead_desk_id == desk
    superuser.execute(away, [desk, True])
    triage(stage, stage.report().folder_id)


def test_without_an_active_route_a_signal_lands_with_the_chain_director_with_the_reason(stage, superuser):
    superuser.execute("UPDATE tables_tableversion SET state = 'retired' WHERE state = 'active'")
    folder = stage.report().folder_id
    assert "geen geldige meldroute" in triage(stage, folder)
    assert stage.signal(folder).table_version_id is None


def test_when_no_rule_applies_the_chain_director_gets_it_with_the_reason(stage):
    folder = stage.report(source_domain="care", facts={"stage": "nowhere"}).folder_id
    assert triage(stage, folder)


def test_an_empty_desk_beside_the_lead_is_answered_for_by_the_chain_director(stage, superuser):
    superuser.execute(
        "UPDATE network_membership SET valid_until = current_date - 1 WHERE desk_id = %s",
        [stage.desk("care_coordinators")],
    )
    folder = stage.report(facts={"possible_victim": "yes"}).folder_id
    referral = stage.referral(folder, stage.desk("chain_director"))
    assert referral.task == "contact_victim"
    assert "niemand" in referral.rule["moved"]
    assert not referral.leads


def test_a_signal_from_outside_the_region_is_handed_over_by_the_chain_director(stage):
    folder = stage.report(municipality="", places=(PlaceInput(kind="found", outside="Groningen"),)).folder_id
    assert stage.signal(folder).lead_desk_id == stage.desk("chain_director")
    assert stage.row("signals_referral", folder_id=folder, leads=True).task == "hand_over_region"
    assert stage.signal(folder).manual_reason == ""


def test_with_several_places_the_first_in_the_region_leads_and_all_are_kept(stage):
    places = (
        PlaceInput(kind="lives", outside="Groningen"),
        PlaceInput(kind="found", municipality_id=stage.place(ASSEN)),
        PlaceInput(kind="works", municipality_id=stage.place(EMMEN)),
    )
    folder = stage.report(places=places).folder_id
    assert stage.signal(folder).municipality_id == stage.place(ASSEN)
    assert len(stage.rows("signals_place", folder_id=folder)) == 3


def test_riec_is_no_destination_of_any_signal(stage):
    view = passed_on(stage, labour="yes", undermining="yes")
    assert not [r for r in view.referrals if "RIEC" in r.to_desk]
    (task,) = stage.rows("signals_task", folder_id=view.folder_id)
    assert task.desk_id == stage.desk("focal_point_safety", EMMEN)


def test_a_signal_keeps_the_version_of_the_route_that_placed_it(stage):
    folder = stage.report().folder_id
    version = stage.row("tables_tableversion", state="active", kind="route")
    assert stage.signal(folder).table_version_id == version.id
    assert seen_by(stage, folder, stage.noor).version_number == version.number


def test_observed_stated_and_interpreted_stay_apart(stage):
    folder = stage.report(interpreted="Zij lijkt bang.").folder_id
    words = seen_by(stage, folder, stage.noor).words
    assert {w.kind: w.text for w in words if w.kind != "card"} == {
        "observed": "Zes matrassen in een kamer.",
        "stated": "Mijn paspoort ligt bij de baas.",
        "interpreted": "Zij lijkt bang.",
    }


def test_the_same_form_sent_twice_is_one_report(stage):
    from lantaarn.signals.actions import ReceivedBefore

    report = stage.filled()
    receive_report(region="drenthe", report=report)
    with pytest.raises(ReceivedBefore):
        receive_report(region="drenthe", report=report)
    assert len(stage.rows("signals_report")) == len(stage.rows("signals_signal")) == 1


def test_a_report_is_kept_whole_or_not_at_all(stage):
    late = patch("lantaarn.signals.actions.intake.mails_to", side_effect=ZeroDivisionError)
    with late, pytest.raises(ZeroDivisionError):
        stage.report()
    for table in ("folders_folder", "access_grant", "signals_signal", "signals_report", "signals_mail", "audit_event"):
        assert not [row for row in stage.rows(table) if getattr(row, "action", "signal.received") == "signal.received"]
