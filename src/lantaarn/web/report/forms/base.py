"""What every form about a signal asks: danger, places, what was seen, told and thought, the card, who reports."""

from __future__ import annotations

import copy
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lantaarn.tables.packs import Pack
from lantaarn.tables.packs.pack import FactValue
from lantaarn.web.report.entrance import DOMAIN, Entrance
from lantaarn.web.report.forms.words import STORY, YES_NO_UNKNOWN, Choice, FromList, OneOf, Words

UNKNOWN_PLACE, OUTSIDE = "unknown", "outside"
FURTHER = (1, 2, 3)
PLACE_KINDS: tuple[Choice, ...] = (
    ("", gettext_lazy("Kies")),
    ("lives", gettext_lazy("Hier woont of slaapt iemand")),
    ("works", gettext_lazy("Hier werkt iemand")),
    ("recruited", gettext_lazy("Hier is iemand geronseld")),
    ("found", gettext_lazy("Hier is iemand gezien")),
)
HOW: tuple[Choice, ...] = (
    ("observed", gettext_lazy("Gezien")),
    ("stated", gettext_lazy("Verteld")),
    ("interpreted", gettext_lazy("Indruk")),
)
_ASK_TRI = gettext_lazy("Kies ja, nee of weet ik niet.")
_ASK_PLACE = gettext_lazy("Kies een gemeente. Weet u het niet? Kies ‘Weet ik niet’.")


@dataclass(frozen=True)
class CardGroup:
    """A heading of the card with its rows: the answer, and how one knows."""

    label: str
    rows: tuple[tuple[BoundField, BoundField], ...]

    @property
    def open(self) -> bool:
        """Folded until something in it was answered, or is wrong."""
        return any(answer.value() or answer.errors or how.errors for answer, how in self.rows)


class SignalForm(forms.Form):
    """The fields that a report and a signal written down for somebody have in common."""

    danger = OneOf(label=gettext_lazy("Is iemand nu in gevaar?"), ask=_ASK_TRI)
    municipality = FromList(label=gettext_lazy("Gemeente"), ask=_ASK_PLACE)
    outside = Words(label=gettext_lazy("Welke plaats of welk land?"))
    spot = Words(
        label=gettext_lazy("Plek"),
        help_text=gettext_lazy("Een adres, een bedrijf of een parkeerplaats. Ongeveer is goed genoeg."),
    )
    website = Words(
        label=gettext_lazy("Website, app of account"),
        help_text=gettext_lazy("Speelt het online? Schrijf op waar u het zag."),
        limit=500,
    )
    observed = Words(
        label=gettext_lazy("Wat zag of hoorde u zelf?"),
        help_text=gettext_lazy("Alleen wat u zelf merkte. Steekwoorden mogen ook."),
        limit=STORY,
        rows=4,
    )
    stated = Words(label=gettext_lazy("Wat heeft iemand u verteld?"), limit=STORY, rows=3)
    stated_by = Words(
        label=gettext_lazy("Wie vertelde dat?"),
        help_text=gettext_lazy("Bijvoorbeeld: een collega, de buurvrouw, de persoon zelf."),
    )
    interpreted = Words(label=gettext_lazy("Wat denkt u zelf?"), limit=STORY, rows=2)
    minor = OneOf(
        label=gettext_lazy("Is iemand jonger dan 18 jaar?"),
        help_text=gettext_lazy("Denkt u van wel, kies dan ja."),
        ask=_ASK_TRI,
        required=False,
    )
    source_domain = OneOf(label=gettext_lazy("Waar werkt u?"), ask=gettext_lazy("Kies waar u werkt."), choices=())
    may_call = OneOf(
        label=gettext_lazy("Mogen wij u bellen of mailen?"),
        ask=gettext_lazy("Kies ja of nee."),
        choices=YES_NO_UNKNOWN[:2],
        required=False,
    )
    name = Words(label=gettext_lazy("Naam"))
    contact = Words(
        label=gettext_lazy("Telefoon of e-mail"),
        help_text=gettext_lazy("Zijn er tijden waarop u niet gebeld wilt worden? Schrijf die erbij."),
    )
    work = Words(label=gettext_lazy("Functie of organisatie"))
    shielded = forms.BooleanField(
        label=gettext_lazy("Mijn naam is alleen voor wie dit als eerste leest"), required=False, initial=True
    )

    hidden_domains: ClassVar[frozenset[str]] = frozenset()
    unknown_domain: ClassVar[Any] = gettext_lazy("Ergens anders")

    def __init__(self, entrance: Entrance, *args: Any, **options: Any) -> None:
        self.entrance = entrance
        self.base_fields = _fields_of(type(self), entrance)  # type: ignore[misc]
        super().__init__(*args, **options)
        if not self.is_bound and not self.initial.get("may_call"):
            self.initial["may_call"] = "no"

    @classmethod
    def make_fields(cls, entrance: Entrance) -> dict[str, forms.Field]:
        """The fields as this region asks them, in the language of now."""
        fields = copy.deepcopy(cls.base_fields)
        _choose(fields, "municipality", [("", _("Kies")), *_places(entrance)])
        for n in FURTHER:
            fields |= _further_place(n, entrance)
        choices: list[Choice] = [
            (value.value, capfirst(value.label))
            for value in _values_of(DOMAIN, entrance)
            if value.value not in cls.hidden_domains and value.value != "unknown"
        ]
        _choose(fields, DOMAIN, [*choices, ("unknown", cls.unknown_domain)])
        for indicator in entrance.pack.indicators if entrance.pack else ():
            fields[f"card_{indicator.code}"] = OneOf(label=indicator.label, ask=str(_ASK_TRI), required=False)
            fields[f"card_{indicator.code}_how"] = OneOf(
                label=_("Hoe weet u dit?"), ask=_("Kies gezien, verteld of indruk."), choices=HOW, required=False
            )
        return fields

    def _clean_fields(self) -> None:
        """What was not sent and need not be is empty; of a hundred controls most reports use ten."""
        for name, field in self.fields.items():
            if name not in self.data and not field.required and isinstance(field, OneOf | Words):
                self.cleaned_data[name] = ""
                continue
            try:
                self.cleaned_data[name] = field.clean(self[name].data)
            except ValidationError as error:
                self.add_error(name, error)

    def card(self) -> Iterator[CardGroup]:
        """The card in groups, for the page."""
        pack = self.entrance.pack
        for group in pack.indicator_groups if pack else ():
            assert pack is not None
            rows = [
                (self[f"card_{i.code}"], self[f"card_{i.code}_how"]) for i in pack.indicators if i.group == group.code
            ]
            if rows:
                yield CardGroup(group.label, tuple(rows))

    @property
    def card_open(self) -> bool:
        return any(group.open for group in self.card())

    def further_places(self) -> list[tuple[int, BoundField, BoundField, BoundField]]:
        """The extra places, for the page."""
        return [
            (n + 1, self[f"place_{n}_kind"], self[f"place_{n}_municipality"], self[f"place_{n}_spot"]) for n in FURTHER
        ]

    @property
    def further_open(self) -> bool:
        """Was something filled in, or is something wrong, in a part that is folded?"""
        return any(bound.value() or bound.errors for _n, *fields in self.further_places() for bound in fields)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not self._says_something() and not self.errors:
            self.add_error("observed", _("Schrijf op wat u zag, hoorde of denkt. Eén zin is genoeg."))
        if data.get("may_call") == "yes" and not data.get("contact") and "contact" not in self.errors:
            self.add_error("contact", _("Schrijf op hoe wij u kunnen bereiken. Of kies hierboven ‘Nee’."))
        for n in FURTHER:
            self._check_further(n)
        return data

    def _says_something(self) -> bool:
        data = self.cleaned_data
        if any(data.get(name) for name in ("observed", "stated", "interpreted", "spot", "website")):
            return True
        return any(value == "yes" for name, value in data.items() if name.startswith("card_"))

    def _check_further(self, n: int) -> None:
        kind, municipality, spot = (self.cleaned_data.get(f"place_{n}_{part}") for part in _PARTS)
        if (municipality or spot) and not kind and f"place_{n}_kind" not in self.errors:
            self.add_error(f"place_{n}_kind", _("Kies wat er op deze plek gebeurt, of maak de plek leeg."))
        if kind and not municipality and not spot and f"place_{n}_municipality" not in self.errors:
            self.add_error(f"place_{n}_municipality", _("Kies een gemeente of schrijf de plek op."))


