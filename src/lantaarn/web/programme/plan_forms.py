"""What people fill in when they change the plan: an action, a proposal and its decision, money, a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lantaarn.context.actor import Actor
from lantaarn.programme.actions import ActionInput
from lantaarn.programme.indicators import INDICATORS
from lantaarn.programme.naming import parties_named
from lantaarn.programme.queries import ActionView, PartView, PartyView
from lantaarn.rules.lights import target_of
from lantaarn.web.programme import words
from lantaarn.web.programme.shown import part_title

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONG, SHORT = 4000, 300
_NO_DAY = _("Kies een dag, bijvoorbeeld 18-10-2026.")
_NO_NUMBER = _("Schrijf een heel getal, bijvoorbeeld 3.")
_NO_MONEY = _("Schrijf een bedrag in euro, bijvoorbeeld 12500.")
RHYTHMS = ("ongoing", "yearly", "half-yearly", "3 a year", "quarterly", "monthly", "once", "incidental")
PER = {
    "year": _("per jaar"),
    "half_year": _("per half jaar"),
    "quarter": _("per kwartaal"),
    "month": _("per maand"),
    "whole": _("over de hele looptijd"),
}


def _day(label: str | _StrPromise, *, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _NO_DAY, "required": _NO_DAY},
    )


class ActionForm(forms.Form):
    """One action of the plan."""

    what = forms.CharField(
        label=_("Wat gaat er gebeuren?"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf wat er gaat gebeuren.")},
    )
    why = forms.CharField(label=_("Waarom?"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}))
    part_id = forms.ChoiceField(label=_("Bij welk onderdeel?"), required=False)
    level = forms.ChoiceField(
        label=_("Waar gebeurt het?"),
        choices=[(code, label) for code, label in words.LEVELS.items() if code],
        error_messages={"required": _("Kies waar het gebeurt.")},
    )
    holders = forms.CharField(
        label=_("Wie is actiehouder?"),
        required=False,
        max_length=SHORT,
        help_text=_("Organisaties of functies, met een komma ertussen. ‘Gemeenten’ is elke gemeente."),
    )
    parties = forms.CharField(label=_("Wie doen er mee?"), required=False, max_length=SHORT)
    when_text = forms.CharField(label=_("Wanneer, in woorden?"), required=False, max_length=SHORT)
    starts_on = _day(_("Vanaf"))
    ends_on = _day(_("Tot en met"))
    recurrence = forms.ChoiceField(label=_("Hoe vaak?"), required=False)
    target = forms.IntegerField(
        label=_("Hoeveel moeten het er zijn?"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Leeg: het doel volgt uit hoe vaak het gebeurt."),
        error_messages={"invalid": _NO_NUMBER},
    )
    target_per = forms.ChoiceField(
        label=_("Per wanneer?"), required=False, choices=[("", _("Niet ingevuld")), *PER.items()]
    )
    indicator = forms.ChoiceField(
        label=_("Wat telt Lantaarn?"),
        required=False,
        choices=[("", _("Niets: de actiehouder wordt gevraagd")), *((one.code, one.label) for one in INDICATORS)],
    )

    def __init__(
        self, *args: Any, parts: Iterable[PartView] = (), action: ActionView | None = None, **options: Any
    ) -> None:
        options["initial"] = _initial(action) if action else None
        super().__init__(*args, **options)
        self.before = action
        _choose(self.fields["part_id"], [("", _("Geen")), *((str(part.id), part_title(part)) for part in parts)])
        rhythms = dict.fromkeys([*RHYTHMS, *([action.recurrence] if action and action.recurrence else [])])
        _choose(
            self.fields["recurrence"], [("", _("Niet gezegd")), *((code, words.recurrence(code)) for code in rhythms)]
        )

    def action(self, by: Actor) -> ActionInput:
        given = self.cleaned_data
        before: Sequence[PartyView] = self.before.parties if self.before else ()
        return ActionInput(
            what=given["what"],
            why=given["why"],
            level=given["level"],
            part_id=UUID(given["part_id"]) if given["part_id"] else None,
            parties=parties_named(_names(given["holders"]), _names(given["parties"]), before=before, by=by),
            when_text=given["when_text"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            recurrence=given["recurrence"],
            target=given["target"],
            target_per=given["target_per"] if given["target"] else "",
            indicator=given["indicator"],
        )


def _choose(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _names(text: str) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def _initial(action: ActionView) -> dict[str, Any]:
    """As it stands; a target that the rhythm states by itself is left to the rhythm."""
    rhythm = target_of(action.recurrence)
    stated = rhythm is not None and (rhythm.number, rhythm.per) == (action.target, action.target_per)
    return {
        "what": action.what,
        "why": action.why,
        "part_id": str(action.part_id or ""),
        "level": action.level,
        "holders": ", ".join(party.name for party in action.parties if party.holds),
        "parties": ", ".join(party.name for party in action.parties if not party.holds),
        "when_text": action.when_text,
        "starts_on": action.starts_on,
        "ends_on": action.ends_on,
        "recurrence": action.recurrence,
        "target": None if stated else action.target,
        "target_per": "" if stated else action.target_per,
        "indicator": action.indicator,
    }


class ProposalForm(ActionForm):
    """The same, asked of a body, with why."""

    reason = forms.CharField(
        label=_("Waarom stelt u dit voor?"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf waarom u dit voorstelt.")},
    )


class ReasonForm(forms.Form):
    """Only why."""

    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf waarom deze actie eruit gaat.")},
    )


class DecisionForm(forms.Form):
    """What a body decided about a proposal."""

    outcome = forms.ChoiceField(
        label=_("Wat is het besluit?"),
        choices=[("adopt", _("Aangenomen")), ("reject", _("Afgewezen"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er is besloten.")},
    )
    body = forms.CharField(
        label=_("Welk bestuur of overleg besloot?"),
        max_length=SHORT,
        error_messages={"required": _("Schrijf welk bestuur of overleg heeft besloten.")},
    )
    on_day = _day(_("Wanneer?"), required=True)
    decision = forms.CharField(
        label=_("Toelichting"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nodig als het voorstel is afgewezen."),
    )


def _money(label: str | _StrPromise, *, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=required,
        localize=True,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        error_messages={"invalid": _NO_MONEY, "required": _NO_MONEY, "min_value": _NO_MONEY},
    )


class MoneyForm(forms.Form):
    """One measure in one year; what is left empty stays as it was."""

    measure = forms.CharField(
        label=_("Waarvoor?"), max_length=SHORT, error_messages={"required": _("Schrijf waarvoor het geld is.")}
    )
    year = forms.IntegerField(
        label=_("In welk jaar?"),
        required=False,
        min_value=2000,
        max_value=2100,
        error_messages={"invalid": _("Schrijf een jaar, bijvoorbeeld 2026.")},
    )
    money_from = forms.CharField(label=_("Van wie komt het geld?"), required=False, max_length=SHORT)
    planned = _money(_("Begroot"), required=True)
    committed = _money(_("Toegezegd"))
    spent = _money(_("Uitgegeven"))
    forecast = _money(_("Verwacht"))


class MeetingForm(forms.Form):
    """A sitting that took place."""

    body = forms.ChoiceField(label=_("Welk overleg?"), error_messages={"required": _("Kies welk overleg het was.")})
    on_day = _day(_("Wanneer?"), required=True)

    def __init__(self, *args: Any, bodies: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self.fields["body"], [(str(key), name) for key, name in bodies])
