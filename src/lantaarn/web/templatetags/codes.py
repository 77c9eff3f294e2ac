"""Codes in words inside templates: `{% word "entry" signal.entry %}`."""

from __future__ import annotations

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.signals.queries import WordsView
from lantaarn.web import words
from lantaarn.web.look.dates import clock, written

register = template.Library()


@register.simple_tag
def word(table: str, code: str) -> str:
    """The word for a code; an unknown code raises, so that it never reaches a person as a code."""
    found: words.Words = getattr(words, table.upper())
    return str(found[code])


@register.simple_tag
def words_of(row: WordsView) -> dict[str, str]:
    """Who a statement is from, and when, for its label."""
    return origin(_("melder") if row.by_reporter else row.desk, row.said_by, row.at)


def origin(by: str, said_by: str, at: dt.datetime) -> dict[str, str]:
    """The same from its parts."""
    if said_by:
        by = _("%(who)s, aan %(by)s") % {"who": said_by, "by": by}
    return {"by": by, "when": f"{written(timezone.localtime(at).date(), 'j b Y')}, {clock(at)}"}


@register.filter
def to_agenda(name: str) -> str:
    """The button that brings a signal to a body."""
    return _("Inbrengen in: %(name)s") % {"name": name}
