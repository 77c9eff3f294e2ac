"""A passkey in a real browser: set up as the second factor, and then signing in with it alone."""

from __future__ import annotations

import pytest

from network.cast import PASSWORD


@pytest.fixture
def with_key(new_page):
    """A page whose browser has a key that says yes at once."""
    page = new_page()
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def test_a_passkey_is_set_up_and_then_opens_the_door_alone(cast, with_key):
    page = with_key
    page.goto("/mijn-account/")
    page.get_by_label("E-mailadres", exact=True).fill(cast.email("Noor Voorbeeld"))
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Een passkey").click()
    page.get_by_label("Naam van de sleutel").fill("laptop van het werk")
    page.get_by_role("button", name="Voeg toe").click()
    page.get_by_role("heading", name="Uw herstelcodes").wait_for()
    page.goto("/mijn-account/")
    assert page.get_by_role("heading", name="Mijn account").is_visible()

    page.goto("/toegang/logout/")
    page.get_by_role("button", name="Meld mij af").click()
    page.get_by_role("button", name="Met een passkey").click()
    page.wait_for_url(lambda url: "toegang" not in url)
    page.goto("/mijn-account/")
    assert page.get_by_role("heading", name="Mijn account").is_visible()


def test_who_breaks_off_is_told_so(cast, page):
    page.goto("/toegang/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('gestopt')) }")
    page.get_by_role("button", name="Met een passkey").click()
    page.get_by_text("Het is niet gelukt met de passkey.").wait_for()
