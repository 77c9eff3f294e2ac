"""A region from nothing: who holds leave makes it on two pages, once; the database makes none without."""

from __future__ import annotations

import datetime as dt
import json
from urllib.parse import urlencode

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse
from django.utils import timezone

from ground.region import as_role

ANSWERS = {
    "naam": "Waterland",
    "voorbeeld": "drenthe",
    "gemeenten": "GM9001 Voorbeeldstad, Noord\nGM9002 Oefendorp\n\nGM9003  Proefhaven; Noord",
}


@pytest.fixture
def leave(database):
    from lantaarn.network.actions import give_leave

    with as_role("lantaarn_owner"):
        return give_leave(email="Tomas@voorbeeld.invalid", name="Tomas Verzonnen")


@pytest.fixture
def address(leave):
    return f"{reverse('region-new', args=[leave.token])}?{urlencode(ANSWERS)}"


def filled(page, **changed: str) -> dict[str, object]:
    """The second page as it was shown, with a name wherever it asks for one, sent back."""
    shown = {bound.html_name: bound.initial or f"Partner {bound.html_name}" for bound in page.context["partners"]}
    return {name: value for name, value in (shown | changed).items() if value not in (False, None)}


def test_a_region_is_made_on_two_pages_and_its_maker_becomes_administrator(client, leave, address, superuser):
    empty = client.get(reverse("region-new", args=[leave.token]))
    assert "Tomas Verzonnen" in empty.content.decode()
    page = client.get(address)
    assert "Zorg- en Veiligheidshuis Waterland" in page.content.decode()
    refused = client.post(address, filled(page, name_nla=""))
    assert "Zonder deze organisatie staat een balie nergens" in refused.content.decode()
    made = client.post(address, filled(page, party_nla="on", name_comensha=""))
    assert made.status_code == 302
    assert client.get(made.url).context["invitation"].email == "tomas@voorbeeld.invalid"

    asked = "SELECT count(*) FROM network_desk WHERE region_id = 'waterland' AND municipality_id IS NOT NULL"
    assert superuser.execute(asked).fetchone() == (6,), "two desks in each of three municipalities"
    districts = superuser.execute("SELECT name FROM network_municipality WHERE district = 'Noord' ORDER BY name")
    assert [row[0] for row in districts.fetchall()] == ["Proefhaven", "Voorbeeldstad"]
    tables = superuser.execute("SELECT kind, state FROM tables_tableversion WHERE region_id = 'waterland' ORDER BY 1")
    assert tables.fetchall() == [("route", "draft"), ("sharing", "draft")]
    parties = superuser.execute("SELECT count(*) FROM network_organisation WHERE code = 'nla' AND covenant_party")
    assert parties.fetchone() == (1,)
    left_out = superuser.execute("SELECT count(*) FROM network_organisation WHERE code = 'comensha'")
    assert left_out.fetchone() == (0,)
    told = superuser.execute("SELECT about FROM audit_event WHERE region_id = 'waterland' AND action = 'region.loaded'")
    assert told.fetchall() == [("3 gemeenten, naar het voorbeeld van Drenthe",)]

    nothing_counts_as_decided(superuser)

    assert client.get(address).status_code == 410
    assert client.post(address, filled(page)).status_code == 410


def nothing_counts_as_decided(superuser) -> None:
    """What the example's region adopted, and by which document, is not so here."""
    dmn, files = superuser.execute(
        "SELECT dmn, files::text FROM tables_tableversion WHERE region_id = 'waterland' AND kind = 'route'"
    ).fetchone()
    assert "Drenthe" not in dmn
    assert "<text>Bijlage" not in dmn
    assert "Drent" not in files
    bodies = superuser.execute("SELECT bool_or(adopted) FROM network_body WHERE region_id = 'waterland'").fetchone()
    assert bodies == (False,)


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"naam": "<Waterland>"}, "Gebruik letters"),
        ({"gemeenten": "Voorbeeldstad"}, "Deze regel begrijpen wij niet: ‘Voorbeeldstad’"),
        ({"gemeenten": "GM9001 Een\nGM9001 Twee"}, "‘GM9001’ staat er twee keer"),
        ({"gemeenten": ""}, "ten minste één gemeente"),
        ({"voorbeeld": "../etc"}, "Kies"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(client, leave, wrong, said):
    page = client.get(reverse("region-new", args=[leave.token]), ANSWERS | wrong)
    assert page.status_code == 422
    assert said in page.content.decode()


def test_the_website_makes_no_region_by_itself(database, leave):
    region = {"code": "sluiks", "name": "Sluiks", "covenant": "", "citizen_form": False, "phones": [], "pack": {}}

    def make(token: str, **rows: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tables_open_region(%s, %s)", [token, json.dumps({"network_region": [region]} | rows)]
            )

    with pytest.raises(DatabaseError, match="nobody gave leave"):
        make("geraden")
    with pytest.raises(DatabaseError, match="not of one new region"):
        make(leave.token, network_role=[{"region_id": "drenthe", "code": "x", "label": "x", "may": ["log.read"]}])
    with pytest.raises(DatabaseError, match="not of one new region"):
        make(leave.token, tables_tableversion=[{"region_id": "sluiks", "state": "active"}])
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO network_role SELECT * FROM network_role")
    make(leave.token)
    with pytest.raises(DatabaseError, match="nobody gave leave"):
        make(leave.token)


def test_leave_ends_after_seven_days(client, address, superuser):
    superuser.execute("UPDATE network_opening SET expires_at = %s", [timezone.now() - dt.timedelta(minutes=1)])
    assert client.get(address).status_code == 410
