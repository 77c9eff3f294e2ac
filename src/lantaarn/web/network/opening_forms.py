"""What a new region says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from lantaarn.network.codes import code_of
from lantaarn.tables.packs import Municipality, Organisation, Pack
from lantaarn.tables.packs.founding import NAME, Wishes, asked_for, must_have
from lantaarn.web.network.words import ORGANISATION_KINDS

PLACE = re.compile(r"(GM\d{4})[ \t]+([^,;]+)(?:[,;]\s*(.*))?")
MOST = 100
EVERYWHERE = ("labour_inspectorate", "expertise_centre")
"""Kinds of organisations that are one for the whole country."""


class RegionForm(forms.Form):
    """Its name, the example, and its municipalities; stays in the address."""

    naam = forms.CharField(
        label=_("Hoe heet uw regio?"),
        max_length=60,
        help_text=_("Zoals u haar noemt, bijvoorbeeld ‘Drenthe’. Deze naam komt in alle teksten."),
        error_messages={"required": _("Schrijf hoe uw regio heet.")},
    )
    voorbeeld = forms.ChoiceField(
        label=_("Met welk voorbeeld begint u?"),
        widget=forms.RadioSelect,
        help_text=_("U krijgt de balies, woorden en tabellen als concept. Uw regio past ze daarna aan."),
        error_messages={"required": _("Kies een voorbeeld.")},
    )
    gemeenten = forms.CharField(
        label=_("Welke gemeenten horen erbij?"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Eén per regel: de CBS-code en de naam. Hebt u districten, zet het district er met een komma achter. "
            "Bijvoorbeeld: GM0114 Emmen, Zuidoost."
        ),
        error_messages={"required": _("Schrijf ten minste één gemeente op.")},
    )

    def __init__(self, *args: Any, examples: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["voorbeeld"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = examples

    def clean_naam(self) -> str:
        name: str = self.cleaned_data["naam"]
        if not NAME.fullmatch(name) or not code_of(name):
            raise forms.ValidationError(_("Gebruik letters, cijfers, spaties en streepjes."))
        return name

    def clean_gemeenten(self) -> tuple[Municipality, ...]:
        lines = [line.strip() for line in self.cleaned_data["gemeenten"].splitlines() if line.strip()]
        found = [self._place(line) for line in lines]
        for what in ("code", "name"):
            said = [getattr(place, what) for place in found]
            twice = next((one for one in said if said.count(one) > 1), "")
            if twice:
                raise forms.ValidationError(__("‘%(what)s’ staat er twee keer.") % {"what": twice})
        if len(found) > MOST:
            raise forms.ValidationError(_("Dat zijn meer dan honderd gemeenten. Maak er twee regio’s van."))
        return tuple(found)

    def _place(self, line: str) -> Municipality:
        found = PLACE.fullmatch(line)
        if found is None:
            said = __("Deze regel begrijpen wij niet: ‘%(line)s’. Schrijf bijvoorbeeld: GM0114 Emmen.")
            raise forms.ValidationError(said % {"line": line[:60]})
        code, name, district = found.groups()
        return Municipality(code, name.strip(), (district or "").strip())


def _name_field(one: Organisation, desks: list[str], region: str, *, needed: bool) -> forms.CharField:
    """Known where it bears the region's name or works everywhere; else the example's is told as an example alone."""
    kind = str(ORGANISATION_KINDS.get(one.kind, one.kind))
    known = region in one.name or one.kind in EVERYWHERE
    said = [] if known else [__("Bijvoorbeeld: %(name)s.") % {"name": one.name}]
    if not needed:
        said.append(__("Leeg laten kan: dan doet deze partner niet mee."))
    return forms.CharField(
        label=__("Organisatie van: %(desks)s") % {"desks": "; ".join(desks)} if desks else kind[:1].upper() + kind[1:],
        required=needed,
        max_length=200,
        initial=one.name if known else "",
        help_text=" ".join(said),
        error_messages={"required": _("Zonder deze organisatie staat een balie nergens. Schrijf haar naam.")},
    )


class PartnersForm(forms.Form):
    """Who is in it: the covenant, who adopts, and what each partner is called here."""

    covenant = forms.CharField(
        label=_("Hoe heet uw convenant?"),
        max_length=200,
        error_messages={"required": _("Schrijf hoe uw convenant heet, ook als het er nog komt.")},
    )
    executives = forms.CharField(
        label=_("Welk bestuurlijk overleg stelt de meldroute vast?"),
        max_length=200,
        error_messages={"required": _("Schrijf welk overleg dat is.")},
    )
    municipalities_party = forms.BooleanField(
        label=_("De gemeenten zijn partij bij het convenant"), required=False, initial=True
    )

    def __init__(self, *args: Any, pack: Pack, **options: Any) -> None:
        super().__init__(*args, **options)
        name, needed = pack.region.name, must_have(pack)
        self.organisations = asked_for(pack)
        self.initial.update(covenant=f"Convenant {name}", executives=f"Bestuurlijk overleg {name}")
        for one in self.organisations:
            desks = [desk.label for desk in pack.desks if desk.organisation == one.code and not desk.body]
            self.fields[f"name_{one.code}"] = _name_field(one, desks, name, needed=one.code in needed)
            self.fields[f"party_{one.code}"] = forms.BooleanField(
                label=_("Partij bij het convenant"), required=False, initial=one.covenant_party
            )

    @property
    def partners(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"name_{one.code}"], self[f"party_{one.code}"]) for one in self.organisations]

    def wishes(self, cover: Mapping[str, Any]) -> Wishes:
        """With the answers of the first page."""
        given = self.cleaned_data
        parties = {one.code for one in self.organisations if given[f"party_{one.code}"]}
        return Wishes(
            name=cover["naam"],
            covenant=given["covenant"],
            executives=given["executives"],
            municipalities=cover["gemeenten"],
            organisations={one.code: given[f"name_{one.code}"] for one in self.organisations},
            parties=frozenset(parties | ({"municipalities"} if given["municipalities_party"] else set())),
        )
