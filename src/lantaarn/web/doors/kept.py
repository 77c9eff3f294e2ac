"""What somebody was typing when the session ended or the keys were away: kept for that person, and put back later."""

from __future__ import annotations

import base64
import hashlib
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, QueryDict

KEPT = "kept_form"
SECONDS = 3600
LONGEST = 60_000
"""Longer than all fields of our longest form together."""


def _box() -> Fernet:
    """Sessions lie outside row-level security, so what is kept in one is enciphered."""
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"kept form" + settings.SECRET_KEY.encode()).digest()))


def keep(request: HttpRequest, user_id: UUID) -> bool:
    """Keep a posted form in the session; False when there is nothing to keep."""
    data = request.POST.copy()
    data.pop("csrfmiddlewaretoken", None)
    text = data.urlencode()
    if request.method != "POST" or not any(data.values()) or len(text) > LONGEST or request.FILES:
        return False
    request.session[KEPT] = {
        "path": request.path,
        "user": str(user_id),
        "data": _box().encrypt(text.encode()).decode(),
    }
    return True


def put_back(request: HttpRequest) -> QueryDict | None:
    """What this person typed on this page before it went wrong; once."""
    kept = request.session.get(KEPT)
    if request.method != "GET" or not kept or kept["path"] != request.path or kept["user"] != str(request.user.pk):
        return None
    del request.session[KEPT]
    try:
        return QueryDict(_box().decrypt(kept["data"].encode(), ttl=SECONDS))
    except InvalidToken:
        return None
