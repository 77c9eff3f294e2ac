"""The website served on a port of this machine, and a real Chromium to visit it with."""

import os
import shutil
from collections.abc import Iterator

import pytest

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    return os.environ.get("LANTAARN_CHROMIUM") or next(filter(None, map(shutil.which, CANDIDATES)), None)


@pytest.fixture(scope="session")
def _server() -> Iterator[str]:
    from django.test.testcases import LiveServerThread

    thread = LiveServerThread("127.0.0.1", static_handler=lambda application: application)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@pytest.fixture
def address(database, _server: str) -> str:
    """The website's address, on the same clean database as the test's own calls."""
    return _server


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    program = chromium()
    if program is None:
        complaint = "No Chromium found: install it (apt install chromium) or name it in LANTAARN_CHROMIUM."
        if os.environ.get("CI") == "true":
            pytest.fail(complaint)
        pytest.skip(f"BROWSER TESTS DID NOT RUN. {complaint}")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would take every query for one made inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(browser, address: str) -> Iterator[object]:
    """`new_page(width=360)`: a visitor of its own, in Dutch; what the page complains about fails the test."""
    contexts, complaints = [], []

    def open_page(*, width: int = 1280, height: int = 900, **options):
        context = browser.new_context(
            base_url=address,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            viewport={"width": width, "height": height},
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: _note(message, page.url, complaints))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints, "The page complained: " + "; ".join(complaints)


def _note(message, url: str, complaints: list[str]) -> None:
    """Script errors and refusals by the content policy count; an expected 404 or 403 does not."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(f"{url}: {message.text}")


@pytest.fixture
def page(new_page):
    return new_page()


__all__ = ["address", "browser", "new_page", "page"]
