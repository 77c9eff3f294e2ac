"""Days in words, each worked out once per language: a page names the same few days again and again."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language


def written(day: dt.date, form: str) -> str:
    """A day as Django's date_format writes it."""
    return _written(day, form, get_language())


@lru_cache(maxsize=4096)
def _written(day: dt.date, form: str, _language: str | None) -> str:
    return date_format(day, form)


def stamp(at: dt.datetime) -> str:
    """di 14 sep, 16.20."""
    local = timezone.localtime(at)
    return f"{written(local.date(), 'D j b')}, {local:%H.%M}"


def clock(at: dt.datetime) -> str:
    """16.20, by the clock on the wall."""
    return f"{timezone.localtime(at):%H.%M}"
