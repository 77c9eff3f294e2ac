"""Signing in through one's own organisation, against a double that says that it is one: code, PKCE, account or none."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from web.sign_on_double import CLIENT, SECRET, sign_on


@pytest.fixture
def double(cast, settings):
    with sign_on(cast.email("Noor Voorbeeld")) as found:
        app = {"provider_id": "organisatie", "name": "Voorbeeldorganisatie", "client_id": CLIENT, "secret": SECRET}
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": found.address}}]}
        }
        yield found


def leave(client) -> str:
    """Where the button of the sign-in page leads."""
    answer = client.post(reverse("openid_connect_login", args=["organisatie"]))
    assert answer.status_code == 302
    return answer.headers["Location"]


def signed_in(client) -> str:
    return client.session.get("_auth_user_id", "")


def test_it_says_that_it_is_a_double(double):
    assert "double for tests" in str(double.configuration()["service_documentation"])


def test_who_was_invited_comes_in_with_code_and_pkce_and_the_log_tells_how(client, cast, double, superuser):
    asked = leave(client)
    query = parse_qs(urlsplit(asked).query)
    assert asked.startswith(f"{double.address}/authorize?")
    assert (query["response_type"], query["code_challenge_method"]) == (["code"], ["S256"])
    answer = client.get(double.agree(asked))
    assert answer.status_code == 302
    assert double.refused == []
    assert signed_in(client) == str(cast.people["Noor Voorbeeld"])
    assert superuser.execute("SELECT count(*) FROM audit_event WHERE action = 'account.signed_in'").fetchone()[0] == 1
    assert client.get("/").headers["Location"] == reverse("mfa_index"), "a second factor is still asked for"


def test_who_was_not_invited_gets_no_account(client, double, superuser):
    double.email = "iemand@elders.invalid"
    before = superuser.execute("SELECT count(*) FROM network_user").fetchone()
    page = client.get(double.agree(leave(client)), follow=True).content.decode()
    assert "geen account voor dit adres" in page
    assert signed_in(client) == ""
    assert superuser.execute("SELECT count(*) FROM network_user").fetchone() == before


def test_an_address_that_the_organisation_did_not_verify_is_no_proof(client, double):
    double.verified = False
    client.get(double.agree(leave(client)), follow=True)
    assert signed_in(client) == ""


def test_a_code_of_another_browser_or_used_before_lets_nobody_in(client, double):
    way_back = double.agree(leave(client))
    thief = Client()
    thief.get(way_back)
    assert signed_in(thief) == "", "the state belongs to the browser that began"
    client.get(way_back)
    assert signed_in(client)
    again = Client()
    leave(again)
    again.get(way_back)
    assert signed_in(again) == ""


def test_without_the_verifier_the_code_is_worth_nothing(client, double):
    way_back = double.agree(leave(client))
    (code,) = double.codes
    assert double.token({"code": code, "client_id": CLIENT, "client_secret": SECRET, "code_verifier": "guess"}) is None
    assert "pkce" in double.refused
    client.get(way_back)
    assert signed_in(client) == "", "and it is spent"
