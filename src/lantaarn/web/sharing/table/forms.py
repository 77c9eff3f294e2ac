"""Forms around a sharing table: a party agrees, the data protection officer advises, somebody tries a situation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantaarn.rules.sharing import SharingPlan
from lantaarn.tables.packs import Fact

UNKNOWN = "unknown"
LONGEST = 4000


def _day() -> forms.DateField:
    return forms.DateField(
        label=_("Op welke dag?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Vul de dag in waarop dit is gezegd."),
            "invalid": _("Schrijf de dag als 2026-03-01."),
        },
    )


class SaidForm(forms.Form):
    """Something that was said on a day that has come."""

    on = _day()

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Vul de dag in waarop het is gezegd."))
        return day


class AgreeForm(SaidForm):
    """Which parties said yes, by whom, on what day; parties of one meeting together."""

    parties = forms.MultipleChoiceField(
        label=_("Welke partijen zijn akkoord?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies minstens één partij.")},
    )
    agreed_by = forms.CharField(
        label=_("Wie gaf akkoord namens deze partijen?"),
        max_length=200,
        help_text=_("Het orgaan of de functie met mandaat, zoals: college van burgemeester en wethouders."),
        error_messages={"required": _("Vul in wie akkoord gaf.")},
    )
    field_order = ("parties", "agreed_by", "on")

    def __init__(self, parties: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].choices = [(str(key), name) for key, name in parties]  # type: ignore[attr-defined]

    def chosen(self) -> list[UUID]:
        return [UUID(key) for key in self.cleaned_data["parties"]]


class AdviceForm(SaidForm):
    """What the data protection officer thinks, and what the parties do with it."""

    outcome = forms.ChoiceField(
        label=_("Wat is het advies?"),
        choices=[
            ("positive", _("positief")),
            ("conditional", _("positief, met voorwaarden")),
            ("negative", _("negatief")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het advies is.")},
    )
    text = forms.CharField(
        label=_("Wat staat er in het advies?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf op wat het advies is, met de voorwaarden.")},
    )
    answer = forms.CharField(
        label=_("Wat doen de partijen met het advies?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nodig bij voorwaarden, en als zij van het advies afwijken."),
    )
    given_by = forms.CharField(
        label=_("Wie gaf het advies?"),
        max_length=200,
        error_messages={"required": _("Vul in wie het advies gaf.")},
    )
    field_order = ("outcome", "text", "answer", "given_by", "on")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") in ("conditional", "negative") and not given.get("answer"):
            self.add_error("answer", _("Schrijf op wat de partijen met het advies doen."))
        return given


class TryForm(forms.Form):
    """A situation to try: an answer for each fact; what one leaves alone is not known."""

    def __init__(self, plan: SharingPlan, facts: Sequence[Fact], given: Mapping[str, str]) -> None:
        super().__init__({fact.name: given.get(fact.name, UNKNOWN) for fact in facts} if given else None)
        asked = {one.name for one in plan.leaves}
        for fact in facts:
            if fact.name in asked:
                self.fields[fact.name] = forms.ChoiceField(
                    label=fact.question,
                    choices=[(known.value, known.label) for known in fact.values],
                    initial=UNKNOWN,
                )

    def situation(self) -> dict[str, str]:
        """What was chosen; what cannot be read counts as not known."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or UNKNOWN for name in self.fields}
