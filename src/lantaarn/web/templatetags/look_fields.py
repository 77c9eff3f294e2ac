"""Form fields: label, hint, control and error together; the indicator row; the summary of errors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template import Library
from django.utils.functional import Promise

from lantaarn.web.look.chips import ANSWERS, PROVENANCE

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


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    label: str | Promise = "",
    hint: str | Promise = "",
    columns: int = 1,
    css: str = "",
    prov: str = "",
    *,
    large: bool = False,
) -> dict[str, Any]:
    """`{% field form.name %}`: label, hint, control and error.

    `columns` puts choices side by side, `large` makes the question a heading, `prov` gives the line of its sort.
    """
    sort = _sort(bound.field.widget)
    text = hint or bound.help_text
    has = ((text, "helptext"), (bound.errors, "error"))
    described = " ".join(f"{bound.auto_id}_{end}" for what, end in has if what)
    many = sort in {"radio", "checkboxes"}
    return {
        "bound": bound,
        "sort": sort,
        "label": label or bound.label,
        "hint": text,
        "id": bound.auto_id,
        "described": described,
        "optional": not bound.field.required and sort != "tick",
        "options": _options(bound) if many else [],
        "control": "" if many else _control(bound, described),
        "columns": columns,
        "css": css,
        "large": large,
        "prov": prov,
        "word": PROVENANCE[prov] if prov else None,
    }


@register.inclusion_tag("components/indicator.html")
def indicator(answer: BoundField, how: BoundField | None = None) -> dict[str, Any]:
    """A row of the card: yes, no, unknown; after yes, if the field is given: how do you know?"""
    return {
        "bound": answer,
        "id": answer.auto_id,
        "options": [(o, ANSWERS[o["value"]]) for o in _options(answer) if o["value"] in ANSWERS],
        "how": how,
        "how_options": [(o, PROVENANCE[o["value"]]) for o in _options(how) if o["value"] in PROVENANCE] if how else [],
    }


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
