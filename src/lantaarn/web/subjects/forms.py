"""Forms of requests: one screen to register, and one question at a time after that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from lantaarn.subjects.actions import Asked
from lantaarn.subjects.grounds import GROUNDS
from lantaarn.web.subjects import words

LONG, LINE = 4000, 300

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Label = _StrPromise


def _choose(label: Label, choices: Mapping[str, Promise], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(choices.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _l("Kies wat klopt.")},
        **more,
    )


def _text(label: Label, *, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONG, widget=forms.Textarea(attrs={"rows": rows}), **more)


class NewForm(forms.Form):
    """Whatever is known when somebody asks."""

    kind = _choose(_l("Wat vraagt deze persoon?"), words.KIND)
    asked_by = _choose(_l("Wie vraagt het?"), words.ASKED_BY)
    channel = _choose(_l("Hoe kwam het verzoek binnen?"), words.CHANNEL)
    received_on = forms.DateField(
        label=_l("Op welke dag?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_l("Vanaf deze dag telt de maand om te antwoorden."),
        error_messages={"required": _l("Kies een dag."), "invalid": _l("Dit is geen dag.")},
    )
    name = forms.CharField(
        label=_l("Naam van de persoon om wie het gaat"),
        max_length=LINE,
        error_messages={"required": _l("Schrijf de naam, of hoe deze persoon zich noemt.")},
    )
    reach = forms.CharField(label=_l("Hoe is de persoon te bereiken?"), max_length=LINE, required=False)
    safe_contact = _text(
        _l("Hoe kan contact veilig?"),
        rows=2,
        required=False,
        help_text=_l("Een codewoord, vaste uren, of via wie. Vraag het als de persoon alleen is."),
    )
    never_call = forms.BooleanField(label=_l("Nooit bellen of thuis schrijven"), required=False)
    words = _text(_l("Wat vraagt de persoon, in eigen woorden?"), required=False)

    def clean_received_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["received_on"]
        if not timezone.localdate() - dt.timedelta(days=366) <= day <= timezone.localdate():
            raise forms.ValidationError(_("Kies een dag in het afgelopen jaar, niet later dan vandaag."))
        return day

    def asked(self) -> Asked:
        return Asked(**self.cleaned_data)


class ContactForm(forms.Form):
    """Before anything else: is it safe, and is it this person who wants it."""

    outcome = _choose(_l("Is contact veilig, en wil de persoon dit zelf?"), words.CONTACT)
    note = _text(
        _l("Waaraan merkte u dat?"),
        rows=3,
        required=False,
        help_text=_l("Sprak u de persoon alleen? Klopte het codewoord? Wie luisterde mee?"),
    )


class IdentifyForm(forms.Form):
    """How it was made sure who asks."""

    how = _choose(
        _l("Hoe weet u wie dit vraagt?"),
        words.IDENTITY,
        help_text=_l("Bewaar geen kopie van een identiteitsbewijs."),
    )


class WhyForm(forms.Form):
    """A reason in one line."""

    why = forms.CharField(label=_l("Waarom?"), max_length=LINE, error_messages={"required": _l("Schrijf waarom.")})


class SearchForm(forms.Form):
    """Exact values; nothing is read by searching."""

    name = forms.CharField(
        label=_l("Naam"), max_length=LINE, required=False, help_text=_l("Alle woorden moeten er staan.")
    )
    value = forms.CharField(label=_l("Telefoon, mail, kenteken of rekening"), max_length=LINE, required=False)
    address = forms.CharField(
        label=_l("Postcode en huisnummer"), max_length=40, required=False, help_text=_l("Zoals 1234 AB 5.")
    )
    code = forms.CharField(label=_l("Of de code van een signaal"), max_length=20, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(str(value).strip() for value in cleaned.values()):
            raise forms.ValidationError(_("Vul iets in om op te zoeken."))
        return cleaned

    def values(self) -> list[str]:
        return [self.cleaned_data[key] for key in ("name", "value", "address") if self.cleaned_data[key].strip()]


class ItemForm(forms.Form):
    """What is told of one item."""

    verdict = forms.ChoiceField(
        label=_l("Vertelt u dit?"),
        choices=[("give", _l("Ja, dit komt in de brief")), ("withhold", _l("Nee"))],
        widget=forms.RadioSelect,
        error_messages={"required": _l("Kies ja of nee.")},
    )
    tells = _text(
        _l("Zo staat het in de brief"),
        required=False,
        help_text=_l("Haal weg wat over een ander gaat. Schrijf gewone taal."),
    )
    ground = forms.ChoiceField(
        label=_l("Zo nee: op welke grond?"),
        required=False,
        choices=[("", _l("Kies een grond")), *((code, ground.label) for code, ground in GROUNDS.items())],
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == "withhold" and not cleaned.get("ground"):
            self.add_error("ground", _("Kies op welke grond u dit niet vertelt."))
        if cleaned.get("verdict") == "give" and not str(cleaned.get("tells", "")).strip():
            self.add_error("tells", _("Schrijf wat de brief hierover zegt."))
        return cleaned


class PassForm(forms.Form):
    """What the desk is asked to correct."""

    asks = _text(_l("Wat moet de balie verbeteren?"), error_messages={"required": _l("Schrijf wat er niet klopt.")})


class CorrectForm(forms.Form):
    """What the desk did with it."""

    corrected = forms.ChoiceField(
        label=_l("Hebt u het verbeterd?"),
        choices=[("yes", _l("Ja, in het signaal verbeterd")), ("no", _l("Nee, het blijft zo"))],
        widget=forms.RadioSelect,
        error_messages={"required": _l("Kies ja of nee.")},
    )
    says = _text(
        _l("Wat kan de brief hierover zeggen?"),
        rows=3,
        error_messages={"required": _l("Schrijf wat u deed, of waarom niet.")},
    )


class AnswerForm(forms.Form):
    """The last words of the letter."""

    words = _text(
        _l("Eigen woorden in de brief"),
        required=False,
        help_text=_l("Wat u hebt gedaan, of waarom niet. Gewone taal, met u."),
    )
    tells_readers = forms.BooleanField(
        label=_l("Vertel ook wie het zag: rollen en organisaties, geen namen"), required=False
    )


class NothingForm(forms.Form):
    """Why nothing can be told; this stays inside."""

    ground = forms.ChoiceField(
        label=_l("Op welke grond? Dit komt niet in de brief."),
        choices=[(code, ground.label) for code, ground in GROUNDS.items() if code != "not_about"],
        widget=forms.RadioSelect,
        error_messages={"required": _l("Kies een grond.")},
    )
