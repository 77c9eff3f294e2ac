"""Somebody new: invited by the functional administrator, with a password and a second step outside the demo."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from browser.looking import looked_at
from browser.walking import box, follow_link, press, read

PASSWORD = "een lange zin met een lantaarn"


def test_who_is_invited_takes_it_up_with_a_password_and_an_app_with_codes(enter, new_page, settings):
    iris = enter("Iris Testpersoon")
    iris.goto("/accounts/")
    follow_link(iris, "Nodig iemand uit")
    box(iris, "E-mailadres").fill("nieuw.verzonnen@gemeente-emmen.example")
    box(iris, "Naam").fill("Nieuw Verzonnen")
    iris.get_by_label("Rol", exact=True).select_option(label="aandachtsfunctionaris")
    iris.get_by_label("Balie").select_option(label="Emmen: Aandachtsfunctionaris sociaal domein Emmen")
    press(iris, "Maak de uitnodiging")
    link = iris.get_by_label("Link", exact=True).input_value()

    settings.DEMO = False
    new = new_page()
    new.goto(link)
    assert "aandachtsfunctionaris" in read(new)
    complaints = looked_at(new)
    new.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    new.get_by_label("Nog een keer het wachtwoord").fill(PASSWORD)
    press(new, "Ga verder")
    complaints += looked_at(new)
    follow_link(new, "Een app op mijn telefoon")
    complaints += looked_at(new)
    secret = new.locator("code.la-code").inner_text()
    box(new, "").fill(code_now(secret))
    press(new, "Zet de app aan")
    new.get_by_role("heading", name="Uw herstelcodes").wait_for()
    complaints += looked_at(new)
    new.goto("/")
    assert new.get_by_role("heading", name="Dag Nieuw").is_visible()

    assert not complaints, "\n".join(complaints)

    again = new_page()
    assert again.goto(link).status == 410, "the link works once"


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
