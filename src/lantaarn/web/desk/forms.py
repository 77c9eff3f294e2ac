"""The forms of a desk: each field named on purpose, each error saying what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantaarn.network.queries import DeskView
from lantaarn.tables.packs import Pack
from lantaarn.web import words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Text = str | StrPromise

LONG = 4000
SHORT = 300
_TEXT = {"rows": 4}


def long_text(label: Text, *, help_text: Text = "", required: bool = True, missing: Text = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONG,
        widget=forms.Textarea(attrs=_TEXT),
        error_messages={
            "required": missing or gettext_lazy("Vul dit veld in."),
            "max_length": gettext_lazy(
                "Dit is te lang. Maak het korter dan %(limit_value)d tekens; nu zijn het er %(show_value)d."
            ),
        },
    )


def short(label: Text, *, help_text: Text = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=SHORT,
        error_messages={
            "required": gettext_lazy("Vul dit veld in."),
            "max_length": gettext_lazy("Dit is te lang. Maak het korter dan %(limit_value)d tekens."),
        },
    )


def choose(label: Text, choices: Sequence[tuple[str, Any]], *, help_text: Text = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Kies een antwoord."),
            "invalid_choice": gettext_lazy("Dit antwoord staat niet in de lijst. Kies er een uit de lijst."),
        },
    )


class Versioned(forms.Form):
    """A form that knows at which state of the signal it was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=True)


