"""A professional reports in two minutes, without account; what was typed is never lost, and never kept twice."""

import pytest

from ground import sealed
from web.report_ground import FILLED, code_of, drenthe, kept, once_of, open_form, send, visitor

__all__ = ["drenthe", "visitor"]


def test_a_counter_clerk_reports_and_gets_a_code(visitor, superuser):
    answer = send(visitor)
    assert answer.status_code == 200
    assert "Wij hebben uw melding" in answer.content.decode()
    assert len(code_of(answer)) == 14
    assert kept(superuser) == 1


def test_the_answer_says_which_desk_reads_it_and_by_when(visitor):
    text = send(visitor).content.decode()
    assert "sociaal domein" in text.lower()
    assert "binnen twee werkdagen" in text


def test_what_came_from_care_reaches_the_social_desk_and_not_the_other(visitor, superuser):
    send(visitor, source_domain="care")
    kinds = superuser.execute("SELECT d.kind FROM access_grant g JOIN network_desk d ON d.id = g.desk_id").fetchall()
    assert ("focal_point_social",) in kinds
    assert ("focal_point_safety",) not in kinds


def test_the_three_sorts_of_words_stay_three(visitor, superuser):
    send(visitor, interpreted="Ik denk dat hij bang is.")
    rows = [r for r in sealed.rows(superuser, "folders_contribution") if r.kind != "place"]
    assert sorted((r.kind, r.text, r.said_by) for r in rows) == [
        ("interpreted", "Ik denk dat hij bang is.", ""),
        ("observed", FILLED["observed"], ""),
        ("stated", FILLED["stated"], FILLED["stated_by"]),
    ]


def test_the_card_keeps_how_one_knows_only_after_a_yes(visitor, superuser):
    send(visitor, card_debt="yes", card_debt_how="stated", card_underpaid="no", card_underpaid_how="observed")
    data = sealed.row(superuser, "folders_contribution", kind="card").data
    assert data == {"answers": {"debt": {"answer": "yes", "how": "stated"}, "underpaid": {"answer": "no", "how": ""}}}


def test_several_places_also_outside_the_region(visitor, superuser):
    send(
        visitor,
        website="https://advertentie.voorbeeld.invalid/123",
        place_1_kind="works",
        place_1_municipality="GM0106",
        place_2_kind="recruited",
        place_2_municipality="outside",
        place_2_spot="Groningen, station",
    )
    names = dict(superuser.execute("SELECT id, name FROM network_municipality").fetchall())
    places = sealed.rows(superuser, "signals_place")
    rows = [(p.kind, names.get(p.municipality_id, ""), p.outside, p.text) for p in places]
    assert sorted(rows) == [
        ("found", "", "", "Online: https://advertentie.voorbeeld.invalid/123"),
        ("found", "Emmen", "", FILLED["spot"]),
        ("recruited", "", "Groningen, station", ""),
        ("works", "Assen", "", ""),
    ]


def test_the_link_on_the_intranet_has_chosen_the_municipality(visitor):
    page = visitor.get("/melden/drenthe/?gemeente=GM0114").content.decode()
    assert '<option value="GM0114" selected>Emmen</option>' in page


@pytest.mark.parametrize("preset", ["GM9999", "x" * 5000, "'; drop", "unknown"])
def test_a_strange_municipality_in_the_link_is_ignored(visitor, preset):
    page = visitor.get("/melden/drenthe/", {"gemeente": preset})
    assert page.status_code == 200
    assert "selected>Kies" in page.content.decode() or "selected" not in page.content.decode()


def test_without_any_place_or_name_a_report_is_kept_too(visitor, superuser):
    answer = send(visitor, municipality="unknown", spot="", stated="", stated_by="")
    assert answer.status_code == 200
    assert superuser.execute("SELECT manual_reason <> '' OR municipality_id IS NULL FROM signals_signal").fetchone()[0]


def test_danger_shows_112_before_and_after_and_the_report_is_kept(visitor, superuser):
    page = visitor.get("/melden/drenthe/").content.decode()
    assert page.count("tel:112") >= 4
    answer = send(visitor, danger="yes").content.decode()
    assert "Is 112 al gebeld?" in answer
    assert kept(superuser) == 1


def test_every_step_has_the_line_about_112(visitor):
    for address in ("/melden/drenthe/", "/melden/drenthe/inwoner/", "/volgen/"):
        assert "la-alarm" in visitor.get(address).content.decode()
    assert "la-alarm" in send(visitor).content.decode()


def test_the_citizen_form_is_off_and_names_who_to_call(visitor):
    page = visitor.get("/melden/drenthe/inwoner/").content.decode()
    for number in ("112", "0900-8844", "0800-5151", "0800-7000"):
        assert number in page
    assert "<textarea" not in page


