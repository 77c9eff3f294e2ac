"""The page of the network: who sits where, what is missing, and who sees which telephone number."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.urls import reverse

from lantaarn.context.session import acting
from lantaarn.network import queries as network
from lantaarn.network.actions import change_organisation
from lantaarn.network.models import Organisation
from lantaarn.rules.transitions import NotAllowed

PHONE = "06 00 00 00 01"


def test_what_is_missing_stands_there_in_words(cast, sign_in):
    page = sign_in("Noor Voorbeeld").get(reverse("network")).content.decode()
    assert "Er werkt maar één persoon. Nodig een plaatsvervanger uit." in page
    assert "Er werkt niemand. Een signaal gaat naar de ketenregisseur." in page
    assert "Een training is ouder dan een jaar." in page
    assert "Bel en spreek af hoe het blad komt." in page


def test_only_what_is_missing_and_one_municipality_stay_in_the_address(cast, sign_in):
    browser = sign_in("Noor Voorbeeld")
    rows = browser.get(reverse("network"), {"gemeente": cast.places["Voorbeeldstad"], "ontbreekt": "on"}).context[
        "rows"
    ]
    assert {row.place for row in rows} == {"Voorbeeldstad"}
    assert all(row.gaps for row in rows)
    assert browser.get(reverse("network"), {"gemeente": "nergens"}).status_code == 200


@pytest.mark.parametrize("name, sees", [("Noor Voorbeeld", True), ("Joost Fictief", True), ("Ilse Nep", False)])
def test_a_telephone_number_is_for_who_works_with_the_person(cast, sign_in, name, sees):
    page = sign_in(name).get(reverse("network")).content.decode()
    assert (PHONE in page) == sees


@pytest.mark.parametrize("name", ["Fatima Proef", "Wout Schijn"])
def test_who_has_no_business_with_the_network_does_not_find_it(cast, sign_in, name):
    assert sign_in(name).get(reverse("network")).status_code == 404


def test_who_manages_the_network_changes_how_a_desk_is_reached(cast, sign_in, superuser):
    address = reverse("network-desk", args=[cast.desks["nla"]])
    assert sign_in("Noor Voorbeeld").get(address).status_code == 404
    browser = sign_in("Joost Fictief")
    assert browser.post(address, {"channel": "", "hours": ""}).status_code == 422
    assert browser.post(address, {"channel": "Breng het blad langs.", "hours": "werkdagen"}).status_code == 302
    assert "Breng het blad langs." in browser.get(reverse("network")).content.decode()
    lines = superuser.execute("SELECT who FROM audit_event WHERE action = 'network.desk_reach_changed'").fetchall()
    assert lines == [("Joost Fictief",)]


def test_who_invites_people_is_asked_first_where_nobody_works(cast, sign_in):
    assert "Bij 2 balies werkt nog niemand" in sign_in("Joost Fictief").get("/").content.decode()
    assert "werkt nog niemand" not in sign_in("Noor Voorbeeld").get("/").content.decode()


def test_who_invites_people_does_so_from_the_desk_that_lacks_them(cast, sign_in):
    browser = sign_in("Joost Fictief")
    asked = f"{reverse('invite')}?role=focal_point&amp;desk={cast.desks['focal_point_social@Verzonnendorp']}"
    assert asked in browser.get(reverse("network")).content.decode()
    form = browser.get(asked.replace("&amp;", "&")).context["form"]
    assert form["role"].value() == "focal_point"
    assert form["desk"].value() == str(cast.desks["focal_point_social@Verzonnendorp"])
    assert reverse("invite") not in sign_in("Noor Voorbeeld").get(reverse("network")).content.decode()


def test_who_manages_the_network_divides_it_into_districts(cast, sign_in, superuser):
    address = reverse("network-districts")
    assert sign_in("Noor Voorbeeld").get(address).status_code == 404
    browser = sign_in("Joost Fictief")
    browser.post(address, {str(place): "  Het  Oosten " for place in cast.places.values()})
    assert "Uw regio heeft deze districten: Het Oosten." in browser.get(address).content.decode()
    about = superuser.execute("SELECT about FROM audit_event WHERE action = 'network.districts_changed'").fetchall()
    assert about == [("Verzonnendorp: Het Oosten, Voorbeeldstad: Het Oosten",)]


def test_who_manages_the_network_says_who_is_a_party_and_adds_a_partner(cast, sign_in, superuser):
    assert sign_in("Noor Voorbeeld").get(reverse("network-organisations")).status_code == 404
    browser = sign_in("Joost Fictief")
    riec = reverse("network-organisation", args=[cast.organisations["RIEC"]])
    assert browser.post(riec, {"name": "Arbeidsinspectie"}).status_code == 422, "the name of another"
    assert browser.post(riec, {"name": "RIEC Oost", "covenant_party": ""}).status_code == 302
    added = reverse("network-organisation-add")
    assert browser.post(added, {"name": "Opvang De Oefening", "kind": "municipality"}).status_code == 422
    assert browser.post(added, {"name": "Opvang De Oefening", "kind": "care"}).status_code == 302
    found = superuser.execute(
        "SELECT name, code, covenant_party FROM network_organisation WHERE code LIKE 'riec' OR kind = 'care'"
    ).fetchall()
    assert sorted(found) == [("Opvang De Oefening", "opvang_de_oefening", False), ("RIEC Oost", "riec", True)], (
        "no word on parties"
    )


def test_who_is_a_party_is_said_by_who_decides_on_the_sharing_table(cast, superuser):
    """The cast's chain director manages the network and may not; with the capability she may, and the log says what."""
    rana = network.actor_of(user_id=cast.people["Rana Bedacht"], membership_id=None).for_purpose("network.manage")
    riec = cast.organisations["RIEC"]
    with pytest.raises(NotAllowed, match="deeltabel"), acting(rana):
        change_organisation(organisation_id=riec, name="RIEC", covenant_party=False, by=rana)
    with pytest.raises(DatabaseError, match="does not say who is a party"), acting(rana):
        Organisation.objects.filter(id=riec).update(covenant_party=False)
    superuser.execute("UPDATE network_role SET may = may || '{sharing.decide}' WHERE code = 'chain_director'")
    rana = network.actor_of(user_id=rana.user_id, membership_id=None).for_purpose("network.manage")
    with acting(rana):
        change_organisation(organisation_id=riec, name="RIEC", covenant_party=False, by=rana)
    about = superuser.execute("SELECT about FROM audit_event WHERE action = 'network.organisation_changed'").fetchall()
    assert about == [("RIEC: geen partij bij het convenant",)]
