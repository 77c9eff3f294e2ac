"""Gives each request its trace, so that its lines in the log can be laid beside those of whoever called."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from lantaarn.audit.trace import during, taken_over


class Traced:
    """Everything recorded while the request is answered carries one trace id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with during(taken_over(request.headers.get("traceparent", ""))):
            return self.get_response(request)
