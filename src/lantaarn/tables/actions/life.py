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
from lantaarn.tables.actions.drafts import DECIDE, PROPOSE, Stale, changes_since, locked, must, pack_with, record
from lantaarn.tables.models import TableVersion
from lantaarn.tables.proving import NetworkNow, ProofData
from lantaarn.tables.proving import prove as reckon
from lantaarn.tables.queries import ROUTE


class NotProved(NotAllowed):
    """The version stays a draft; `proof` holds the counterexamples."""

    def __init__(self, proof: ProofData) -> None:
        self.proof = proof
        super().__init__("De route is niet sluitend. Bekijk het tegenvoorbeeld en pas een regel aan.")


def next_number(region: str) -> int:
    """Numbers are handed out one at a time, to the website and the command line alike."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"tables.number.{region}"])
    top = TableVersion.objects.filter(region_id=region, kind=ROUTE).aggregate(top=Max("number"))["top"]
    return (top or 0) + 1


@transaction.atomic
def start_draft(
    *, from_version: UUID, dmn: str | None = None, note: str = "", by: Actor
) -> TableVersion:
    """A new draft from any version; with `dmn` from an edited file instead of that version's own text."""
    must(by, DECIDE, PROPOSE)
    old = locked(from_version, by)
    text = old.dmn if dmn is None else dmn
    proof = reckon(pack_with(old, text), NetworkNow.of(by.region))
    version = TableVersion.objects.create(
        region_id=by.region,
        kind=ROUTE,
        number=next_number(by.region),
        dmn=text,
        files=old.files or old.region.pack["files"],
        source="screen",
        note=note,
        based_on=old,
        made_by_id=by.user_id,
        proof=proof,
    )
    record(version, "route.draft", about=f"uit versie {old.number}", by=by)
    return version


@transaction.atomic
def check(*, version_id: UUID, by: Actor) -> TableVersion:
    """Reckon a draft through again, for the network as it stands now; its state stays."""
    must(by, DECIDE, PROPOSE)
    version = locked(version_id, by)
    _be_in(version, "prove")
    version.proof = reckon(pack_with(version, version.dmn), NetworkNow.of(by.region))
    version.save(update_fields=["proof"])
    record(version, "route.check", by=by)
    return version


def prove(*, version_id: UUID, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """Draft to proved, only when everything holds; else the counterexamples are kept and NotProved is raised."""
    with transaction.atomic():
        version = _stepping(version_id, "prove", seen, by)
        proof = reckon(pack_with(version, version.dmn), NetworkNow.of(by.region))
        version.proof = proof
        if proof["proved"]:
            version.state, version.proved_at = "proved", timezone.now()
        version.save(update_fields=["proof", "state", "proved_at", "changed_at"])
        record(version, "route.prove", about="bewezen" if proof["proved"] else "niet sluitend", by=by)
    if not proof["proved"]:
        raise NotProved(proof)
    return version


@transaction.atomic
def back_to_draft(*, version_id: UUID, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """A proved version may be edited again; its proof no longer counts."""
    version = _stepping(version_id, "back_to_draft", seen, by)
    version.state, version.proved_at = "draft", None
    version.save(update_fields=["state", "proved_at", "changed_at"])
    record(version, "route.back_to_draft", by=by)
    return version


@transaction.atomic
def adopt(*, version_id: UUID, body_id: UUID, on: dt.date, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """A body of the region has decided: which, and on what day."""
    must(by, DECIDE)
    version = _stepping(version_id, "adopt", seen, by)
    body = Body.objects.filter(id=body_id, region_id=by.region).first()
    if body is None:
        raise NotAllowed(_("Kies een overleg van deze regio."))
    if on > timezone.localdate():
        raise NotAllowed(_("De dag van vaststellen kan niet in de toekomst liggen."))
    version.state, version.adopted_by, version.adopted_on = "adopted", body, on
    version.save(update_fields=["state", "adopted_by", "adopted_on", "changed_at"])
    record(version, "route.adopt", about=f"door {body.name}", by=by)
    return version


@transaction.atomic
def activate(
    *, version_id: UUID, at: dt.datetime | None = None, seen: dt.datetime | None = None, by: Actor
) -> TableVersion:
    """From this moment signals follow the version; before it, the former one. Proved once more: desks may have emptied.

    A later moment is kept with the adopted version: it routes from that minute on, and activate_due lets the states
    follow.
    """
    must(by, DECIDE)
    version = _stepping(version_id, "activate", seen, by)
    proof = reckon(pack_with(version, version.dmn), NetworkNow.of(by.region))
    if not proof["proved"]:
        raise NotProved(proof)
    now = timezone.now()
    version.active_from = max(at, now) if at else now
    if version.active_from > now:
        version.save(update_fields=["active_from", "changed_at"])
        record(version, "route.plan", about=timezone.localtime(version.active_from).isoformat("T", "minutes"), by=by)
        return version
    _take_over(version, now, by=by)
    return version


@transaction.atomic
def cancel_activation(*, version_id: UUID, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """A planned moment that has not come yet is taken back."""
    must(by, DECIDE)
    version = _stepping(version_id, "activate", seen, by)
    if version.active_from is None or version.active_from <= timezone.now():
        raise NotAllowed(_("Er is geen moment gepland dat nog moet komen."))
    version.active_from = None
    version.save(update_fields=["active_from", "changed_at"])
    record(version, "route.unplan", by=by)
    return version


@transaction.atomic
def activate_due(*, by: Actor) -> list[UUID]:
    """Let the states follow for what was planned and has come; the queue calls it, often, and it may run twice."""
    due = TableVersion.objects.select_for_update(of=("self",)).filter(
        region_id=by.region, kind=ROUTE, state="adopted", active_from__lte=timezone.now()
    )
    done = []
    for version in due.order_by(F("active_from").asc(), "number"):
        assert version.active_from is not None
        _take_over(version, version.active_from, by=by)
        done.append(version.id)
    return done


def _take_over(version: TableVersion, moment: dt.datetime, *, by: Actor) -> None:
    """The former version retires first: the database allows one active version at a time."""
    for old in TableVersion.objects.select_for_update(of=("self",)).filter(
        region_id=version.region_id, kind=ROUTE, state="active"
    ):
        TABLE_VERSION.check("retire", old.state)
        old.state, old.retired_at = "retired", moment
        old.save(update_fields=["state", "retired_at", "changed_at"])
        record(old, "route.retire", by=by)
    version.state, version.active_from = "active", moment
    version.save(update_fields=["state", "active_from", "changed_at"])
    record(version, "route.activate", by=by)


def _stepping(version_id: UUID, step: str, seen: dt.datetime | None, by: Actor) -> TableVersion:
    must(by, DECIDE, PROPOSE)
    version = locked(version_id, by)
    if seen is not None and version.changed_at != seen:
        raise Stale(changes_since(version, seen))
    _be_in(version, step)
    return version


def _be_in(version: TableVersion, step: str) -> None:
    TABLE_VERSION.check(step, version.state)
