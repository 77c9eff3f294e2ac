"""A living document: what a body adopts becomes a version; between two versions anybody may propose."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.models import Body
from lantaarn.programme.actions.holding import action_of, changed, check_manage, check_report, open_programme, who
from lantaarn.programme.actions.planning import new_actions, set_action
from lantaarn.programme.inputs import ActionInput, action_from, action_to
from lantaarn.programme.models import Programme, Proposal, Version
from lantaarn.programme.snapshots import snapshot
from lantaarn.programme.states import PROGRAMME, PROPOSAL
from lantaarn.rules.transitions import NotAllowed


@transaction.atomic
def adopt_programme(
    *, programme_id: UUID, adopted_by: str, on_day: dt.date, body_id: UUID | None = None, by: Actor
) -> UUID:
    """A body adopted it as it stands: from now on every party sees it, and changes are held against this."""
    programme = open_programme(programme_id, by)
    if not adopted_by.strip():
        raise NotAllowed(_("Schrijf welk bestuur of overleg het programma heeft vastgesteld."))
    if on_day > timezone.localdate():
        raise NotAllowed(_("Deze dag moet nog komen."))
    if not programme.actions.filter(ended_on__isnull=True).exists():
        raise NotAllowed(_("Dit programma heeft nog geen acties."))
    if body_id and not Body.objects.filter(id=body_id, region_id=by.region).exists():
        raise Http404
    programme.state = PROGRAMME.check("adopt", programme.state).end
    programme.save(update_fields=["state"])
    version = Version(
        region_id=by.region,
        programme=programme,
        number=programme.versions.count() + 1,
        adopted_on=on_day,
        adopted_by=adopted_by.strip(),
        body_id=body_id,
        snapshot=snapshot(programme),
        made_at=timezone.now(),
        made_by_id=by.user_id,
    )
    version.save(force_insert=True)
    changed(programme, "programme.adopted", f"{programme.title} {version.number}", by)
    return version.id


@transaction.atomic
def close_programme(*, programme_id: UUID, by: Actor) -> None:
    """It is over; it stays to be read."""
    programme = open_programme(programme_id, by)
    programme.state = PROGRAMME.check("close", programme.state).end
    programme.save(update_fields=["state"])
    changed(programme, "programme.closed", programme.title, by)


@transaction.atomic
def publish_programme(*, programme_id: UUID, public: bool, by: Actor) -> None:
    """Show it to everybody, or no longer: what was adopted, without lights, stories and money."""
    programme = open_programme(programme_id, by)
    if public and programme.state != "adopted":
        raise NotAllowed(_("Alleen een vastgesteld programma kan op de openbare pagina."))
    programme.public = public
    programme.save(update_fields=["public"])
    changed(programme, "programme.published" if public else "programme.unpublished", programme.title, by)


@transaction.atomic
def propose(
    *,
    programme_id: UUID,
    kind: str,
    why: str,
    action_id: UUID | None = None,
    given: ActionInput | None = None,
    by: Actor,
) -> UUID:
    """Ask for another, changed or ended action; nothing changes until a body decides."""
    check_report(by)
    programme = Programme.objects.filter(id=programme_id, region_id=by.region).first()
    if programme is None:
        raise Http404
    if not why.strip():
        raise NotAllowed(_("Schrijf waarom u dit voorstelt."))
    _check_proposal(programme, kind, action_id, given, by)
    proposal = Proposal(
        region_id=by.region,
        programme=programme,
        action_id=action_id,
        kind=kind,
        values=action_to(given) if given else {},
        why=why.strip(),
        state=PROPOSAL.begins,
        made_at=timezone.now(),
        made_by_id=by.user_id,
        made_who=who(by),
    )
    proposal.save(force_insert=True)
    _told(proposal, "programme.proposed", by)
    return proposal.id


def _check_proposal(
    programme: Programme, kind: str, action_id: UUID | None, given: ActionInput | None, by: Actor
) -> None:
    if kind not in {"add", "change", "end"} or (kind != "add") != (action_id is not None):
        raise NotAllowed(_("Kies of u een actie wilt toevoegen, wijzigen of laten eindigen."))
    if kind != "end" and given is None:
        raise NotAllowed(_("Vul in hoe de actie moet worden."))
    if action_id and action_of(action_id, by).programme_id != programme.id:
        raise Http404


def _told(proposal: Proposal, deed: str, by: Actor) -> None:
    audit.record(
        action=deed, objects=[proposal.programme_id], kind="programme", about=f"{proposal.kind} {proposal.id}", by=by
    )


@transaction.atomic
def decide_proposal(
    *, proposal_id: UUID, adopt: bool, body: str, on_day: dt.date, decision: str = "", by: Actor
) -> None:
    """What a body adopts is done at once; what it rejects stays with its reason."""
    check_manage(by)
    proposal = _open(proposal_id, by)
    programme = open_programme(proposal.programme_id, by)
    if not body.strip():
        raise NotAllowed(_("Schrijf welk bestuur of overleg heeft besloten."))
    if not adopt and not decision.strip():
        raise NotAllowed(_("Schrijf waarom het voorstel is afgewezen."))
    proposal.state = PROPOSAL.check("adopt" if adopt else "reject", proposal.state).end
    proposal.decided_on, proposal.decided_by_body = on_day, body.strip()
    proposal.decision, proposal.decided_by_id = decision.strip(), by.user_id
    proposal.save()
    if adopt:
        _do(programme, proposal, by)
    changed(programme, "programme.proposal_decided", f"{proposal.kind} {proposal.state}", by)


def _open(proposal_id: UUID, by: Actor) -> Proposal:
    found = Proposal.objects.select_for_update().filter(id=proposal_id, region_id=by.region).first()
    if found is None:
        raise Http404
    return found


def _do(programme: Programme, proposal: Proposal, by: Actor) -> None:
    values: dict[str, Any] = proposal.values
    if proposal.kind == "add":
        new_actions(programme, [action_from(values)], by)
        return
    action = proposal.action
    assert action is not None
    if proposal.kind == "change":
        set_action(action, action_from(values))
    else:
        action.ended_on, action.ended_why = proposal.decided_on, proposal.why
        action.save(update_fields=["ended_on", "ended_why"])


@transaction.atomic
def withdraw_proposal(*, proposal_id: UUID, by: Actor) -> None:
    """Who made it takes it back."""
    check_report(by)
    proposal = Proposal.objects.filter(id=proposal_id, region_id=by.region).first()
    if proposal is None:
        raise Http404
    if proposal.made_by_id != by.user_id:
        raise NotAllowed(_("Alleen wie het voorstel deed kan het intrekken."))
    proposal.state = PROPOSAL.check("withdraw", proposal.state).end
    proposal.save(update_fields=["state"])
    _told(proposal, "programme.proposal_withdrawn", by)
