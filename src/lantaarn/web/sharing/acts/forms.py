"""Forms of sharing: sending what was ticked, and saying why something is taken back or refused."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 1000


class SendForm(forms.Form):
    """What goes along with the lines."""

    note = forms.CharField(
        label=_("Wilt u er iets bij schrijven?"),
        help_text=_("De ontvanger leest dit. Schrijf hier geen namen of nummers."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    follows = forms.BooleanField(
        label=_("Deel ook wat ik hier later bij schrijf, als dat volgens de deeltabel zonder meer mag"), required=False
    )


class WhyForm(forms.Form):
    """Why."""

    why = forms.CharField(
        label=_("Waarom?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf in een zin waarom.")},
    )
