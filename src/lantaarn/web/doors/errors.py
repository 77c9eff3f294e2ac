"""The pages that say that something went otherwise, what it means, and how to go on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _page(template: str, status: int) -> HttpResponse:
    """Rendered without the request: these pages also come when the database or the session is what fails."""
    return HttpResponse(render_to_string(f"errors/{template}.html"), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Forbidden looks like missing."""
    return _page("404", 404)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("404", 404)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("413", 413)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("429", 429)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page("500", 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page("csrf", 403)
