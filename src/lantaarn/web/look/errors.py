"""The pages for when something goes wrong; the root addresses name them as handlers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _page(name: str, status: int) -> HttpResponse:
    """Rendered without request: these pages may not need a session, a database or a signed-in person."""
    return HttpResponse(render_to_string(f"errors/{name}.html"), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400."""
    return _page("400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403: looks like missing, and answers as missing."""
    return _page("403", 404)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404."""
    return _page("404", 404)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For whoever measures what comes in."""
    return _page("413", 413)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """For whoever counts attempts."""
    return _page("429", 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500."""
    return _page("500", 500)


def unavailable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """When the database cannot be reached."""
    response = _page("503", 503)
    response["Retry-After"] = "120"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: nothing is lost, and this is how one goes on."""
    return _page("csrf", 403)
