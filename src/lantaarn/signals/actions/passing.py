"""Passing a signal on: along the route, otherwise with a reason, to a desk off-system by sheet; and giving it back."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.folders import sharing
from lantaarn.network import queries as network
from lantaarn.rules.transitions import REFERRAL, SIGNAL, NotAllowed
from lantaarn.signals.actions.course import end_access, end_what_was_given, hold, step
from lantaarn.signals.actions.handling import own_referral
from lantaarn.signals.actions.mailing import tell_desk
from lantaarn.signals.actions.offering import OPEN, body_desks, offer
from lantaarn.signals.deadlines import add_working_days
from lantaarn.signals.models import AgendaItem, Referral, Signal, Task
from lantaarn.signals.routing import Decided, Destination, decide, manual
from lantaarn.tables import queries as tables
from lantaarn.vault.sealing import seal_rows


def next_step(signal: Signal, *, by: Actor) -> Decided:
    """What the route says now that the signal lies with this desk: its facts at the stage of the desk."""
    stage = network.desk(desk_id=by.own_desk).stage
    facts = {**signal.facts, "stage": stage} if stage else dict(signal.facts)
    active = tables.active_pack(by.region)
    return decide(by.region, active, municipality_id=signal.municipality_id, facts=facts, at=timezone.now())


@transaction.atomic
def pass_on(*, folder_id: UUID, revision: int, note: str = "", by: Actor) -> Decided:
    """Follow the route: its lead desk leads from now on, the others are brought in beside."""
    signal = hold(folder_id, revision=revision, by=by)
    mine = _my_lead(signal, by)
    decided = next_step(signal, by=by)
    if decided.lead.desk.id == by.desk_id:
        raise NotAllowed(
            _("Volgens de meldroute blijft dit signaal bij u. Rond het af, volg het, of wijk af met een reden.")
        )
    _lead_to(signal, mine, decided.lead, note=note, overrule="", by=by)
    for destination in decided.others:
        if not _has(signal, destination):
            offer(signal, destination, from_desk=by.desk_id, ground="meldroute", note=note, by=by)
    if decided.version_id is not None:
        signal.table_version_id = decided.version_id
    signal.manual_reason = decided.manual_reason
    step(signal, "passed_on", by=by, desk=decided.lead.desk.label)
    audit.record(action="signal.passed_on", objects=[folder_id], about=signal.code, ground="meldroute", by=by)
    return decided


@transaction.atomic
def pass_on_otherwise(
    *, folder_id: UUID, desk_id: UUID, leads: bool, reason: str, note: str, revision: int, by: Actor
) -> None:
    """Overrule the route: to another desk, with a reason, which is counted."""
    signal = hold(folder_id, revision=revision, by=by)
    if not reason.strip():
        raise NotAllowed(_("Schrijf waarom u van de meldroute afwijkt."))
    desk = next((d for d in network.desks(region=by.region) if d.id == desk_id), None)
    if desk is None:
        raise Http404
    if desk.id == by.desk_id:
        raise NotAllowed(_("Dit is uw eigen balie. Kies een andere."))
    due = add_working_days(timezone.now(), 2)
    destination = replace(
        manual(desk, timezone.now()), leads=leads, task="take_up" if leads else "think_along", due_at=due
    )
    if leads:
        _lead_to(signal, _my_lead(signal, by), destination, note=note, overrule=reason, by=by)
    elif _has(signal, destination):
        raise NotAllowed(_("Deze balie is al gevraagd."))
    else:
        offer(signal, destination, from_desk=by.desk_id, ground="overruled", note=note, overrule_reason=reason, by=by)
    signal.overruled = True
    step(signal, "overruled", by=by, why=reason, to=desk.id, desk=desk.label)
    audit.record(action="signal.overruled", objects=[folder_id], about=signal.code, ground="overruled", by=by)


def _my_lead(signal: Signal, by: Actor) -> Referral:
    """The acting desk's own leading referral; who does not lead cannot pass the lead on."""
    mine = (
        Referral.objects.select_for_update(of=("self",))
        .filter(folder_id=signal.folder_id, to_desk_id=by.desk_id, state__in=OPEN, leads=True)
        .first()
    )
    if mine is None:
        raise NotAllowed(_("Uw balie heeft niet de leiding over dit signaal. Bekijk wie die heeft."))
    if mine.state == "offered":
        raise NotAllowed(_("Neem het signaal eerst aan. Daarna kunt u het doorzetten."))
    return mine


