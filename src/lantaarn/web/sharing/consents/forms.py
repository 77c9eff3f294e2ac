"""The form of a consent: which of the two it is, of whom, by whom, what was told, and what it covers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantaarn.folders.sharing.consents import ConsentInput
from lantaarn.tables.packs import Sharing
from lantaarn.web import words
from lantaarn.web.sharing.acts.forms import LONGEST

KINDS = (
    ("avg_consent", _("Toestemming om gegevens te delen (AVG)")),
    ("secrecy_permission", _("De persoon heft het beroepsgeheim op")),
)
AGES = (
    ("under_12", _("jonger dan 12")),
    ("from_12", _("12 tot en met 15")),
    ("from_16", _("16 of ouder")),
    ("unknown", _("weet ik niet")),
)
GIVEN_BY = (
    ("self", _("de persoon zelf")),
    ("parents", _("de ouders of voogd")),
    ("both", _("de persoon en de ouders of voogd")),
    ("representative", _("een wettelijk vertegenwoordiger")),
)
HOW = (("spoken", _("mondeling")), ("written", _("schriftelijk")))


class ConsentForm(forms.Form):
    """Everything that the next reader must be able to check."""

    kind = forms.ChoiceField(
        label=_("Waar zei de persoon ja of nee op?"), choices=KINDS, widget=forms.RadioSelect,
        error_messages={"required": _("Kies welke van de twee het is.")},
    )  # fmt: skip
    answer = forms.ChoiceField(
        label=_("Wat was het antwoord?"), choices=(("yes", _("ja")), ("no", _("nee"))), widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het antwoord was.")},
    )  # fmt: skip
    subject = forms.CharField(
        label=_("Om wie gaat het?"), max_length=200,
        help_text=_("Zo dat uw balie het later nog weet. Alleen uw balie leest dit."),
        error_messages={"required": _("Schrijf op om wie het gaat.")},
    )  # fmt: skip
    age_group = forms.ChoiceField(
        label=_("Hoe oud is de persoon?"), choices=AGES, widget=forms.RadioSelect,
        help_text=_(
            "Onder de 12 geven de ouders toestemming. Van 12 tot en met 15 de persoon en de ouders samen. Vanaf 16 de "
            "persoon zelf."
        ),
        error_messages={"required": _("Kies de leeftijd. Weet u het niet? Kies ‘weet ik niet’.")},
    )  # fmt: skip
    given_by = forms.ChoiceField(
        label=_("Wie gaf het antwoord?"), choices=GIVEN_BY, widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie het antwoord gaf.")},
    )  # fmt: skip
    how = forms.ChoiceField(
        label=_("Hoe?"), choices=HOW, widget=forms.RadioSelect,
        error_messages={"required": _("Kies of het mondeling of schriftelijk was.")},
    )  # fmt: skip
    told = forms.CharField(
        label=_("Wat hebt u verteld?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wat u deelt, met wie, waarvoor, en dat de persoon het mag intrekken."),
        error_messages={"required": _("Schrijf op wat u hebt verteld. Zonder uitleg is een ja geen toestemming.")},
    )  # fmt: skip
    scope_kinds = forms.MultipleChoiceField(
        label=_("Met wie mag het gedeeld worden?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies met wie.")},
    )  # fmt: skip
    categories = forms.MultipleChoiceField(
        label=_("Om welke gegevens gaat het?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies om welke gegevens het gaat.")},
    )  # fmt: skip
    on = forms.DateField(
        label=_("Op welke dag?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Vul de dag in."), "invalid": _("Schrijf de dag als 2026-03-01.")},
    )  # fmt: skip
    until = forms.DateField(
        label=_("Tot wanneer geldt het?"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leeg: tot de persoon het intrekt."),
        error_messages={"invalid": _("Schrijf de dag als 2026-03-01.")},
    )  # fmt: skip

    def __init__(self, sharing: Sharing, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, kind.label) for kind in sharing.kinds if kind.code != "unknown" and not kind.role]
        self.fields["scope_kinds"].choices = kinds  # type: ignore[attr-defined]
        self.fields["categories"].choices = [  # type: ignore[attr-defined]
            (code, label) for code, label in words.CATEGORY.items()
        ]
        if not self.is_bound and "on" not in self.initial:
            self.initial["on"] = timezone.localdate()

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Vul de dag in waarop het is gezegd."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("until") and given["until"] <= timezone.localdate():
            self.add_error("until", _("Deze dag is al geweest. Kies een latere dag, of laat dit leeg."))
        return given

    def recorded(self) -> ConsentInput:
        """As the act takes it; a day counts from its noon, so that today never lies ahead."""
        given = self.cleaned_data
        until = given["until"]
        return ConsentInput(
            **{name: given[name] for name in ("kind", "subject", "age_group", "given_by", "how", "told")},
            scope_kinds=tuple(given["scope_kinds"]),
            categories=tuple(given["categories"]),
            refused=given["answer"] == "no",
            given_at=min(timezone.make_aware(dt.datetime.combine(given["on"], dt.time(12))), timezone.now()),
            valid_until=timezone.make_aware(dt.datetime.combine(until, dt.time.max)) if until else None,
        )
