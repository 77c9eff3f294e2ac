"""What the doors keep out, and what every answer says to the browser."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys

import psycopg
import pytest
from django.test import Client
from django.urls import reverse

from lantaarn.web.doors.input import LARGEST
from lantaarn.web.doors.quiet import Quiet


def kept_nowhere(answer) -> bool:
    return {"no-store", "private"} <= set(answer["Cache-Control"].replace(" ", "").split(","))


def test_no_answer_is_kept_by_the_browser_or_on_the_way(cast, sign_in):
    browser = sign_in("Fatima Proef")
    for path in ("/", reverse("log"), reverse("inbox"), "/bestaat-niet/", reverse("log-export", args=["ods"])):
        assert kept_nowhere(browser.get(path)), path
    for path in ("/", "/volgen/", "/toegang/login/", "/hulp/", "/bestaat-niet/"):
        answer = Client().get(path)
        assert kept_nowhere(answer), path
        assert "camera=()" in answer["Permissions-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]


def test_a_refusal_and_an_error_carry_the_same_headers_as_any_page(database):
    client = Client()
    broken, much = client.get("/%00/"), client.post("/volgen/", {"code": "x"}, CONTENT_LENGTH=str(LARGEST + 1))
    assert (broken.status_code, much.status_code) == (400, 413)
    assert kept_nowhere(broken)
    assert kept_nowhere(much)


def test_only_where_documents_come_in_may_a_body_be_larger(database):
    much = str(LARGEST + 1)
    taken = Client().post("/programma/inlezen/", {"x": "y"}, CONTENT_LENGTH=much)
    assert taken.status_code != 413
    assert Client().post("/programma/", {"x": "y"}, CONTENT_LENGTH=much).status_code == 413


@pytest.mark.parametrize("path", ["/postvak/%0a2026-11-24 ERROR verzonnen", "/%0d%0aSet-Cookie:x", "/%1b[31m", "/%7f"])
def test_control_characters_in_an_address_are_refused(database, path):
    assert Client().get(path).status_code == 400


@pytest.mark.parametrize("length, status", [(str(LARGEST + 1), 413), ("9" * 30, 413), ("-1", 413), ("1e3", 413)])
def test_more_than_is_taken_in_is_refused_before_it_is_read(database, length, status):
    class Body:
        def read(self, *size: int) -> bytes:
            raise AssertionError("it was read")

        readline = read

    answer = Client().post("/volgen/", {"code": "x"}, CONTENT_LENGTH=length, **{"wsgi.input": Body()})
    assert answer.status_code == status
    assert "te groot" in answer.content.decode()


def written(*, message: str, raised: BaseException | None = None) -> str:
    info = (type(raised), raised, raised.__traceback__) if raised else None
    record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, message, None, info)
    return Quiet("{levelname} {message}", style="{").format(record)


def test_a_message_cannot_make_up_a_line_in_the_programs_own_log():
    line = written(message="Not Found: /x\r\n2026-11-24 ERROR verzonnen\x1b[31m")
    assert line.count("\n") == 0
    assert "\x1b" not in line


def test_what_a_row_held_does_not_reach_the_programs_own_log(superuser):
    """PostgreSQL tells the whole row that broke a rule."""
    superuser.execute("CREATE TEMP TABLE said (words text CHECK (words = ''))")
    said = "Mijn paspoort\nligt bij Mirte Verzonnen"
    with pytest.raises(psycopg.Error) as caught:
        superuser.execute("INSERT INTO said VALUES (%s)", [said])
    assert "Verzonnen" in str(caught.value)
    told = written(message="Internal Server Error: /melden/", raised=caught.value)
    assert "CheckViolation" in told
    assert "violates check constraint" in told
    for word in ("paspoort", "Mirte", "Verzonnen"):
        assert word not in told


def settings_with(**environment: str) -> dict:
    code = (
        "import json; from lantaarn.config import settings as s; print(json.dumps([s.SESSION_COOKIE_NAME,"
        " s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action']]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_over_https_no_neighbour_can_plant_a_session_and_single_sign_on_may_be_sent_on_to():
    session, csrf, secure, forms = settings_with(
        LANTAARN_BASE_URL="https://lantaarn.voorbeeld.nl",
        LANTAARN_OIDC_CLIENT_ID="x",
        LANTAARN_OIDC_SERVER="https://inloggen.voorbeeld.nl/realms/x",
    )
    assert (session, csrf, secure) == ("__Host-sessionid", "__Host-csrftoken", True)
    assert forms == ["'self'", "https://inloggen.voorbeeld.nl"]


def test_signing_in_begins_a_session_of_its_own(cast):
    """A session that somebody planted before is worth nothing after."""
    browser = Client()
    browser.get("/toegang/login/")
    session = browser.session
    session["planted"] = "x"
    session.save()
    browser.cookies["sessionid"] = session.session_key
    planted = session.session_key
    from network.cast import PASSWORD

    browser.post("/toegang/login/", {"login": cast.email("Noor Voorbeeld"), "password": PASSWORD})
    assert browser.session.get("_auth_user_id")
    assert browser.session.session_key != planted


@pytest.mark.parametrize(
    "target", ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_after_signing_in_only_an_address_of_this_house_is_followed(cast, target):
    from network.cast import PASSWORD

    answer = Client().post(
        "/toegang/login/", {"login": cast.email("Noor Voorbeeld"), "password": PASSWORD, "next": target}
    )
    assert answer.status_code == 302
    assert "kwaad" not in answer["Location"]
    assert "javascript" not in answer["Location"]


def test_a_referer_from_elsewhere_is_not_followed_after_the_session_ended(cast):
    answer = Client().post(reverse("my-language"), {"language": "nl"}, headers={"referer": "https://kwaad.example/x"})
    from network.cast import PASSWORD

    browser = Client()
    signed = browser.post(answer["Location"], {"login": cast.email("Noor Voorbeeld"), "password": PASSWORD})
    assert "kwaad" not in signed["Location"]


def test_a_made_up_forwarding_header_does_not_loosen_the_brake_on_codes(cast):
    from lantaarn.web.report import tries

    client, codes = Client(), []
    for number in range(tries.PER_ADDRESS + 1):
        header = {
            "x-forwarded-for": f"10.0.0.{number}",
            "x-real-ip": f"10.0.0.{number}",
            "forwarded": f"for=10.0.0.{number}",
        }
        codes.append(client.post("/volgen/", {"code": "2222-2222-2222"}, headers=header).status_code)
    assert codes[-1] == 429
    assert set(codes[:-1]) == {422}


def test_a_host_that_is_not_ours_gets_nothing(database):
    assert Client(SERVER_NAME="kwaad.example").get("/toegang/login/").status_code == 400


def test_a_post_without_its_token_is_refused_also_when_htmx_sends_it(cast):
    browser = Client(enforce_csrf_checks=True)
    from lantaarn.network import queries

    browser.force_login(
        queries.user_by_email(email=cast.email("Noor Voorbeeld")),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    for headers in (
        {},
        {"hx-request": "true"},
        {"origin": "https://kwaad.example"},
        {"x-requested-with": "XMLHttpRequest"},
    ):
        assert browser.post(reverse("my-language"), {"language": "nl"}, headers=headers).status_code == 403
