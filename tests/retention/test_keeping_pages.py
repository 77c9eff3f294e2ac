"""What goes is seen before it goes, by who may hold it; and each erasure has its certificate."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader


def page(browser, name, **keys):
    return browser.get(reverse(name, kwargs=keys)).content.decode()


def test_the_privacy_officer_sees_what_goes_holds_it_and_lets_go(ends, stage, sign_in):
    ends.adopt("signal_case")
    folder = ends.closed(years_ago=5)
    ends.lay()
    code = stage.signal(folder).code
    esra = sign_in("Esra Voorbeeld")
    text = page(esra, "keeping")
    assert code in text
    assert "Gaat binnen dertig dagen" in text
    assert "voorstel" in text, "terms that nobody adopted say so"
    found = esra.get(reverse("keeping"), {"code": f" {code.lower()} "})
    assert found["Location"] == reverse("keeping-folder", args=[folder])
    hold = reverse("keeping-hold", args=[folder])
    assert "Schrijf waarom" in esra.post(hold, {"why": ""}).content.decode()
    assert esra.post(hold, {"why": "Strafzaak loopt"}).status_code == 302
    assert "Strafzaak loopt" in page(esra, "keeping-folder", folder_id=folder)
    assert "al vastgehouden" in esra.post(hold, {"why": "Nog eens"}).content.decode()
    sanne = sign_in("Sanne Testpersoon")
    assert sanne.post(reverse("keeping-release", args=[folder])).status_code == 302
    assert ends.clock(folder).held_at is None
    assert sanne.get(reverse("keeping-erase", args=[folder])).status_code == 404, "a privacy officer's alone"


def test_who_handles_a_closed_signal_sees_until_when_it_is_kept(ends, stage, sign_in):
    folder = ends.closed(years_ago=0)
    ends.lay()
    text = page(sign_in("Noor Voorbeeld"), "signal", folder_id=folder)
    assert "die termijn is nog niet vastgesteld" in text


def test_an_erasure_has_a_certificate_without_content(ends, stage, sign_in):
    folder = ends.closed(years_ago=0)
    ends.sealed(folder, stage.noor)
    ends.lay()
    esra = sign_in("Esra Voorbeeld")
    erase = reverse("keeping-erase", args=[folder])
    assert "Kruis dit aan" in esra.post(erase, {"ground": "Bezwaar (AVG 21)"}).content.decode()
    assert esra.post(erase, {"ground": "Bezwaar (AVG 21)", "sure": "on"}).status_code == 302
    assert "Opdracht gegeven" in page(esra, "keeping")
    ends.run()
    row = stage.row("access_erasure", folder_id=folder, keep="case")
    answer = esra.get(reverse("keeping-certificate", args=[row.id]))
    text = " ".join(p.extract_text() for p in PdfReader(BytesIO(answer.content)).pages)
    plain = "".join(text.split()).replace("\u200b", "")
    for words in (row.hash, "Bezwaar(AVG21)", "EsraVoorbeeld", stage.signal(folder).code):
        assert words in plain
    assert "Zes matrassen" not in text
    assert "bewijs van vernietiging" in page(esra, "log")
    bram = sign_in("Bram Verzonnen")
    assert bram.get(reverse("keeping-certificate", args=[row.id])).status_code == 404


@pytest.mark.parametrize("code", ["S-BESTAAT", "x" * 50, "💡"])
def test_a_code_that_is_none_is_told_so(ends, sign_in, code):
    answer = sign_in("Esra Voorbeeld").get(reverse("keeping"), {"code": code})
    assert answer.status_code == 200
    assert "la-errors" in answer.content.decode() or "error" in answer.content.decode()
