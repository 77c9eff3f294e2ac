"""Pages of what stands out, and of the region's counts."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from audit.test_log_reading import wrote


@pytest.fixture
def refused_six_times(cast):
    for _ in range(6):
        wrote(cast, "Noor Voorbeeld", "page.denied", about="/accounts/", outcome="denied")


def test_the_officer_reads_why_it_stands_out_and_notes_that_it_was_seen(cast, sign_in, refused_six_times):
    browser = sign_in("Fatima Proef")
    address = reverse("log-unusual") + "?soort=refused&stand=open"
    page = browser.get(address)
    assert "Werd in één uur 6 keer geweigerd." in page.content.decode()
    (finding, _kind, _form), = page.context["findings"]  # fmt: skip
    post = reverse("log-seen") + "?soort=refused&stand=open"
    empty = browser.post(post, {"finding": finding.key, "note": ""})
    assert empty.status_code == 422
    assert "Schrijf kort wat u zag" in empty.content.decode()
    answer = browser.post(post, {"finding": finding.key, "note": "Was een oude link."})
    assert answer["Location"] == address, "the filters stay"
    assert browser.get(address).context["count"] == 0
    seen = browser.get(reverse("log-unusual") + "?stand=seen").content.decode()
    assert "Was een oude link." in seen
    assert "Fatima Proef" in seen


@pytest.mark.parametrize("sort", ["csv", "ods", "xlsx"])
def test_the_list_can_be_taken_along(cast, sign_in, refused_six_times, sort):
    answer = sign_in("Fatima Proef").get(reverse("log-unusual-export", args=[sort]))
    assert answer.status_code == 200
    if sort == "csv":
        assert "Werd in één uur 6 keer geweigerd." in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize(
    "query",
    [
        {"van": "gisteren", "tot": "9999-12-31"},
        {"van": "2000-01-01", "tot": "2099-01-01"},
        {"soort": "bestaat.niet", "stand": "x"},
        {"pagina": "9" * 30},
        {"wie": "x" * 500},
    ],
)
@pytest.mark.parametrize("name", ["log-unusual", "log-region"])
def test_an_address_typed_by_hand_never_breaks_the_page(cast, sign_in, query, name):
    who = "Fatima Proef" if name == "log-unusual" else "Vera Proef"
    region_officer(cast)
    assert sign_in(who).get(reverse(name), query).status_code == 200


def region_officer(cast) -> None:
    cast.roles["regional_privacy_officer"] = cast.insert(
        "network_role", code="regional_privacy_officer", label="FG van de regio", may=["log.region"]
    )
    cast.add_hat("Vera Proef", "regional_privacy_officer", "Zorg- en Veiligheidshuis")


def test_the_regions_officer_sees_how_often_and_never_who_or_what(cast, sign_in):
    folder = uuid.uuid4()
    wrote(cast, "Noor Voorbeeld", objects=[folder], about="S-7K4M2Q")
    wrote(cast, "Noor Voorbeeld", "list.read", objects=[folder], searched="verzonnen")
    wrote(cast, "Rana Bedacht", "page.denied", about="/accounts/", outcome="denied")
    region_officer(cast)
    browser = sign_in("Vera Proef")
    page = browser.get(reverse("log-region"))
    text = page.content.decode()
    counts = {
        name: dict(zip(map(str, page.context["families"]), row.counts, strict=True))
        for name, row in page.context["rows"]
    }
    assert counts["gemeente Voorbeeldstad"]["Gelezen"] == 1
    assert counts["gemeente Voorbeeldstad"]["Gezocht"] == 1
    assert counts["Zorg- en Veiligheidshuis"]["Geweigerd"] == 1
    for secret in ("Noor", "Rana", "S-7K4M2Q", str(folder), "/accounts/", "aandachtsfunctionaris"):
        assert secret not in text
    assert browser.get(reverse("log-region-export", args=["ods"])).status_code == 200
    for name in ("log", "log-unusual"):
        assert browser.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", ["Noor Voorbeeld", "Fatima Proef", "Joost Fictief", "Rana Bedacht"])
def test_nobody_else_sees_the_region(cast, sign_in, name):
    assert sign_in(name).get(reverse("log-region")).status_code == 404


def test_the_database_itself_counts_for_nobody_else(cast):
    from django.db import connection

    from audit.test_log_reading import actor
    from lantaarn.context.session import acting

    wrote(cast, "Noor Voorbeeld")
    with acting(actor(cast, "Fatima Proef", "log.read")), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM audit_region_counts('2000-01-01', '2100-01-01')")
        assert cursor.fetchall() == []
