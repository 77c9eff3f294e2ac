"""What holders and municipalities say: state, story, a count, evidence; and a light overruled with a reason."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.programme.actions.holding import action_of, check_manage, check_report, may_manage, who
from lantaarn.programme.models import Action, LocalState, Progress
from lantaarn.rules.lights import LABELS, STATES
from lantaarn.rules.transitions import NotAllowed

OVERRULED_FOR = dt.timedelta(days=92)
"""A quarter: a light that a person set does not outlive the picture in which it was true."""


@transaction.atomic
def report_progress(
    *,
    action_id: UUID,
    state: str = "",
    story: str = "",
    counted: int | None = None,
    municipality_id: UUID | None = None,
    evidence: str = "",
    by: Actor,
) -> UUID:
    """One word about an action; for a local action of a municipality its state changes with it."""
    check_report(by)
    action = _live(action_id, by)
    if state and state not in STATES:
        raise NotAllowed(_("Kies hoe het staat."))
    if not (state or story.strip() or counted is not None):
        raise NotAllowed(_("Kies hoe het staat, of schrijf wat er is gebeurd."))
    if municipality_id:
        _local(action, municipality_id, state, evidence, by)
    elif not takes_part(action, by):
        raise NotAllowed(_("Alleen wie deze actie houdt of eraan meedoet kan melden hoe het staat."))
    word = _word(action, municipality_id, by)
    word.state, word.story, word.counted = state, story.strip(), counted
    word.save(force_insert=True)
    audit.record(
        action="programme.reported",
        objects=[action.programme_id, action.id],
        kind="programme",
        about=action.what[:120],
        by=by,
    )
    return word.id


def takes_part(action: Action, by: Actor) -> bool:
    """Who holds it or takes part, by organisation, role or group. Where nobody was recognised, whoever may report."""
    if may_manage(by=by):
        return True
    named = [p for p in action.parties.all() if p.organisation_id or p.role or p.group]
    is_municipality = by.municipality_id is not None
    return not named or any(
        (p.organisation_id is not None and p.organisation_id == by.organisation_id)
        or (p.role != "" and p.role == by.role)
        or p.group == "region"
        or (p.group == "municipalities" and is_municipality)
        for p in named
    )


def _live(action_id: UUID, by: Actor) -> Action:
    action = action_of(action_id, by)
    if action.ended_on is not None:
        raise NotAllowed(_("Deze actie is uit het programma. Haar verhaal verandert niet meer."))
    return action


def _word(action: Action, municipality_id: UUID | None, by: Actor) -> Progress:
    return Progress(
        region_id=by.region,
        action=action,
        municipality_id=municipality_id,
        at=timezone.now(),
        made_by_id=by.user_id,
        who=who(by),
    )


def _local(action: Action, municipality_id: UUID, state: str, evidence: str, by: Actor) -> None:
    if not may_manage(by=by) and by.municipality_id != municipality_id:
        raise NotAllowed(_("U kunt alleen voor uw eigen gemeente melden."))
    row = LocalState.objects.select_for_update().filter(action=action, municipality_id=municipality_id).first()
    if row is None:
        raise Http404
    today = timezone.localdate()
    if state:
        row.state, row.done_on = state, today if state == "done" else None
    row.evidence, row.last_word = evidence.strip() or row.evidence, today
    row.save(update_fields=["state", "done_on", "evidence", "last_word"])


@transaction.atomic
def overrule_light(*, action_id: UUID, light: str, reason: str, until: dt.date | None = None, by: Actor) -> UUID:
    """Another colour than the rules give, with a reason, for a quarter; what the rules say stays to be seen."""
    check_manage(by)
    action = _live(action_id, by)
    if light not in LABELS:
        raise NotAllowed(_("Kies een kleur."))
    if not reason.strip():
        raise NotAllowed(_("Schrijf waarom het stoplicht anders moet zijn. Iedereen ziet uw reden."))
    today = timezone.localdate()
    if until and until < today:
        raise NotAllowed(_("Deze dag is al voorbij."))
    word = _word(action, None, by)
    word.light, word.light_reason = light, reason.strip()
    word.light_until = min(until or today + OVERRULED_FOR, today + OVERRULED_FOR)
    word.save(force_insert=True)
    _told_overruled(action, by)
    return word.id


@transaction.atomic
def follow_rules(*, action_id: UUID, by: Actor) -> None:
    """The rules speak again, before the overruled light ends by itself."""
    check_manage(by)
    action = _live(action_id, by)
    word = _word(action, None, by)
    word.light_until = timezone.localdate()
    word.save(force_insert=True)
    _told_overruled(action, by)


def _told_overruled(action: Action, by: Actor) -> None:
    audit.record(
        action="programme.overruled",
        objects=[action.programme_id, action.id],
        kind="programme",
        about=action.what[:120],
        by=by,
    )
