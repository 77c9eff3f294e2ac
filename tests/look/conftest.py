"""The style guide as HTML, and as a page in Chromium: without a server and without a database."""

import mimetypes
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SITE = "http://lantaarn.invalid"
POLICY = "default-src 'self'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'"


@pytest.fixture(autouse=True)
def _addresses(settings: Any) -> None:
    """The addresses that the frame links to, and no others: the look does not depend on the pages."""
    from django.http import HttpResponse
    from django.urls import path

    names = ("theme", "change-desk", "my-account", "account_logout", "help", "privacy", "accessibility")

    class Addresses:
        urlpatterns = [path(f"{name}/", HttpResponse, name=name) for name in names]

    settings.ROOT_URLCONF = Addresses


@pytest.fixture
def look_request() -> Callable[..., Any]:
    """`look_request("/?fouten", theme="dark")`: a request with messages and no more."""

    def build(path: str = "/", theme: str = "") -> Any:
        from django.contrib.messages.storage.cookie import CookieStorage
        from django.test import RequestFactory

        request = RequestFactory().get(path, headers={"cookie": f"theme={theme}"} if theme else {})
        request._messages = CookieStorage(request)
        return request

    return build


@pytest.fixture
def draw(look_request: Callable[..., Any]) -> Callable[..., str]:
    """`draw('{% chip "late" "1 dag" %}', x=1)`: a snippet with the tags of the look."""

    def render(source: str, path: str = "/", **context: Any) -> str:
        from django.template import engines

        template = engines["django"].from_string("{% load i18n look %}" + source)
        return str(template.render(context, look_request(path)))

    return render


@pytest.fixture
def styleguide(look_request: Callable[..., Any]) -> Callable[..., str]:
    """`styleguide("/?fouten", theme="dark")`: its HTML."""

    def render(path: str = "/", theme: str = "") -> str:
        from lantaarn.web.look.views import styleguide as view

        return view(look_request(path, theme)).content.decode()

    return render


@pytest.fixture
def visit(browser: Any, styleguide: Callable[..., str]) -> Iterator[Callable[..., Any]]:
    """`visit("/?fouten", width=360, theme="dark")`: Chromium on the style guide, under the policy of the product."""
    contexts, complaints = [], []

    def open_page(path: str = "/", *, width: int = 1280, theme: str = "", html: str = "") -> Any:
        body = html or styleguide(path, theme)
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="nl-NL")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.route("**/*", lambda route: _answer(route, body))
        page.goto(SITE + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


def _answer(route: Any, body: str) -> None:
    from django.contrib.staticfiles import finders

    path = route.request.url.removeprefix(SITE).partition("?")[0]
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        assert found, f"{path} is not among the static files"
        kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
        route.fulfill(body=Path(found).read_bytes(), content_type=kind)
    else:
        headers = {"Content-Security-Policy": POLICY}
        route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)
