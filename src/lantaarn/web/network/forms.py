"""Filters of the network page, and how a desk is reached."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NetworkFilter(forms.Form):
    """Stays in the address."""

    gemeente = forms.ChoiceField(label=_("Gemeente"), required=False)
    ontbreekt = forms.BooleanField(label=_("Alleen wat ontbreekt"), required=False)

    def __init__(self, *args: object, places: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["gemeente"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Alle gemeenten")), *places]


class ReachForm(forms.Form):
    """How to reach a desk."""

    channel = forms.CharField(
        label=_("Zo bereikt u deze balie"),
        required=False,
        max_length=500,
        help_text=_("Bijvoorbeeld een nummer, of hoe een overdrachtsblad veilig aankomt."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hours = forms.CharField(
        label=_("Wanneer"), required=False, max_length=200, help_text=_("Bijvoorbeeld: werkdagen van 9 tot 17 uur.")
    )
