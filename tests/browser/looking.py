"""How a page is looked at: axe, width, targets, heading, language, focus, and what Chromium itself complains about."""

from __future__ import annotations

import importlib.resources
from typing import Any

AXE = (importlib.resources.files("axe_core_python") / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_AXE = """([part, options]) => axe.run(document.querySelector(part), {
    resultTypes: ['violations'], preload: false, ...options,
}).then(found => found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target} ${node.failureSummary}`)))"""

_SMALL = """() => [...document.querySelectorAll('a, button, summary, input, select, textarea')]
    .filter(e => !e.matches('.utrecht-skip-link'))
    .filter(e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .map(e => [e, (e.closest('label') || e).getBoundingClientRect()])
    .filter(([e, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
    .filter(([e]) => !e.closest('p:not(.la-phones *), td, th, dd, li span, .la-prose li, svg'))
    .map(([e, box]) => `too small: ${e.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)"""

_WIDE = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
    ? [`flows ${document.documentElement.scrollWidth} px wide: ` + [...document.querySelectorAll('main *')]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.la-scroll')).slice(0, 3)
        .map(e => e.outerHTML.slice(0, 80)).join(' | ')] : []"""

_FRAME = """() => [
    [document.documentElement.lang === 'nl', 'the page has no Dutch lang'],
    [document.title.trim().length > 3, 'the page has no title'],
    [document.querySelectorAll('h1').length === 1, 'the page has not one h1'],
    [!document.querySelector('[style], script:not([src], [type="application/json"])'), 'inline style or script'],
].filter(([good]) => !good).map(([, words]) => words)"""

_RING = """() => { const e = document.activeElement, s = getComputedStyle(e), l = e.closest('label');
    const shown = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none';
    return shown(s) || (l && shown(getComputedStyle(l))) }"""

MAIN_ACTION = ":is(.utrecht-button--primary-action, .utrecht-textbox, .utrecht-textarea, .la-choice input, .la-mail)"


def accessible(page: Any, *, narrow: bool = False, part: str = "html") -> list[str]:
    """What axe finds against WCAG 2.2 AA and good practice; colours do not change with the width."""
    return _by_axe(page, part, runOnly=RULES, rules={"color-contrast": {"enabled": False}} if narrow else {})


def readable_in_the_dark(page: Any) -> list[str]:
    """The colours alone, as who has set a dark system sees them."""
    page.emulate_media(color_scheme="dark")
    found = _by_axe(page, "html", runOnly=["color-contrast"])
    page.emulate_media(color_scheme="light")
    return _named(page, [f"in the dark {words}" for words in found])


def _by_axe(page: Any, part: str, **options: Any) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    return list(page.evaluate(_AXE, [part, options]))


def looked_at(page: Any, *, again: bool = False) -> list[str]:
    """The whole look at a page that lies open, wide and at 320 px; `again`: in error or empty, its frame is known."""
    page.set_viewport_size({"width": 320, "height": 800})
    found = page.evaluate(_WIDE) + page.evaluate(_SMALL)
    if not again:
        found += accessible(page, narrow=True) + page.evaluate(_FRAME)
    page.set_viewport_size({"width": 1280, "height": 900})
    found += accessible(page, part="main" if again else "html")
    return _named(page, found)


def _named(page: Any, found: list[str]) -> list[str]:
    return [f"{page.url.split('/', 3)[3] or '/'}: {words}" for words in dict.fromkeys(found)]


def reached_by_keyboard(page: Any, *, most: int = 60) -> list[str]:
    """From the skip link, tab leads to what the page is for, and shows where one is."""
    skip = page.locator(".utrecht-skip-link").first
    if page.locator(f"{skip.get_attribute('href')} {MAIN_ACTION} >> visible=true").count() == 0:
        return []
    skip.focus()
    page.keyboard.press("Enter")
    for _ in range(most):
        page.keyboard.press("Tab")
        if not page.evaluate(_RING):
            return [
                f"{page.url}: no focus ring on " + page.evaluate("() => document.activeElement.outerHTML.slice(0, 90)")
            ]
        if page.evaluate("wanted => document.activeElement.matches(wanted)", MAIN_ACTION):
            return []
    return [f"{page.url}: the main action is not within {most} tabs"]


_EMPTY = """() => { const form = [...document.querySelectorAll('main form[method=post]')]
        .find(f => f.querySelector('input:not([type=hidden]), select, textarea'));
    if (!form) return false;
    for (const e of form.elements) {
        if (e.type === 'checkbox' || e.type === 'radio') e.checked = false;
        else if (e.tagName === 'SELECT') { e.prepend(new Option('', '')); e.value = ''; }
        else if (e.type === 'hidden') { if (!['csrfmiddlewaretoken', 'once'].includes(e.name)) e.value = ''; }
        else if (e.tagName !== 'BUTTON') e.value = '';
    }
    HTMLFormElement.prototype.submit.call(form); return true }"""


def post_empty(page: Any) -> bool:
    """Send the page's form with nothing in it; says whether the same page came back. False when it has no form."""
    before = page.url.split("?")[0]
    if page.locator("main form[method=post] :is(input:not([type=hidden]), select, textarea)").count() == 0:
        return False
    with page.expect_navigation():
        page.evaluate(_EMPTY)
    return bool(page.url.split("?")[0] == before)
