"""A reporter follows a report with the code: received, taken up, finished, a question; never who, never by guessing."""

import uuid

import pytest

from ground import sealed
from web.report_ground import code_of, drenthe, send, visitor

__all__ = ["drenthe", "visitor"]

UNKNOWN = "Deze code kennen wij niet."


@pytest.fixture
def code(visitor) -> str:
    return code_of(send(visitor))


@pytest.fixture
def question(code, superuser) -> str:
    """The desk asked something."""
    folder, desk = superuser.execute("SELECT folder_id, lead_desk_id FROM signals_signal").fetchone()
    asked = uuid.uuid4()
    superuser.execute(
        "INSERT INTO signals_question (id, region_id, folder_id, desk_id, text, asked_at, answer)"
        " VALUES (%s, 'drenthe', %s, %s, 'Op welke dag zag u dit?', now(), '')",
        [asked, folder, desk],
    )
    return str(asked)


def follow(visitor, code: str):
    return visitor.post("/volgen/", {"code": code, "region": "drenthe"}, follow=True)


def answer(visitor, question: str, text: str = "Dinsdag.", **more):
    return visitor.post("/volgen/antwoord/", {"question": question, "answer": text, **more}, follow=True)


def test_the_code_shows_that_it_was_received(visitor, code):
    page = follow(visitor, code).content.decode()
    assert "Wij hebben uw melding." in page
    assert "Daarna pakt iemand uw melding op." in page


def test_case_spaces_and_hyphens_do_not_matter(visitor, code):
    assert "Hoever is het?" in follow(visitor, f"  {code.lower().replace('-', ' ')} ").content.decode()


@pytest.mark.parametrize("word", ["followed_up", "other_help", "not_enough", "thanks_only"])
def test_when_finished_safe_words_say_how(visitor, code, superuser, word):
    from lantaarn.web.words import FEEDBACK

    superuser.execute("SET session_replication_role = replica")
    superuser.execute(
        "UPDATE signals_signal SET status = 'closed', taken_up_at = now(), closed_at = now(), close_reason = 'merged',"
        " feedback = %s",
        [word],
    )
    page = follow(visitor, code).content.decode()
    assert str(FEEDBACK[word]) in page
    assert "Uw melding is afgerond." in page


def test_every_safe_word_has_its_sentence():
    from lantaarn.signals.actions.handling import FEEDBACK as WORDS
    from lantaarn.web.words import FEEDBACK

    assert set(FEEDBACK) == set(WORDS)


def test_nothing_says_who(visitor, code, question, superuser):
    superuser.execute("SET session_replication_role = replica; UPDATE signals_signal SET taken_up_at = now()")
    page = follow(visitor, code).content.decode().lower()
    for (label,) in superuser.execute("SELECT label FROM network_desk").fetchall():
        assert label.lower() not in page
    for (name,) in superuser.execute("SELECT name FROM network_user").fetchall():
        assert name.lower() not in page


def test_the_code_stands_in_no_address(visitor, code):
    for url, _status in follow(visitor, code).redirect_chain:
        assert code not in url
    assert visitor.get("/volgen/", {"code": code}).content.decode().count("Hoever is het?") == 1  # by the cookie
    visitor.cookies.clear()
    assert "Hoever is het?" not in visitor.get("/volgen/", {"code": code}).content.decode()


def test_the_cookie_is_signed_short_and_for_these_pages_alone(visitor, code):
    follow(visitor, code)
    cookie = visitor.cookies["volgen"]
    assert (cookie["path"], cookie["samesite"], cookie["max-age"]) == ("/volgen/", "Strict", 900)
    assert cookie["httponly"]
    visitor.cookies["volgen"] = cookie.value[:-1] + ("B" if cookie.value.endswith("A") else "A")
    assert "Hoever is het?" not in visitor.get("/volgen/").content.decode()


def test_closing_off_forgets_the_code(visitor, code):
    follow(visitor, code)
    visitor.post("/volgen/klaar/")
    assert "Hoever is het?" not in visitor.get("/volgen/").content.decode()


