"""The rows of the uniform list, drawn in Python: a hundred rows of eight cells cost more as a template than to find."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache
from typing import Protocol
from uuid import UUID

from django.template import Library
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lantaarn.signals.queries import Head, ListRow
from lantaarn.web import words
from lantaarn.web.look.addresses import of_signal
from lantaarn.web.templatetags.look_pieces import chip

register = Library()


class ChainRow(Protocol):
    """A line of the chain: a head with its desk and municipality by name."""

    @property
    def head(self) -> Head: ...
    @property
    def desk(self) -> str: ...
    @property
    def municipality(self) -> str: ...


_ROW = (
    '<tr><th scope="row"><a class="utrecht-link la-code" href="{}{}{}">{}</a></th><td>{}</td><td>{}</td><td>{}</td>'
    "<td>{}</td><td>{}{}</td><td>{}</td><td>{}</td></tr>"
)
_NOBODY = UUID(int=0)


@register.simple_tag
def signal_rows(rows: Iterable[ListRow]) -> SafeString:
    """`{% signal_rows found.rows %}` inside tbody. Each text is escaped, once for all rows that share it."""
    before, after = reverse("signal", args=[_NOBODY]).split(str(_NOBODY))
    exploitation, tri, status, domain = (
        {code: escape(str(word)) for code, word in table.items()}
        for table in (words.EXPLOITATION, words.TRI, words.STATUS, words.DOMAIN)
    )
    zone = timezone.get_current_timezone()
    safe, day_of = cache(escape), cache(lambda day: escape(date_format(day, "j F Y")))
    manual = format_html(" {}", chip("heed", gettext("zonder vaste weg")))
    return SafeString(
        "".join(
            _ROW.format(
                before,
                row.folder_id,
                after,
                escape(row.code),
                day_of(row.received_at.astimezone(zone).date()),
                safe(row.municipality or "-"),
                ", ".join(exploitation[form] for form in row.exploitation),
                tri[row.minor],
                status[row.status],
                manual if row.manual else "",
                safe(row.lead_desk),
                domain[row.domain],
            )
            for row in rows
        )
    )


_HEAD = (
    '<tr><th scope="row" class="la-code">{}</th><td>{}</td><td>{}</td><td>{}</td><td class="is-number">{}</td>'
    "<td>{}</td></tr>"
)


@register.simple_tag
def chain_rows(rows: Iterable[ChainRow], mine: Container[UUID]) -> SafeString:
    """`{% chain_rows rows mine %}` inside tbody: a hundred heads; those of the own desk lead to the signal."""
    status = {code: escape(str(word)) for code, word in words.STATUS.items()}
    late, alone, underway = (
        str(chip(kind, text))
        for kind, text in (
            ("late", gettext("te laat")),
            ("heed", gettext("niemand antwoordde")),
            ("waiting", gettext("nog niet ontvangen")),
        )
    )
    drawn = []
    for row in rows:
        head, code = row.head, escape(row.head.code)
        heed = f"{late if head.late else ''}{f' {alone}' if head.escalated else ''}"
        if head.off_system and not head.receipt:
            heed += f" {underway}"
        link = f'<a class="utrecht-link" href="{of_signal(head.folder_id)}">{code}</a>'
        drawn.append(
            _HEAD.format(
                link if head.folder_id in mine else code,
                escape(row.municipality or "-"),
                escape(row.desk),
                status[head.status],
                head.days,
                heed,
            )
        )
    return SafeString("".join(drawn))
