"""Lists: inbox, timeline, log, see-table, tabs, sorting, paging, counting, crumbs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest
from django.template import Context, Library
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from lantaarn.web.look.drawing import safe
from lantaarn.web.look.icons import icon
from lantaarn.web.look.pages import page_numbers
from lantaarn.web.look.shapes import LogRow, Mail, Reader, SeenRow, Step, Tab
from lantaarn.web.templatetags.look_pieces import chip

register = Library()

_SEEN = {"goes": "check", "part": "part", "gone": "off"}


@register.simple_tag
def mail_list(mails: Iterable[Mail]) -> SafeString:
    """Rows of an inbox; a heading with class la-group stands above. Drawn here: it stands beside every signal."""
    is_new = f'<span class="la-vh">{safe(gettext("Nieuw:"))} </span>'
    return SafeString(f'<ul class="la-inbox">{"".join(_mail(mail, is_new) for mail in mails)}</ul>')


def _mail(mail: Mail, is_new: str) -> str:
    css = "la-mail la-mail--new" if mail.new else "la-mail"
    current = ' aria-current="true"' if mail.current else ""
    chips = "".join(f"{chip(sign.kind, sign.text)} " for sign in mail.chips)
    return (
        f'<li><a class="{css}" href="{safe(mail.url)}"{current}><span class="la-mail__dot"></span>'
        f'<span class="la-mail__title">{is_new if mail.new else ""}{safe(mail.title)}</span>'
        f'<span class="la-mail__meta">{safe(mail.meta)}</span><span class="la-mail__chips la-chips">{chips}'
        f'<span class="la-mail__code la-code">{safe(mail.code)}</span></span></a></li>'
    )


@register.simple_tag
def timeline(steps: Iterable[Step], *, on_page: bool = False) -> SafeString:
    """Moments under each other; `on_page` where no sheet lies under it."""
    return SafeString(f'<ol class="la-line{" la-on-page" if on_page else ""}">{"".join(map(_step, steps))}</ol>')


def _step(step: Step) -> str:
    css = f' class="la-line__{step.state}"' if step.state != "done" else ""
    when, by = "", f' <span class="la-line__by">{safe(step.by)}</span>' if step.by else ""
    if step.when:
        tag, given = ("time", f' datetime="{safe(step.iso)}"') if step.iso else ("span", "")
        when = f'<{tag} class="la-line__when"{given}>{safe(step.when)}</{tag}> '
    text = f'<span class="la-line__text">{safe(step.text)}</span>'
    return f'<li{css}><span class="la-line__knot"></span>{when}{text}{by}</li>'


@register.simple_tag
def log(rows: Iterable[LogRow]) -> SafeString:
    """Who saw or did what, when, for which purpose."""
    drawn = (
        f"<li>{icon(row.icon)}<span><strong>{safe(row.who)}</strong> {safe(row.did)}</span>"
        f'<span class="la-log__why">{safe(row.why)}</span></li>'
        for row in rows
    )
    return SafeString(f'<ol class="la-log">{"".join(drawn)}</ol>')


@register.inclusion_tag("components/see_table.html")
def see_table(readers: Sequence[Reader], rows: Iterable[SeenRow], labelledby: str) -> dict[str, Any]:
    """What each reader will see; `labelledby` is the id of the heading above it."""
    tags = {"goes": gettext("Gaat mee"), "part": gettext("Deels"), "gone": gettext("Gaat niet mee")}
    filled = [
        (
            row.label,
            [
                (reader.name, cell, cell.tag or tags.get(cell.kind, ""), _SEEN.get(cell.kind, ""))
                for reader, cell in zip(readers, row.cells, strict=True)
            ],
        )
        for row in rows
    ]
    return {"readers": readers, "rows": filled, "labelledby": labelledby}


@register.inclusion_tag("components/tabs.html")
def tabs(items: Iterable[Tab], label: str | Promise) -> dict[str, Any]:
    """Pages beside each other, as links; `label` says of what."""
    return {"items": items, "label": label}


@register.simple_tag
def group(title: str | Promise, count: int | None = None, level: int = 2) -> SafeString:
    """The grey heading above rows of a flush sheet."""
    number = "" if count is None else format_html(' <span class="la-group__n">{}</span>', count)
    return format_html('<h{n} class="la-group">{}{}</h{n}>', title, number, n=level)


@register.simple_tag
def crumb(label: str | Promise, url: str = "") -> SafeString:
    """One crumb in block crumbs; without url it is the page itself."""
    inner = (
        format_html('<a class="utrecht-link utrecht-breadcrumb-nav__link" href="{}">{}</a>', url, label)
        if url
        else format_html('<span class="utrecht-breadcrumb-nav__link" aria-current="page">{}</span>', label)
    )
    return format_html('<li class="utrecht-breadcrumb-nav__item">{}</li>', inner)


def _with(request: HttpRequest, **changes: str) -> str:
    """The present address with some of its questions changed, and page one where it does not say."""
    query = request.GET.copy()
    query.pop("pagina", None)
    for name, value in changes.items():
        query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_th(
    context: Context, label: str | Promise, key: str, current: str, css: str = "", param: str = "sorteer"
) -> SafeString:
    """`{% sort_th "Deadline" "deadline" sort %}`: a column head that sorts; `-deadline` means downwards."""
    states = {key: ("ascending", f"-{key}", "up"), f"-{key}": ("descending", key, "down")}
    state, target, sign = states.get(current, ("none", key, "sort"))
    return format_html(
        '<th scope="col" aria-sort="{}"{}><a class="la-sort" href="{}">{} {}</a></th>',
        state,
        format_html(' class="{}"', css) if css else "",
        _with(context["request"], **{param: target}),
        label,
        icon(sign),
    )


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, number: int, pages: int) -> dict[str, Any]:
    """`{% pagination number pages %}`: links with `pagina=…`, filters kept; nothing for a single page."""
    request = context["request"]
    return {
        "links": [(n, _with(request, pagina=str(n)) if n else "", n == number) for n in page_numbers(number, pages)],
        "previous": _with(request, pagina=str(number - 1)) if number > 1 else "",
        "next": _with(request, pagina=str(number + 1)) if number < pages else "",
        "several": pages > 1,
    }


@register.inclusion_tag("components/pagination.html")
def pager(previous: str = "", next: str = "") -> dict[str, Any]:  # noqa: A002 - reads as the words on the screen
    """Only back and on, for lists that are read with a cursor."""
    return {"links": [], "previous": previous, "next": next, "several": bool(previous or next)}


@register.simple_tag
def count_line(total: int, one: str | Promise, many: str | Promise, first: int = 0, last: int = 0) -> SafeString:
    """`{% count_line 312 "signaal" "signalen" 1 25 %}`: 1 tot en met 25 van 312 signalen."""
    noun = one if total == 1 else many
    if last and last - first + 1 < total:
        return format_html(
            '<p class="la-count" role="status">{}</p>',
            format_html(gettext("{} tot en met {} van <b>{}</b> {}"), first, last, total, noun),
        )
    return format_html('<p class="la-count" role="status"><b>{}</b> {}</p>', total, noun)


@register.simple_tag
def new_count(count: int) -> SafeString:
    """The lit number in the menu."""
    words = ngettext("nieuw", "nieuw", count)
    return format_html('<span class="la-menu__count">{}<span class="la-vh"> {}</span></span>', count, words)