class TestQuestions:
    def test_are_answered_with_the_code_alone(self, visitor, code, question, superuser):
        assert "Op welke dag zag u dit?" in follow(visitor, code).content.decode()
        assert "Wij hebben uw antwoord." in answer(visitor, question).content.decode()
        assert sealed.row(superuser, "signals_question").answer == "Dinsdag."

    def test_are_answered_once_and_the_second_words_are_shown_back(self, visitor, code, question, superuser):
        follow(visitor, code)
        answer(visitor, question)
        page = answer(visitor, question, "Toch woensdag.").content.decode()
        assert "is niet verstuurd" in page
        assert "Toch woensdag." in page
        assert sealed.row(superuser, "signals_question").answer == "Dinsdag."

    def test_after_a_quarter_of_an_hour_the_code_is_asked_and_the_answer_stays(
        self, visitor, code, question, superuser
    ):
        follow(visitor, code)
        visitor.cookies.clear()
        page = answer(visitor, question, "Het was dinsdag.").content.decode()
        assert "Het was dinsdag." in page
        assert "Typ uw code opnieuw" in page
        wrong = answer(visitor, question, "Het was dinsdag.", code="AAAA", region="drenthe").content.decode()
        assert "Het was dinsdag." in wrong
        assert UNKNOWN in wrong
        answer(visitor, question, "Het was dinsdag.", code=code, region="drenthe")
        assert sealed.row(superuser, "signals_question").answer == "Het was dinsdag."

    def test_of_somebody_else_are_out_of_reach(self, visitor, code, question, superuser):
        other = code_of(send(visitor, observed="Iets anders."))
        follow(visitor, other)
        answer(visitor, question)
        assert sealed.row(superuser, "signals_question").answer == ""

    @pytest.mark.parametrize(
        "text, sentence", [("", "Schrijf uw antwoord op."), ("q" * 4001, "4.001 tekens"), ("\0", "Schrijf uw antwoord")]
    )
    def test_bad_answers_are_told_and_kept_on_the_page(self, visitor, code, question, text, sentence):
        follow(visitor, code)
        page = answer(visitor, question, text)
        assert sentence in page.content.decode()
        assert text.replace("\0", "") in page.content.decode()

    @pytest.mark.parametrize("asked", ["", "geen", "00000000-0000-0000-0000-000000000000"])
    def test_that_do_not_exist_lose_nothing(self, visitor, code, question, asked):
        follow(visitor, code)
        assert "Mijn antwoord." in answer(visitor, asked, "Mijn antwoord.").content.decode()


class TestWrongCodes:
    @pytest.mark.parametrize("typed", ["AAAA-BBBB-CCCC", "x", "0" * 5000, "😀", "' OR 1=1 --", "\0", "7K4M 2QHD"])
    def test_all_get_the_same_words(self, visitor, typed):
        page = follow(visitor, typed).content.decode()
        assert UNKNOWN in page or "Typ de code" in page or "tekens" in page

    def test_a_code_of_another_region_is_just_unknown(self, visitor, code, superuser):
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("INSERT INTO network_region SELECT 'elders', 'Elders', '', false, '[]', '{}'")
        page = visitor.post("/volgen/", {"code": code, "region": "elders"}).content.decode()
        assert UNKNOWN in page
        assert (
            "Hoever is het?"
            in visitor.post("/volgen/", {"code": code, "region": "drenthe"}, follow=True).content.decode()
        )

    def test_after_twenty_everybody_waits_and_is_told_how_long(self, visitor, code):
        for _ in range(20):
            assert follow(visitor, "AAAA-BBBB-CCCC").status_code == 422
        refused = follow(visitor, code)
        assert refused.status_code == 429
        assert "opnieuw proberen" in refused.content.decode()
        assert 0 < int(refused.headers["Retry-After"]) <= 900
        visitor.defaults["REMOTE_ADDR"] = "203.0.113.9"
        assert "Hoever is het?" in follow(visitor, code).content.decode()

    def test_from_many_addresses_a_limit_for_all_holds(self, visitor, code, monkeypatch):
        monkeypatch.setattr("lantaarn.web.report.tries.FOR_ALL", 3)
        for number in range(3):
            visitor.post("/volgen/", {"code": "AAAA", "region": "drenthe"}, REMOTE_ADDR=f"203.0.113.{number}")
        answer = visitor.post("/volgen/", {"code": code, "region": "drenthe"}, REMOTE_ADDR="203.0.113.99")
        assert answer.status_code == 429

    def test_right_codes_count_for_nothing(self, visitor, code):
        for _ in range(25):
            follow(visitor, code)
        assert follow(visitor, code).status_code == 200

    def test_a_wrong_try_is_in_the_log_without_the_code(self, visitor, superuser):
        follow(visitor, "AAAA-BBBB-CCCC")
        rows = superuser.execute("SELECT t::text FROM audit_event t WHERE outcome = 'denied'").fetchall()
        assert len(rows) == 1
        assert "AAAA" not in rows[0][0]
