"""The filters of the list. They stand in the address, so a filtered list can be kept and sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantaarn.network.queries import MunicipalityView
from lantaarn.signals.queries import Filters
from lantaarn.signals.queries.listing import SORTS
from lantaarn.web import words

_ALL = gettext_lazy("alle")


class FilterForm(forms.Form):
    """What a list can be narrowed to; a wrong value in an address is left out, and said."""

    zoek = forms.CharField(
        label=gettext_lazy("Zoek"),
        help_text=gettext_lazy("Kenmerk, of woorden die uw eigen balie schreef."),
        required=False,
        max_length=80,
    )
    stand = forms.ChoiceField(
        label=gettext_lazy("Stand"), required=False, choices=words.options(words.STATUS, empty=_ALL)
    )
    soort = forms.ChoiceField(
        label=gettext_lazy("Soort"), required=False, choices=words.options(words.EXPLOITATION, empty=_ALL)
    )
    gemeente = forms.ChoiceField(label=gettext_lazy("Gemeente"), required=False)
    minderjarig = forms.ChoiceField(
        label=gettext_lazy("Onder 18"), required=False, choices=words.options(words.TRI, empty=_ALL)
    )
    vanaf = forms.DateField(
        label=gettext_lazy("Vanaf"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    tot = forms.DateField(
        label=gettext_lazy("Tot en met"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    zonder_weg = forms.BooleanField(label=gettext_lazy("Alleen zonder vaste weg"), required=False)

    def __init__(self, *args: Any, municipalities: Iterable[MunicipalityView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(m.id), m.name) for m in municipalities]
        self.fields["gemeente"].choices = [("", _("alle")), *rows]  # type: ignore[attr-defined]

    def filters(self, *, sort: str, page: int) -> Filters:
        """The filters as far as they are good."""
        given = self.cleaned_data if self.is_bound and (self.is_valid() or self.cleaned_data) else {}
        municipality = given.get("gemeente") or ""
        return Filters(
            status=given.get("stand") or "",
            exploitation=given.get("soort") or "",
            municipality_id=UUID(municipality) if municipality else None,
            since=given.get("vanaf"),
            until=given.get("tot"),
            minor=given.get("minderjarig") or "",
            manual=bool(given.get("zonder_weg")),
            words=(given.get("zoek") or "").strip(),
            sort=sort if sort in SORTS else "received",
            page=page,
        )
