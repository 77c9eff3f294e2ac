"""Pieces with content between an opening and a closing tag: sheets, help, more, empty state, table, filters."""

from __future__ import annotations

from django.template import Library
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext

from lantaarn.web.look.drawing import safe
from lantaarn.web.look.icons import icon

register = Library()

_LAMP = SafeString(
    '<svg class="la-empty__lamp" viewBox="0 0 32 32" aria-hidden="true"><path d="M11.5 8.5a4.5 4.5 0 0 1 9 0'
    'M7.5 11.5h17l-2.5-3H10zM9.5 11.5v12.5M22.5 11.5v12.5M7.5 24h17v3.5h-17z"/></svg>'
)


def _section(css: str, title: str | Promise, level: int, anchor: str, content: str) -> SafeString:
    heading = anchor or slugify(str(title))
    key = safe(heading)
    return SafeString(
        f'<section class="{css}" aria-labelledby="{key}"><h{level} class="utrecht-heading-{level}" id="{key}">'
        f"{safe(title)}</h{level}>{safe(content)}</section>"
    )


@register.simple_block_tag
def sheet(content: str, title: str | Promise, level: int = 2, anchor: str = "") -> SafeString:
    """`{% sheet "Titel" %}…{% endsheet %}`: paper with a heading; `anchor` where a title occurs twice."""
    return _section("la-sheet la-stack", title, level, anchor, content)


@register.simple_block_tag
def lit(content: str, title: str | Promise, level: int = 2, anchor: str = "") -> SafeString:
    """What asks for you now: one on a page."""
    return _section("la-lit la-stack", title, level, anchor, content)


@register.simple_block_tag
def part(content: str, title: str | Promise, level: int = 3, anchor: str = "") -> SafeString:
    """A part of a sheet, under a hairline."""
    return _section("la-part la-stack", title, level, anchor, content)


@register.simple_block_tag
def more(content: str, summary: str | Promise, open: bool = False) -> SafeString:  # noqa: A002 - HTML's word
    """`{% more "Alle feiten" %}…{% endmore %}`: what opens on request."""
    return SafeString(
        f'<details class="la-more"{" open" if open else ""}><summary>{icon("chev")} {safe(summary)}</summary>'
        f"{safe(content)}</details>"
    )


@register.simple_block_tag(name="help")
def help_block(content: str, title: str | Promise = "") -> SafeString:
    """`{% help %}…{% endhelp %}` in block help of a page: what does one do here?"""
    return format_html(
        '<details class="la-help" name="frame"><summary>{} {}</summary>'
        '<div class="la-help__panel la-prose">{}</div></details>',
        icon("ask"),
        title or gettext("Wat doe ik hier?"),
        content,
    )


@register.simple_block_tag
def crumbs(content: str) -> SafeString:
    """`{% crumbs %}{% crumb _("Lijst") url %}{% crumb _("Signaal") %}{% endcrumbs %}` in block crumbs of a page."""
    return format_html(
        '<nav class="utrecht-breadcrumb-nav" aria-label="{}"><ol class="utrecht-breadcrumb-nav__list">{}</ol></nav>',
        gettext("Kruimelpad"),
        content,
    )


@register.simple_block_tag
def nothing(content: str, title: str | Promise, url: str = "", action: str | Promise = "") -> SafeString:
    """`{% nothing "Nog geen vragen gesteld." url action %}what comes here{% endnothing %}`: an empty state."""
    button = (
        format_html('<a class="utrecht-button utrecht-button--secondary-action" href="{}">{}</a>', url, action)
        if url
        else ""
    )
    return format_html(
        '<div class="la-empty">{}<div><p><strong>{}</strong></p><div class="la-quiet">{}</div>{}</div></div>',
        _LAMP,
        title,
        content,
        button,
    )


# On a phone rows become cards (stacked.css), and what is not laid out as a table is no table to a screen reader any
# more: each part says itself what it is.
_ROLES = (
    ("<thead>", '<thead role="rowgroup">'),
    ("<tbody>", '<tbody role="rowgroup">'),
    ("<tr>", '<tr role="row">'),
    ("<tr ", '<tr role="row" '),
    ("<td>", '<td role="cell">'),
    ("<td ", '<td role="cell" '),
    ('<th scope="col"', '<th role="columnheader" scope="col"'),
    ('<th scope="row"', '<th role="rowheader" scope="row"'),
)


def _with_roles(content: str) -> SafeString:
    for plain, told in _ROLES:
        content = content.replace(plain, told)
    return SafeString(content)


@register.simple_block_tag
def data_table(content: str, caption: str | Promise, sticky: bool = True) -> SafeString:
    """`{% data_table "Overzichtslijst" %}<thead>…</thead><tbody>…</tbody>{% enddata_table %}`."""
    return format_html(
        '<div class="la-scroll" tabindex="0" role="region" aria-label="{label}">'
        '<table class="utrecht-table la-data{}" role="table"><caption class="la-vh">{caption}</caption>{}</table>'
        "</div>",
        " la-data--sticky" if sticky else "",
        _with_roles(content),
        caption=caption,
        label=gettext("%s, schuift opzij") % caption,
    )


@register.simple_block_tag
def filter_bar(content: str, reset_url: str = "", button: str | Promise = "") -> SafeString:
    """`{% filter_bar request.path %}{% field … %}{% endfilter_bar %}`: a GET form above a list."""
    reset = (
        format_html(
            '<a class="utrecht-button utrecht-button--subtle" href="{}">{}</a>', reset_url, gettext("Wis filters")
        )
        if reset_url
        else ""
    )
    return format_html(
        '<form class="la-filter" method="get" aria-label="{}">{}<div class="la-filter__do">'
        '<button class="utrecht-button utrecht-button--secondary-action" type="submit">{} {}</button>{}</div></form>',
        gettext("Filters"),
        content,
        icon("filter"),
        button or gettext("Toon"),
        reset,
    )
