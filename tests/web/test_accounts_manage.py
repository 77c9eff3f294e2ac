"""The functional administrator's pages: invite, move, end, stop, with a warning before a desk is left short."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from network.cast import PASSWORD


@pytest.fixture
def admin(sign_in):
    return sign_in("Joost Fictief")


def test_the_list_searches_and_filters(cast, admin):
    def names(**query):
        return {row.name for row in admin.get(reverse("accounts"), query).context["found"].rows}

    assert len(names()) == 8
    assert names(zoek="noor") == {"Noor Voorbeeld"}
    assert names(rol="privacy_officer") == {"Fatima Proef"}
    assert names(organisatie=cast.organisations["RIEC"]) == {"Ilse Nep"}
    assert names(stand="stopped") == set()
    assert admin.get(reverse("accounts"), {"pagina": "x", "rol": "nee"}).status_code == 200


@pytest.mark.parametrize("name", ["Noor Voorbeeld", "Rana Bedacht", "Fatima Proef", "Wout Schijn"])
def test_others_do_not_find_the_accounts(cast, sign_in, name):
    browser = sign_in(name)
    assert browser.get(reverse("accounts")).status_code == 404
    assert browser.get(reverse("account", args=[cast.people["Noor Voorbeeld"]])).status_code == 404
    assert browser.post(reverse("stop-account", args=[cast.people["Noor Voorbeeld"]])).status_code == 404


def ask(cast, **more):
    values = {
        "email": "mila.proef@voorbeeld.invalid",
        "name": "Mila Proef",
        "role": "focal_point",
        "desk": cast.desks["focal_point_safety@Verzonnendorp"],
        "organisation": "",
    }
    return values | more


def invited_link(cast, admin, **more):
    assert admin.post(reverse("invite"), ask(cast, **more)).headers["Location"] == reverse("invited")
    return admin.get(reverse("invited")).context["link"].removeprefix("http://testserver")


def test_the_link_is_shown_once_and_leads_to_an_account_and_a_second_factor(cast, admin, django_user_model):
    from django.test import Client

    link = invited_link(cast, admin)
    assert admin.get(reverse("invited")).headers["Location"] == reverse("accounts")
    newcomer = Client()
    assert "aandachtsfunctionaris" in newcomer.get(link).content.decode()
    assert newcomer.post(link, {"name": "Mila", "password": "kort", "again": "kort"}).status_code == 422
    answer = newcomer.post(link, {"name": "Mila Proef", "password": PASSWORD, "again": PASSWORD})
    assert answer.headers["Location"] == reverse("mfa_index")
    assert newcomer.get(reverse("mfa_activate_totp")).status_code == 200
    assert newcomer.get(reverse("my-account")).headers["Location"] == reverse("mfa_index")
    assert Client().get(link).status_code == 410


def test_what_was_typed_stays_when_something_is_wrong(cast, admin):
    answer = admin.post(reverse("invite"), ask(cast, desk=cast.desks["chain_director"]))
    assert answer.status_code == 422
    assert "mila.proef@voorbeeld.invalid" in answer.content.decode()
    assert "andere rol" in answer.content.decode()


def test_who_has_an_account_signs_in_first_and_then_takes_the_role(cast, admin, sign_in):
    from django.test import Client

    link = invited_link(cast, admin, email=cast.email("Noor Voorbeeld"))
    assert "Log daarmee in" in Client().get(link).content.decode()
    assert Client().post(link).status_code == 200
    noor = sign_in("Noor Voorbeeld")
    assert noor.post(link).status_code == 302
    assert noor.get(reverse("my-account")).context["actor"].municipality == "Verzonnendorp"


def test_before_a_desk_is_left_with_one_person_or_none_the_page_says_so(cast, admin):
    def warning(name: str, desk: str) -> str:
        hat = cast.hats[f"{name} {desk}"]
        return admin.get(reverse("end-role", args=[cast.people[name], hat])).content.decode()

    assert "werkt daarna nog één persoon" in warning("Noor Voorbeeld", "focal_point_social@Voorbeeldstad")
    assert "werkt daarna niemand meer" in warning("Bram Verzonnen", "focal_point_safety@Voorbeeldstad")
    assert "één persoon" in admin.get(reverse("stop-account", args=[cast.people["Noor Voorbeeld"]])).content.decode()


def test_a_role_ends_an_account_stops_and_starts_again(cast, admin):
    bram = cast.people["Bram Verzonnen"]
    hat = cast.hats["Bram Verzonnen focal_point_safety@Voorbeeldstad"]
    end = reverse("end-role", args=[bram, hat])
    assert admin.post(end, {"last_day": "nooit"}).status_code == 200
    assert admin.post(end, {"last_day": timezone.localdate() - dt.timedelta(days=1)}).status_code == 302
    assert admin.get(end).status_code == 404
    admin.post(reverse("stop-account", args=[bram]))
    assert not admin.get(reverse("account", args=[bram])).context["account"].active
    admin.post(reverse("resume-account", args=[bram]))
    assert admin.get(reverse("account", args=[bram])).context["account"].active


def test_moving_to_another_desk(cast, admin):
    bram = cast.people["Bram Verzonnen"]
    address = reverse("move-role", args=[bram, cast.hats["Bram Verzonnen focal_point_safety@Voorbeeldstad"]])
    assert "Voorbeeldstad: Aandachtsfunctionaris sociaal domein" in admin.get(address).content.decode()
    desk = cast.desks["focal_point_safety@Verzonnendorp"]
    assert admin.post(address, {"desk": desk}).status_code == 302
    assert admin.get(reverse("account", args=[bram])).context["account"].current[0].organisation == (
        "gemeente Verzonnendorp"
    )


def test_a_lost_telephone_is_mended_by_another_administrator_and_never_by_oneself(cast, admin, superuser):
    noor = cast.people["Noor Voorbeeld"]
    superuser.execute(
        "INSERT INTO mfa_authenticator (type, data, user_id, created_at) VALUES ('totp', '{}', %s, now())", [noor]
    )
    admin.post(reverse("drop-second-factor", args=[noor]))
    assert superuser.execute("SELECT count(*) FROM mfa_authenticator").fetchone() == (0,)
    own = reverse("stop-account", args=[cast.people["Joost Fictief"]])
    assert "eigen account" in admin.post(own, follow=True).content.decode()


def test_own_details_and_days_away(cast, sign_in):
    noor = sign_in("Noor Voorbeeld")
    details = {"name": "Noor van Voorbeeld", "phone": "06 00 00 00 09", "trained_on": "2026-01-05"}
    assert noor.post(reverse("my-details"), details).status_code == 302
    assert noor.post(reverse("my-details"), details | {"name": ""}).status_code == 422
    assert noor.post(reverse("my-details"), details | {"trained_on": "2099-01-01"}).status_code == 422
    first, last = timezone.localdate(), timezone.localdate() + dt.timedelta(days=2)
    assert noor.post(reverse("note-absence"), {"weg-first_day": last, "weg-last_day": first}).status_code == 422
    assert noor.post(reverse("note-absence"), {"weg-first_day": first, "weg-last_day": last}).status_code == 302
    page = noor.get(reverse("my-account")).content.decode()
    assert "Noor van Voorbeeld" in page
    assert "Sanne Testpersoon (plaatsvervanger)" in page
    assert noor.post(reverse("drop-absence"), {"first_day": first, "last_day": last}).status_code == 302
    assert "geen dagen" in noor.get(reverse("my-account")).content.decode()


def test_the_language_is_a_choice_of_this_browser(cast, sign_in):
    noor = sign_in("Noor Voorbeeld")
    noor.post(reverse("my-language"), {"language": "en"})
    assert noor.get(reverse("my-account")).headers["Content-Language"] == "en"
    noor.post(reverse("my-language"), {"language": "klingon"})
    assert noor.get(reverse("my-account")).headers["Content-Language"] == "en"
