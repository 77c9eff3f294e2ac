"""The entrance in a real Chromium: with and without script, on a telephone, and for who uses no mouse or no eyes."""

import pytest

from web.report_ground import FILLED, drenthe, sign_in

__all__ = ["drenthe"]


def fill(page) -> None:
    page.get_by_label("Gemeente", exact=True).first.select_option("GM0114")
    page.get_by_label("Wat zag of hoorde u zelf?").fill(FILLED["observed"])
    page.get_by_label("Zorg of sociaal domein").check()


def test_a_clerk_reports_on_a_telephone_and_follows_by_code(drenthe, new_page):
    page = new_page(width=360)
    page.goto("/melden/drenthe/?gemeente=GM0114")
    page.get_by_label("Nee", exact=True).first.check()
    fill(page)
    page.get_by_role("button", name="Melding versturen").click()
    code = page.locator(".la-big-code").inner_text()
    page.get_by_role("link", name="Uw melding volgen").click()
    page.get_by_label("Uw code").fill(code.lower())
    page.get_by_role("button", name="Laat zien").click()
    assert page.get_by_text("Wij hebben uw melding.").is_visible()
    assert code.lower() not in page.url.lower()


def test_danger_shows_112_at_once_and_once_more_before_sending(drenthe, new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/melden/drenthe/")
    calls = page.locator("form .la-call")
    assert not calls.first.is_visible()
    page.get_by_label("Ja", exact=True).first.check()
    assert [call.is_visible() for call in calls.all()] == [True, True]


def test_what_was_typed_is_there_again_after_the_page_was_lost(drenthe, new_page):
    page = new_page()
    page.goto("/melden/drenthe/")
    fill(page)
    page.get_by_text("Concept bewaard om").wait_for()
    page.goto("about:blank")
    page.goto("/melden/drenthe/")
    assert page.get_by_label("Wat zag of hoorde u zelf?").input_value() == FILLED["observed"]
    assert page.get_by_label("Zorg of sociaal domein").is_checked()


def test_without_script_everything_works_too(drenthe, new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/melden/drenthe/")
    fill(page)
    page.get_by_role("button", name="Bewaar en ga later verder").click()
    page.get_by_label("Weet ik niet").first.check()
    page.get_by_text("Geld en schulden").click()
    page.locator("[name=card_debt][value=yes]").check(force=True)
    page.get_by_role("button", name="Melding versturen").click()
    assert page.locator(".la-big-code").is_visible()


def test_a_second_click_while_it_sends_is_one_report(drenthe, new_page, superuser):
    page = new_page()
    page.goto("/melden/drenthe/")
    page.get_by_label("Nee", exact=True).first.check()
    fill(page)
    page.get_by_role("button", name="Melding versturen").dblclick()
    page.locator(".la-big-code").wait_for()
    assert superuser.execute("SELECT count(*) FROM signals_report").fetchone()[0] == 1


@pytest.fixture
def at_desk(new_page, drenthe, address):
    from django.test import Client

    def open_page(**options):
        client = Client()
        sign_in(client, "focal_point_social", "GM0114")
        page = new_page(**options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
        return page

    return open_page


OPEN = ("/melden/drenthe/", "/melden/drenthe/inwoner/", "/volgen/")
DESK = ("/melden-voor-iemand/", "/advies/", "/inlezen/")


@pytest.mark.parametrize("address_of_page", [*OPEN, *DESK])
def test_who_uses_a_screen_reader_meets_no_barrier(at_desk, address_of_page):
    from axe_core_python.sync_playwright import Axe

    page = at_desk()
    page.goto(address_of_page)
    for summary in page.locator("main details > summary").all():
        summary.click()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == []


@pytest.mark.parametrize("address_of_page", [*OPEN, *DESK])
def test_at_320_pixels_nothing_runs_off_the_page(at_desk, address_of_page):
    page = at_desk(width=320)
    page.goto(address_of_page)
    for summary in page.locator("main details > summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
