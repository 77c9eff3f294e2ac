"""The pages that say that something went otherwise, what it means, and how to go on."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from lantaarn.vault.providers.closed import Closed
from lantaarn.web.doors.kept import keep

RETRY_SECONDS = "120"


def _page(template: str, status: int, **context: object) -> HttpResponse:
    """Rendered without the request: these pages also come when the database or the session is what fails."""
    return HttpResponse(render_to_string(f"errors/{template}.html", context), status=status)


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
    """Called while the exception is being handled: keys that are away come back, all else is a fault of ours."""
    return _keys_away(request) if isinstance(sys.exc_info()[1], Closed) else _page("500", 500)


def _keys_away(request: HttpRequest) -> HttpResponse:
    """Nothing that is sealed can be read or kept now. What a signed-in person typed waits in the session."""
    user = getattr(request, "user", None)
    kept = user is not None and user.is_authenticated and keep(request, user.pk)
    if kept:
        request.session.save()  # the middleware saves nothing beside an answer of this status
    response = _page("keys", 503, kept=kept, sent=request.method == "POST")
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page("csrf", 403)
