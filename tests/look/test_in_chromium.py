"""The style guide in a real Chromium: accessible, light and dark, down to 320 px, by keyboard, without a script."""

import importlib.resources

import pytest

AXE = (importlib.resources.files("axe_core_python") / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def complaints(page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def too_wide(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path,width", [("/", 1280), ("/?fouten", 1280), ("/?fouten", 360)])
def test_axe_finds_nothing(visit, path, width, theme):
    assert complaints(visit(path, width=width, theme=theme)) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("template", ["public.html", "errors/404.html", "errors/503.html", "errors/csrf.html"])
def test_axe_finds_nothing_on_pages_without_an_account(visit, look_request, template, theme):
    from django.template import engines

    filled = "{% extends name %}{% block heading %}Meld een signaal{% endblock %}{% block title %}Melden{% endblock %}"
    bare = {"demo": True, "region_name": "Drenthe", "theme": theme, "actor": None, "menu": [], "hats": ()}
    html = engines["django"].from_string(filled).render({"name": template, **bare}, look_request())
    page = visit(width=320, html=html)
    assert complaints(page) == []
    assert not too_wide(page)


@pytest.mark.parametrize("width", [320, 360, 768, 1024])
def test_a_page_flows_within_its_width(visit, width):
    assert not too_wide(visit("/?fouten", width=width))


def test_a_wide_table_scrolls_in_its_own_frame_and_keeps_its_first_column(visit):
    page = visit(width=320)
    frame = page.locator(".la-scroll")
    first = frame.locator("tbody th").first
    before = first.bounding_box()["x"]
    assert frame.evaluate("frame => { frame.scrollLeft = 120; return frame.scrollLeft }") == 120
    assert abs(first.bounding_box()["x"] - before) < 1


def test_targets_are_large_enough_for_a_thumb(visit):
    """WCAG 2.2, 2.5.8: 24 px; links within a sentence are exempt."""
    page = visit("/?fouten", width=360)
    small = page.evaluate("""() => [...document.querySelectorAll('a, button, summary, input, select, textarea')]
        .filter(e => !e.matches('.utrecht-skip-link'))
        .map(e => [e, (e.closest('label') || e).getBoundingClientRect()])
        .filter(([e, box]) => box.width && (box.width < 24 || box.height < 24) && !e.closest('p:not(.la-phones *)'))
        .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)""")
    assert small == []


def test_112_appears_as_soon_as_danger_is_answered_with_yes(visit):
    page = visit()
    first = page.locator(".la-when-yes").first
    assert not first.is_visible()
    page.get_by_role("radio", name="Ja", exact=True).first.check()
    assert first.is_visible()
    assert page.locator(".la-when-yes").count() == 2


def test_after_yes_the_card_asks_how_one_knows(visit):
    page = visit()
    how = page.locator(".la-ind__how")
    assert not how.nth(0).is_visible()
    assert how.nth(1).is_visible()


def test_a_message_is_put_away_by_keyboard(visit):
    page = visit()
    toast = page.locator(".la-toast").first
    toast.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    assert not toast.is_visible()


def test_the_first_tab_leads_past_the_menu(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "utrecht-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_the_menu_of_a_phone_opens_and_closes(visit):
    page = visit(width=360)
    link = page.locator(".la-menu__link").first
    assert not link.is_visible()
    page.locator(".la-top__link--menu").click()
    assert link.is_visible()
    page.keyboard.press("Escape")
    assert not link.is_visible()


def test_the_panel_of_who_i_am_fits_a_phone(visit):
    page = visit(width=320)
    page.locator(".la-who summary").click()
    box = page.locator(".la-who__panel").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_the_letters_are_the_house_s_own(visit):
    page = visit()
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible\"')")
    assert page.evaluate("[...document.fonts].filter(face => face.status === 'loaded').length") >= 2


def test_on_paper_only_the_content_remains(visit):
    page = visit()
    page.emulate_media(media="print")
    for part in (".la-menu", ".la-foot", ".la-filter", ".la-help", ".la-pages"):
        assert not page.locator(part).first.is_visible()
    assert page.locator(".la-prov").first.is_visible()
