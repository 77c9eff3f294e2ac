"""The frame of every page, the pages for errors, and the page that asks for a confirmation."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

import lantaarn

ERRORS = sorted((Path(lantaarn.__file__).parent / "web" / "templates" / "errors").glob("[0-9c]*.html"))


@pytest.fixture
def public(look_request):
    context = {"demo": False, "region_name": "", "theme": "", "actor": None, "menu": [], "hats": ()}
    return render_to_string("public.html", context, look_request())


def test_a_page_has_one_heading_a_way_past_the_menu_and_a_language(styleguide):
    html = styleguide()
    assert html.count("<h1") == 1
    assert '<a class="utrecht-skip-link" href="#inhoud">' in html
    assert re.search(r'<main[^>]*id="inhoud"', html)
    assert '<html lang="nl"' in html


def test_no_id_stands_twice(styleguide):
    found = re.findall(r'\sid="([^"]+)"', styleguide("/?fouten"))
    assert sorted(found) == sorted(set(found))


def test_every_reference_points_at_something(styleguide):
    html = styleguide("/?fouten")
    known = set(re.findall(r'\sid="([^"]+)"', html))
    pointed = re.findall(r'\s(?:for|aria-labelledby|aria-describedby|popovertarget)="([^"]+)"', html)
    assert {name for text in pointed for name in text.split()} - known == set()


def test_the_person_s_own_choice_of_dark_is_on_the_page(styleguide):
    assert 'data-theme="dark"' in styleguide(theme="dark")
    assert "data-theme" not in styleguide()
    assert "data-theme" not in styleguide(theme="purple")


def test_the_demo_says_that_everything_is_invented(styleguide):
    assert "verzonnen" in styleguide().split("<main")[0]


def test_messages_stay_until_put_away_without_a_script(styleguide):
    html = styleguide()
    assert 'role="status"' in html
    assert re.search(r'<label class="la-toast__close"><input type="checkbox" aria-label="[^"]+">', html)


def test_htmx_runs_no_text_and_keeps_no_pages_in_the_browser(styleguide):
    config = re.search(r"name=\"htmx-config\" content='([^']+)'", styleguide())
    assert config
    for setting in ('"allowEval": false', '"historyCacheSize": 0', '"includeIndicatorStyles": false'):
        assert setting in config[1]


def test_a_public_page_always_says_how_to_call_112_and_how_to_leave(public):
    assert "Nu gevaar?" in public
    assert 'href="tel:112"' in public
    assert re.search(r'href="https://www\.knmi\.nl/" rel="noreferrer"', public)
    assert "la-menu" not in public


def test_a_confirmation_says_what_will_happen_and_how_to_go_back(look_request):
    context = {
        "title": "Signaal sluiten?",
        "text": "",
        "what_happens": ["De melder leest dat het klaar is."],
        "form": None,
        "action_label": "Ja, sluiten",
        "cancel_url": "/terug",
        "demo": False,
        "actor": None,
        "menu": [],
        "hats": (),
        "theme": "",
        "region_name": "Drenthe",
    }
    html = render_to_string("components/confirm.html", context, look_request())
    assert "De melder leest dat het klaar is." in html
    assert 'href="/terug"' in html
    assert 'name="csrfmiddlewaretoken"' in html


@pytest.mark.parametrize("page", ERRORS, ids=lambda page: page.stem)
def test_an_error_page_needs_nothing_but_itself_and_says_how_to_go_on(page):
    html = render_to_string(f"errors/{page.name}")
    assert html.count("<h1") == 1
    assert 'href="tel:112"' in html
    text = re.sub(r"<.*?>", " ", html.split("<main")[1])
    assert "!" not in text
    assert not re.search(r"geweigerd|verboden|ongeldig|mislukt", text, re.IGNORECASE)
    assert re.search(r"\b(Ga|Probeer|Wacht|Vraag|Kijk|Bel)\b", text)


def test_forbidden_and_missing_look_alike():
    headings = {re.search(r"<h1.*?</h1>", render_to_string(f"errors/{name}.html"))[0] for name in ("403", "404")}
    assert len(headings) == 1


def test_a_stale_form_is_told_that_nothing_is_lost():
    assert "Er is niets kwijt" in render_to_string("errors/csrf.html")
