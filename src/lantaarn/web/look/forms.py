"""The form of the style guide: one field of every sort."""

from __future__ import annotations

from typing import ClassVar

from django import forms

TRI = (("yes", "Ja"), ("no", "Nee"), ("unknown", "Weet ik niet"))
HOW = (("observed", "Gezien"), ("stated", "Verteld"), ("interpreted", "Indruk"))


class SampleForm(forms.Form):
    """Fields in the order of a report."""

    _pick: ClassVar[dict[str, str]] = {"required": "Kies een gemeente. Weet u het niet? Kies ‘Weet ik niet’."}

    danger = forms.ChoiceField(
        label="Is iemand nu in gevaar?",
        help_text="Bijvoorbeeld: er is geweld, of iemand mag niet weg.",
        choices=TRI,
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(
        label="Gemeente",
        choices=(("", "Kies"), ("GM0114", "Emmen"), ("GM0106", "Assen"), ("unknown", "Weet ik niet")),
        error_messages=_pick,
    )
    spot = forms.CharField(
        label="Plek",
        required=False,
        help_text="Een adres, een bedrijf of een website. Ongeveer is goed genoeg.",
        max_length=200,
    )
    observed = forms.CharField(
        label="Wat zag of hoorde u zelf?",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op wat u zag of hoorde. Eén zin is genoeg."},
    )
    stated = forms.CharField(label="Wat vertelde iemand u?", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    interpreted = forms.CharField(label="Wat denkt u zelf?", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    hours = forms.ChoiceField(label="Werkt heel lange dagen", choices=TRI, widget=forms.RadioSelect, required=False)
    hours_how = forms.ChoiceField(choices=HOW, widget=forms.RadioSelect, required=False)
    passport = forms.ChoiceField(
        label="Heeft het eigen paspoort niet", choices=TRI, widget=forms.RadioSelect, required=False, initial="yes"
    )
    passport_how = forms.ChoiceField(choices=HOW, widget=forms.RadioSelect, required=False, initial="stated")
    forms_of = forms.MultipleChoiceField(
        label="Om welke vormen kan het gaan?",
        help_text="U mag er meer kiezen.",
        choices=(("sexual", "Seksueel"), ("labour", "Arbeid"), ("criminal", "Crimineel"), ("unknown", "Weet ik niet")),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=["labour"],
    )
    again = forms.DateField(
        label="Wanneer kijkt u er opnieuw naar?",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Kies een dag waarop u er opnieuw naar kijkt."},
    )
    shield = forms.BooleanField(
        label="Alleen de eerste balie mag weten wie ik ben", required=False, help_text="U kunt dit later veranderen."
    )


class FilterForm(forms.Form):
    """Two fields above a list."""

    words = forms.CharField(label="Zoek in eigen tekst", required=False)
    place = forms.ChoiceField(label="Gemeente", choices=(("", "Alle"), ("GM0114", "Emmen")), required=False)
