"""A report becomes a signal: kept, routed and offered to its desks in one transaction, or not at all."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.keeping import keep
from lantaarn.context.session import acting
from lantaarn.folders import sharing
from lantaarn.folders.models import Contribution, Folder
from lantaarn.network.queries import DeskView
from lantaarn.rules.transitions import SIGNAL
from lantaarn.signals.actions.course import open_new
from lantaarn.signals.actions.mailing import mails_to, queue
from lantaarn.signals.actions.offering import desks_on_paper, desks_to_open_for, desks_to_tell, first_rows
from lantaarn.signals.codes import fingerprint, new_signal_code, reporter_code
from lantaarn.signals.models import Moment, Place, Report, Signal
from lantaarn.signals.routing import Active, Decided, decide, empty_facts
from lantaarn.signals.words import forms_in, title_of
from lantaarn.tables import queries as tables
from lantaarn.vault.sealing import REPORTER, seal_new
from lantaarn.vault.searching import keep_words

GROUND = "meldroute"
IMPORT = "import"
HANDLED_BEFORE = "handled_before"


@dataclass(frozen=True)
class CardAnswer:
    """One row of the indicator card; `how` is observed, stated or interpreted, or empty."""

    answer: str
    how: str = ""


@dataclass(frozen=True)
class PlaceInput:
    """A place as given: in a municipality of the region, or outside of it."""

    kind: str
    municipality_id: UUID | None = None
    outside: str = ""
    text: str = ""


@dataclass(frozen=True)
class ReportInput:
    """A report as its form was filled. `once` is the form's own random mark: sent twice, it is one report."""

    once: str
    entry: str
    source_domain: str
    acute_danger: str = "unknown"
    minor: str = "unknown"
    places: Sequence[PlaceInput] = ()
    observed: str = ""
    stated: str = ""
    stated_by: str = ""
    interpreted: str = ""
    card: Mapping[str, CardAnswer] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    """Further facts, when who reports knows the route's words (a desk, an import)."""
    name: str = ""
    contact: str = ""
    work: str = ""
    may_call: str = "no"
    shielded: bool = True
    own_reference: str = ""
    received_at: dt.datetime | None = None
    """When it came in, where that was before today (an older list)."""
    handled: bool = False
    """Finished before it came here: kept and counted, and put to nobody."""


@dataclass(frozen=True)
class Received:
    """What the reporter, or who wrote it down, gets back. The code is told once and never again."""

    folder_id: UUID
    signal_code: str
    reporter_code: str
    lead_label: str
    due_label: str


class ReceivedBefore(Exception):
    """This very form was kept already: nothing is lost and nothing is doubled."""


def receive_report(*, region: str, report: ReportInput) -> Received:
    """Keep a report that came in without account. Opens its own transaction; answers only when it is kept."""
    facts, municipality_id, decided = _decide(region, report)
    by = _intake_actor(region, decided.lead.desk)
    with _once(), acting(by):
        return _keep(report, facts, municipality_id, decided, home=decided.lead.desk.id, by=by)


@transaction.atomic
def register(*, report: ReportInput, by: Actor) -> Received:
    """Keep what somebody told a desk (telephone, forwarded mail, MMA): the desk that heard it owns the words."""
    facts, municipality_id, decided = _decide(by.region, report)
    with _once(), transaction.atomic():
        return _keep(report, facts, municipality_id, decided, home=by.own_desk, by=by)


@contextmanager
def _once() -> Iterator[None]:
    """The database keeps a form once; a second time is said as what it is, after the rollback."""
    try:
        yield
    except IntegrityError as error:
        if "report_once" in str(error):
            raise ReceivedBefore from error
        raise


def _intake_actor(region: str, desk: DeskView) -> Actor:
    return Actor(
        kind="intake",
        region=region,
        role="reporter",
        role_label="melder",
        desk_id=desk.id,
        desk_label=desk.label,
        organisation_id=desk.organisation_id,
        organisation=desk.organisation,
        purpose="signal.report",
    )


def _decide(region: str, report: ReportInput) -> tuple[dict[str, str], UUID | None, Decided]:
    """The facts, the leading municipality, and where the active route sends them; the route is read once."""
    active = tables.active_pack(region)
    facts, municipality_id = _facts(active, report)
    now = timezone.now()
    return facts, municipality_id, decide(region, active, municipality_id=municipality_id, facts=facts, at=now)


def _facts(active: Active | None, report: ReportInput) -> tuple[dict[str, str], UUID | None]:
    """The route's facts and the leading municipality: the first place that lies in the region."""
    facts = empty_facts(active[1]) if active else {}
    inside = next((p.municipality_id for p in report.places if p.municipality_id), None)
    outside = any(p.outside for p in report.places)
    facts |= {
        "acute_danger": report.acute_danger,
        "minor": report.minor,
        "source_domain": report.source_domain,
        "in_region": "yes" if inside else "no" if outside else "unknown",
    }
    known = set(facts)
    facts |= {name: value for name, value in report.facts.items() if name in known}
    return facts, inside


