"""Clocks and erasures in Dutch."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from lantaarn.access.retention.queries import ClockView

KEEP: dict[str, Promise] = {
    "case": _l("Alles wat over het signaal is gezegd en afgesproken"),
    "reporter": _l("Wie meldde, en hoe die te bereiken is"),
    "request": _l("Een verzoek van een betrokkene"),
    "draft": _l("Een half ingevulde melding"),
    "account": _l("Een account"),
    "log": _l("Het logboek"),
}
STARTS: dict[str, Promise] = {
    "closed": _l("na het afronden"),
    "last_share": _l("na de laatste keer delen"),
    "answered": _l("na het antwoord"),
    "made": _l("na het vastleggen"),
    "changed": _l("na de laatste wijziging"),
    "ended": _l("na het einde"),
}


def clock_sentence(clock: ClockView) -> str:
    """One sentence for the signal's page: until when this is kept, and why not shorter or longer."""
    if clock.erased_at:
        return _("Vernietigd op %(day)s.") % {"day": _day(clock.erased_at)}
    if clock.held_at:
        return _("Wordt vastgehouden sinds %(day)s: %(why)s.") % {
            "day": _day(clock.held_at),
            "why": clock.held_why.rstrip("."),
        }
    if not clock.destroys:
        return _("Blijft bewaard.")
    if clock.ends_at is None:
        return _("Blijft zolang het signaal open is, en daarna nog %(term)s.") % {"term": clock.term}
    if not clock.adopted:
        return _("Zou gaan op %(day)s, maar die termijn is nog niet vastgesteld.") % {"day": _day(clock.ends_at)}
    return _("Gaat op %(day)s.") % {"day": _day(clock.ends_at)}


def _day(moment: dt.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")
