"""The form for what somebody told a desk by telephone, mail or the anonymous line, or what the desk saw itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from lantaarn.tables.packs.pack import Fact
from lantaarn.web.report.entrance import DOMAIN, Entrance
from lantaarn.web.report.forms.base import SignalForm
from lantaarn.web.report.forms.words import Choice, OneOf

ENTRIES: tuple[Choice, ...] = (
    ("phone", gettext_lazy("Telefoon of gesprek")),
    ("mail", gettext_lazy("E-mail")),
    ("anonymous_line", gettext_lazy("Meld Misdaad Anoniem")),
    ("own", gettext_lazy("Eigen waarneming")),
)


class OthersForm(SignalForm):
    """Everything on one screen, with the facts of the route that a desk may already know."""

    unknown_domain: ClassVar[Any] = gettext_lazy("Weet ik niet")

    entry = OneOf(
        label=gettext_lazy("Hoe kwam dit binnen?"), ask=gettext_lazy("Kies hoe dit binnenkwam."), choices=ENTRIES
    )

    def __init__(self, entrance: Entrance, *args: Any, **options: Any) -> None:
        super().__init__(entrance, *args, **options)
        self.asked = _asked(entrance)

    @classmethod
    def make_fields(cls, entrance: Entrance) -> dict[str, forms.Field]:
        fields = super().make_fields(entrance)
        fields[DOMAIN].label = gettext_lazy("Uit welk veld komt het?")
        fields["observed"].label = gettext_lazy("Wat heeft de melder zelf gezien of gehoord?")
        fields["observed"].help_text = gettext_lazy("Zo veel mogelijk in de woorden van de melder.")
        fields["stated"].label = gettext_lazy("Wat heeft iemand aan de melder verteld?")
        fields["interpreted"].label = gettext_lazy("Wat denkt de melder, of wat denkt u?")
        fields["may_call"].label = gettext_lazy("Mag de melder gebeld of gemaild worden?")
        fields["shielded"].label = gettext_lazy("De naam van de melder is alleen voor uw balie")
        for fact in _asked(entrance):
            fields[f"fact_{fact.name}"] = OneOf(
                label=fact.question,
                help_text=fact.help,
                ask=gettext_lazy("Kies een antwoord, of laat het leeg."),
                choices=[(value.value, capfirst(value.label)) for value in fact.values],
                required=False,
            )
        return fields

    def route_facts(self) -> list[BoundField]:
        """The questions of the route, for the page."""
        return [self[f"fact_{fact.name}"] for fact in self.asked]


def _asked(entrance: Entrance) -> tuple[Fact, ...]:
    """The facts of the route that a desk may already know."""
    known = entrance.pack.facts if entrance.pack else ()
    return tuple(fact for fact in known if fact.asked == "focal_point" and fact.name != DOMAIN and fact.values)
