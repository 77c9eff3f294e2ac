"""Form fields: label, hint, control and error together; the indicator row; the summary of errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.template import Library
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lantaarn.web.look.chips import ANSWERS, PROVENANCE, Word
from lantaarn.web.look.drawing import safe
from lantaarn.web.look.icons import icon

register = Library()

_CONTROLS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea"),
    (forms.Select, "utrecht-select"),
)


def _sort(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxSelectMultiple):  # Django derives it from RadioSelect
        return "checkboxes"
    if isinstance(widget, forms.RadioSelect):
        return "radio"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "control"


def _control_class(widget: forms.Widget) -> str:
    own = str(widget.attrs.get("class", ""))
    css = next((css for sort, css in _CONTROLS if isinstance(widget, sort)), "utrecht-textbox")
    return f"{css} {own}".strip()


def _options(bound: BoundField) -> list[dict[str, Any]]:
    """The choices of a field as plain values, so that the template draws them itself."""
    return [
        {
            "id": f"{bound.auto_id}_{n}",
            "value": str(option.data["value"]),
            "label": option.data["label"],
            "checked": option.data["selected"],
        }
        for n, option in enumerate(bound.subwidgets)
    ]


def _control(bound: BoundField, described: str) -> str:
    attrs: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    if not isinstance(bound.field.widget, forms.CheckboxInput):
        attrs["class"] = _control_class(bound.field.widget)
    return bound.as_widget(attrs=attrs)


@register.simple_tag
def field(
    bound: BoundField,
    label: str | Promise = "",
    hint: str | Promise = "",
    columns: int = 1,
    css: str = "",
    prov: str = "",
    *,
    large: bool = False,
) -> SafeString:
    """`{% field form.name %}`: label, hint, control and error.

    `columns` puts choices side by side, `large` makes the question a heading, `prov` gives the line of its sort.
    """
    sort = _sort(bound.field.widget)
    text = hint or bound.help_text
    has = ((text, "helptext"), (bound.errors, "error"))
    described = " ".join(f"{bound.auto_id}_{end}" for what, end in has if what)
    css = " ".join((("utrecht-form-field--invalid " if bound.errors else "") + css).split())
    drawn = _Drawn(bound, safe(label or bound.label), _hint(bound, text), described, f" {safe(css)}" if css else "")
    if sort in {"radio", "checkboxes"}:
        return SafeString(_choices(drawn, sort, columns, large=large))
    return SafeString(_tick(drawn) if sort == "tick" else _plain(drawn, prov))


class _Drawn(NamedTuple):
    """A field and the pieces that every sort of field has."""

    bound: BoundField
    label: str
    hint: str
    described: str
    css: str

    @property
    def optional(self) -> str:
        if self.bound.field.required:
            return ""
        return f' <span class="la-optional">{safe(gettext("(niet verplicht)"))}</span>'


def _hint(bound: BoundField, text: str | Promise) -> str:
    key = safe(bound.auto_id)
    return f'  <p class="utrecht-form-field-description" id="{key}_helptext">{safe(text)}</p>\n' if text else ""


def _choices(drawn: _Drawn, sort: str, columns: int, *, large: bool) -> str:
    bound, kind = drawn.bound, "radio" if sort == "radio" else "checkbox"
    legend = "utrecht-form-fieldset__legend" + (" utrecht-form-fieldset__legend--large" if large else "")
    described = f' aria-describedby="{safe(drawn.described)}"' if drawn.described else ""
    name, off = safe(bound.html_name), " disabled" if bound.field.disabled else ""
    options = "".join(
        f'<label class="la-choice" for="{option["id"]}"><input type="{kind}" name="{name}" id="{option["id"]}"'
        f' value="{safe(option["value"])}"{" checked" if option["checked"] else ""}{off}>'
        f" {safe(option['label'])}</label>"
        for option in _options(bound)
    )
    return (
        f'<fieldset class="utrecht-form-fieldset utrecht-form-field{drawn.css}"{described}>\n'
        f'  <legend class="{legend}">{drawn.label}{drawn.optional}</legend>\n{drawn.hint}{errors_of(bound)}\n'
        f'  <div class="la-choices la-choices--{columns}">\n    {options}\n  </div>\n</fieldset>'
    )


def _tick(drawn: _Drawn) -> str:
    bound = drawn.bound
    return (
        f'<div class="utrecht-form-field{drawn.css}">\n  {errors_of(bound)}\n'
        f'  <label class="la-tick" for="{safe(bound.id_for_label)}">{_control(bound, drawn.described)}'
        f" <span>{drawn.label}</span></label>\n{drawn.hint}</div>"
    )


def _plain(drawn: _Drawn, prov: str) -> str:
    bound, word = drawn.bound, PROVENANCE[prov] if prov else None
    sign = f'  <p class="la-prov__label"><b>{icon(word.icon)} {safe(word.label)}</b></p>\n' if word else ""
    return (
        f'<div class="utrecht-form-field{f" la-prov la-prov--{prov}" if prov else ""}{drawn.css}">\n{sign}'
        f'  <label class="utrecht-form-label" for="{safe(bound.id_for_label)}">'
        f"{drawn.label}{drawn.optional}</label>\n"
        f"{drawn.hint}{errors_of(bound)}\n  {_control(bound, drawn.described)}\n</div>"
    )


@register.simple_tag
def indicator(answer: BoundField, how: BoundField | None = None) -> SafeString:
    """A row of the card: yes, no, unknown; after yes, if the field is given: how do you know?

    Drawn here and straight from the choices: a card has a hundred of these radio buttons.
    """
    key = safe(answer.auto_id)
    wrong = " utrecht-form-field--invalid" if answer.errors else ""
    return SafeString(
        f'<div class="la-ind{wrong}">\n  <div><p class="la-ind__text" id="{key}_text">{safe(answer.label)}</p>'
        f"{errors_of(answer)}</div>\n"
        f'  <div class="la-tri" role="radiogroup" aria-labelledby="{key}_text">\n'
        f"{_radios(answer, ANSWERS, 'la-tri__opt')}  </div>\n{_how(key, how) if how else ''}</div>\n"
    )


def _how(key: str, how: BoundField) -> str:
    return (
        f'  <div class="la-ind__how" role="radiogroup" aria-labelledby="{key}_text {key}_how">'
        f'<p class="la-how__q" id="{key}_how">{safe(gettext("Hoe weet u dit?"))}</p><div class="la-how__set">\n'
        f"{_radios(how, PROVENANCE, 'la-how__opt')}  </div></div>\n"
    )


def _radios(bound: BoundField, words: Mapping[str, Word], css: str) -> str:
    name, key, chosen = safe(bound.html_name), safe(bound.auto_id), str(bound.value() or "")
    choices: Iterable[tuple[str, object]] = bound.field.choices  # type: ignore[attr-defined]
    return "".join(
        f'    <label class="{css}" for="{key}_{n}"><input type="radio" name="{name}" id="{key}_{n}" value="{value}"'
        f"{' checked' if value == chosen else ''}>{icon(words[value].icon)} {safe(words[value].label)}</label>\n"
        for n, (value, _label) in enumerate(choices)
        if value in words
    )


def errors_of(bound: BoundField) -> str:
    """What is wrong with a field, above its control."""
    if not bound.errors:
        return ""
    heed = safe(gettext("Let op:"))
    drawn = "".join(
        f'<p class="utrecht-form-field-error-message">{icon("stuck")} '
        f'<span><span class="la-vh">{heed} </span>{safe(error)}</span></p>'
        for error in bound.errors
    )
    return f'<div id="{safe(bound.auto_id)}_error">{drawn}</div>'


@register.inclusion_tag("components/error_summary.html")
def error_summary(*asked: forms.BaseForm) -> dict[str, Any]:
    """`{% error_summary form %}` above a form: each error as a link to where it is mended."""
    found: list[tuple[str, str]] = []
    for form in asked:
        found.extend(("", str(error)) for error in form.non_field_errors())
        for bound in form:
            first = f"{bound.auto_id}_0" if _sort(bound.field.widget) in {"radio", "checkboxes"} else bound.auto_id
            found.extend((f"#{first}", str(error)) for error in bound.errors)
    return {"found": found}