def _keep(
    report: ReportInput, facts: dict[str, str], municipality_id: UUID | None, decided: Decided, *, home: UUID, by: Actor
) -> Received:
    folder_id = uuid.uuid4()
    folder = Folder(id=folder_id, region_id=by.region, opened_at=timezone.now(), opened_for_id=home)
    opened = desks_to_open_for(decided, home)
    open_new(folder, opened, ground=GROUND, purpose="signal.handle")
    signal = _signal_row(report, facts, municipality_id, decided, folder)
    told = () if report.handled or report.entry == IMPORT else desks_to_tell(decided)
    mails = mails_to(told, template="offered", link=f"/postvak/{folder_id}/", by=by) if told else []
    code = "" if report.entry == IMPORT else reporter_code(report.once)
    brought = _words(report, folder_id, home, by)
    places = _places(report, folder_id, brought, by)
    reporter = _report_row(report, folder_id, home, code, by)
    keep_words(_findable(brought, places, reporter), folder_id=folder_id, by=by)
    keep(
        [
            *seal_new([*brought, *places], folder_id=folder_id, by=by),
            *seal_new([reporter], folder_id=folder_id, keep=REPORTER, by=by),
            signal,
            reporter,
            *brought,
            *places,
            _moment(folder_id, "received", by, entry=report.entry),
            *(() if report.handled else first_rows(signal, decided, ground=GROUND, by=by)),
            *mails,
        ]
    )
    queue(mails)
    sharing.share_along_route(
        folder_id,
        [*(desk_id for desk_id in opened if desk_id != home), *_papers(report, decided, home)],
        brought=[sharing.Field(row.id, row.category, row.domain, home) for row in brought],
        facts=sharing.Facts(report.minor, report.acute_danger),
        by=by,
    )
    audit.record(action="signal.received", objects=[folder_id], about=signal.code, ground=GROUND, by=by)
    return Received(folder_id, signal.code, code, decided.lead.desk.label, decided.lead.deadline_label)


def _papers(report: ReportInput, decided: Decided, home: UUID) -> list[UUID]:
    return [] if report.handled else desks_on_paper(decided, home)


def _signal_row(
    report: ReportInput, facts: dict[str, str], municipality_id: UUID | None, decided: Decided, folder: Folder
) -> Signal:
    forms = forms_in(facts)
    return Signal(
        folder=folder,
        region_id=folder.region_id,
        code=new_signal_code(),
        title=title_of(forms)[:140],
        **_begins(report, folder.opened_at),
        entry=report.entry,
        facts=facts,
        exploitation=forms,
        acute=report.acute_danger == "yes",
        minor=report.minor,
        domain=report.source_domain,
        municipality_id=municipality_id,
        lead_desk_id=decided.lead.desk.id,
        stage=decided.lead.desk.stage or facts.get("stage", ""),
        table_version_id=decided.version_id,
        manual_reason=decided.manual_reason,
        own_reference=report.own_reference[:80],
        changed_at=folder.opened_at,
    )


def _findable(brought: list[Contribution], places: list[Place], reporter: Report) -> list[str]:
    """What the desk that keeps it can be asked for later, while it is still plain."""
    said = [text for row in brought for text in (row.text, row.said_by)]
    where = [text for place in places for text in (place.text, place.outside)]
    return [*said, *where, reporter.name, reporter.contact]


def _begins(report: ReportInput, now: dt.datetime) -> dict[str, object]:
    """The life that a signal enters with. An older list does not say when something was finished: its date stands."""
    came = report.received_at or now
    if not report.handled:
        return {"status": SIGNAL.begins, "received_at": came}
    return {
        "status": "closed",
        "received_at": came,
        "taken_up_at": came,
        "closed_at": came,
        "close_reason": HANDLED_BEFORE,
    }


def _moment(folder_id: UUID, kind: str, by: Actor, **words: object) -> Moment:
    return Moment(
        region_id=by.region,
        folder_id=folder_id,
        at=timezone.now(),
        kind=kind,
        desk_label=by.desk_label if by.kind == "desk" else "",
        words=words,
    )


def _report_row(report: ReportInput, folder_id: UUID, home: UUID, code: str, by: Actor) -> Report:
    return Report(
        region_id=by.region,
        folder_id=folder_id,
        desk_id=home,
        code_hash=fingerprint(code) if code else "",
        once=report.once,
        name=report.name,
        contact=report.contact,
        work=report.work,
        may_call=report.may_call,
        shielded=report.shielded,
        at=timezone.now(),
    )


def _words(report: ReportInput, folder_id: UUID, home: UUID, by: Actor) -> list[Contribution]:
    """Observed, stated and interpreted stay three rows; the card is one; each place one, of category place."""
    now = timezone.now()

    def row(kind: str, category: str, **values: object) -> Contribution:
        return Contribution(
            region_id=by.region,
            folder_id=folder_id,
            desk_id=home,
            organisation_id=by.own_organisation,
            brought_by=by.user_id,
            by_reporter=True,
            domain=report.source_domain,
            kind=kind,
            category=category,
            ground=GROUND,
            at=now,
            **values,
        )

    rows = [
        row(kind, "phenomenon", text=text, said_by=said_by)
        for kind, text, said_by in (
            ("observed", report.observed, ""),
            ("stated", report.stated, report.stated_by),
            ("interpreted", report.interpreted, ""),
        )
        if text
    ]
    if report.card:
        answers = {code: {"answer": a.answer, "how": a.how} for code, a in report.card.items()}
        rows.append(row("card", "phenomenon", data={"answers": answers}))
    return [*rows, *(row("place", "place") for _place in report.places)]


def _places(report: ReportInput, folder_id: UUID, brought: list[Contribution], by: Actor) -> list[Place]:
    """Each place is its own row, seen with the contribution that it belongs to."""
    kept = [row for row in brought if row.kind == "place"]
    return [
        Place(
            region_id=by.region,
            folder_id=folder_id,
            contribution_id=contribution.id,
            kind=place.kind,
            municipality_id=place.municipality_id,
            outside=place.outside,
            text=place.text,
        )
        for place, contribution in zip(report.places, kept, strict=True)
    ]
