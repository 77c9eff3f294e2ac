"""Every page of the house in Chromium: full and empty, wide and at 320 px, in error, in the dark, by keyboard."""

from __future__ import annotations

import pytest

from browser import furnished as region
from browser.looking import looked_at, post_empty, reached_by_keyboard, readable_in_the_dark
from browser.pages import ALLAUTH, WITH_KEYS, Page, in_no_list, without_keys
from browser.walking import Observation, box, fill_in, press

VISITORS = ("", *region.EVERYBODY)


@pytest.fixture
def things(stage, database):
    return region.furnished(stage, database)


@pytest.fixture
def visitor(new_page, sign_in, address):
    """`visitor("Noor Voorbeeld")`: her browser, signed in with a second factor; `visitor("")`: anybody."""

    def enter(name):
        page = new_page()
        if name:
            cookie = sign_in(name).cookies["sessionid"].value
            page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
        return page

    return enter


def pages_of(name, stage, *, keyed=True):
    """The pages that this person looks at: those with keys as listed, the others by who may first come in."""
    plain = [Page(page, first_who_may(door, stage)) for page, door in without_keys()]
    listed = [*plain, *ALLAUTH, *(WITH_KEYS if keyed else ())]
    return [page for page in listed if page.who == name]


def first_who_may(door, stage):
    if door.kind == "public":
        return ""
    return next(name for name in region.EVERYBODY if door.lets_in(stage.person(name)))


def open_page(browser_page, one, things=None):
    from django.urls import reverse

    path = reverse(one.name, kwargs=one.keys(things)) + one.query
    answer = browser_page.goto(path)
    assert answer.status == one.status, f"{one.name}: {answer.status}"
    assert browser_page.url.endswith(path), f"{one.name} leads on to {browser_page.url}"
    return browser_page


def test_every_address_is_in_a_list():
    assert in_no_list() == set()


IN_THE_DARK = {"today", "inbox", "signals", "chain", "route", "network", "report", "signal", "route-version", "meeting"}


@pytest.mark.parametrize("name", VISITORS)
def test_each_page_with_something_on_it(things, stage, visitor, name):
    page, complaints = visitor(name), []
    for one in pages_of(name, stage):
        open_page(page, one, things)
        complaints += looked_at(page) + reached_by_keyboard(page)
        if one.name in IN_THE_DARK:
            complaints += readable_in_the_dark(page)
        if post_empty(page):
            complaints += looked_at(page, again=True)
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("name", region.EVERYBODY)
def test_each_page_with_nothing_on_it(stage, visitor, name):
    page, complaints = visitor(name), []
    for one in pages_of(name, stage, keyed=False):
        open_page(page, one)
        complaints += looked_at(page, again=True)
    assert not complaints, "\n".join(complaints)


def test_pages_that_only_a_step_leads_to(things, visitor, settings):
    page = visitor("")
    fill_in(page, Observation())
    press(page, "Melding versturen")
    code = page.locator(".la-big-code").inner_text()
    complaints = looked_at(page)
    page.goto("/volgen/")
    box(page, "Uw code").fill(code)
    press(page, "Laat zien")
    complaints += looked_at(page)
    for settings.DEMO in (False, True):
        page.goto("/toegang/login/")
        complaints += looked_at(page)
    noor = visitor(region.NOOR)
    for missing in ("/bestaat-niet/", "/accounts/"):
        assert noor.goto(missing).status == 404
        complaints += looked_at(noor)
    assert not complaints, "\n".join(complaints)
