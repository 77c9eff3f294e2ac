"""Cells of wide tables, drawn in Python: a page has hundreds, of which few differ."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from lantaarn.web.look.icons import icon

Kind = tuple[str, str, str | Promise]
"""Drawing, ink, and the word that stands beside it for who does not see it."""


class Cells:
    """Table cells by what they show; the same drawing is made once a page."""

    def __init__(self) -> None:
        self._known: dict[tuple[Kind | None, str], SafeString] = {(None, ""): mark_safe("<td></td>")}

    def row(self, kinds: Iterable[tuple[Kind | None, str]]) -> SafeString:
        """(what stands in the cell, its class) for every column."""
        return mark_safe("".join(map(self._cell, kinds)))  # noqa: S308 - put together from what format_html made

    def _cell(self, asked: tuple[Kind | None, str]) -> SafeString:
        found = self._known.get(asked)
        if found is None:
            kind, css = asked
            inside = (
                format_html(
                    '<span class="is-{1}-ink">{0}</span><span class="la-vh">{2}</span>', icon(kind[0]), *kind[1:]
                )
                if kind
                else ""
            )
            found = self._known[asked] = format_html(
                "<td{}>{}</td>", format_html(' class="{}"', css) if css else "", inside
            )
        return found
