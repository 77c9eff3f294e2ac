"""Refuses input that no form of ours can have sent, before anything reads it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse

from lantaarn.web.doors.errors import bad_request


class RefuseBrokenInput:
    """NUL and bytes that are no UTF-8, in the address or its query, get a clear 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        raw = unquote_to_bytes(request.META.get("QUERY_STRING", "").replace("+", " "))
        if b"\0" in raw or "\0" in request.path or not _is_text(raw):
            return bad_request(request)
        return self.get_response(request)


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
