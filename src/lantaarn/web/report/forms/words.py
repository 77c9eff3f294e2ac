"""Fields that take what people type as it is: nothing is cut off, and an error says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantaarn.papers.wording import REPLACED

Label = Any
"""Text, or text that waits for the language of the reader."""
Choice = tuple[str, Label]

LINE = 200
STORY = 4_000

YES_NO_UNKNOWN: tuple[Choice, ...] = (
    ("yes", gettext_lazy("Ja")),
    ("no", gettext_lazy("Nee")),
    ("unknown", gettext_lazy("Weet ik niet")),
)

# Control characters say nothing to a reader; U+202A-202E make a line read otherwise than it is written. Letters of
# languages that run from right to left, and the marks that belong to them, stay.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufdd0-\ufdef\ufffe\uffff]")


def tidy_text(typed: str) -> str:
    """What was typed, with line ends of one kind and without characters that no screen shows."""
    return _UNSEEN.sub("", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()


def too_long(text: str, limit: int) -> str:
    """The sentence for a text that does not fit, or nothing."""
    if len(text) <= limit:
        return ""
    return _("Dit zijn %(count)s tekens. Er passen er %(limit)s. Maak de tekst korter.") % {
        "count": f"{len(text):_}".replace("_", "."),
        "limit": f"{limit:_}".replace("_", "."),
    }


class Words(forms.CharField):
    """Text without the browser's own limit: that one silently cuts what is pasted."""

    def __init__(self, *, limit: int = LINE, rows: int = 0, **options: Any) -> None:
        self.limit = limit
        widget: forms.Widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        widget.attrs |= {"autocomplete": "off", "dir": "auto"}
        options.setdefault("required", False)
        super().__init__(widget=widget, strip=False, **options)
        self.validators = []

    def to_python(self, value: object) -> str:
        return tidy_text(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        wrong = too_long(value, self.limit)
        if wrong:
            raise ValidationError(wrong, code="max_length")
        if REPLACED in value:
            raise ValidationError(
                _("Een paar letters kwamen niet goed over. Verbeter de plekken met ‘%(mark)s’.") % {"mark": REPLACED},
                code="encoding",
            )


class OneOf(forms.ChoiceField):
    """A choice between a few answers, as radio buttons; anything else is asked again in the same words."""

    def __init__(self, *, ask: Label, choices: Iterable[Choice] = YES_NO_UNKNOWN, **options: Any) -> None:
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(
            choices=list(choices), error_messages={"required": ask, "invalid_choice": ask, "invalid": ask}, **options
        )


class FromList(OneOf):
    """The same as a list that opens."""

    def __init__(self, *, ask: Label, choices: Iterable[Choice] = (), **options: Any) -> None:
        super().__init__(ask=ask, choices=choices, widget=forms.Select, **options)
