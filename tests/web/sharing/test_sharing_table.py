"""The sharing table on its pages: who reads it, tries it, advises on it, and how its parties adopt it."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from lantaarn.tables import queries
from lantaarn.tables.kinds import SHARING

SANNE, NOOR, ESRA, HANNA = "Sanne Testpersoon", "Noor Voorbeeld", "Esra Voorbeeld", "Hanna Oefening"
YESTERDAY = (timezone.localdate() - dt.timedelta(days=1)).isoformat()


def body(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def newest():
    return queries.versions("drenthe", SHARING)[0]


def address(version, rest=""):
    return f"/deeltabel/versie/{version.id}/{rest}"


@pytest.fixture
def draft(stage, sign_in):
    """A second version, not yet proved, while the first one holds."""
    sanne = sign_in(SANNE)
    sanne.post(address(newest(), "concept/"), {"note": "Vraag van de partijen"})
    return newest()


def test_it_reads_by_sort_of_data_with_article_and_sentence_and_without_codes(stage, sign_in):
    read = body(sign_in(NOOR).get("/deeltabel/"))
    assert "Voor wie: RIEC" in read
    assert "Convenant ZVHD, addendum mensenhandel" in read
    assert "Nog niet vastgesteld: een voorstel." in read
    assert "17 van de 17 partijen zijn akkoord" in read
    for code in ("may_not", "without_person_data", "safe_home", "lifted_minor", "riec_only_own"):
        assert code not in read, code
    assert sign_in(HANNA).get("/deeltabel/").status_code == 404


def test_a_situation_is_tried_and_what_is_left_open_is_not_known(stage, sign_in):
    asked = {"category": "care", "provenance_domain": "care", "sharer_kind": "safety_house", "recipient_kind": "riec"}
    asked |= {"ground": "legal_task", "purpose": "integrated_approach"}
    noor = sign_in(NOOR)
    read = body(noor.get(address(newest(), "proberen/"), asked))
    assert "Dit zegt regel 4. Die regel is vastgesteld." in read
    assert "zonder persoonsgegevens" in read
    assert "mag niet" in body(noor.get(address(newest(), "proberen/"), {"category": "person"}))


def test_a_rule_that_opens_a_way_round_is_shown_and_what_it_changes(draft, sign_in):
    sanne = sign_in(SANNE)
    rule = address(draft, "tabel/sharing/regel/4/")
    form = sanne.get(rule).context["form"]
    given = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert given["out_1"] == "Convenant ZVHD, addendum mensenhandel", "a text is edited without quotation marks"
    assert sanne.post(rule, {**given, "out_0": "share"}).status_code == 302
    page = sanne.get(address(draft))
    read = body(page)
    assert "Persoonsgegevens uit de zorg komen nooit bij het RIEC" in page.context["broken"].text
    assert any("deelt met het RIEC" in text for text in page.context["others"])
    assert [(one.was, one.becomes, one.freer) for one in page.context["effect"]] == [
        ("zonder persoonsgegevens", "mag", True)
    ]
    assert "Niet sluitend" in read
    assert sign_in(NOOR).get(address(draft)).status_code == 404


def test_parties_agree_the_officer_advises_and_then_it_is_adopted_and_holds(draft, sign_in):
    sanne, esra = sign_in(SANNE), sign_in(ESRA)
    assert esra.get(address(draft)).status_code == 404, "a draft is not asked about yet"
    sanne.post(address(draft, "bewijzen/"))
    advice = {"outcome": "negative", "text": "Te ruim.", "answer": "", "given_by": "Esra Voorbeeld", "on": YESTERDAY}
    assert "wat de partijen met het advies doen" in body(esra.post(address(draft, "advies/"), advice))
    assert esra.post(address(draft, "advies/"), {**advice, "answer": "Wij kijken er mee uit."}).status_code == 302
    assert esra.get(address(draft, "partijen/")).status_code == 404

    parties = [str(one.organisation_id) for one in queries.parties_of(newest())]
    agreed = {"parties_form": "1", "agreed_by": "het college", "on": YESTERDAY}
    sanne.post(address(draft, "partijen/"), {**agreed, "parties": parties[1:]})
    assert "Nog niet akkoord" in body(sanne.post(address(draft, "vaststellen/"), follow=True))
    sanne.post(address(draft, "partijen/"), {**agreed, "parties": parties[:1]})
    sanne.post(address(draft, "vaststellen/"))
    sanne.post(address(draft, "ingaan/"), {"when": "now"})
    assert queries.active_sharing("drenthe").version.id == draft.id
    assert "Wij kijken er mee uit." in body(sign_in(NOOR).get("/deeltabel/"))


def test_before_any_table_holds_the_officer_finds_the_one_that_waits_for_advice(stage, sign_in):
    with stage.superuser.transaction():
        stage.superuser.execute("SET LOCAL session_replication_role = replica")
        stage.superuser.execute("UPDATE tables_tableversion SET state = 'proved' WHERE kind = 'sharing'")
    assert "Bekijk de nieuwste versie" in body(sign_in(ESRA).get("/deeltabel/"))
    assert "Bekijk de nieuwste versie" not in body(sign_in(NOOR).get("/deeltabel/"))
