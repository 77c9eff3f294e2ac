"""Everything that the page of one version shows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.network import queries as network
from lantaarn.rules.transitions import TABLE_VERSION
from lantaarn.signals import queries as signals
from lantaarn.tables import queries
from lantaarn.tables.changes import Changed
from lantaarn.tables.effects import Effect, PastSignal, effect
from lantaarn.tables.packs import Pack
from lantaarn.tables.proving import prove
from lantaarn.tables.queries import VersionView
from lantaarn.web.look.shapes import BarPart, LifeStep
from lantaarn.web.route.charts import Chart, Lit, charts_of
from lantaarn.web.route.proof import Broken, checks, counted, first_broken, others
from lantaarn.web.route.shown import ShownTable, shown_tables
from lantaarn.web.route.words import joined, words_of

UNDECIDED = ("draft", "proved")
LIFE = ("draft", "proved", "adopted", "active")


def may_change(actor: Actor) -> bool:
    return actor.can("route.decide") or actor.can("route.propose")


def find(version_id: UUID, actor: Actor) -> VersionView:
    """The version, when this actor may see it: what is still in the making is for who works on it."""
    found = queries.version(version_id, region=actor.region)
    if found is None or (found.state in UNDECIDED and not may_change(actor)):
        raise Http404
    return found


def life(version: VersionView) -> list[LifeStep]:
    """The stages with where this version stands."""
    states = [*LIFE, "retired"] if version.state == "retired" else list(LIFE)
    now = states.index(version.state)
    return [
        LifeStep(TABLE_VERSION.labels[state].capitalize(), "done" if at < now else "now" if at == now else "later")
        for at, state in enumerate(states)
    ]


@dataclass(frozen=True)
class Section:
    """One table with its drawings beside it."""

    table: ShownTable
    charts: tuple[Chart, ...]
    nobody: str
    """The places in the route where this table brings in nobody."""
    open: bool


def sections(pack: Pack, *, before: Pack | None, broken: Broken | None) -> list[Section]:
    """All tables; the one where the counterexample is stands first."""
    lit = {broken.decision: broken.near} if broken else {}
    tables = shown_tables(pack, before=before, lit=lit)
    tables.sort(key=lambda table: broken is None or table.name != broken.decision)
    return [_section(pack, table, broken if broken and broken.decision == table.name else None) for table in tables]


def _section(pack: Pack, table: ShownTable, broken: Broken | None) -> Section:
    changed = {rule.number: _("nieuw") if rule.new else _("gewijzigd") for rule in table.rules if rule.touched}
    lit = Lit(broken.rules, broken.given) if broken else None
    charts = charts_of(pack, table.name, changed=changed, lit=lit)
    silent = [chart.title[:1].lower() + chart.title[1:] for chart in charts if chart.nobody]
    shown = tuple(chart for chart in charts if not chart.nobody)
    is_open = table.name == pack.route.lead or broken is not None or bool(changed or table.removed)
    return Section(table, shown, joined(silent), is_open)


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


def page(version: VersionView, actor: Actor) -> dict[str, Any]:
    """The context of a version's page."""
    pack = queries.pack(version)
    now = version if version.state == "active" else queries.active(actor.region)
    making = version.state in UNDECIDED and may_change(actor)
    last = queries.last_change(version.id) if making else None
    before = queries.pack_of(version.based_on_id) if making and version.based_on_id else None
    proof = _proof(version, pack, actor.region)
    broken = first_broken(proof, pack) if making else None
    holds = queries.pack(now) if now else None
    weighed = may_change(actor) and (now is None or now.id != version.id) and version.state != "retired"
    return {
        "version": version,
        "pack": pack,
        "life": life(version),
        "now": now,
        "is_now": now is not None and now.id == version.id,
        "planned": planned(version),
        "making": making,
        "editing": making and version.state == "draft",
        "may_change": may_change(actor),
        "may_decide": actor.can("route.decide"),
        "proof": proof,
        "combinations": counted(proof),
        "broken": broken,
        "others": others(proof, broken) if making else [],
        "checks": checks(proof, pack),
        "sections": sections(pack, before=before, broken=broken),
        "not_adopted": not_adopted(pack),
        "weighed": effect_of(pack, holds, actor) if weighed else None,
        "last": last,
        "undo_label": undo_label(last),
        "municipalities": network.municipalities(region=actor.region),
    }


def _proof(version: VersionView, pack: Pack, region: str) -> Mapping[str, Any]:
    """As it was kept, or reckoned now for a version that nobody reckoned through yet."""
    return queries.proof_of(version.id) or prove(pack, version.kind, region)


def planned(version: VersionView) -> dt.datetime | None:
    """The moment from which an adopted version will hold."""
    return version.active_from if version.state == "adopted" else None


def undo_label(last: Changed | None) -> str:
    """What the button takes back: regel 5 van ‘Wie leidt’."""
    if last is None or not last.rule:
        return _("Zet de laatste wijziging terug")
    return _("Zet regel %(rule)s van ‘%(table)s’ terug") % {"rule": last.rule, "table": last.decision}


def not_adopted(pack: Pack) -> list[str]:
    """What the region still has to decide: deadlines and agreements that no document gives."""
    deadlines = [_("termijn ‘%(label)s’") % {"label": one.label} for one in pack.deadlines if not one.adopted]
    agreed = [_("afspraak ‘%(label)s’") % {"label": one.label} for one in pack.invariants if not one.adopted]
    return deadlines + agreed
