"""The plan changed by hand, proposals and what a body decides, money, and meetings that were held."""

import datetime as dt

import pytest
from django.utils import timezone

SANNE, NOOR = "Sanne Testpersoon", "Noor Voorbeeld"
TODAY = timezone.localdate()


@pytest.fixture
def plan(stage):
    """The programme of the pack, adopted; its id."""
    from lantaarn.config.demo import programme

    made = programme.begin(stage.sanne)
    programme.adopt(made, TODAY, stage.sanne)
    return made


def action_of(stage, words):
    return next(row for row in stage.rows("programme_action") if words in row.what)


def told(page):
    return {name: field if field is not None else "" for name, field in page.context["form"].initial.items()}


def test_who_manages_adds_changes_and_ends_an_action(stage, plan, sign_in):
    sanne = sign_in(SANNE)
    new = {"what": "Een nieuwe folder", "level": "regional", "holders": "Gemeenten, RIEC, Iemand Verzonnen"}
    assert sanne.post(f"/programma/{plan}/actie-toevoegen/", new).status_code == 302
    made = action_of(stage, "Een nieuwe folder")
    parties = {row.name: row for row in stage.rows("programme_party", action_id=made.id)}
    assert parties["Gemeenten"].group == "municipalities"
    assert parties["RIEC"].organisation_id is not None
    assert parties["Iemand Verzonnen"].organisation_id is None

    yearly = action_of(stage, "Aandachtsfunctionarissen worden")
    address = f"/programma/actie/{yearly.id}/"
    given = told(sanne.get(f"{address}wijzigen/")) | {"what": "Aandachtsfunctionarissen worden elk jaar getraind"}
    assert sanne.post(f"{address}wijzigen/", given).status_code == 302
    changed = action_of(stage, "elk jaar getraind")
    assert (changed.target, changed.target_per, changed.indicator) == (1, "year", "trainings_focal_points")
    assert "elk jaar getraind" in sanne.get(f"/programma/{plan}/geschiedenis/").content.decode()

    assert sanne.post(f"{address}laten-eindigen/", {}).status_code == 200
    sanne.post(f"{address}laten-eindigen/", {"reason": "Samengevoegd."})
    assert "Samengevoegd." in sanne.get(address).content.decode()
    assert sanne.get(address).context["form"] is None


def test_who_does_not_manage_finds_no_page_to_change_the_plan(stage, plan, sign_in):
    noor, one = sign_in(NOOR), action_of(stage, "daders")
    for address in (f"{plan}/actie-toevoegen/", f"{plan}/geld/bedrag/", f"actie/{one.id}/wijzigen/"):
        assert noor.get(f"/programma/{address}").status_code == 404


def test_a_proposal_changes_nothing_until_a_body_adopts_it(stage, plan, sign_in):
    noor, sanne, one = sign_in(NOOR), sign_in(SANNE), action_of(stage, "daders")
    page = noor.get(f"/programma/actie/{one.id}/voorstel/")
    asked = told(page) | {"what": "De regio kiest een aanpak voor daders", "reason": "Het onderzoek is klaar."}
    assert noor.post(f"/programma/actie/{one.id}/voorstel/", asked).status_code == 302
    assert action_of(stage, "daders").what == one.what
    (proposal,) = stage.rows("programme_proposal")
    decide = f"/programma/{plan}/voorstel/{proposal.id}/besluit/"
    assert noor.get(decide).status_code == 404
    rejected = {"outcome": "reject", "body": "Stuurgroep", "on_day": TODAY.isoformat()}
    assert "waarom het voorstel is afgewezen" in sanne.post(decide, rejected).content.decode()
    assert sanne.post(decide, rejected | {"outcome": "adopt"}).status_code == 302
    assert action_of(stage, "daders").what == "De regio kiest een aanpak voor daders"
    assert "aangenomen" in sanne.get(f"/programma/{plan}/geschiedenis/").content.decode()


def test_who_proposed_takes_it_back_and_nobody_else(stage, plan, sign_in):
    noor, one = sign_in(NOOR), action_of(stage, "daders")
    noor.post(f"/programma/actie/{one.id}/voorstel-stoppen/", {"reason": "Er is geen geld."})
    noor.post(f"/programma/{plan}/voorstel/", {"what": "Iets anders", "level": "local", "reason": "Het is nodig."})
    ending, adding = sorted(stage.rows("programme_proposal"), key=lambda row: row.made_at)
    sign_in(SANNE).post(f"/programma/{plan}/voorstel/{adding.id}/intrekken/")
    noor.post(f"/programma/{plan}/voorstel/{ending.id}/intrekken/")
    states = {row.kind: row.state for row in stage.rows("programme_proposal")}
    assert states == {"end": "withdrawn", "add": "open"}


def test_money_that_is_left_empty_stays_as_it_was(stage, plan, sign_in):
    sanne, address = sign_in(SANNE), f"/programma/{plan}/geld/bedrag/"
    sanne.post(address, {"measure": "Zaalhuur", "year": "2026", "planned": "1000", "spent": "250,50"})
    sanne.post(address, {"measure": "Zaalhuur", "year": "2026", "planned": "1200"})
    (row,) = stage.rows("programme_budgetline")
    assert (row.planned, row.spent) == (1200, 250.50)
    assert sanne.post(address, {"measure": "Zaalhuur", "planned": "-3"}).status_code == 200
    named = sanne.get(f"{address}?maatregel=Zaalhuur&jaar=2026").context["form"].initial
    assert named["planned"] == 1200


def test_a_meeting_that_was_held_counts_and_one_to_come_does_not(stage, plan, sign_in):
    sanne = sign_in(SANNE)
    body = next(str(row.id) for row in stage.rows("network_body") if "focal_point" in row.members)
    tomorrow = (TODAY + dt.timedelta(days=1)).isoformat()
    assert "moet nog komen" in sanne.post("/trainingen/overleg/", {"body": body, "on_day": tomorrow}).content.decode()
    assert sanne.post("/trainingen/overleg/", {"body": body, "on_day": TODAY.isoformat()}).status_code == 302
    again = sanne.post("/trainingen/overleg/", {"body": body, "on_day": TODAY.isoformat()}).content.decode()
    assert "staat op deze dag al vast" in again
