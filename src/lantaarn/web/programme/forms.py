"""What people fill in about a programme: how it stands, a training, a document, a decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantaarn.network.queries import MunicipalityView
from lantaarn.outreach.actions import TrainingInput
from lantaarn.programme.actions import ProgrammeInput
from lantaarn.programme.queries import ProgrammeRow
from lantaarn.web.programme import words

LONG, SHORT = 4000, 200
_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_NO_DAY = _("Kies een dag, bijvoorbeeld 18-10-2026.")


class BoardFilter(forms.Form):
    """What of a programme is shown; it stands in the address."""

    licht = forms.ChoiceField(
        label=_("Stoplicht"),
        required=False,
        choices=[("", _("Alle")), *((colour, label) for colour, (_chip, label) in words.LIGHTS.items())],
    )
    niveau = forms.ChoiceField(
        label=_("Niveau"),
        required=False,
        choices=[("", _("Alle")), *((code, label) for code, label in words.LEVELS.items() if code)],
    )
    houder = forms.CharField(label=_("Actiehouder bevat"), required=False, max_length=SHORT)


class ProgressForm(forms.Form):
    """Two clicks: how it stands, and send; the story may follow."""

    state = forms.ChoiceField(
        label=_("Hoe staat het?"),
        choices=list(words.STATES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het staat."), "invalid_choice": _("Kies hoe het staat.")},
    )
    counted = forms.IntegerField(
        label=_("Hoe vaak is het gedaan?"),
        required=False,
        min_value=0,
        max_value=10_000,
        help_text=_("Alleen als Lantaarn dit niet zelf kan tellen."),
        error_messages={"invalid": _("Schrijf een heel getal, bijvoorbeeld 2.")},
    )
    story = forms.CharField(
        label=_("Wat is er gebeurd?"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Schrijf geen namen of gegevens van personen uit een zaak."),
    )
    evidence = forms.CharField(
        label=_("Waaraan is dat te zien?"),
        required=False,
        max_length=SHORT,
        help_text=_("Bijvoorbeeld een besluit met datum."),
    )
    municipality = forms.ChoiceField(label=_("Voor welke gemeente?"), required=False)

    def __init__(self, *args: Any, places: Iterable[tuple[UUID, str]] = (), counts: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        found = [(str(key), name) for key, name in places]
        if found:
            self.fields["municipality"] = forms.ChoiceField(
                label=_("Voor welke gemeente?"), choices=[("", _("De actie als geheel")), *found], required=False
            )
        else:
            del self.fields["municipality"], self.fields["evidence"]
        if not counts:
            del self.fields["counted"]


class OverruleForm(forms.Form):
    """Another colour than the rules give."""

    light = forms.ChoiceField(
        label=_("Welk stoplicht past nu beter?"),
        choices=[(colour, label) for colour, (_chip, label) in words.LIGHTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een stoplicht.")},
    )
    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Iedereen die het programma ziet, leest dit."),
        error_messages={"required": _("Schrijf waarom het stoplicht anders moet zijn.")},
    )


class BringForm(forms.Form):
    """One policy document."""

    file = forms.FileField(
        label=_("Het document"),
        help_text=_("Een bestand .docx, .odt, .pdf, .md of .txt, van ten hoogste 25 MB."),
        widget=forms.FileInput(attrs={"accept": ".docx,.odt,.pdf,.md,.txt"}),
        error_messages={
            "required": _("Kies een document."),
            "empty": _("Het bestand is leeg. Kies een ander bestand."),
        },
    )
    programme = forms.ChoiceField(
        label=_("Is dit een nieuwere tekst van een programma dat er al is?"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, known: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["programme"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nee, een nieuw programma")), *((str(key), title) for key, title in known)]


class CoverForm(forms.Form):
    """The cover of what was read."""

    title = forms.CharField(label=_("Titel"), max_length=300, error_messages={"required": _("Geef een titel.")})
    starts_on = forms.DateField(label=_("Vanaf"), required=False, widget=_DAY, error_messages={"invalid": _NO_DAY})
    ends_on = forms.DateField(label=_("Tot en met"), required=False, widget=_DAY, error_messages={"invalid": _NO_DAY})
    whose = forms.ChoiceField(label=_("Van wie is dit programma?"), required=False)
    with_budget = forms.BooleanField(label=_("Neem ook de begroting over"), required=False, initial=True)

    def __init__(self, *args: Any, places: Iterable[MunicipalityView] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = tuple(places)
        districts = sorted({place.district for place in self.places if place.district})
        field = self.fields["whose"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Van de hele regio")),
            *((f"district {name}", _("District %(name)s") % {"name": name}) for name in districts),
            *((str(place.id), _("Gemeente %(name)s") % {"name": place.name}) for place in self.places),
        ]

    def cover(self, source_name: str, plans: Iterable[ProgrammeRow]) -> ProgrammeInput:
        """As typed; the plan of a district or a municipality hangs under one that is there."""
        given = self.cleaned_data
        whose, _space, district = given["whose"].partition(" ")
        return ProgrammeInput(
            title=given["title"],
            kind="district" if district else "local" if whose else "umbrella",
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            parent_id=self._above(district, plans) if whose else None,
            district=district,
            municipality_id=UUID(whose) if whose and not district else None,
            source_name=source_name,
        )

    def _above(self, district: str, plans: Iterable[ProgrammeRow]) -> UUID | None:
        """That of the region; for a municipality that of its district, when there is one."""
        found = [plan for plan in plans if plan.state != "closed"]
        its = next((place.district for place in self.places if str(place.id) == self.cleaned_data["whose"]), "")
        near = (plan.id for plan in found if its and not district and plan.district == its)
        return next(near, next((plan.id for plan in found if plan.kind == "umbrella"), None))


class AdoptForm(forms.Form):
    """Who adopted it, and when."""

    adopted_by = forms.CharField(
        label=_("Welk bestuur of overleg stelde het vast?"),
        max_length=SHORT,
        error_messages={"required": _("Schrijf welk bestuur of overleg het programma heeft vastgesteld.")},
    )
    on_day = forms.DateField(label=_("Wanneer?"), widget=_DAY, error_messages={"required": _NO_DAY, "invalid": _NO_DAY})


class TrainingForm(forms.Form):
    """A training, an information meeting or a campaign: planned, or held already."""

    title = forms.CharField(
        label=_("Naam"),
        max_length=SHORT,
        help_text=_("Zodat anderen haar herkennen. Geen namen van deelnemers."),
        error_messages={"required": _("Geef de training een naam.")},
    )
    kind = forms.ChoiceField(label=_("Wat is het?"), choices=list(words.TRAINING_KINDS.items()))
    audience = forms.ChoiceField(label=_("Voor wie?"), choices=list(words.AUDIENCES.items()))
    on_day = forms.DateField(label=_("Wanneer?"), widget=_DAY, error_messages={"required": _NO_DAY, "invalid": _NO_DAY})
    people = forms.IntegerField(
        label=_("Hoeveel mensen kwamen er?"),
        required=False,
        min_value=0,
        max_value=100_000,
        error_messages={"invalid": _("Schrijf een heel getal.")},
    )
    municipalities = forms.MultipleChoiceField(
        label=_("Uit welke gemeenten?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, places: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["municipalities"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(key), name) for key, name in places]

    def training(self) -> TrainingInput:
        given = self.cleaned_data
        return TrainingInput(
            title=given["title"],
            on_day=given["on_day"],
            kind=given["kind"],
            audience=given["audience"],
            people=given["people"],
            reached={UUID(place): None for place in given["municipalities"]},
        )

    def is_past(self) -> bool:
        return bool(self.cleaned_data["on_day"] <= timezone.localdate())


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(
        label=_("Waarom ging het niet door?"),
        max_length=SHORT,
        error_messages={"required": _("Schrijf waarom het niet doorging.")},
    )


class HouseForm(forms.Form):
    """One thing of a municipality's own house."""

    item = forms.CharField(max_length=60, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Is dit op orde?"),
        choices=[(code, label) for code, (_chip, label) in words.HOUSE.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of dit op orde is.")},
    )
    evidence = forms.CharField(
        label=_("Waaraan is dat te zien?"),
        required=False,
        max_length=LONG,
        help_text=_("Bijvoorbeeld: besluit van het college van 3 maart 2026."),
    )
    since = forms.DateField(label=_("Sinds"), required=False, widget=_DAY, error_messages={"invalid": _NO_DAY})
    look_again_on = forms.DateField(
        label=_("Opnieuw bekijken op"), required=False, widget=_DAY, error_messages={"invalid": _NO_DAY}
    )
