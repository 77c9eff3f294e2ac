"""What a desk does with a signal that lies with it: accept, ask, watch, close."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.folders import sharing
from lantaarn.rules.transitions import REFERRAL, SIGNAL, NotAllowed
from lantaarn.signals.actions.course import hold, step
from lantaarn.signals.actions.offering import share_on_paper
from lantaarn.signals.models import Question, Referral, Signal, SignalLink
from lantaarn.signals.words import forms_in, title_of
from lantaarn.vault.sealing import seal_rows

CLOSE_REASONS = (
    "no_trafficking_found",
    "other_problem_handed_over",
    "victim_safe_and_supported",
    "prosecuted",
    "disrupted",
    "no_contact_possible",
    "merged",
    "handed_over_region",
    "handled_before",
)
FEEDBACK = ("followed_up", "other_help", "not_enough", "thanks_only")
"""The safe words that a reporter may read; they say nothing of anybody."""


@transaction.atomic
def accept(*, folder_id: UUID, referral_id: UUID, revision: int, by: Actor) -> None:
    """The desk answers for what was offered. Pressed twice by the same person, it is accepted once."""
    signal = hold(folder_id, revision=None, by=by)
    referral = own_referral(referral_id, by=by)
    if referral.state == "accepted" and referral.accepted_by_id == by.user_id:
        return
    hold(folder_id, revision=revision, by=by)
    now = timezone.now()
    referral.state = REFERRAL.check("accept", referral.state).end
    referral.accepted_at, referral.accepted_by_id = now, by.user_id
    if referral.ground == "escalation" and not referral.leads:
        _take_over(referral)
    referral.save()
    if referral.leads:
        if SIGNAL.allows("take_up", signal.status):
            signal.status = SIGNAL.check("take_up", signal.status).end
        signal.lead_desk_id = referral.to_desk_id
        signal.taken_up_at = signal.taken_up_at or now
    if referral.to_desk_id == by.desk_id:
        sharing.share_back(folder_id, also=[referral.from_desk_id] if referral.from_desk_id else [], by=by)
        if referral.leads:
            share_on_paper(folder_id, by=by)
    step(signal, "accepted", by=by, task=referral.task)
    audit.record(action="signal.accepted", objects=[folder_id], about=signal.code, ground=referral.ground, by=by)


def _take_over(referral: Referral) -> None:
    """Who accepts what nobody answered leads from now on; a desk off-system keeps what was handed to it."""
    late = Referral.objects.filter(
        folder_id=referral.folder_id,
        leads=True,
        state="offered",
        escalated_at__isnull=False,
        to_desk__off_system=False,
    ).first()
    if late is not None:
        late.state, late.ended_at = REFERRAL.check("withdraw", late.state).end, timezone.now()
        late.end_reason = "escalation"
        late.save()
        referral.leads = True


def own_referral(referral_id: UUID, *, by: Actor) -> Referral:
    """A referral to the acting desk, or one that it made to a desk off-system; else missing."""
    referral = Referral.objects.select_for_update(of=("self",)).filter(id=referral_id).select_related("to_desk").first()
    if referral is None:
        raise Http404
    mine = referral.to_desk_id == by.desk_id or (referral.to_desk.off_system and referral.from_desk_id == by.desk_id)
    if not mine:
        raise Http404
    return referral


@transaction.atomic
def finish(*, folder_id: UUID, referral_id: UUID, revision: int, note: str = "", by: Actor) -> None:
    """A task beside the lead is done; the lead ends by passing on or closing."""
    signal = hold(folder_id, revision=revision, by=by)
    referral = own_referral(referral_id, by=by)
    if referral.leads and not referral.to_desk.off_system:
        raise NotAllowed(_("Uw balie heeft de leiding. Zet het signaal door of rond het af."))
    referral.state = REFERRAL.check("finish", referral.state).end
    referral.ended_at, referral.end_reason = timezone.now(), note
    seal_rows([referral], folder_id=folder_id, by=by)
    referral.save()
    step(signal, "finished", by=by, task=referral.task, desk=referral.to_desk.label)
    audit.record(action="signal.task_finished", objects=[folder_id], about=signal.code, by=by)


@transaction.atomic
def set_facts(*, folder_id: UUID, facts: Mapping[str, str], revision: int, by: Actor) -> None:
    """The focal point completes the facts of the route; unknown is an answer too."""
    signal = hold(folder_id, revision=revision, by=by)
    changed = {name: value for name, value in facts.items() if name in signal.facts and signal.facts[name] != value}
    if not changed:
        return
    signal.facts = {**signal.facts, **changed}
    signal.exploitation = forms_in(signal.facts)
    signal.title = title_of(signal.exploitation)[:140]
    signal.minor = signal.facts.get("minor", signal.minor)
    signal.acute = signal.facts.get("acute_danger") == "yes"
    step(signal, "facts", by=by, facts=changed)
    audit.record(action="signal.facts_set", objects=[folder_id], about=signal.code, by=by)


@transaction.atomic
def ask_reporter(*, folder_id: UUID, text: str, by: Actor) -> None:
    """Put a question that the reporter reads with the code."""
    signal = hold(folder_id, revision=None, by=by)
    question = Question(
        region_id=by.region, folder_id=folder_id, desk_id=by.own_desk, text=text, asked_at=timezone.now()
    )
    seal_rows([question], folder_id=folder_id, by=by)
    question.save(force_insert=True)
    step(signal, "asked", by=by)
    audit.record(action="signal.reporter_asked", objects=[folder_id], about=signal.code, by=by)


@transaction.atomic
def watch(*, folder_id: UUID, ground: str, until: dt.date, revision: int, by: Actor) -> None:
    """Follow from a distance: with a ground, and a day to look again."""
    signal = _led_by(hold(folder_id, revision=revision, by=by), by)
    signal.status = SIGNAL.check("watch", signal.status).end
    signal.watch_ground, signal.watch_until = ground, until
    seal_rows([signal], folder_id=folder_id, by=by)
    step(signal, "watching", by=by, until=until.isoformat())
    audit.record(action="signal.watched", objects=[folder_id], about=signal.code, ground="watched", by=by)


@transaction.atomic
def close(*, folder_id: UUID, reason: str, note: str, feedback: str, revision: int, by: Actor) -> sharing.Ended:
    """Finish a signal, with a reason, and with safe words for the reporter. Sheets that nobody took are taken back."""
    signal = _led_by(hold(folder_id, revision=revision, by=by), by)
    if reason not in CLOSE_REASONS or feedback not in FEEDBACK:
        raise NotAllowed(_("Kies een reden en een antwoord aan de melder uit de lijst."))
    now = timezone.now()
    signal.status = SIGNAL.check("close", signal.status).end
    signal.closed_at, signal.close_reason, signal.close_note, signal.feedback = now, reason, note, feedback
    seal_rows([signal], folder_id=folder_id, by=by)
    still_open = Referral.objects.filter(folder_id=folder_id, state__in=("offered", "accepted"))
    untaken = list(still_open.filter(state="offered", to_desk__off_system=True).values_list("to_desk_id", flat=True))
    for referral in still_open:
        name = "finish" if referral.state == "accepted" else "withdraw"
        referral.state, referral.ended_at = REFERRAL.check(name, referral.state).end, now
        referral.end_reason = "closed"
        referral.save()
    step(signal, "closed", by=by, reason=reason)
    audit.record(action="signal.closed", objects=[folder_id], about=signal.code, ground=reason, by=by)
    return sharing.withdraw_along(folder_id=folder_id, desk_ids=untaken, why=_("Het signaal is afgerond."), by=by)


@transaction.atomic
def reopen(*, folder_id: UUID, reason: str, revision: int, by: Actor) -> None:
    """Undo a closing: the signal lies with the acting desk again, which leads."""
    signal = hold(folder_id, revision=revision, by=by)
    if signal.lead_desk_id != by.desk_id:
        raise NotAllowed(_("Alleen de balie die het signaal afrondde, kan het weer openen."))
    signal.status = SIGNAL.check("reopen", signal.status).end
    signal.closed_at, signal.close_reason, signal.feedback = None, "", ""
    now = timezone.now()
    again = Referral(
        region_id=by.region,
        folder_id=folder_id,
        from_desk_id=by.desk_id,
        to_desk_id=by.desk_id,
        leads=True,
        state="accepted",
        task="take_up",
        ground="reopened",
        note=reason,
        offered_at=now,
        accepted_at=now,
        accepted_by_id=by.user_id,
    )
    seal_rows([again], folder_id=folder_id, by=by)
    again.save(force_insert=True)
    step(signal, "reopened", by=by, why=reason)
    audit.record(action="signal.reopened", objects=[folder_id], about=signal.code, ground="reopened", by=by)


@transaction.atomic
def link(*, folder_id: UUID, other_code: str, why: str, by: Actor) -> None:
    """Say that two signals may be about the same. Both stay; only who sees both sees the link."""
    signal = hold(folder_id, revision=None, by=by)
    other = Signal.objects.filter(code=other_code, region_id=by.region).exclude(folder_id=folder_id).first()
    if other is None:
        raise NotAllowed(_("Dit kenmerk staat niet op uw lijst. Kijk het na in de lijst."))
    first, second = sorted((signal.folder_id, other.folder_id))
    if SignalLink.objects.filter(folder_id=first, other_id=second, undone_at__isnull=True).exists():
        raise NotAllowed(_("Deze twee signalen zijn al gekoppeld."))
    found = SignalLink(
        region_id=by.region,
        folder_id=first,
        other_id=second,
        why=why,
        made_at=timezone.now(),
        made_by_desk_id=by.own_desk,
    )
    seal_rows([found], folder_id=folder_id, by=by)
    found.save(force_insert=True)
    step(signal, "linked", by=by)
    audit.record(action="signal.linked", objects=[first, second], about=signal.code, by=by)


@transaction.atomic
def undo_link(*, folder_id: UUID, link_id: UUID, by: Actor) -> None:
    """Take a link apart again; that it was there stays in the log."""
    signal = hold(folder_id, revision=None, by=by)
    found = SignalLink.objects.filter(id=link_id, undone_at__isnull=True).first()
    if found is None or folder_id not in (found.folder_id, found.other_id):
        raise Http404
    found.undone_at = timezone.now()
    found.save(update_fields=["undone_at"])
    step(signal, "unlinked", by=by)
    audit.record(action="signal.unlinked", objects=[found.folder_id, found.other_id], about=signal.code, by=by)


def _led_by(signal: Signal, by: Actor) -> Signal:
    if signal.lead_desk_id != by.desk_id:
        told = _("Uw balie heeft niet de leiding over dit signaal. Overleg met de balie die de leiding heeft.")
        raise NotAllowed(told)
    return signal
