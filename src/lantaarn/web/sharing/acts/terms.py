"""The terms of a share as they stand in an address: to whom, on which ground, for what, with which consent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lantaarn.context.actor import Actor
from lantaarn.folders.sharing import PartyKind
from lantaarn.network import queries as network
from lantaarn.tables.packs import Sharing

DESK, PARTY = "balie", "partij"
RIEC, OWN_GROUND, TOGETHER = "riec", "own_ground_municipality", "integrated_approach"
HIDDEN = ("none", "unknown")
"""Grounds and purposes that nobody chooses: they only ever say that there is none."""


@dataclass(frozen=True)
class Terms:
    """What was chosen, as the acts take it."""

    to: UUID | PartyKind
    ground: str
    purpose: str
    consent_id: UUID | None
    address: str
    """The same as the question of an address, to come back with."""


class TermsForm(forms.Form):
    """Who gets it, on which ground, for what; the consent, where one was recorded."""

    aan = forms.ChoiceField(
        label=_("Met wie wilt u delen?"), error_messages={"required": _("Kies met wie u wilt delen.")}
    )
    grond = forms.ChoiceField(
        label=_("Op welke grond?"),
        help_text=_("Toestemming en een opgeheven beroepsgeheim zijn twee verschillende dingen."),
        error_messages={"required": _("Kies op welke grond u deelt.")},
    )
    doel = forms.ChoiceField(
        label=_("Waarvoor heeft de ontvanger dit nodig?"),
        error_messages={"required": _("Kies waarvoor de ontvanger dit nodig heeft.")},
    )
    toestemming = forms.ChoiceField(label=_("Welke toestemming?"), required=False)

    def __init__(
        self,
        sharing: Sharing,
        by: Actor,
        holders: Collection[str],
        consents: Sequence[tuple[UUID, str]],
        given: Mapping[str, Any] | None,
    ) -> None:
        super().__init__(given)
        self._parties: dict[str, UUID | PartyKind] = {}
        self._municipal = by.municipality_id is not None
        self._choose("aan", self._recipients(sharing, by, holders))
        self._choose("grond", _answers(sharing, "ground"))
        self._choose("doel", _answers(sharing, "purpose"))
        self._choose("toestemming", [(str(key), label) for key, label in consents], gettext("geen"))
        if not consents:
            del self.fields["toestemming"]

    def _choose(self, name: str, choices: list[Any], empty: str = "") -> None:
        self.fields[name].choices = [("", empty or gettext("Kies")), *choices]  # type: ignore[attr-defined]

    def _recipients(self, sharing: Sharing, by: Actor, holders: Collection[str]) -> list[Any]:
        """Desks that hold the signal first, then the others, then who works outside Lantaarn."""
        near: list[tuple[str, str]] = []
        far: list[tuple[str, str]] = []
        for desk in network.desks(region=by.region):
            if desk.id != by.desk_id:
                code = f"{DESK}:{desk.id}"
                self._parties[code] = desk.id
                (near if desk.label in holders else far).append((code, desk.label))
        outside = []
        kinds = {kind.organisation: kind for kind in sharing.kinds if kind.organisation}
        for one in network.without_desk(region=by.region):
            if one.kind in kinds:
                code = f"{PARTY}:{one.id}"
                self._parties[code] = PartyKind(kinds[one.kind].code, one.name)
                outside.append((code, one.name))
        groups = (
            (gettext("Hebben dit signaal al"), near),
            (gettext("Andere balies"), far),
            (gettext("Buiten Lantaarn, op papier"), outside),
        )
        return [(label, choices) for label, choices in groups if choices]

    def submission(self) -> str:
        """The terms on which a municipality hands in a case of its own at RIEC; empty where that cannot be."""
        party = next((code for code, to in self._parties.items() if isinstance(to, PartyKind) and to.kind == RIEC), "")
        grounds = dict(self.fields["grond"].choices)  # type: ignore[attr-defined]
        if not party or OWN_GROUND not in grounds or not self._municipal:
            return ""
        return urlencode({"aan": party, "grond": OWN_GROUND, "doel": TOGETHER})

    def chosen(self) -> Terms:
        """After is_valid."""
        given = {name: self.cleaned_data.get(name) or "" for name in ("aan", "grond", "doel", "toestemming")}
        return Terms(
            to=self._parties[given["aan"]],
            ground=given["grond"],
            purpose=given["doel"],
            consent_id=UUID(given["toestemming"]) if given["toestemming"] else None,
            address=urlencode({name: value for name, value in given.items() if value}),
        )


def _answers(sharing: Sharing, name: str) -> list[tuple[str, str]]:
    fact = next(fact for fact in sharing.facts if fact.name == name)
    return [(known.value, known.label) for known in fact.values if known.value not in HIDDEN]
