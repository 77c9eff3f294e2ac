"""Pictures of the product for README and docs: a fresh demo in a folder that is thrown away, walked in Chromium."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from lantaarn.config.database import embedded
from lantaarn.config.demo.home import demo_home, keep_secrets
from lantaarn.config.demo_command import settle

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
LARGEST = 300_000
DUTCH = {**os.environ, "LANGUAGE": "nl", "LANG": "nl_NL.UTF-8"}
"""So that Chromium itself writes dates as its users know them."""
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--lang=nl-NL",
]


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    only = set(sys.argv[1:])
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS, env=DUTCH)
        for name, take in PICTURES.items():
            if not only or name in only:
                keep(name, take(browser, address))
        browser.close()
    return 0


def chromium() -> str:
    found = os.environ.get("LANTAARN_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("No Chromium found: install it, or name it in LANTAARN_CHROMIUM.")
    return found


@contextlib.contextmanager
def demo() -> Iterator[str]:
    """A demo with a home, a database and a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="lantaarn-") as home:
        command = [sys.executable, "-P", "-m", "lantaarn.config", "demo", "--port", str(port)]
        os.environ["LANTAARN_ROOT"] = home
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/toegang/login/", running)
            yield address
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(timeout=60)


def wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if running.poll() is not None:
            raise SystemExit("The demo stopped before it answered.")
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(address, timeout=5)  # noqa: S310 - our own address
            return
        time.sleep(0.5)
    raise SystemExit("The demo does not answer.")


def keep(name: str, picture: bytes) -> None:
    if len(picture) > LARGEST:
        raise SystemExit(f"{name}.png is {len(picture) // 1000} kB; at most {LARGEST // 1000}.")
    (FOLDER / f"{name}.png").write_bytes(picture)
    print(f"{name}.png  {len(picture) // 1000} kB")


def visit(browser: Browser, address: str, *, person: str = "", width: int = 1280, height: int = 900) -> Page:
    """A window of this size, after one click of this person on the demo's sign-in page."""
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, locale="nl-NL", timezone_id="Europe/Amsterdam"
    )
    page = context.new_page()
    if person:
        page.goto("/toegang/login/")
        page.get_by_role("button", name=f"Log in als {person},").click()
    return page


def snap(page: Page, *, beyond: str = "") -> bytes:
    """The window as it stands; `beyond` scrolls to what matters first."""
    if beyond:
        page.locator(beyond).first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 24)")
    page.evaluate("() => { document.activeElement.blur(); return document.fonts.ready }")
    return page.screenshot()


def desk(browser: Browser, address: str) -> bytes:
    page = visit(browser, address, person="Noor Voorbeeld", height=1000)
    page.goto("/postvak/")
    page.locator(".la-mail").first.click()
    page.wait_for_load_state()
    return snap(page)


def report(browser: Browser, address: str) -> bytes:
    page = visit(browser, address)
    fill(page)
    return snap(page)


def report_phone(browser: Browser, address: str) -> bytes:
    page = visit(browser, address, width=360, height=780)
    fill(page)
    page.get_by_role("group", name="Is iemand nu in gevaar?").get_by_label("Ja", exact=True).check()
    return snap(page, beyond=".la-danger")


def fill(page: Page) -> None:
    page.goto("/melden/drenthe/?gemeente=GM0114")
    page.get_by_role("textbox", name="Plek").first.fill("Kas aan de Verzonnenweg, achterste loods")


def route(browser: Browser, address: str) -> bytes:
    """A cell is broken, and the smallest situation in which a signal arrives nowhere is shown."""
    page = visit(browser, address, person="Sanne Testpersoon", height=1000)
    page.goto("/meldroute/")
    page.get_by_role("link", name="Maak een nieuw concept").click()
    page.get_by_role("button", name="Maak het concept").click()
    draft = page.url
    page.goto(f"{draft}tabel/authority/regel/2/")
    form = page.get_by_role("group", name="Criminele uitbuiting")
    form.get_by_label("ja", exact=True).uncheck()
    form.get_by_label("nee", exact=True).check()
    page.get_by_role("button", name="Opslaan in het concept").click()
    page.goto(draft)
    return snap(page)


def drieluik(browser: Browser, address: str) -> bytes:
    page = visit(browser, address, person="Sanne Testpersoon")
    page.goto("/overleg/")
    page.locator("main h3 a").first.click()
    page.wait_for_load_state()
    return snap(page)


def of(path: str, person: str, height: int = 900) -> Callable[[Browser, str], bytes]:
    """The picture of one page as this person sees it."""

    def take(browser: Browser, address: str) -> bytes:
        page = visit(browser, address, person=person, height=height)
        page.goto(path)
        return snap(page)

    return take


