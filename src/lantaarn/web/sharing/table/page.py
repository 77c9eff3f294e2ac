"""What the page of a sharing table shows besides its rules: the reading by sort of data, its effect, its parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.rules.sharing import compare
from lantaarn.tables import queries
from lantaarn.tables.kinds import SHARING, decides, proposes, sharing_in
from lantaarn.tables.packs import Pack
from lantaarn.tables.queries import VersionView
from lantaarn.web.sharing.table.regimes import by_regime
from lantaarn.web.sharing.table.words import words_of
from lantaarn.web.tables.book import Chart
from lantaarn.web.tables.proof import Broken
from lantaarn.web.tables.shown import ShownTable

MARKS = {
    "share": "good",
    "second_person": "waiting",
    "after_consent": "waiting",
    "without_person_data": "heed",
    "may_not": "idle",
}
"""The shape of a verdict: a yes, a wait, a part, a no. No colour says that one is better."""


@dataclass(frozen=True)
class Changed:
    """Situations with another verdict than now."""

    was: str
    becomes: str
    part: str
    example: str
    freer: bool


def no_charts(_pack: Pack, _table: ShownTable, _broken: Broken | None) -> tuple[Chart, ...]:
    """Articles do not fit in boxes; the reading by sort of data stands in their place."""
    return ()


def besides(version: VersionView, pack: Pack, actor: Actor) -> dict[str, Any]:
    """The reading by sort of data, who agreed, and for who may change the table what would become different."""
    now = version if version.state == "active" else queries.active(actor.region, SHARING)
    works = actor.can(decides(SHARING)) or actor.can(proposes(SHARING))
    weighed = works and now is not None and now.id != version.id and version.state != "retired"
    parties = queries.parties_of(version)
    return {
        "reading": by_regime(pack, words_of(pack)),
        "marks": MARKS,
        "weighs": weighed,
        "effect": effect_of(now, version) if weighed and now is not None else None,
        "parties": parties,
        "agreed": sum(one.agreed_on is not None for one in parties),
        "advice": queries.advice_of(version.id),
        "may_advise": actor.can("sharing.advise") or actor.can(decides(SHARING)),
    }


def effect_of(now: VersionView, version: VersionView) -> list[Changed] | None:
    """Each change of verdict against what holds now, with an example; None when the two cannot be compared."""
    old, new = queries.sharing_of(now), queries.sharing_of(version)
    found = compare(old.plan, new.plan)
    if found is None:
        return None
    return [
        Changed(
            was=new.plan.label(one.was),
            becomes=new.plan.label(one.becomes),
            part=_part(float(one.part)),
            example=new.plan.say(one.facts),
            freer=one.freer,
        )
        for one in found
    ]


def _part(part: float) -> str:
    """How often, out of ten thousand situations; what is rarer still is told as such."""
    often = part * 10_000
    if often < 1:
        return _("minder dan 1 op de 10.000")
    return _("%(often)s op de 10.000") % {"often": number_format(round(often), use_l10n=True, force_grouping=True)}


def not_adopted(pack: Pack) -> list[str]:
    """Rules and agreements that no document of the region gives."""
    sharing = sharing_in(pack)
    return [_("afspraak ‘%(label)s’") % {"label": one.label} for one in sharing.invariants if not one.adopted]