_PARTS = ("kind", "municipality", "spot")


class _Shared(dict[str, forms.Field]):
    """Fields that every visit of a form looks at and none changes; Django would copy all of them each time."""

    def __deepcopy__(self, _memo: object) -> dict[str, forms.Field]:
        return dict(self)


_MADE: dict[Hashable, tuple[Pack | None, _Shared]] = {}
_MOST_KEPT = 32


def _fields_of(form: type[SignalForm], entrance: Entrance) -> _Shared:
    """Made once for each form, pack, set of places and language; a pack that is read anew makes them anew."""
    key = (form, id(entrance.pack), entrance.name, entrance.municipalities, get_language())
    found = _MADE.get(key)
    if found is None or found[0] is not entrance.pack:
        if len(_MADE) >= _MOST_KEPT:
            _MADE.clear()
        found = _MADE[key] = (entrance.pack, _Shared(form.make_fields(entrance)))
    return found[1]


def _choose(fields: dict[str, forms.Field], name: str, choices: list[Choice]) -> None:
    field = fields.get(name)
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _places(entrance: Entrance) -> list[Choice]:
    return [
        *((m.cbs_code, m.name) for m in entrance.municipalities),
        (OUTSIDE, _("Buiten %(region)s") % {"region": entrance.name}),
        (UNKNOWN_PLACE, _("Weet ik niet")),
    ]


def _further_place(n: int, entrance: Entrance) -> dict[str, forms.Field]:
    return {
        f"place_{n}_kind": FromList(
            label=_("Wat gebeurt daar?"), ask=_("Kies wat daar gebeurt."), choices=PLACE_KINDS, required=False
        ),
        f"place_{n}_municipality": FromList(
            label=_("Gemeente"), ask=str(_ASK_PLACE), choices=[("", _("Kies")), *_places(entrance)], required=False
        ),
        f"place_{n}_spot": Words(label=_("Plek, of plaats buiten de regio")),
    }


def _values_of(fact: str, entrance: Entrance) -> tuple[FactValue, ...]:
    known = entrance.pack.facts if entrance.pack else ()
    return next((found.values for found in known if found.name == fact), ())