def sheet(browser: Browser, address: str) -> bytes:
    """A signal of labour, accepted and passed on, and what the inspectorate will read."""
    page = visit(browser, address, person="Bram Verzonnen")
    page.goto("/lijst/?soort=labour&stand=taken_up&sorteer=-binnen")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Doorzetten", exact=True).click()
    page.get_by_role("button", name="Doorzetten", exact=True).click()
    page.get_by_role("link", name="Overdrachtsblad", exact=True).first.click()
    page.wait_for_load_state()
    return snap(page)


def sharing(browser: Browser, address: str) -> bytes:
    """A municipality hands a case in at RIEC: what goes, what names somebody, and what stays because care told it."""
    page = visit(browser, address, person="Bram Verzonnen", height=1150)
    page.goto("/postvak/")
    page.locator(".la-mail", has_text="Ketenregisseur").first.click()
    page.wait_for_url("**/postvak/*-*/")
    page.get_by_role("link", name="Delen", exact=True).first.click()
    page.get_by_role("link", name="Deze zaak indienen bij het RIEC, op eigen grond van de gemeente").click()
    page.wait_for_load_state()
    return snap(page, beyond="tr:has-text('elf mensen')")


def sharing_table(browser: Browser, address: str) -> bytes:
    """What lawyers read: for data from care, what each recipient may have, by which article."""
    page = visit(browser, address, person="Sanne Testpersoon", height=1000)
    page.goto("/deeltabel/")
    page.locator("summary", has_text="Uit de zorg").click()
    return snap(page, beyond="summary:has-text('Uit de zorg')")


def log(browser: Browser, address: str) -> bytes:
    """Who saw what in Emmen, with a try that was refused."""
    noor = visit(browser, address, person="Noor Voorbeeld")
    noor.goto("/postvak/")
    noor.locator(".la-mail").first.click()
    noor.wait_for_url("**/postvak/*-*/")
    visit(browser, address, person="Bram Verzonnen").goto(noor.url)
    page = visit(browser, address, person="Esra Voorbeeld", height=1000)
    page.goto("/logboek/")
    return snap(page)


def new_region(browser: Browser, address: str) -> bytes:
    """Three municipalities of which nobody has heard begin with an example."""
    page = visit(browser, address)
    page.goto(leave(address))
    page.get_by_label("Hoe heet uw regio?").fill("Oefenland")
    page.get_by_role("radio").first.check()
    places = "GM9101 Verzonnenstad, Noord\nGM9102 Voorbeelddorp\nGM9103 Proefhaven, Noord"
    page.get_by_label("Welke gemeenten horen erbij?").fill(places)
    return snap(page)


def partners(browser: Browser, address: str) -> bytes:
    page = visit(browser, address)
    places = "GM9101+Verzonnenstad,+Noord%0AGM9102+Voorbeelddorp%0AGM9103+Proefhaven,+Noord"
    page.goto(f"{leave(address)}?naam=Oefenland&voorbeeld=drenthe&gemeenten={places}")
    return snap(page, beyond="main form")


def leave(address: str) -> str:
    """The link of `lantaarn region open`, given in the demo that runs."""
    home = demo_home()
    kept = keep_secrets(home)
    environment = settle(
        home, embedded.lasting(home, password=kept.superuser), kept, port=int(address.rsplit(":", 1)[-1])
    )
    command = [sys.executable, "-P", "-m", "lantaarn.config", "region", "open"]
    command += ["--email", "rianne@oefenland.example", "--name", "Rianne Verzonnen"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    return "/regio/" + said.strip().rsplit("/regio/", 1)[1]


def district(browser: Browser, address: str) -> bytes:
    """The plan of one district of Zuid-Limburg has columns for its own municipalities alone."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 700}, locale="nl-NL")
    page = context.new_page()
    page.goto("/toegang/login/?regio=zuid_limburg")
    page.get_by_role("button", name="Log in als Guus Voorbeeld,").click()
    page.goto("/programma/")
    page.get_by_role("link", name="Parkstad aan de balie").first.click()
    page.get_by_role("link", name="Per gemeente", exact=True).first.click()
    page.wait_for_load_state()
    return snap(page)


PICTURES: dict[str, Callable[[Browser, str], bytes]] = {
    "desk": desk,
    "report": report,
    "report-phone": report_phone,
    "sharing": sharing,
    "sharing-table": sharing_table,
    "drieluik": drieluik,
    "chain": of("/keten/", "Sanne Testpersoon"),
    "network": of("/netwerk/", "Sanne Testpersoon"),
    "log": log,
    "sheet": sheet,
    "route": route,
    "new-region": new_region,
    "new-region-partners": partners,
    "district": district,
}

if __name__ == "__main__":
    sys.exit(main())
