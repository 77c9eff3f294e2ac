"""What the pages of the route show besides its tables: drawings, the effect on last year's signals, what is open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.network import queries as network
from lantaarn.signals import queries as signals
from lantaarn.tables import queries
from lantaarn.tables.effects import Effect, PastSignal, effect
from lantaarn.tables.kinds import ROUTE, decides, proposes
from lantaarn.tables.packs import Pack
from lantaarn.tables.queries import VersionView
from lantaarn.web.look.shapes import BarPart
from lantaarn.web.route.charts import Lit, charts_of
from lantaarn.web.route.words import words_of
from lantaarn.web.tables.book import Chart
from lantaarn.web.tables.proof import Broken
from lantaarn.web.tables.shown import ShownTable


def charts(pack: Pack, table: ShownTable, broken: Broken | None) -> tuple[Chart, ...]:
    """The drawings of a table, with what was changed and the way of the counterexample."""
    changed = {rule.number: _("nieuw") if rule.new else _("gewijzigd") for rule in table.rules if rule.touched}
    lit = Lit(broken.rules, broken.given) if broken else None
    return charts_of(pack, table.name, changed=changed, lit=lit)


def besides(version: VersionView, pack: Pack, actor: Actor) -> dict[str, Any]:
    """The municipalities, and for who may change the route what this version would have done."""
    now = version if version.state == "active" else queries.active(actor.region, ROUTE)
    may_change = actor.can(decides(ROUTE)) or actor.can(proposes(ROUTE))
    weighed = may_change and (now is None or now.id != version.id) and version.state != "retired"
    return {
        "weighed": effect_of(pack, queries.pack(now) if now else None, actor) if weighed else None,
        "municipalities": network.municipalities(region=actor.region),
    }


@dataclass(frozen=True)
class EffectShown:
    """The effect in words and as a bar."""

    effect: Effect
    parts: tuple[BarPart, ...]
    rows: tuple[tuple[str, str, int], ...]
    """From, to, how many."""
    besides: tuple[tuple[str, int], ...]


def effect_of(pack: Pack, before: Pack | None, actor: Actor) -> EffectShown:
    """Last year's signals under this version against the version that holds now."""
    past = [PastSignal(one.facts, one.led_by) for one in signals.past_facts(by=actor)]
    found = effect(pack, past, before=before)
    words = words_of(pack)
    counted_rows: Counter[tuple[str, str]] = Counter()
    for one in (*found.nowhere, *found.elsewhere):
        counted_rows[one.was, one.to] += one.signals

    def desk(code: str) -> str:
        return words.get(("desk", code), code) if code else _("nergens")

    return EffectShown(
        effect=found,
        parts=(BarPart(found.same, "plain"), BarPart(found.moved, "heed"), BarPart(found.lost, "stuck")),
        rows=tuple((desk(was), desk(to), signals) for (was, to), signals in counted_rows.most_common()),
        besides=tuple(
            ((_("%(desk)s komt erbij") if one.more else _("%(desk)s valt weg")) % {"desk": desk(one.desk)}, one.signals)
            for one in found.besides
        ),
    )


def not_adopted(pack: Pack) -> list[str]:
    """What the region still has to decide: deadlines and agreements that no document gives."""
    deadlines = [_("termijn ‘%(label)s’") % {"label": one.label} for one in pack.deadlines if not one.adopted]
    agreed = [_("afspraak ‘%(label)s’") % {"label": one.label} for one in pack.invariants if not one.adopted]
    return deadlines + agreed
