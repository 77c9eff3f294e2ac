"""The cast of the demo in Chromium: each person a visitor of its own, signed in with the demo's one click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browser.walking import Observation, fill_in, go, press
from ground.region import sign_in, stage


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def enter(new_page: Callable[..., Any], stage: Any, demo: None) -> Callable[..., Any]:
    """`enter("Noor Voorbeeld")`: a browser of that person, after one click on the demo's sign-in page.

    Who does not stand in front is named by the desk: `enter(desk="sociaal domein Emmen")`.
    """

    def sign_in(name: str = "", *, desk: str = "", **options: Any) -> Any:
        page = new_page(**options)
        page.goto("/toegang/login/")
        if desk:
            page.locator("summary", has_text="Alle andere mensen").click()
            go(page, page.locator("li", has_text=desk).get_by_role("button").first)
        else:
            go(page, page.get_by_role("button", name=f"Log in als {name},"))
        page.get_by_role("heading", name=f"Dag {name.split(' ', maxsplit=1)[0]}").wait_for()
        return page

    return sign_in


@pytest.fixture
def report(new_page: Callable[..., Any], stage: Any) -> Callable[..., str]:
    """`report(seen="…")`: the code that a counter clerk gets for a report."""

    def send(**options: Any) -> str:
        page = new_page()
        fill_in(page, Observation(**options))
        press(page, "Melding versturen")
        code = str(page.locator(".la-big-code").inner_text())
        page.close()
        return code

    return send


__all__ = ["sign_in", "stage"]
