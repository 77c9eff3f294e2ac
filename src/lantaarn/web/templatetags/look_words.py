"""Filters for moments and days: as people say them, without a calculation in the reader's head."""

from __future__ import annotations

import datetime as dt

from django.template import Library
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from lantaarn.web.look.dates import written

register = Library()

_NEAR = {-1: gettext_noop("gisteren"), 0: gettext_noop("vandaag"), 1: gettext_noop("morgen")}


@register.filter
def moment(value: dt.datetime) -> str:
    """vandaag 16.20 · gisteren 16.20 · ma 14 sep 16.20 · ma 14 sep 2025 16.20."""
    local = timezone.localtime(value)
    return f"{_day_words(local.date())} {local.hour}.{local:%M}"


@register.filter
def day(value: dt.date) -> str:
    """14 september 2026."""
    return written(value, "j F Y")


@register.filter
def near_day(value: dt.date) -> str:
    """vandaag · morgen · gisteren · ma 14 sep."""
    return _day_words(value)


@register.filter
def time_tag(value: dt.datetime) -> SafeString:
    """The moment in words, with the exact one for machines."""
    return format_html(
        '<time datetime="{}">{}</time>', timezone.localtime(value).isoformat("T", "minutes"), moment(value)
    )


def _day_words(value: dt.date) -> str:
    today = timezone.localdate()
    days = (value - today).days
    if days in _NEAR:
        return gettext(_NEAR[days])
    return written(value, "D j M" if value.year == today.year else "D j M Y").lower()
