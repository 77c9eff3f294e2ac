"""Signing in: password and second factor, a passkey, the demo's one click, and the hats of one person."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from network.cast import PASSWORD


def log_lines(superuser, action: str) -> list[tuple[str, str, str]]:
    return superuser.execute("SELECT who, about, outcome FROM audit_event WHERE action = %s", [action]).fetchall()


def with_password(client, cast, name: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": cast.email(name), "password": password})


def test_who_signs_in_without_a_second_factor_is_led_to_set_one_up(client, cast):
    assert with_password(client, cast, "Noor Voorbeeld").status_code == 302
    answer = client.get(reverse("my-account"))
    assert answer.headers["Location"] == reverse("mfa_index")
    assert "Stel nu een tweede stap in" in client.get(reverse("mfa_index")).content.decode()


def test_the_app_with_codes_is_the_second_step_and_the_next_time_it_is_asked_for(client, cast):
    with_password(client, cast, "Noor Voorbeeld")
    set_up_app(client)
    assert client.get(reverse("my-account")).status_code == 200
    client.post(reverse("account_logout"))
    answer = with_password(client, cast, "Noor Voorbeeld")
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("my-account")).headers["Location"].startswith(reverse("account_login"))


def set_up_app(client) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.status_code == 302
    return secret


def test_the_secret_of_the_app_lies_sealed_in_the_database(client, cast, superuser):
    with_password(client, cast, "Noor Voorbeeld")
    secret = set_up_app(client)
    stored = superuser.execute("SELECT data::text FROM mfa_authenticator WHERE type = 'totp'").fetchone()[0]
    assert secret not in stored


def test_the_only_second_factor_cannot_be_taken_away(client, cast, superuser):
    with_password(client, cast, "Noor Voorbeeld")
    set_up_app(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert superuser.execute("SELECT count(*) FROM mfa_authenticator WHERE type = 'totp'").fetchone() == (1,)


def test_signing_in_and_a_wrong_password_stand_in_the_log(client, cast, superuser):
    with_password(client, cast, "Noor Voorbeeld", "een verkeerd wachtwoord")
    with_password(client, cast, "Noor Voorbeeld")
    assert log_lines(superuser, "account.sign_in_failed") == [("Noor Voorbeeld", "", "denied")]
    assert log_lines(superuser, "account.signed_in") == [("Noor Voorbeeld", "password", "done")]


def test_after_five_wrong_passwords_one_has_to_wait(client, cast):
    for _ in range(6):
        answer = with_password(client, cast, "Noor Voorbeeld", "een verkeerd wachtwoord")
    assert "Wacht vijf minuten" in answer.content.decode()


def test_too_many_attempts_from_one_place_get_a_page_of_ours(client, cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {})
    answer = client.post(reverse("account_login"), {})
    assert answer.status_code == 429


@pytest.mark.parametrize("path", ["signup/", "email/", "3rdparty/", "3rdparty/signup/", "confirm-email/"])
def test_nobody_signs_up_and_nobody_changes_the_own_address(client, cast, path):
    assert client.get(f"/toegang/{path}").status_code == 404


def test_a_wrong_person_in_the_demo_and_any_person_outside_it_is_refused(client, cast, settings):
    hat = cast.hats["Noor Voorbeeld focal_point_social@Voorbeeldstad"]
    assert client.post(reverse("demo-sign-in"), {"person": hat}).status_code == 404
    settings.DEMO = True
    assert client.post(reverse("demo-sign-in"), {"person": "geen uuid"}).status_code == 404
    assert client.post(reverse("demo-sign-in"), {"person": hat}).status_code == 302


def test_the_demo_offers_one_of_each_role_in_one_click_and_asks_no_second_factor(client, cast, settings):
    settings.DEMO = True
    page = client.get(reverse("account_login")).content.decode()
    assert "Noor Voorbeeld" in page
    assert "Joost Fictief" in page
    hat = cast.hats["Joost Fictief functional_administrator"]
    answer = client.post(reverse("demo-sign-in"), {"person": hat, "next": "https://elders.invalid/"})
    assert answer.headers["Location"] == "/"
    assert client.get(reverse("my-account")).status_code == 200


def test_outside_the_demo_the_sign_in_page_names_nobody(client, cast):
    assert "Noor Voorbeeld" not in client.get(reverse("account_login")).content.decode()


def test_one_person_with_two_hats_changes_hat_and_never_into_that_of_another(sign_in, cast):
    second = cast.add_hat("Noor Voorbeeld", "privacy_officer", "Zorg- en Veiligheidshuis", since=dt.date(2025, 1, 1))
    browser = sign_in("Noor Voorbeeld")
    page = browser.get(reverse("my-account"))
    assert "U werkt nu als:" in page.content.decode()
    assert page.context["actor"].role == "focal_point"
    assert browser.post(reverse("change-desk"), {"desk": second}).status_code == 302
    assert browser.get(reverse("my-account")).context["actor"].role == "privacy_officer"
    other = cast.hats["Joost Fictief functional_administrator"]
    assert browser.post(reverse("change-desk"), {"desk": other}).status_code == 404


def test_signed_in_without_a_role_says_what_to_do(sign_in, cast, superuser):
    superuser.execute("UPDATE network_membership SET valid_until = '2024-02-01'")
    browser = sign_in("Noor Voorbeeld")
    assert browser.get(reverse("my-account")).headers["Location"] == reverse("no-desk")
    assert "functioneel beheerder" in browser.get(reverse("no-desk")).content.decode()


def test_the_own_organisation_as_a_way_in_when_it_is_configured(client, cast, settings):
    app = {"provider_id": "organisatie", "name": "Voorbeeldorganisatie", "client_id": "x", "secret": "y"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [app | {"settings": {"server_url": "https://sso.voorbeeld.invalid"}}]}
    }
    page = client.get(reverse("account_login")).content.decode()
    assert "Via Voorbeeldorganisatie" in page
    assert 'action="/toegang/oidc/organisatie/login/' in page


def test_a_forgotten_password_is_replaced_by_a_link_and_strangers_get_no_mail(client, cast, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "vreemde@voorbeeld.invalid"})
    assert mailoutbox == []
    answer = client.post(reverse("account_reset_password"), {"email": cast.email("Noor Voorbeeld")})
    assert answer.headers["Location"] == reverse("account_reset_password_done")
    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http"))
    form = client.get(link.removeprefix("http://testserver"), follow=True)
    new = {"password1": "een heel ander wachtwoord", "password2": "een heel ander wachtwoord"}
    assert client.post(form.redirect_chain[-1][0], new).status_code == 302
    assert with_password(client, cast, "Noor Voorbeeld", new["password1"]).status_code == 302


def test_the_list_of_where_one_is_signed_in_ends_the_others(client, cast):
    from django.test import Client

    elsewhere = Client()
    with_password(elsewhere, cast, "Noor Voorbeeld")
    with_password(client, cast, "Noor Voorbeeld")
    assert len(client.get(reverse("usersessions_list")).context["sessions"]) == 2
    client.post(reverse("usersessions_list"))
    assert elsewhere.get(reverse("mfa_index")).headers["Location"].startswith(reverse("account_login"))
    assert client.get(reverse("mfa_index")).status_code == 200


def test_the_password_alone_opens_nothing_once_a_session_knows_a_second_factor(client, cast):
    with_password(client, cast, "Noor Voorbeeld")
    set_up_app(client)
    client.post(reverse("account_logout"))
    with_password(client, cast, "Noor Voorbeeld")
    answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Deze code klopt niet" in answer.content.decode()
    assert client.get(reverse("my-account")).status_code == 302


def test_the_demo_enters_the_list_of_sessions_too(client, cast, settings):
    settings.DEMO = True
    client.post(reverse("demo-sign-in"), {"person": cast.hats["Joost Fictief functional_administrator"]})
    assert len(client.get(reverse("usersessions_list")).context["sessions"]) == 1
