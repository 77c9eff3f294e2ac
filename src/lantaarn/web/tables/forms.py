"""Forms of a table: a rule by ticking answers, adopting, activating, reading a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lantaarn.rules.routing import NONE
from lantaarn.rules.tables import Decision, Output, Rule
from lantaarn.tables.packs import Pack
from lantaarn.web.tables.book import Book
from lantaarn.web.tables.shown import ADOPTED, SOURCE
from lantaarn.web.tables.words import output_code, values_that_pass

LONGEST_CELL = 600
LARGEST_FILE = 2_000_000
SENDS = ("desk", "task", "deadline")
"""The outputs of a table that sends a signal somewhere."""


class SeenForm(forms.Form):
    """What every step carries along: the moment at which its maker last saw the version."""

    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> dt.datetime | None:
        text = self.cleaned_data["seen"]
        if not text:
            return None
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError as error:
            raise forms.ValidationError(_("Laad de pagina opnieuw en probeer het nog een keer.")) from error
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


class RuleForm(SeenForm):
    """One rule: for each question the answers that count, then what happens. Codes stay behind the words."""

    def __init__(
        self, book: Book, pack: Pack, decision: Decision, rule: Rule | None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.decision, self.rule, self.book = decision, rule, book
        self._words = book.words(pack)
        self._texts: set[int] = set()
        for at, column in enumerate(decision.inputs):
            self.fields[f"in_{at}"] = self._question(at, column.label or column.name)
        for at, output in enumerate(decision.outputs):
            self.fields[f"out_{at}"] = self._conclusion(pack, at, output)
        for at, name in enumerate(decision.annotation_names):
            self.fields[f"note_{at}"] = self._note(at, name)

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[f"in_{at}"] for at in range(len(self.decision.inputs))]

    @property
    def conclusions(self) -> list[forms.BoundField]:
        return [self[f"out_{at}"] for at in range(len(self.decision.outputs))]

    @property
    def notes(self) -> list[forms.BoundField]:
        return [self[f"note_{at}"] for at in range(len(self.decision.annotation_names))]

    def _question(self, at: int, label: str) -> forms.Field:
        column = self.decision.inputs[at]
        cell = self.rule.inputs[at] if self.rule else None
        passing = values_that_pass(column, cell) if cell else tuple(str(value) for value in column.allowed or ())
        if passing is None or not column.allowed:
            return forms.CharField(
                label=label,
                initial=cell.text if cell else "-",
                max_length=LONGEST_CELL,
                help_text=_("Een voorwaarde in S-FEEL. Een streepje betekent: maakt niet uit."),
            )
        return forms.MultipleChoiceField(
            label=label,
            choices=[(str(value), self._word(column.name, str(value))) for value in column.allowed],
            initial=list(passing),
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Vink minstens één antwoord aan. Maakt het niet uit? Vink dan alles aan."),
                "invalid_choice": _("Kies uit de antwoorden die hier staan."),
            },
        )

    def _conclusion(self, pack: Pack, at: int, output: Output) -> forms.Field:
        now = output_code(self.rule.outputs[at].text) if self.rule else None
        choices = self._choices(pack, output)
        label = str(self.book.columns.get(output.name, output.label or output.name))
        if not choices or (now is not None and now not in dict(choices)):
            return self._free(at, label, now)
        return forms.ChoiceField(
            label=label,
            choices=[("", _("Kies")), *choices] if now is None else choices,
            initial=now,
            error_messages={"required": _("Maak een keuze."), "invalid_choice": _("Kies uit de lijst.")},
        )

    def _free(self, at: int, label: str, now: str | None) -> forms.Field:
        """A plain text is shown without its quotation marks; another expression as it is written."""
        text = self.rule.outputs[at].text if self.rule else ""
        if now != text or not text:
            self._texts.add(at)
            text = (now or "").replace("\\\\", "\\")
        widget = forms.Textarea(attrs={"rows": 3}) if len(text) > 80 else forms.TextInput()
        return forms.CharField(label=label, initial=text, max_length=LONGEST_CELL, widget=widget)

    def _choices(self, pack: Pack, output: Output) -> list[tuple[str, str]]:
        known = self.book.choices(pack, self._words)
        if output.name in known:
            return known[output.name]
        return [(str(value), self._word(self.decision.name, str(value))) for value in output.allowed or ()]

    def _note(self, at: int, name: str) -> forms.Field:
        now = self.rule.annotations[at] if self.rule and at < len(self.rule.annotations) else ""
        if name == ADOPTED:
            return forms.ChoiceField(
                label=_("Is dit al vastgesteld?"),
                choices=[("ja", _("ja")), ("nee", _("nee, de regio besluit nog"))],
                initial=now or "nee",
            )
        helped = _("Waar staat dit? Bijvoorbeeld: 4.3 van het beleidsplan.") if name == SOURCE else ""
        return forms.CharField(label=name, initial=now, required=False, max_length=LONGEST_CELL, help_text=helped)

    def _word(self, name: str, value: str) -> str:
        return self._words.get((name, value), value)

    def clean(self) -> dict[str, Any]:
        """Nobody gets no task; somebody gets one, and a date."""
        given = super().clean() or {}
        at = {output.name: f"out_{number}" for number, output in enumerate(self.decision.outputs)}
        if not all(name in at for name in SENDS) or at["desk"] not in given:
            return given
        for name, say in (("task", _("Kies wat deze balie doet.")), ("deadline", _("Kies een termijn."))):
            if given[at["desk"]] == NONE:
                given[at[name]] = NONE
                self.errors.pop(at[name], None)
            elif given.get(at[name]) == NONE:
                self.add_error(at[name], say)
        return given

    def texts(self) -> tuple[list[str], list[str]]:
        """Condition and conclusion cells as S-FEEL, and the annotations; what means the same keeps its text."""
        given = self.cleaned_data
        asked = [self._cell(at, given[f"in_{at}"]) for at in range(len(self.decision.inputs))]
        told = [self._result(at, given[f"out_{at}"]) for at in range(len(self.decision.outputs))]
        return asked + told, [given[f"note_{at}"].strip() for at in range(len(self.decision.annotation_names))]

    def _cell(self, at: int, given: str | Sequence[str]) -> str:
        if isinstance(given, str):
            return given
        column = self.decision.inputs[at]
        cell = self.rule.inputs[at] if self.rule else None
        if cell is not None and set(given) == set(values_that_pass(column, cell) or ()):
            return cell.text
        allowed = [str(value) for value in column.allowed or ()]
        if set(given) == set(allowed):
            return "-"
        return ", ".join(quoted(value) for value in allowed if value in given)

    def _result(self, at: int, given: str) -> str:
        if at in self._texts or isinstance(self.fields[f"out_{at}"], forms.ChoiceField):
            return quoted(" ".join(given.split()))
        return given.strip()

    def cells(self) -> Mapping[str, str]:
        """All cells by the name of their column."""
        texts, notes = self.texts()
        return dict(zip(self.decision.columns, [*texts, *notes], strict=True))


def quoted(value: str) -> str:
    """A text as S-FEEL writes it."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


