"""Counts wrong codes, per address and for all together. The address itself is never kept: only a keyed mark of it,
for at most one window."""

from __future__ import annotations

import hashlib
import hmac
import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 15 * 60
PER_ADDRESS = 20
"""A whole town hall may sit behind one address, so this is no tight limit; 58 bits do the rest."""
FOR_ALL = 600


def _keys(request: HttpRequest) -> tuple[tuple[str, int], tuple[str, int]]:
    """The keys change with each window, so a mark cannot be followed from one to the next."""
    window = int(time.time() // WINDOW)
    address = str(get_adapter().get_client_ip(request))
    mark = hmac.new(settings.SECRET_KEY.encode(), f"{window}:{address}".encode(), hashlib.sha256).hexdigest()
    return (f"codes:{window}:{mark[:32]}", PER_ADDRESS), (f"codes:{window}:all", FOR_ALL)


def seconds_to_wait(request: HttpRequest) -> int:
    """Nought while another try is allowed."""
    limits = dict(_keys(request))
    counted = cache.get_many(limits)
    if all(counted.get(key, 0) < limit for key, limit in limits.items()):
        return 0
    return WINDOW - int(time.time() % WINDOW)


def count_wrong(request: HttpRequest) -> None:
    """One more. Tries at the very same moment may count as one: the limit is a brake, the code's length the wall."""
    for key, _limit in _keys(request):
        if not cache.add(key, 1, WINDOW):
            cache.incr(key)