def test_where_a_region_wants_it_citizens_report(visitor, superuser):
    superuser.execute("UPDATE network_region SET citizen_form = true")
    address = "/melden/drenthe/inwoner/"
    answer = send(visitor, address=address, once=open_form(visitor, address))
    assert answer.status_code == 200
    assert superuser.execute("SELECT facts->>'source_domain' FROM signals_signal").fetchone()[0] == "citizen"


def test_one_region_needs_no_choosing_and_an_unknown_one_is_missing(visitor):
    assert visitor.get("/melden/").headers["Location"] == "/melden/drenthe/"
    assert visitor.get("/melden/atlantis/").status_code == 404


def test_a_region_without_active_route_still_takes_reports(visitor, superuser):
    superuser.execute("SET session_replication_role = replica; UPDATE tables_tableversion SET state = 'retired'")
    assert send(visitor, source_domain="unknown").status_code == 200
    assert superuser.execute("SELECT manual_reason FROM signals_signal").fetchone()[0]


class TestNothingTwice:
    def test_a_double_click_is_one_report_with_one_code(self, visitor, superuser):
        once = open_form(visitor)
        first, second = send(visitor, once=once), send(visitor, once=once)
        assert kept(superuser) == 1
        assert code_of(first) == code_of(second)
        assert "Wij hadden uw melding al" in second.content.decode()

    def test_a_mark_of_another_region_or_of_nobody_is_asked_again(self, visitor, superuser):
        for forged in ("", "x", "x:y:z", "a" * 4000, once_of(visitor.get("/melden/drenthe/")) + "0"):
            answer = send(visitor, once=forged or "geen")
            assert answer.status_code == 422
            assert FILLED["observed"] in answer.content.decode()
        assert kept(superuser) == 0

    def test_a_page_that_stood_open_too_long_asks_once_more_and_loses_nothing(self, visitor, superuser, monkeypatch):
        once = open_form(visitor)
        monkeypatch.setattr("lantaarn.web.report.once.HOURS_VALID", -1)
        answer = send(visitor, once=once)
        assert "stond lang open" in answer.content.decode()
        assert FILLED["observed"] in answer.content.decode()
        monkeypatch.undo()
        assert send(visitor, once=once_of(answer)).status_code == 200
        assert "hadden uw melding al" in send(visitor, once=once).content.decode()
        assert kept(superuser) == 1

    def test_without_session_and_without_csrf_cookie_the_report_is_kept(self, visitor, superuser):
        once = open_form(visitor)
        visitor.cookies.clear()
        assert send(visitor, once=once).status_code == 200
        assert kept(superuser) == 1


class TestHalfFilled:
    def test_kept_while_typing_and_there_again_later(self, visitor):
        answer = visitor.post("/melden/drenthe/bewaren/", FILLED, headers={"HX-Request": "true"})
        assert answer.content.decode().startswith("Concept bewaard om ")
        page = visitor.get("/melden/drenthe/").content.decode()
        assert FILLED["observed"] in page
        assert "Concept bewaard om " in page

    def test_kept_with_a_button_where_there_is_no_script(self, visitor):
        answer = visitor.post("/melden/drenthe/bewaren/", FILLED)
        assert answer.status_code == 302
        assert FILLED["stated"] in visitor.get(answer.headers["Location"]).content.decode()

    def test_the_cookie_tells_nothing_and_is_for_this_form_alone(self, visitor):
        cookie = visitor.post("/melden/drenthe/bewaren/", FILLED).cookies["concept"]
        assert cookie["httponly"]
        assert cookie["path"] == "/melden/drenthe/"
        assert len(cookie.value) == 43

    def test_gone_after_sending(self, visitor):
        visitor.post("/melden/drenthe/bewaren/", FILLED)
        send(visitor)
        assert FILLED["observed"] not in visitor.get("/melden/drenthe/").content.decode()

    def test_gone_when_thrown_away(self, visitor, superuser):
        visitor.post("/melden/drenthe/bewaren/", FILLED)
        visitor.post("/melden/drenthe/bewaren/", {"weg": "1"})
        assert superuser.execute("SELECT count(*) FROM signals_draft").fetchone()[0] == 0

    def test_nobody_reads_it_without_the_cookie(self, visitor):
        from django.test import Client

        visitor.post("/melden/drenthe/bewaren/", FILLED)
        stranger = Client()
        stranger.cookies["concept"] = "a" * 43
        assert FILLED["observed"] not in stranger.get("/melden/drenthe/").content.decode()

    def test_an_unticked_box_stays_unticked(self, visitor):
        visitor.post("/melden/drenthe/bewaren/", {**FILLED, "shielded": ""})
        page = visitor.get("/melden/drenthe/").content.decode()
        assert 'id="id_shielded" checked' not in page.replace("  ", " ")

    def test_a_text_that_is_too_long_is_said_while_writing(self, visitor):
        long = {**FILLED, "observed": "a" * 4100}
        answer = visitor.post("/melden/drenthe/bewaren/", long, headers={"HX-Request": "true"})
        assert "4.100 tekens" in answer.content.decode()

    def test_more_than_a_form_can_hold_is_refused_and_not_lost(self, visitor, superuser):
        answer = visitor.post("/melden/drenthe/bewaren/", {**FILLED, "observed": "b" * 70_000})
        assert answer.status_code == 422
        assert "b" * 70_000 in answer.content.decode()
        assert superuser.execute("SELECT count(*) FROM signals_draft").fetchone()[0] == 0


