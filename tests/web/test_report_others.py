"""A desk writes down what it was told, and notes advice without names."""

import pytest

from web.report_ground import FILLED, code_of, drenthe, kept, once_of, sign_in, visitor

__all__ = ["drenthe", "visitor"]

ADDRESS = "/melden-voor-iemand/"
TOLD = {**FILLED, "entry": "phone", "name": "Noor Voorbeeld", "contact": "06 00 00 00 99", "work": "wijkteam"}


@pytest.fixture
def desk(drenthe):
    """The social focal point of Emmen, signed in."""
    from django.test import Client

    client = Client()
    sign_in(client, "focal_point_social", "GM0114")
    return client


def register(desk, once: str = "", **changed):
    return desk.post(ADDRESS, {**TOLD, "once": once or once_of(desk.get(ADDRESS)), **changed})


def test_a_telephone_call_becomes_a_signal_with_a_code_for_the_caller(desk, superuser):
    page = register(desk).content.decode()
    assert "is bewaard" in page
    assert len(code_of(register(desk))) == 14
    assert superuser.execute("SELECT DISTINCT entry FROM signals_signal").fetchall() == [("phone",)]


def test_the_page_says_where_it_went_and_why(desk):
    page = register(desk).content.decode()
    assert "heeft de leiding" in page
    assert "Waarom: Regel" in page


def test_the_caller_follows_with_that_code(desk, visitor):
    code = code_of(register(desk))
    assert "Hoever is het?" in visitor.post("/volgen/", {"code": code}, follow=True).content.decode()


def test_facts_that_the_desk_knows_decide_with_the_rest(desk, superuser):
    register(desk, fact_labour="yes", fact_possible_victim="yes")
    facts = superuser.execute("SELECT facts FROM signals_signal").fetchone()[0]
    assert (facts["labour"], facts["possible_victim"], facts["sexual"]) == ("yes", "yes", "unknown")


def test_a_tip_of_the_anonymous_line_is_said_to_be_one(desk, superuser):
    register(desk, entry="anonymous_line", source_domain="unknown", name="", contact="")
    assert superuser.execute("SELECT facts->>'source_domain' FROM signals_signal").fetchone()[0] == "anonymous_line"


def test_a_double_click_is_one_signal_with_one_code(desk, superuser):
    once = once_of(desk.get(ADDRESS))
    first, second = register(desk, once=once), register(desk, once=once)
    assert kept(superuser) == 1
    assert code_of(first) == code_of(second)
    assert "was al bewaard" in second.content.decode()


def test_half_filled_it_is_kept_for_this_person(desk, drenthe):
    from django.test import Client

    desk.post(f"{ADDRESS}bewaren/", TOLD)
    assert TOLD["observed"] in desk.get(ADDRESS).content.decode()
    colleague = Client()
    sign_in(colleague, "focal_point_safety", "GM0114")
    assert TOLD["observed"] not in colleague.get(ADDRESS).content.decode()
    register(desk)
    assert TOLD["observed"] not in desk.get(ADDRESS).content.decode()


def test_after_keeping_a_draft_the_desk_is_still_itself(desk, superuser):
    """The draft's door must not leave a reporter's context behind in the transaction of a desk."""
    desk.post(f"{ADDRESS}bewaren/", TOLD)
    register(desk)
    who = superuser.execute("SELECT DISTINCT role FROM audit_event WHERE action = 'signal.received'").fetchall()
    assert who == [("focal_point",)]


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"entry": ""}, "Kies hoe dit binnenkwam."),
        ({"entry": "import"}, "Kies hoe dit binnenkwam."),
        ({"fact_labour": "heel erg"}, "Kies een antwoord, of laat het leeg."),
        ({"name": "n" * 201}, "201 tekens"),
        ({"once": "vals"}, "stond lang open"),
    ],
)
def test_bad_input_is_told_and_the_rest_stays(desk, superuser, changed, sentence):
    answer = register(desk, **changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert TOLD["observed"] in answer.content.decode()
    assert kept(superuser) == 0


def test_who_may_not_register_sees_nothing(drenthe):
    from django.test import Client

    stranger = Client()
    assert stranger.get(ADDRESS).status_code == 302


class TestAdvice:
    def note(self, desk, once: str = "", **changed):
        once = once or once_of(desk.get("/advies/"))
        given = {"asked_from": "care", "about": "labour", "outcome": "advised", "once": once, **changed}
        return desk.post("/advies/", given, follow=True)

    def test_three_taps_and_it_is_counted(self, desk, superuser):
        assert "Dit jaar gaf uw balie 1 keer advies" in self.note(desk).content.decode()
        assert "Dit jaar gaf uw balie 2 keer advies" in self.note(desk).content.decode()
        assert superuser.execute("SELECT count(*) FROM signals_advice").fetchone()[0] == 2

    def test_a_double_click_counts_once(self, desk, superuser):
        once = once_of(desk.get("/advies/"))
        self.note(desk, once=once)
        assert "stond al genoteerd" in self.note(desk, once=once).content.decode()
        assert superuser.execute("SELECT count(*) FROM signals_advice").fetchone()[0] == 1

    def test_there_is_no_room_for_a_name(self, desk):
        page = desk.get("/advies/").content.decode()
        assert "<textarea" not in page
        assert 'type="text"' not in page

    @pytest.mark.parametrize("changed", [{"asked_from": ""}, {"about": "iets"}, {"outcome": "\0"}, {"once": "x"}])
    def test_bad_input_is_told(self, desk, superuser, changed):
        answer = self.note(desk, **changed)
        assert answer.status_code == 422
        assert superuser.execute("SELECT count(*) FROM signals_advice").fetchone()[0] == 0
