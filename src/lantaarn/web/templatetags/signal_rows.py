"""The rows of the uniform list, drawn in Python: a hundred rows of eight cells cost more as a template than to find."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from uuid import UUID

from django.template import Library
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lantaarn.signals.queries import ListRow
from lantaarn.web import words
from lantaarn.web.templatetags.look_pieces import chip

register = Library()

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
