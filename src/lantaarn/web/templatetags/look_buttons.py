"""Buttons and links: submit, link that looks like a button, a form of one button, a link with an icon."""

from __future__ import annotations

from django.template import Context, Library
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantaarn.web.look.drawing import safe
from lantaarn.web.look.icons import icon as draw

register = Library()

_KINDS = {"primary": "primary-action", "secondary": "secondary-action", "subtle": "subtle"}


def _css(kind: str, size: str) -> str:
    css = f"utrecht-button utrecht-button--{_KINDS[kind]}"
    return f"{css} la-button--small" if size == "s" else css


def _inside(icon: str, text: str | Promise) -> SafeString:
    return SafeString(f"{draw(icon)} {safe(text)}" if icon else safe(text))


@register.simple_tag
def button(
    text: str | Promise, kind: str = "primary", icon: str = "", name: str = "", value: str = "", size: str = ""
) -> SafeString:
    """`{% button "Aannemen" %}`: sends the form it stands in; kinds primary, secondary, subtle."""
    given = f' name="{safe(name)}" value="{safe(value)}"' if name else ""
    return SafeString(f'<button class="{_css(kind, size)}" type="submit"{given}>{_inside(icon, text)}</button>')


@register.simple_tag
def link_button(url: str, text: str | Promise, kind: str = "secondary", icon: str = "", size: str = "") -> SafeString:
    """`{% link_button url "Doorzetten" %}`: a link with the looks of a button."""
    return SafeString(f'<a class="{_css(kind, size)} utrecht-button-link" href="{safe(url)}">{_inside(icon, text)}</a>')


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    url: str,
    text: str | Promise,
    kind: str = "secondary",
    icon: str = "",
    name: str = "",
    value: str = "",
    size: str = "",
) -> SafeString:
    """`{% post_button url "Aannemen" %}`: a form of one button, with its CSRF token."""
    return SafeString(
        f'<form method="post" action="{safe(url)}"><input type="hidden" name="csrfmiddlewaretoken"'
        f' value="{context["csrf_token"]}">{button(text, kind, icon, name, value, size)}</form>'
    )


@register.simple_tag
def icon_link(url: str, text: str | Promise, icon: str) -> SafeString:
    """`{% icon_link url "Afdrukken" "print" %}`: a link in text with a drawing before it."""
    return format_html('<a class="utrecht-link la-iconlink" href="{}">{} <span>{}</span></a>', url, draw(icon), text)
