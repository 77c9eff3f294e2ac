"""The route in a real browser: a cell is broken, the counterexample shows, and is put back."""

import pytest

from web.test_route import address as path_of
from web.test_route import latest, signed_in


@pytest.fixture
def director(database):
    from lantaarn.tables.loading import load_pack
    from tables.drenthe import drenthe_files, owner, people_at_every_desk

    with owner():
        load_pack(drenthe_files())
        people_at_every_desk()
    return signed_in("chain_director", "Sanne Testpersoon")


@pytest.fixture
def visit(director, new_page, address):
    def open_page(path, *, width=1280, theme="light"):
        page = new_page(width=width)
        cookies = {"sessionid": director.cookies["sessionid"].value, "theme": theme}
        page.context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
        page.goto(path)
        return page

    return open_page


@pytest.mark.parametrize("width", [1280, 360])
def test_a_director_breaks_a_cell_sees_what_goes_wrong_and_puts_it_back(visit, width):
    draft = latest()
    page = visit(path_of(draft), width=width)
    assert page.get_by_role("heading", name="Elk signaal komt bij een balie aan").is_visible()
    page.get_by_role("link", name="Wie gaat over deze vorm van uitbuiting").first.click()
    page.get_by_role("link", name="Wijzig regel 2 van Wie gaat over deze vorm van uitbuiting").click()
    asked = page.get_by_role("group", name="Criminele uitbuiting")
    asked.get_by_label("ja", exact=True).uncheck()
    asked.get_by_label("nee", exact=True).check()
    page.get_by_role("button", name="Opslaan in het concept").click()

    assert page.get_by_role("heading", name="Er is een situatie waarin een signaal nergens aankomt").is_visible()
    facts = page.get_by_role("list", name="Het tegenvoorbeeld, feit voor feit")
    assert "Criminele uitbuiting\nja" in facts.inner_text()
    assert page.locator("tr.is-lit").count() == 1
    assert page.locator("svg .lit").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.get_by_role("button", name="Zet regel 2 van ‘Wie gaat over deze vorm van uitbuiting’ terug").click()
    assert page.get_by_role("heading", name="Elk signaal komt bij een balie aan").is_visible()
