"""From draft to active: each step checked against the status table, written in the log, and whole or not at all."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.network.models import Body
from lantaarn.rules.transitions import TABLE_VERSION, NotAllowed
from lantaarn.tables.actions.drafts import held, in_work, must, reckoned, record
from lantaarn.tables.kinds import ROUTE, decides
from lantaarn.tables.models import TableVersion
from lantaarn.tables.proving import ProofData


class NotProved(NotAllowed):
    """The version stays a draft; `proof` holds the counterexamples."""

    def __init__(self, proof: ProofData, kind: str) -> None:
        self.proof = proof
        what = "route" if kind == ROUTE else "deeltabel"
        super().__init__(f"De {what} is niet sluitend. Bekijk het tegenvoorbeeld en pas een regel aan.")


def next_number(region: str, kind: str) -> int:
    """Numbers are handed out one at a time, to the website and the command line alike."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"tables.number.{region}"])
    top = TableVersion.objects.filter(region_id=region, kind=kind).aggregate(top=Max("number"))["top"]
    return (top or 0) + 1


@transaction.atomic
def start_draft(*, from_version: UUID, dmn: str | None = None, note: str = "", by: Actor) -> TableVersion:
    """A new draft from any version; with `dmn` from an edited file instead of that version's own text."""
    old = in_work(from_version, by)
    text = old.dmn if dmn is None else dmn
    proof = reckoned(old, text)
    version = TableVersion.objects.create(
        region_id=by.region,
        kind=old.kind,
        number=next_number(by.region, old.kind),
        dmn=text,
        files=old.files or old.region.pack["files"],
        source="screen",
        note=note,
        based_on=old,
        made_by_id=by.user_id,
        proof=proof,
    )
    record(version, "draft", about=f"uit versie {old.number}", by=by)
    return version


@transaction.atomic
def check(*, version_id: UUID, by: Actor) -> TableVersion:
    """Reckon a draft through again, for the network as it stands now; its state stays."""
    version = in_work(version_id, by)
    TABLE_VERSION.check("prove", version.state)
    version.proof = reckoned(version, version.dmn)
    version.save(update_fields=["proof"])
    record(version, "check", by=by)
    return version


def prove(*, version_id: UUID, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """Draft to proved, only when everything holds; else the counterexamples are kept and NotProved is raised."""
    with transaction.atomic():
        version = stepping(version_id, "prove", seen, by)
        proof = reckoned(version, version.dmn)
        version.proof = proof
        if proof["proved"]:
            version.state, version.proved_at = "proved", timezone.now()
        version.save(update_fields=["proof", "state", "proved_at", "changed_at"])
        record(version, "prove", about="bewezen" if proof["proved"] else "niet sluitend", by=by)
    if not proof["proved"]:
        raise NotProved(proof, version.kind)
    return version


@transaction.atomic
def back_to_draft(*, version_id: UUID, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """A proved version may be edited again; its proof no longer counts."""
    version = stepping(version_id, "back_to_draft", seen, by)
    version.state, version.proved_at = "draft", None
    version.save(update_fields=["state", "proved_at", "changed_at"])
    record(version, "back_to_draft", by=by)
    return version


@transaction.atomic
def adopt(*, version_id: UUID, body_id: UUID, on: dt.date, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """A body of the region has decided on the route: which, and on what day."""
    version = deciding(version_id, "adopt", seen, by)
    if version.kind != ROUTE:
        raise NotAllowed(_("Een deeltabel wordt vastgesteld door de partijen van het convenant."))
    body = Body.objects.filter(id=body_id, region_id=by.region).first()
    if body is None:
        raise NotAllowed(_("Kies een overleg van deze regio."))
    if on > timezone.localdate():
        raise NotAllowed(_("De dag van vaststellen kan niet in de toekomst liggen."))
    version.state, version.adopted_by, version.adopted_on = "adopted", body, on
    version.save(update_fields=["state", "adopted_by", "adopted_on", "changed_at"])
    record(version, "adopt", about=f"door {body.name}", by=by)
    return version


@transaction.atomic
def activate(
    *, version_id: UUID, at: dt.datetime | None = None, seen: dt.datetime | None = None, by: Actor
) -> TableVersion:
    """From this moment the version holds; before it, the former one. Proved once more: desks may have emptied.

    A later moment is kept with the adopted version: it holds from that minute on, and activate_due lets the states
    follow.
    """
    version = deciding(version_id, "activate", seen, by)
    proof = reckoned(version, version.dmn)
    if not proof["proved"]:
        raise NotProved(proof, version.kind)
    now = timezone.now()
    version.active_from = max(at, now) if at else now
    if version.active_from > now:
        version.save(update_fields=["active_from", "changed_at"])
        record(version, "plan", about=timezone.localtime(version.active_from).isoformat("T", "minutes"), by=by)
        return version
    _take_over(version, now, by=by)
    return version


@transaction.atomic
def cancel_activation(*, version_id: UUID, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """A planned moment that has not come yet is taken back."""
    version = deciding(version_id, "activate", seen, by)
    if version.active_from is None or version.active_from <= timezone.now():
        raise NotAllowed(_("Er is geen moment gepland dat nog moet komen."))
    version.active_from = None
    version.save(update_fields=["active_from", "changed_at"])
    record(version, "unplan", by=by)
    return version


@transaction.atomic
def activate_due(*, by: Actor) -> list[UUID]:
    """Let the states follow for what was planned and has come; the queue calls it, often, and it may run twice."""
    due = TableVersion.objects.select_for_update(of=("self",)).filter(
        region_id=by.region, state="adopted", active_from__lte=timezone.now()
    )
    done = []
    for version in due.order_by(F("active_from").asc(), "kind", "number"):
        assert version.active_from is not None
        _take_over(version, version.active_from, by=by)
        done.append(version.id)
    return done


def _take_over(version: TableVersion, moment: dt.datetime, *, by: Actor) -> None:
    """The former version retires first: the database allows one active version at a time."""
    for old in TableVersion.objects.select_for_update(of=("self",)).filter(
        region_id=version.region_id, kind=version.kind, state="active"
    ):
        TABLE_VERSION.check("retire", old.state)
        old.state, old.retired_at = "retired", moment
        old.save(update_fields=["state", "retired_at", "changed_at"])
        record(old, "retire", by=by)
    version.state, version.active_from = "active", moment
    version.save(update_fields=["state", "active_from", "changed_at"])
    record(version, "activate", by=by)


def stepping(version_id: UUID, step: str, seen: dt.datetime | None, by: Actor) -> TableVersion:
    """The version, when it can take this step now."""
    version = held(version_id, seen, by)
    TABLE_VERSION.check(step, version.state)
    return version


def deciding(version_id: UUID, step: str, seen: dt.datetime | None, by: Actor) -> TableVersion:
    """The same, for who decides."""
    version = stepping(version_id, step, seen, by)
    must(by, decides(version.kind))
    return version
