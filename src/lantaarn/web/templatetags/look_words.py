"""Filters for moments and days: as people say them, without a calculation in the reader's head."""

from __future__ import annotations

import datetime as dt

from django.template import Library
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

register = Library()


@register.filter
def moment(value: dt.datetime) -> str:
    """vandaag 16.20 · gisteren 16.20 · ma 14 sep 16.20 · ma 14 sep 2025 16.20."""
    local = timezone.localtime(value)
    return f"{_day_words(local.date())} {date_format(local, 'G.i')}"


@register.filter
def day(value: dt.date) -> str:
    """14 september 2026."""
    return date_format(value, "j F Y")


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
    near = {-1: gettext("gisteren"), 0: gettext("vandaag"), 1: gettext("morgen")}
    days = (value - today).days
    if days in near:
        return near[days]
    words = date_format(value, "D j M" if value.year == today.year else "D j M Y")
    return words.lower()