class AdoptForm(SeenForm):
    """Which body decided, and when."""

    body = forms.ChoiceField(
        label=_("Welk overleg heeft dit vastgesteld?"), error_messages={"required": _("Kies een overleg.")}
    )
    on = forms.DateField(
        label=_("Op welke dag?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Vul de dag in waarop het is vastgesteld."),
            "invalid": _("Schrijf de dag als 2026-03-01."),
        },
    )

    def __init__(self, bodies: Sequence[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", _("Kies"))] + [(str(key), name) for key, name in bodies]  # type: ignore[attr-defined]
        self.fields["on"].widget.attrs["max"] = timezone.localdate().isoformat()

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Vul de dag van het besluit in."))
        return day


class ActivateForm(SeenForm):
    """From when."""

    when = forms.ChoiceField(
        label=_("Vanaf wanneer geldt deze versie?"),
        choices=[("now", _("nu meteen")), ("later", _("op een later moment"))],
        initial="now",
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies vanaf wanneer.")},
    )
    day = forms.DateField(
        label=_("Dag"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Schrijf de dag als 2026-03-01.")},
    )
    time = forms.TimeField(
        label=_("Tijd"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Schrijf de tijd als 09:00.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("when") == "later" and "day" in given and not given["day"]:
            self.add_error("day", _("Vul de dag in, of kies ‘nu meteen’."))
        moment = self.moment()
        if moment is not None and moment <= timezone.now():
            self.add_error("day", _("Dit moment is al geweest. Kies een later moment, of ‘nu meteen’."))
        return given

    def moment(self) -> dt.datetime | None:
        """The moment as chosen; None is now. Without a time the day begins at midnight."""
        given = self.cleaned_data
        if given.get("when") != "later" or not given.get("day"):
            return None
        return timezone.make_aware(dt.datetime.combine(given["day"], given.get("time") or dt.time.min))


class UploadForm(forms.Form):
    """An edited DMN file; it becomes a new draft."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("Een DMN-bestand, tot 2 MB. U kunt het maken in een DMN-programma."),
        widget=forms.ClearableFileInput(attrs={"accept": ".dmn,.xml"}),
        error_messages={"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg. Kies een ander bestand.")},
    )
    note = forms.CharField(label=_("Waarom deze wijziging?"), required=False, max_length=300)

    def clean_file(self) -> str:
        given = self.cleaned_data["file"]
        if given.size > LARGEST_FILE:
            raise forms.ValidationError(_("Dit bestand is groter dan 2 MB. Maak het kleiner."))
        try:
            return str(given.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("Dit bestand is geen tekst in UTF-8. Bewaar het opnieuw als DMN.")) from error


class NoteForm(SeenForm):
    """Why a draft is made."""

    note = forms.CharField(label=_("Waarom maakt u een nieuwe versie?"), required=False, max_length=300)