class TestBadInput:
    @pytest.mark.parametrize(
        "changed, sentence",
        [
            ({"observed": "z" * 4001}, "4.001 tekens"),
            ({"spot": "z" * 201}, "201 tekens"),
            ({"danger": ""}, "Kies ja, nee of weet ik niet."),
            ({"danger": "misschien"}, "Kies ja, nee of weet ik niet."),
            ({"municipality": "GM9999"}, "Kies een gemeente."),
            ({"municipality": ""}, "Kies een gemeente."),
            ({"source_domain": "citizen"}, "Kies waar u werkt."),
            ({"observed": "", "stated": "", "spot": ""}, "Eén zin is genoeg."),
            ({"may_call": "yes", "contact": ""}, "Schrijf op hoe wij u kunnen bereiken."),
            ({"place_1_spot": "Ergens"}, "Kies wat er op deze plek gebeurt"),
            ({"place_1_kind": "works"}, "Kies een gemeente of schrijf de plek op."),
            ({"card_debt": "<script>"}, "Kies ja, nee of weet ik niet."),
            ({"observed": "caf\ufffd"}, "kwamen niet goed over"),
        ],
    )
    def test_is_told_what_to_do_and_keeps_the_rest(self, visitor, superuser, changed, sentence):
        answer = send(visitor, **changed)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        assert FILLED["stated_by"] in page
        assert kept(superuser) == 0
        assert "Nulltekens" not in page

    @pytest.mark.parametrize(
        "text",
        [
            "Zes bedden 🛏️🛏️ en een slot 🔒",
            "قال لي إنه لا يستطيع المغادرة",
            "'; DROP TABLE signals_report; --",
            "=1+1",
            "{{ settings.SECRET_KEY }}",
            "Z̸a̷l̶g̵o̸",
        ],
    )
    def test_every_script_and_sign_is_kept_as_it_is(self, visitor, superuser, text):
        assert send(visitor, observed=text).status_code == 200
        assert sealed.row(superuser, "folders_contribution", kind="observed").text == text

    def test_characters_that_nobody_sees_are_left_out(self, visitor, superuser):
        assert send(visitor, observed="een\0 slot\u202e aan de deur\x07").status_code == 200
        found = sealed.row(superuser, "folders_contribution", kind="observed").text
        assert found == "een slot aan de deur"

    def test_markup_is_shown_as_text(self, visitor):
        page = send(visitor, danger="", observed="<img src=x onerror=alert(1)>").content.decode()
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page

    def test_repeated_fields_take_the_last(self, visitor, superuser):
        once = open_form(visitor)
        assert visitor.post("/melden/drenthe/", {**FILLED, "once": once, "danger": ["yes", "no"]}).status_code == 200
        assert superuser.execute("SELECT acute FROM signals_signal").fetchone()[0] is False

    def test_a_body_in_another_encoding_is_asked_again(self, visitor, superuser):
        once = open_form(visitor)
        body = f"once={once}&danger=no&municipality=GM0114&source_domain=care&observed=caf%E9"
        answer = visitor.post("/melden/drenthe/", body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 422
        assert "kwamen niet goed over" in answer.content.decode()

    @pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x"])
    def test_a_body_of_another_type_is_an_empty_form(self, visitor, kind):
        assert visitor.post("/melden/drenthe/", b'{"danger": "no"}', content_type=kind).status_code in (400, 422)

    def test_more_than_the_server_takes_is_a_clear_400(self, visitor):
        assert visitor.post("/melden/drenthe/", {"observed": "x" * 3_000_000}).status_code in (400, 413)

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods_are_refused(self, visitor, method):
        assert getattr(visitor, method)("/melden/drenthe/").status_code == 405


def test_the_page_says_who_reads_first_as_the_route_has_it(visitor):
    page = visitor.get("/melden/drenthe/").content.decode()
    assert "Wie leest mijn melding als eerste?" in page
    assert page.index("Zorg of sociaal domein") < page.index("sociaal domein</dd>")


def test_nothing_of_the_address_of_the_visitor_is_kept(visitor, superuser):
    once = open_form(visitor)
    visitor.post("/melden/drenthe/", {**FILLED, "once": once}, REMOTE_ADDR="203.0.113.77")
    for (table,) in superuser.execute(
        "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
    ).fetchall():
        found = superuser.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%203.0.113.77%'").fetchone()
        assert found[0] == 0, table
