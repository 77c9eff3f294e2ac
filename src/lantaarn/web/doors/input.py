"""Refuses input that no form of ours can have sent, before anything reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lantaarn.web.doors.errors import bad_request, too_large

LARGEST = 6 * 1024 * 1024
LARGEST_AT = {"/programma/inlezen/": settings.FILE_UPLOAD_MAX_MEMORY_SIZE}
"""Where documents come in. A larger file would be read to its end and then be as if it had not been sent."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class RefuseBrokenInput:
    """Control characters in the address, NUL or bytes that are no UTF-8 in its query: a clear 400. Too much: a 413."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        raw = unquote_to_bytes(request.META.get("QUERY_STRING", "").replace("+", " "))
        if b"\0" in raw or _CONTROL.search(request.path) or not _is_text(raw):
            return bad_request(request)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST_AT.get(request.path, LARGEST):
            return too_large(request)
        return self.get_response(request)


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