def _lead_to(signal: Signal, mine: Referral, destination: Destination, *, note: str, overrule: str, by: Actor) -> None:
    if destination.desk.body_id is None:
        mine.state = REFERRAL.check("finish", mine.state).end
        mine.ended_at, mine.end_reason = timezone.now(), "passed_on"
        mine.save()
        signal.lead_desk_id = destination.desk.id if not destination.desk.off_system else signal.lead_desk_id
        signal.stage = destination.desk.stage or signal.stage
        if signal.status == "watching":
            signal.status = SIGNAL.check("take_up", signal.status).end
    offer(
        signal,
        replace(destination, leads=True),
        from_desk=by.desk_id,
        ground="overruled" if overrule else "meldroute",
        note=note,
        overrule_reason=overrule,
        by=by,
    )


def _has(signal: Signal, destination: Destination) -> bool:
    return Referral.objects.filter(
        folder_id=signal.folder_id, to_desk_id=destination.desk.id, task=destination.task, state__in=OPEN
    ).exists()


@transaction.atomic
def decline(*, folder_id: UUID, referral_id: UUID, reason: str, revision: int, by: Actor) -> sharing.Ended:
    """Give back with a reason. The desk loses sight; a leading signal goes to who sent it, else the chain director.

    Of a desk outside Lantaarn the sender notes it: what went to it on paper is shared with it no more.
    """
    signal = hold(folder_id, revision=revision, by=by)
    if not reason.strip():
        raise NotAllowed(_("Schrijf waarom u het teruggeeft. De ander leest dat."))
    referral = own_referral(referral_id, by=by)
    if referral.ground == "escalation":
        raise NotAllowed(_("Niemand antwoordde op tijd, daarom ligt dit bij u. Neem het aan en bel de balie."))
    referral.state = REFERRAL.check("decline", referral.state).end
    referral.ended_at, referral.end_reason = timezone.now(), reason
    seal_rows([referral], folder_id=folder_id, by=by)
    referral.save()
    home = _answer_for_again(signal, referral, reason, by) if referral.leads else referral.from_desk_id
    step(signal, "declined", by=by, why=reason, to=home, desk=referral.to_desk.label)
    audit.record(action="signal.declined", objects=[folder_id], about=signal.code, ground="declined", by=by)
    if not referral.leads and referral.from_desk_id is not None:
        tell_desk(referral.from_desk_id, template="back", link=f"/postvak/{folder_id}/", by=by)
    if _still_asked(signal, referral.to_desk_id):
        return sharing.Ended()
    if referral.to_desk_id != by.desk_id:
        return sharing.withdraw_along(folder_id=folder_id, desk_ids=[referral.to_desk_id], why=reason, by=by)
    end_access(folder_id, by.own_desk, why="declined")
    return sharing.Ended()


