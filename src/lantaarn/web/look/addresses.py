"""Addresses that stand on a page many times, put together from pieces that are looked up once."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.urls import reverse

_BLANK = UUID(int=0)


@cache
def fixed(name: str) -> str:
    """The address of a page that needs nothing but its name."""
    return reverse(name)


@cache
def _around(name: str) -> tuple[str, str]:
    before, after = reverse(name, args=[_BLANK]).split(str(_BLANK))
    return before, after


def of_signal(folder_id: UUID) -> str:
    before, after = _around("signal")
    return f"{before}{folder_id}{after}"
