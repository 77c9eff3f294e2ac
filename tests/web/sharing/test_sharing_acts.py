"""Sharing on the pages: seen beforehand, chosen line by line, confirmed, on paper, by a second person, taken back."""

import re

import pytest

from lantaarn.signals.actions import add_contribution, pass_on

SANNE, NOOR, BRAM, FENNA, ESRA = (
    "Sanne Testpersoon", "Noor Voorbeeld", "Bram Verzonnen", "Fenna Voorbeeld", "Esra Voorbeeld",
)  # fmt: skip
RIEC = {"grond": "own_ground_municipality", "doel": "integrated_approach"}
FROM_CARE = "De opvang vertelt dat een bewoner niet meer slaapt."
OWN = "Op dit adres staan elf mensen ingeschreven. De huurder heet Karel Bedacht."


def body(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def pdf_text(answer):
    import io

    from pypdf import PdfReader

    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


@pytest.fixture
def case(stage):
    """A labour case of Emmen's safety desk, with what the municipality knows and what a shelter told."""
    folder = stage.report(source_domain="municipality").folder_id
    bram = stage.bram
    stage.accept(folder, by=bram)
    for category, domain, text in (("administrative", "municipality", OWN), ("care", "care", FROM_CARE)):
        stage.do(
            add_contribution, folder_id=folder, kind="checked", category=category, domain=domain, text=text,
            source="eigen dossier", ground="wettelijke taak", by=bram,
        )  # fmt: skip
    return folder


def riec(stage):
    return f"partij:{stage.row('network_organisation', code='riec_noord_nederland').id}"


def lines(answer):
    return {row.text: row for row in answer.context["rows"]}


def test_a_municipality_submits_to_riec_and_what_came_from_care_is_held_back_with_article_and_reason(
    case, stage, sign_in
):
    client = sign_in(BRAM)
    start = client.get(f"/delen/{case}/")
    assert "indienen bij het RIEC" in body(start)
    asked = {"aan": riec(stage), **RIEC}
    page = client.get(f"/delen/{case}/bekijken/", asked)
    own, care = lines(page)[OWN], lines(page)[FROM_CARE]
    assert own.line.may_go
    assert [leak.label for leak in own.leaks] == ["naam"]
    assert not own.ticked, "what names somebody is not ticked beforehand"
    assert (care.line.verdict, care.line.may_go) == ("without_person_data", False)
    assert care.line.article == "Convenant ZVHD, addendum mensenhandel"
    assert care.line.sentence in body(page)

    address = f"/delen/{case}/bekijken/?aan={asked['aan']}&grond={asked['grond']}&doel={asked['doel']}"
    second = client.post(address, {"lijn": [str(own.id)], "note": ""})
    assert "Eén gegeven delen met" in body(second)
    assert not stage.rows("access_share", to_kind="riec"), "nothing is sent before it is confirmed"
    done = client.post(address, {"lijn": [str(own.id)], "note": "", "ja": "1"}, follow=True)
    assert "Op papier" in body(done)
    share_id = stage.row("access_share", to_kind="riec").id
    paper = pdf_text(client.get(f"/delen/{case}/{share_id}/pdf/"))
    assert "elf mensen ingeschreven" in paper
    assert "opvang" not in paper
    assert "slaapt" not in paper


def test_what_the_table_holds_back_cannot_be_posted_either(case, stage, sign_in):
    client = sign_in(BRAM)
    address = f"/delen/{case}/bekijken/?aan={riec(stage)}&grond={RIEC['grond']}&doel={RIEC['doel']}"
    care = lines(client.get(address))[FROM_CARE]
    answer = client.post(address, {"lijn": [str(care.id)], "note": "", "ja": "1"})
    assert "achterblijft" in body(answer)
    assert not stage.rows("access_share", to_kind="riec")


def test_a_share_between_the_two_domains_waits_for_a_second_person_who_is_another(case, stage, sign_in):
    bram, noor = sign_in(BRAM), sign_in(NOOR)
    address = f"/delen/{case}/bekijken/?aan=balie:{stage.noor.desk_id}&grond=legal_task&doel=help"
    own = lines(bram.get(address))[OWN]
    assert own.line.asks == "second"
    done = bram.post(address, {"lijn": [str(own.id)], "note": "", "ja": "1"}, follow=True)
    assert "Er is nog niets gedeeld" in body(done)
    assert noor.get(f"/postvak/{case}/").status_code == 404
    share_id = stage.row("access_share", state="waiting_second").id
    bram.post(f"/delen/meekijken/{share_id}/")
    assert stage.row("access_share", id=share_id).state == "waiting_second", "who asked is not the second person"
    assert "vraagt u om mee te kijken" in body(noor.get("/"))
    assert "wil delen met" in body(noor.get("/delen/"))
    noor.post(f"/delen/meekijken/{share_id}/")
    assert OWN in body(noor.get(f"/postvak/{case}/"))
    assert FROM_CARE not in body(noor.get(f"/postvak/{case}/"))

    ended = bram.post(f"/delen/{case}/{share_id}/intrekken/", {"why": "Verkeerde balie."})
    assert "ziet één gegeven niet meer" in body(ended)
    assert noor.get(f"/postvak/{case}/").status_code == 404


def test_a_withdrawn_consent_ends_the_view_and_says_what_it_cannot_recall(case, stage, sign_in):
    client = sign_in(BRAM)
    given = {
        "kind": "secrecy_permission", "answer": "yes", "subject": "de bewoner", "age_group": "from_16",
        "given_by": "self", "how": "written", "told": "Wat ik deel en met wie.", "scope_kinds": ["safety_house"],
        "categories": ["care"], "on": "2026-01-10", "until": "",
    }  # fmt: skip
    sanne = stage.sanne
    asked = f"aan=balie:{sanne.desk_id}&grond=permission_lifted&doel=help"
    refused = client.post(f"/delen/{case}/toestemming/?{asked}", {**given, "age_group": "under_12"})
    assert "jonger dan 12 jaar geven de ouders" in body(refused)
    made = client.post(f"/delen/{case}/toestemming/?{asked}", given)
    assert "/bekijken/?" in made["Location"], "one comes back to the preview, with the consent chosen"
    care = lines(client.get(made["Location"]))[FROM_CARE]
    assert care.line.may_go
    client.post(made["Location"], {"lijn": [str(care.id)], "note": "", "ja": "1"})
    reader = sign_in(SANNE)
    assert FROM_CARE in body(reader.get(f"/postvak/{case}/"))

    consent = stage.row("access_consent").id
    ended = client.post(f"/delen/{case}/toestemming/{consent}/intrekken/", {"why": "De bewoner wil het niet meer."})
    assert "ziet één gegeven niet meer" in body(ended)
    assert reader.get(f"/postvak/{case}/").status_code == 404


def test_emergency_access_shows_a_banner_and_the_privacy_officer_sees_it_at_once(case, stage, sign_in):
    noor, esra = sign_in(NOOR), sign_in(ESRA)
    code = stage.signal(case).code
    assert "kennen wij niet" in body(noor.post("/noodtoegang/kenmerk/", {"code": "S-AAAAAA", "reason": "Gevaar."}))
    noor.post("/noodtoegang/kenmerk/", {"code": code, "reason": "Iemand belt vanuit de loods."})
    page = body(noor.get(f"/postvak/{case}/"))
    assert "Noodtoegang staat open. Nog 60 minuten." in page
    assert OWN in page
    seen = body(esra.get("/noodtoegang/"))
    assert "Iemand belt vanuit de loods." in seen
    assert "nog niet bekeken" in body(esra.get("/"))
    emergency = stage.row("access_emergency", folder_id=case).id
    esra.post(f"/noodtoegang/{emergency}/gezien/")
    noor.post(f"/noodtoegang/{emergency}/sluiten/")
    assert noor.get(f"/postvak/{case}/").status_code == 404


def test_before_passing_on_one_reads_what_goes_by_itself_and_what_stays(case, stage, sign_in):
    from lantaarn.signals.actions import set_facts

    facts = {"labour": "yes", "possible_victim": "yes"}
    stage.do(set_facts, folder_id=case, facts=facts, revision=stage.revision(case), by=stage.bram)
    read = body(sign_in(BRAM).get(f"/postvak/{case}/doorzetten/"))
    assert "vanzelf mee" in read
    assert "Wat blijft achter, en waarom?" in read
    stage.do(pass_on, folder_id=case, revision=stage.revision(case), by=stage.bram)
    assert "Nog niet met iedereen gedeeld" in body(sign_in(BRAM).get(f"/postvak/{case}/"))
