"""Bringing a list, and saying what its columns hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantaarn.papers.lists_in import TARGETS
from lantaarn.signals.actions import MOST_ROWS
from lantaarn.signals.queries import Batch
from lantaarn.web.report.forms.words import Choice, FromList, OneOf

REQUIRED = ("date", "municipality")
SOURCES: tuple[Choice, ...] = (
    ("care", gettext_lazy("Zorg of sociaal domein")),
    ("safety", gettext_lazy("Veiligheid of handhaving")),
    ("municipality", gettext_lazy("Andere afdeling van de gemeente")),
    ("unknown", gettext_lazy("Verschilt, of weet ik niet")),
)
_PICK = gettext_lazy("Kies een bestand dat eindigt op .xlsx, .ods of .csv, van ten hoogste 6 MB.")


class BringForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("De lijst"),
        help_text=format_lazy(
            gettext_lazy("Een bestand .xlsx, .ods of .csv, met ten hoogste {rows} regels en 6 MB."), rows=MOST_ROWS
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={
            "required": _PICK,
            "invalid": _PICK,
            "missing": _PICK,
            "empty": gettext_lazy("Het bestand is leeg. Kies een ander bestand."),
        },
    )


class MappingForm(forms.Form):
    """For each thing that we keep: which column holds it. What no column holds stays as text with the signal."""

    source_domain = OneOf(
        label=gettext_lazy("Uit welk veld komen deze signalen?"),
        help_text=gettext_lazy("Wat uit de zorg komt, gaat niet naar openbare orde, ook niet uit een lijst."),
        ask=gettext_lazy("Kies uit welk veld de signalen komen."),
        choices=SOURCES,
    )

    def __init__(self, batch: Batch, *args: Any, **options: Any) -> None:
        options["initial"] = self._initial(batch)
        super().__init__(*args, **options)
        self.batch = batch
        self.fields["sheet"] = FromList(
            label=_("Blad"), ask=_("Kies een blad uit de lijst."), choices=[(name, name) for name in batch.sheets]
        )
        columns: list[Choice] = [("", _("Staat er niet in"))]
        columns += [(str(column.index), self._column(column.label, column.samples)) for column in batch.columns]
        for target in TARGETS:
            self.fields[f"column_{target.name}"] = FromList(
                label=target.label,
                ask=_("Kies de kolom waarin dit staat."),
                choices=columns,
                required=target.name in REQUIRED,
            )

    @staticmethod
    def _initial(batch: Batch) -> dict[str, Any]:
        mapped = {f"column_{name}": str(index) for name, index in batch.mapping.items()}
        return {"sheet": batch.sheet, "source_domain": batch.source_domain, **mapped}

    @staticmethod
    def _column(label: str, samples: tuple[str, ...]) -> str:
        shown = samples[0].replace("\n", " ")[:40] if samples else ""
        return _("%(label)s (zoals: %(sample)s)") % {"label": label, "sample": shown} if shown else label

    def clean(self) -> dict[str, Any]:
        """Each column once; when another sheet is chosen, the columns still have to be guessed."""
        seen: dict[str, str] = {}
        for target in TARGETS:
            chosen = self.cleaned_data.get(f"column_{target.name}")
            if chosen and chosen in seen:
                words = _("Deze kolom koos u ook bij ‘%(other)s’. Kies voor elk een eigen kolom.")
                self.add_error(f"column_{target.name}", words % {"other": seen[chosen]})
            elif chosen:
                seen[chosen] = target.label
        return self.cleaned_data

    def columns(self) -> dict[str, int]:
        chosen = {target.name: self.cleaned_data.get(f"column_{target.name}") for target in TARGETS}
        return {name: int(index) for name, index in chosen.items() if index}

    @property
    def other_sheet(self) -> str:
        """The sheet, when another one than the shown was chosen."""
        chosen = self.data.get("sheet", "")
        return chosen if chosen in self.batch.sheets and chosen != self.batch.sheet else ""