class AddForm(forms.Form):
    """What the desk knows about it."""

    kind = choose(
        gettext_lazy("Hoe weet u dit?"),
        [(k, words.KIND[k]) for k in ("observed", "stated", "interpreted", "checked")],
        help_text=gettext_lazy("Kies ‘Nagekeken’ als u iets opzocht: een bekend adres, een eerdere maatregel."),
    )
    text = long_text(
        gettext_lazy("Wat weet u?"),
        help_text=gettext_lazy("Schrijf uw conclusie op. Plak geen uitdraai uit een ander systeem."),
        missing=gettext_lazy("Schrijf op wat u weet, of ga terug."),
    )
    said_by = short(
        gettext_lazy("Wie vertelde het?"), help_text=gettext_lazy("Alleen bij ‘Verteld’. Een rol is genoeg.")
    )
    category = forms.ChoiceField(label=gettext_lazy("Waar gaat het over?"), choices=words.options(words.CATEGORY))
    source = short(gettext_lazy("Bron"), help_text=gettext_lazy("Bij ‘Nagekeken’: waar hebt u het opgezocht?"))
    ground = short(gettext_lazy("Grond"), help_text=gettext_lazy("Bij ‘Nagekeken’: waarom mocht u dit opzoeken?"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == "checked":
            for name in ("source", "ground"):
                if not cleaned.get(name):
                    self.add_error(name, _("Noem dit ook. Dan kan een ander zien of het klopt en mocht."))
        if cleaned.get("kind") == "stated" and not cleaned.get("said_by"):
            self.add_error("said_by", _("Schrijf wie het vertelde. Weet u het niet? Schrijf ‘onbekend’."))
        return cleaned


class FactsForm(Versioned):
    """The facts that the route asks of a desk, with unknown as an answer of equal rank."""

    def __init__(self, *args: Any, pack: Pack, facts: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [f.name for f in pack.facts if f.asked != "derived" and f.name in facts]
        for fact in pack.facts:
            if fact.name in self.names:
                self.fields[fact.name] = choose(
                    fact.question, [(v.value, v.label.capitalize()) for v in fact.values], help_text=fact.help
                )
                self.initial.setdefault(fact.name, facts[fact.name])

    def facts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.names}


class AskForm(forms.Form):
    """A question to the reporter."""

    text = long_text(
        gettext_lazy("Uw vraag"),
        help_text=gettext_lazy("De melder leest dit met de code. Noem geen namen en niet wie onderzoekt of helpt."),
        missing=gettext_lazy("Schrijf uw vraag op, of ga terug."),
    )


class NoteForm(Versioned):
    """Passing on along the route: a note for who reads next."""

    note = long_text(gettext_lazy("Wilt u er iets bij zeggen?"), required=False)


class ReasonForm(Versioned):
    """Giving back or taking back: the other reads the reason."""

    reason = long_text(gettext_lazy("Waarom?"), missing=gettext_lazy("Schrijf waarom. De ander leest dat."))


class OtherDeskForm(Versioned):
    """Overruling the route."""

    desk = forms.ChoiceField(
        label=gettext_lazy("Naar welke balie?"),
        error_messages={
            "required": gettext_lazy("Kies een balie."),
            "invalid_choice": gettext_lazy("Deze balie bestaat niet meer. Kies een andere."),
        },
    )
    leads = choose(
        gettext_lazy("Wat vraagt u?"),
        [("yes", gettext_lazy("De leiding overnemen")), ("no", gettext_lazy("Meedenken; ik houd de leiding"))],
    )
    reason = long_text(
        gettext_lazy("Waarom wijkt u af van de meldroute?"),
        help_text=gettext_lazy("De regio leest dit om de route te verbeteren."),
        missing=gettext_lazy("Schrijf waarom u afwijkt."),
    )
    note = long_text(gettext_lazy("Wilt u er iets bij zeggen?"), required=False)

    def __init__(self, *args: Any, desks: Iterable[DeskView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = [  # type: ignore[attr-defined]
            ("", _("Kies een balie")),
            *((str(d.id), f"{d.label} ({d.organisation})") for d in desks),
        ]

    def desk_id(self) -> UUID:
        return UUID(self.cleaned_data["desk"])


class WatchForm(Versioned):
    """Following from a distance: a ground and a day."""

    ground = long_text(
        gettext_lazy("Waarom volgt u dit op afstand?"), missing=gettext_lazy("Schrijf waarom u nog wacht.")
    )
    until = forms.DateField(
        label=gettext_lazy("Wanneer kijkt u opnieuw?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Kies een dag."),
            "invalid": gettext_lazy("Dit is geen dag. Schrijf bijvoorbeeld 14-12-2026."),
        },
    )

    def clean_until(self) -> dt.date:
        return _soon(self.cleaned_data["until"])


def _soon(day: dt.date) -> dt.date:
    """A day after today, within a year."""
    today = timezone.localdate()
    if day <= today:
        raise forms.ValidationError(_("Kies een dag na vandaag."))
    if day > today + dt.timedelta(days=366):
        raise forms.ValidationError(_("Dat is meer dan een jaar weg. Kies een dag binnen een jaar."))
    return day


class AdviseForm(Versioned):
    """Advising a municipality to hand a case in: why, and by when one hopes to hear."""

    note = long_text(
        gettext_lazy("Wat geeft u mee?"),
        help_text=gettext_lazy("De aandachtsfunctionaris veiligheid leest dit bij de taak."),
        required=False,
    )
    due_on = forms.DateField(
        label=gettext_lazy("Vóór welke dag?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=lambda: timezone.localdate() + dt.timedelta(days=7),
        error_messages={
            "required": gettext_lazy("Kies een dag."),
            "invalid": gettext_lazy("Dit is geen dag. Schrijf bijvoorbeeld 14-12-2026."),
        },
    )

    def clean_due_on(self) -> dt.date:
        return _soon(self.cleaned_data["due_on"])


class CloseForm(Versioned):
    """Finishing, with one tap of feedback."""

    reason = choose(gettext_lazy("Hoe loopt het af?"), words.options(words.CLOSE_REASON))
    feedback = choose(
        gettext_lazy("Wat leest de melder?"),
        words.options(words.FEEDBACK),
        help_text=gettext_lazy("Dit zijn veilige woorden: zij zeggen niets over iemand."),
    )
    note = long_text(gettext_lazy("Toelichting voor wie dit later leest"), required=False)


class LinkForm(forms.Form):
    """Two signals that may be about the same."""

    other_code = short(
        gettext_lazy("Kenmerk van het andere signaal"), help_text=gettext_lazy("Zoals S-7K4M2Q."), required=True
    )
    why = long_text(gettext_lazy("Waarom denkt u dat zij bij elkaar horen?"))

    def clean_other_code(self) -> str:
        text = self.cleaned_data["other_code"].strip().upper()
        return text if text.startswith("S-") else f"S-{text}"


class ReceiptForm(Versioned):
    """The other side has the sheet."""

    received_by = short(
        gettext_lazy("Wie nam het aan?"), help_text=gettext_lazy("Een functie of een team is genoeg."), required=True
    )
    reference = short(gettext_lazy("Hun kenmerk"), help_text=gettext_lazy("Nog geen kenmerk? Laat het leeg."))


class FinishForm(Versioned):
    """A part is done."""

    note = long_text(gettext_lazy("Wat is er gedaan?"), required=False)


class TaskDoneForm(forms.Form):
    """A task is done."""

    note = long_text(gettext_lazy("Wat is er gedaan?"), required=False)
