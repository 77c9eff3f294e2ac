"""From the counter to the letter, step by step; the letter that tells nothing is always the same letter."""

from io import BytesIO

import pytest
from django.urls import reverse
from odfdo import Document
from pypdf import PdfReader

from lantaarn.subjects import actions

NEW = {
    "kind": "access", "asked_by": "self", "channel": "counter", "name": "Mirte Verzonnen", "reach": "",
    "safe_contact": "Codewoord lantaarn", "never_call": "on", "words": "Wat weet u van mij?",
}  # fmt: skip


def pdf_text(answer):
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    return "".join(text.split()).replace("\u200b", "")


def post(browser, name, values, **keys):
    answer = browser.post(reverse(name, kwargs=keys), values)
    assert answer.status_code == 302, answer.content.decode()
    return answer


@pytest.fixture
def today():
    from django.utils import timezone

    return timezone.localdate().isoformat()


def test_from_the_counter_to_the_letter(stage, sign_in, written, today):
    _folder, row = written("Mirte Verzonnen werkt in de loods")
    noor = sign_in("Noor Voorbeeld")
    assert (
        "Schrijf de naam"
        in noor.post(reverse("subject-new"), {**NEW, "received_on": today, "name": ""}).content.decode()
    )
    assert post(noor, "subject-new", {**NEW, "received_on": today})["Location"] == "/"
    assert noor.get(reverse("subjects")).status_code == 404, "who registers it does not handle it"
    esra = sign_in("Esra Voorbeeld")
    request_id = stage.row("subjects_request").id
    keys = {"request_id": request_id}
    page = esra.get(reverse("subject", kwargs=keys)).content.decode()
    assert "Codewoord lantaarn" in page
    assert "Nooit bellen of thuis schrijven" in page
    early = esra.post(reverse("subject-search", kwargs=keys), {"name": "Mirte Verzonnen"})
    assert "Zoeken kan pas" in early.content.decode()
    post(esra, "subject-contact", {"outcome": "safe", "note": "Alleen gesproken"}, **keys)
    post(esra, "subject-identify", {"how": "document"}, **keys)
    post(esra, "subject-search", {"name": "Mirte Verzonnen"}, **keys)
    for item in stage.rows("subjects_item", request_id=request_id):
        at = reverse("subject-item", kwargs={**keys, "item_id": item.id})
        page = esra.get(at).content.decode()
        assert "Kies op welke grond" in esra.post(at, {"verdict": "withhold"}).content.decode()
        if item.contribution_id == row:
            assert "Mirte Verzonnen werkt in de loods" in page
            assert esra.post(at, {"verdict": "give", "tells": "U werkt in de loods"}).status_code == 302
        else:
            assert esra.post(at, {"verdict": "withhold", "ground": "crime"}).status_code == 302
    post(esra, "subject-answer", {"words": "Bel ons gerust.", "tells_readers": "on"}, **keys)
    made = esra.get(reverse("subject-letter", kwargs={**keys, "sort": "pdf"}))
    text = pdf_text(made)
    for words in ("Uwerktindeloods", "UAVGart.41lid1onderd", "GemeenteEmmen", "Belonsgerust.", "Autoriteit"):
        assert words in text
    assert "NoorVoorbeeld" not in text
    odt = esra.get(reverse("subject-letter", kwargs={**keys, "sort": "odt"})).content
    assert "U werkt in de loods" in Document(BytesIO(odt)).get_formatted_text()
    assert "maakte een brief aan een betrokkene" in esra.get(reverse("log")).content.decode()


def test_the_letter_that_tells_nothing_is_the_same_whether_there_is_something_or_not(
    stage, sign_in, written, request_of
):
    written("Mirte Verzonnen")
    full, empty = request_of("known"), request_of()
    stage.do(actions.search, request_id=full, values=["Mirte Verzonnen"], by=stage.esra)
    esra = sign_in("Esra Voorbeeld")
    letters = []
    for request_id, ground in ((full, "own_safety"), (empty, "crime")):
        post(esra, "subject-tell-nothing", {"ground": ground}, request_id=request_id)
        text = pdf_text(esra.get(reverse("subject-letter", kwargs={"request_id": request_id, "sort": "pdf"})))
        letters.append(text.replace(stage.row("subjects_request", id=request_id).code, "V-CODE"))
    assert letters[0] == letters[1]
    assert "Wijkunnennietzeggen" in letters[0]


def test_a_desk_is_asked_to_correct_and_answers(stage, sign_in, written, request_of):
    _folder, row = written("Mirte Verzonnen")
    request_id = request_of("known", kind="correction")
    stage.do(actions.search, request_id=request_id, values=["Mirte Verzonnen"], by=stage.esra)
    item = stage.row("subjects_item", request_id=request_id, contribution_id=row).id
    esra, noor = sign_in("Esra Voorbeeld"), sign_in("Noor Voorbeeld")
    post(esra, "subject-pass", {"asks": "Zij heet Myrthe"}, request_id=request_id, item_id=item)
    assert "Zij heet Myrthe" in noor.get(reverse("subject-corrections")).content.decode()
    at = reverse("subject-correct", args=[item])
    assert "Kies ja of nee" in noor.post(at, {}).content.decode()
    assert noor.post(at, {"corrected": "yes", "says": "Uw naam is verbeterd."}).status_code == 302
    assert "Uw naam is verbeterd." in esra.get(reverse("subject", args=[request_id])).content.decode()
    assert sign_in("Bram Verzonnen").get(at).status_code == 404


def test_a_restriction_asks_once_more_and_then_holds(stage, sign_in, written, request_of):
    folder, _row = written("Mirte Verzonnen")
    request_id = request_of("known", kind="restriction")
    stage.do(actions.search, request_id=request_id, values=["Mirte Verzonnen"], by=stage.esra)
    esra = sign_in("Esra Voorbeeld")
    at = reverse("subject-restrict", kwargs={"request_id": request_id, "signal_id": folder})
    assert "niet verder delen" in esra.get(at).content.decode()
    assert esra.post(at).status_code == 302
    assert stage.row("access_restriction", folder_id=folder) is not None
