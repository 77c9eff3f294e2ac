"""Deciding in a meeting, and planning the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantaarn.network.queries import DeskView
from lantaarn.signals.actions import TaskInput

TASKS = 3


class DecideForm(forms.Form):
    """One decision with up to three tasks: a desk, what, by when."""

    decision = forms.CharField(
        label=gettext_lazy("Besluit"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf op wat er is besloten. Niets besloten? Schrijf dat op.")},
    )
    comes_back = forms.BooleanField(
        label=gettext_lazy("Volgend overleg opnieuw bespreken"), required=False, initial=True
    )

    def __init__(self, *args: Any, desks: Iterable[DeskView], due: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("geen taak")), *((str(d.id), f"{d.label} ({d.organisation})") for d in desks)]
        for number in range(1, TASKS + 1):
            self.fields[f"desk_{number}"] = forms.ChoiceField(
                label=_("Taak %(n)d: wie?") % {"n": number}, required=False, choices=choices
            )
            self.fields[f"text_{number}"] = forms.CharField(label=_("Wat?"), required=False, max_length=500)
            self.fields[f"due_{number}"] = forms.DateField(
                label=_("Vóór"),
                required=False,
                initial=due,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                error_messages={"invalid": _("Dit is geen dag. Schrijf bijvoorbeeld 14-12-2026.")},
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The task lines, for the template."""
        return [(self[f"desk_{n}"], self[f"text_{n}"], self[f"due_{n}"]) for n in range(1, TASKS + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, TASKS + 1):
            desk, text = cleaned.get(f"desk_{number}"), cleaned.get(f"text_{number}")
            if desk and not text:
                self.add_error(f"text_{number}", _("Schrijf wat deze balie doet."))
            if text and not desk:
                self.add_error(f"desk_{number}", _("Kies wie dit doet."))
            due = cleaned.get(f"due_{number}")
            if desk and due is None and f"due_{number}" not in self.errors:
                self.add_error(f"due_{number}", _("Kies een dag."))
            if desk and due and due < timezone.localdate():
                self.add_error(f"due_{number}", _("Deze dag is voorbij. Kies een latere dag."))
        return cleaned

    def tasks(self) -> list[TaskInput]:
        given = self.cleaned_data
        return [
            TaskInput(UUID(given[f"desk_{n}"]), given[f"text_{n}"], given[f"due_{n}"])
            for n in range(1, TASKS + 1)
            if given.get(f"desk_{n}")
        ]


class PlanForm(forms.Form):
    """A new sitting."""

    body = forms.ChoiceField(label=gettext_lazy("Overleg"))
    day = forms.DateField(
        label=gettext_lazy("Dag"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Kies een dag."), "invalid": gettext_lazy("Dit is geen dag.")},
    )
    time = forms.TimeField(
        label=gettext_lazy("Tijd"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Kies een tijd."),
            "invalid": gettext_lazy("Schrijf een tijd als 10:00."),
        },
    )

    def __init__(self, *args: Any, bodies: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(str(code), name) for code, name in bodies]  # type: ignore[attr-defined]

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is voorbij. Kies een latere dag."))
        if day > timezone.localdate() + dt.timedelta(days=366):
            raise forms.ValidationError(_("Dat is meer dan een jaar weg. Kies een dag binnen een jaar."))
        return day

    def starts_at(self) -> dt.datetime:
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))
