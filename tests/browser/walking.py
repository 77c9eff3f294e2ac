"""What people do again and again in the journey: fill in a report, open what is new, accept it, read what came back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

SIGNAL = re.compile(r"/postvak/[0-9a-f-]{36}/$")


@dataclass(frozen=True)
class Observation:
    """What a professional saw, and where one works: that decides who reads it first."""

    seen: str = "Zes matrassen in een kamer, en aan de buitenkant van de deur een slot."
    told: str = "Mijn paspoort ligt bij de baas."
    told_by: str = "een bewoner"
    spot: str = "Loods De Verzinsels"
    works_in: str = "Zorg of sociaal domein"
    municipality: str = "GM0114"


def fill_in(page: Any, what: Observation) -> None:
    """Type a report as a counter clerk does, from the link on the intranet of the municipality."""
    page.goto(f"/melden/drenthe/?gemeente={what.municipality}")
    answer(page, "Is iemand nu in gevaar?", "Nee")
    box(page, "Plek").fill(what.spot)
    box(page, "Wat zag of hoorde u zelf?").fill(what.seen)
    box(page, "Wat heeft iemand u verteld?").fill(what.told)
    box(page, "Wie vertelde dat?").fill(what.told_by)
    answer(page, "Is iemand jonger dan 18 jaar?", "Nee")
    answer(page, "Waar werkt u?", what.works_in)
    box(page, "Naam").fill("Mirte Verzonnen")


def box(page: Any, label: str) -> Any:
    return page.get_by_role("textbox", name=label).first


def answer(page: Any, question: str, words: str) -> None:
    page.get_by_role("group", name=question).get_by_label(words, exact=True).check()


def go(page: Any, what: Any) -> None:
    """Click on what leads to another page and wait until it is there: who looks too early sees the one before."""
    with page.expect_navigation():
        what.click()


def press(page: Any, name: str) -> None:
    go(page, page.get_by_role("button", name=name, exact=True))


def follow_link(page: Any, name: str) -> None:
    go(page, page.get_by_role("link", name=name, exact=True).first)


def fetch(page: Any, name: str) -> Any:
    """What the browser hands over as a file behind this link."""
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).first.click()
    return download.value


def unfold(page: Any, name: str) -> None:
    page.locator("summary", has_text=name).first.click()


def read(page: Any) -> str:
    """What stands on the page, in one line."""
    return re.sub(r"\s+", " ", page.locator("main").inner_text())


def open_new(page: Any) -> Any:
    """From the inbox to the signal that waits on top, as one does in the morning."""
    page.goto("/postvak/")
    go(page, page.locator(".la-mail").first)
    assert SIGNAL.search(page.url)
    return page


def accept(page: Any) -> None:
    press(page, "Aannemen")
    page.get_by_text("Aangenomen. Uw balie heeft het nu in behandeling.").wait_for()


def code_of(page: Any) -> str:
    """The code of the signal that lies open."""
    return str(page.locator(".la-signal .la-code").first.inner_text())
