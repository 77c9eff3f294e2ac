"""The filters of the log; they stay in the address."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from lantaarn.audit.queries import ACTIONS, Asked
from lantaarn.audit.unusual import KINDS, Watched
from lantaarn.network.queries import people_named

DAYS = 30


def _day(label: Any) -> forms.DateField:  # noqa: ANN401 - a lazy translation
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _l("Schrijf de dag zo: 24-11-2026.")},
        validators=[
            MinValueValidator(dt.date(2000, 1, 1), _l("Kies een dag na 1 januari 2000.")),
            MaxValueValidator(dt.date(2100, 1, 1), _l("Kies een dag vóór 2100.")),
        ],
    )


class LogFilter(forms.Form):
    """Without a period and without a signal the log shows thirty days."""

    signaal = forms.CharField(
        label=_l("Signaal"), required=False, max_length=40, help_text=_l("De code, zoals S-7K4M2Q, of het kenmerk.")
    )
    wie = forms.CharField(label=_l("Naam van de persoon"), required=False, max_length=100)
    wat = forms.ChoiceField(label=_l("Wat er gebeurde"), required=False)
    uitkomst = forms.ChoiceField(
        label=_l("Uitkomst"),
        required=False,
        choices=(("", _l("Alle")), ("done", _l("Gedaan")), ("denied", _l("Geweigerd"))),
    )
    van = _day(_l("Van"))
    tot = _day(_l("Tot en met"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["wat"]
        assert isinstance(field, forms.ChoiceField)
        words = sorted(((code, str(word)) for code, word in ACTIONS.items()), key=lambda pair: pair[1])
        field.choices = [("", _("Alles")), *words]

    def asked(self, *, region: str) -> Asked:
        """What of the filters can be read; an address can be typed by hand."""
        self.is_valid()
        found = self.cleaned_data
        folder_id, code = _signal(found.get("signaal") or "")
        first, last = found.get("van"), found.get("tot")
        if not (first or folder_id or code):
            first = (last or timezone.localdate()) - dt.timedelta(days=DAYS)
        return Asked(
            first_day=_midnight(first),
            last_day=_midnight(last + dt.timedelta(days=1)) if last else None,
            people=people_named(region=region, words=found["wie"]) if found.get("wie") else None,
            action=found.get("wat") or "",
            outcome=found.get("uitkomst") or "",
            folder_id=folder_id,
            code=code,
        )


class UnusualFilter(forms.Form):
    """Without a period: thirty days."""

    soort = forms.ChoiceField(label=_l("Soort"), required=False, choices=(("", _l("Alle")), *KINDS.items()))
    stand = forms.ChoiceField(
        label=_l("Stand"),
        required=False,
        choices=(("", _l("Alle")), ("open", _l("Nog niet gezien")), ("seen", _l("Gezien"))),
    )
    wie = forms.CharField(label=_l("Naam van de persoon"), required=False, max_length=100)
    van = _day(_l("Van"))
    tot = _day(_l("Tot en met"))

    def watched(self, *, region: str) -> Watched:
        self.is_valid()
        found = self.cleaned_data
        first, last = period(found.get("van"), found.get("tot"))
        return Watched(
            first_day=first,
            last_day=last,
            people=people_named(region=region, words=found["wie"]) if found.get("wie") else None,
            kind=found.get("soort") or "",
            state=found.get("stand") or "",
        )


class PeriodFilter(forms.Form):
    """Of the region's counts."""

    van = _day(_l("Van"))
    tot = _day(_l("Tot en met"))

    def days(self) -> tuple[dt.datetime, dt.datetime]:
        self.is_valid()
        return period(self.cleaned_data.get("van"), self.cleaned_data.get("tot"))


class SeenForm(forms.Form):
    """What a privacy officer notes; the finding is known by its key."""

    finding = forms.RegexField(r"\A[0-9a-f]{32}\Z", widget=forms.HiddenInput)
    note = forms.CharField(
        label=_l("Wat zag u?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_l("Kort, zonder namen van betrokkenen. Dit is later niet te wijzigen."),
        error_messages={"required": _l("Schrijf kort wat u zag, zoals: besproken, hoorde bij een overleg.")},
    )


def period(first: dt.date | None, last: dt.date | None) -> tuple[dt.datetime, dt.datetime]:
    """From the first day to the end of the last, thirty days when nothing is said; at most two years at once."""
    last = last or (timezone.localdate() if first is None else first + dt.timedelta(days=DAYS))
    first = first or last - dt.timedelta(days=DAYS)
    first = max(first, last - dt.timedelta(days=730))
    begin, end = _midnight(first), _midnight(last + dt.timedelta(days=1))
    assert begin is not None
    assert end is not None
    return begin, end


def _signal(text: str) -> tuple[UUID | None, str]:
    try:
        return UUID(text), ""
    except ValueError:
        return None, text.strip().upper()


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min)) if day else None
