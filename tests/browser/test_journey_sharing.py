"""Sharing as people do it: a case handed in at RIEC on advice of the chain director, and a yes that is taken back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from browser.walking import box, fetch, follow_link, go, press, read
from lantaarn.config.demo import sharing as stories


@pytest.fixture
def told(stage):
    """The demo's stories of sharing, for signals that Emmen's desks accepted."""
    from lantaarn.config.demo.loading import plan_meeting
    from lantaarn.network.models import Region

    plan_meeting(Region.objects.get(code="drenthe"))
    labour = {"labour": "yes", "possible_victim": "yes"}
    return {
        "case": stage.accepted(by=stage.bram, facts=labour, source_domain="municipality"),
        "consent": stage.accepted(by=stage.noor),
    }


def text_of(download) -> str:
    pages = PdfReader(BytesIO(Path(download.path()).read_bytes())).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_a_municipality_hands_a_case_in_at_riec_on_advice_and_what_care_told_stays(told, stage, enter):
    stories.submission(told["case"], at_desk=stage.at)
    bram = enter("Bram Verzonnen")
    bram.goto("/postvak/")
    go(bram, bram.get_by_text("Advies van de ketenregisseur").first)
    bram.goto(f"/postvak/{told['case']}/")
    assert "dien deze zaak als gemeente in bij het RIEC" in read(bram)
    follow_link(bram, "Delen")
    follow_link(bram, "Deze zaak indienen bij het RIEC, op eigen grond van de gemeente")

    held = bram.locator("tr", has_text="slecht slaapt")
    assert "Blijft achter" in held.inner_text()
    assert "Convenant ZVHD, addendum mensenhandel" in held.inner_text()
    assert held.get_by_role("checkbox").count() == 0
    named = bram.locator("tr", has_text="elf mensen ingeschreven")
    assert "Wijst naar een persoon" in named.inner_text()
    assert not named.get_by_role("checkbox").is_checked()
    named.get_by_role("checkbox").check()
    press(bram, "Bekijk wat u gaat delen")
    assert "Papier komt niet terug" in read(bram)
    press(bram, "Leg vast en maak het blad")

    paper = text_of(fetch(bram, "Maak PDF"))
    assert "elf mensen ingeschreven" in paper
    for secret in ("slaapt", "opvang", "wond", "ZZ-00-ZZ"):
        assert secret not in paper, f"{secret} stayed behind"


def test_a_withdrawn_permission_ends_the_view_in_the_other_browser_at_the_next_click(told, stage, enter):
    stories.consented(told["consent"], at_desk=stage.at)
    address = f"/postvak/{told['consent']}/"
    sanne = enter("Sanne Testpersoon")
    sanne.goto(address)
    assert "naar een opvang in een andere plaats" in read(sanne)

    noor = enter("Noor Voorbeeld")
    noor.goto(f"/delen/{told['consent']}/")
    go(noor, noor.get_by_role("link", name="Trek in"))
    box(noor, "Waarom?").fill("Mevrouw wil het niet meer.")
    press(noor, "Trek in")
    assert "Ketenregisseur ziet één gegeven niet meer." in read(noor)

    assert sanne.goto(address).status == 404
    assert "opvang" not in sanne.content()
