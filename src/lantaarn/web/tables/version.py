"""Everything that the page of one version shows, whatever the table is about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.rules.transitions import TABLE_VERSION
from lantaarn.tables import queries
from lantaarn.tables.changes import Changed
from lantaarn.tables.packs import Pack
from lantaarn.tables.proving import prove
from lantaarn.tables.queries import VersionView
from lantaarn.web.look.shapes import LifeStep
from lantaarn.web.tables.book import UNDECIDED, Book, Chart
from lantaarn.web.tables.proof import Broken, checks, counted, first_broken, others
from lantaarn.web.tables.shown import ShownTable, shown_tables
from lantaarn.web.tables.words import joined

LIFE = ("draft", "proved", "adopted", "active")


def find(book: Book, version_id: UUID, actor: Actor) -> VersionView:
    """The version, when this actor may see it."""
    found = queries.version(version_id, region=actor.region, kind=book.kind)
    if found is None or not book.may_see(found, actor):
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


def sections(book: Book, pack: Pack, *, before: Pack | None, broken: Broken | None) -> list[Section]:
    """All tables; the one where the counterexample is stands first."""
    lit = {broken.decision: broken.near} if broken else {}
    tables = shown_tables(book, pack, before=before, lit=lit)
    tables.sort(key=lambda table: broken is None or table.name != broken.decision)
    here = broken.decision if broken else ""
    return [_section(book, pack, table, broken if table.name == here else None) for table in tables]


def _section(book: Book, pack: Pack, table: ShownTable, broken: Broken | None) -> Section:
    charts = book.charts(pack, table, broken)
    silent = [chart.title[:1].lower() + chart.title[1:] for chart in charts if chart.nobody]
    shown = tuple(chart for chart in charts if not chart.nobody)
    is_open = table.name == book.open(pack) or broken is not None or table.changed
    return Section(table, shown, joined(silent), is_open)


def page(book: Book, version: VersionView, actor: Actor) -> dict[str, Any]:
    """The context of a version's page."""
    pack = queries.pack(version)
    now = version if version.state == "active" else queries.active(actor.region, book.kind)
    making = version.state in UNDECIDED and book.may_change(actor)
    last = queries.last_change(version.id) if making else None
    before = queries.pack_of(version.based_on_id) if making and version.based_on_id else None
    proof = queries.proof_of(version.id) or prove(pack, book.kind, actor.region)
    broken = first_broken(book, proof, pack) if making else None
    return {
        "book": book,
        "version": version,
        "pack": pack,
        "life": life(version),
        "now": now,
        "is_now": now is not None and now.id == version.id,
        "planned": planned(version),
        "making": making,
        "editing": making and version.state == "draft",
        "may_change": book.may_change(actor),
        "may_decide": book.may_decide(actor),
        "proof": proof,
        "combinations": counted(proof),
        "broken": broken,
        "others": others(proof, broken) if making else [],
        "checks": checks(book, proof, pack),
        "sections": sections(book, pack, before=before, broken=broken),
        "not_adopted": book.not_adopted(pack),
        "last": last,
        "undo_label": undo_label(last),
        **book.page(version, pack, actor),
    }


def planned(version: VersionView) -> dt.datetime | None:
    """The moment from which an adopted version will hold."""
    return version.active_from if version.state == "adopted" else None


def undo_label(last: Changed | None) -> str:
    """What the button takes back: regel 5 van ‘Wie leidt’."""
    if last is None or not last.rule:
        return _("Zet de laatste wijziging terug")
    return _("Zet regel %(rule)s van ‘%(table)s’ terug") % {"rule": last.rule, "table": last.decision}