def _answer_for_again(signal: Signal, referral: Referral, reason: str, by: Actor) -> UUID:
    """Somebody always answers: the sender takes the signal back, or the chain director gets it."""
    director = network.find_desk(region=signal.region_id, kind="chain_director", municipality_id=None)
    home = referral.from_desk_id
    if not referral.to_desk.off_system and home in (None, by.desk_id):
        home = director.id if director else None
    if home is None or (home == by.desk_id and not referral.to_desk.off_system):
        raise NotAllowed(_("Er is geen andere balie die dit signaal kan dragen. Overleg eerst met de ketenregisseur."))
    back = replace(manual(network.desk(desk_id=home), timezone.now()), moved=_("Een andere balie gaf dit terug."))
    signal.lead_desk_id = home
    signal.save(update_fields=["lead_desk_id"])
    offer(signal, back, from_desk=by.desk_id, ground="declined", note=reason, by=by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT signals_reporter_goes_along(%s)", [signal.folder_id])
    return home


def _still_asked(signal: Signal, desk_id: UUID) -> bool:
    """Is something else asked of this desk: a referral, a task of a meeting, or a seat where it will be discussed?"""
    if Referral.objects.filter(folder_id=signal.folder_id, to_desk_id=desk_id, state__in=OPEN).exists():
        return True
    if Task.objects.filter(
        folder_id=signal.folder_id, desk_id=desk_id, item__isnull=False, done_at__isnull=True
    ).exists():
        return True
    waits = AgendaItem.objects.filter(folder_id=signal.folder_id, decided_at__isnull=True)
    return any(desk.id == desk_id for item in waits for desk in body_desks(item.body_id))


@transaction.atomic
def withdraw(*, folder_id: UUID, referral_id: UUID, reason: str, revision: int, by: Actor) -> sharing.Ended:
    """Take back what this desk offered beside the lead, while it may; what it let the other see ends with it."""
    signal = hold(folder_id, revision=revision, by=by)
    referral = Referral.objects.select_for_update(of=("self",)).filter(id=referral_id, from_desk_id=by.desk_id).first()
    if referral is None:
        raise Http404
    if referral.leads:
        raise NotAllowed(_("De leiding trekt u niet in. Vraag de balie om het signaal terug te geven."))
    referral.state = REFERRAL.check("withdraw", referral.state).end
    referral.ended_at, referral.end_reason = timezone.now(), reason
    seal_rows([referral], folder_id=folder_id, by=by)
    referral.save()
    ended = sharing.Ended()
    if not _still_asked(signal, referral.to_desk_id):
        ended = sharing.withdraw_along(folder_id=folder_id, desk_ids=[referral.to_desk_id], why=reason, by=by)
        end_what_was_given(folder_id, referral.to_desk_id, why="withdrawn")
    step(signal, "withdrawn", by=by, why=reason, to=referral.to_desk_id)
    audit.record(action="signal.withdrawn", objects=[folder_id], about=signal.code, by=by)
    return ended


@transaction.atomic
def note_sheet(*, folder_id: UUID, referral_id: UUID, by: Actor) -> None:
    """The hand-over sheet was made; that is a disclosure, so it stands in the log."""
    signal = hold(folder_id, revision=None, by=by)
    referral = own_referral(referral_id, by=by)
    if referral.sheet_made_at is None:
        referral.sheet_made_at = timezone.now()
        referral.save(update_fields=["sheet_made_at"])
        step(signal, "sheet_made", by=by, desk=referral.to_desk.label)
    audit.record(
        action="signal.sheet_printed",
        objects=[folder_id],
        about=f"{signal.code}: {referral.to_desk.label}",
        ground=referral.ground,
        by=by,
    )


@transaction.atomic
def note_receipt(
    *, folder_id: UUID, referral_id: UUID, received_by: str, reference: str, revision: int, by: Actor
) -> None:
    """The other side has it: who took it, and their own reference."""
    signal = hold(folder_id, revision=revision, by=by)
    referral = own_referral(referral_id, by=by)
    if not referral.to_desk.off_system:
        raise NotAllowed(_("Deze balie werkt zelf in Lantaarn en neemt het daar aan."))
    now = timezone.now()
    referral.state = REFERRAL.check("accept", referral.state).end
    referral.accepted_at, referral.accepted_by_id = now, by.user_id
    referral.receipt_at, referral.receipt_by, referral.their_reference = now, received_by, reference
    seal_rows([referral], folder_id=folder_id, by=by)
    referral.save()
    step(signal, "receipt", by=by, desk=referral.to_desk.label, reference=reference)
    audit.record(action="signal.receipt_noted", objects=[folder_id], about=signal.code, by=by)
