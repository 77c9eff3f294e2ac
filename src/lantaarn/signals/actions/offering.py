"""Offering a signal to the desks that the route, or a person, names: referrals, tasks, agenda items, sight, mail."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.folders import sharing
from lantaarn.network import queries as network
from lantaarn.network.models import Body
from lantaarn.network.queries import DeskView
from lantaarn.signals.actions.course import let_see
from lantaarn.signals.actions.mailing import tell_desk
from lantaarn.signals.models import AgendaItem, Referral, Signal, Task
from lantaarn.signals.routing import Decided, Destination
from lantaarn.vault.sealing import seal_rows

OPEN = ("offered", "accepted")


def desks_to_open_for(decided: Decided, home: UUID) -> list[UUID]:
    """Which desks see a new folder: who brings it, who leads, and who is brought in with the signal itself."""
    found = {home}
    for destination in decided.all:
        if not destination.notice:
            found.update(sighted(destination.desk))
    return sorted(found)


def sighted(desk: DeskView) -> list[UUID]:
    """The desks that see what goes to `desk`: none for one off-system, the members' desks for a body."""
    if desk.off_system:
        return []
    if desk.body_id is None:
        return [desk.id]
    return [member.id for member in body_desks(desk.body_id)]


def body_desks(body_id: UUID) -> list[DeskView]:
    """The desks that sit in a body: those of the region whose role is among its members, and that work here."""
    body = Body.objects.get(id=body_id)
    return [
        desk
        for desk in network.desks(region=body.region_id)
        if desk.role in body.members and desk.municipality_id is None and not desk.off_system and desk.body_id is None
    ]


def offer(
    signal: Signal,
    destination: Destination,
    *,
    from_desk: UUID | None,
    ground: str,
    note: str = "",
    overrule_reason: str = "",
    tell: bool = True,
    by: Actor,
) -> None:
    """Put `destination` to work. What it becomes follows from the destination itself.

    Without `tell` nobody gets mail of it: who offers many at once tells each desk once.
    """
    if destination.desk.body_id is not None:
        _agenda(signal, destination, by)
    elif _is_task(signal, destination):
        _task_row(signal, destination, from_desk).save(force_insert=True)
    else:
        _referral(signal, destination, from_desk, ground, note, overrule_reason, by)
        if from_desk is not None:
            let_know(signal.folder_id, destination.desk, ground=ground, by=by)
    if tell and destination.desk.body_id is None and not destination.desk.off_system:
        tell_desk(destination.desk.id, template="offered", link=f"/postvak/{signal.folder_id}/", by=by)


def let_know(folder_id: UUID, desk: DeskView, *, ground: str, by: Actor) -> None:
    """The desk gets sight and what may go along; one outside Lantaarn gets what may go, on paper."""
    if desk.off_system:
        sharing.share_along_route(folder_id, [desk.id], by=by)
    else:
        let_see(folder_id, desk.id, ground=ground, purpose="signal.handle", by=by)


def desks_on_paper(decided: Decided, home: UUID) -> list[UUID]:
    """Who gets a sheet of a new signal from the desk that it comes to, `home`; nobody while another desk leads."""
    if decided.lead.desk.id != home:
        return []
    return [d.desk.id for d in decided.others if d.desk.off_system and d.desk.body_id is None and not d.notice]


def share_on_paper(folder_id: UUID, *, by: Actor) -> None:
    """Who takes a signal up answers for the sheets that wait in it; what was shared before is not shared again."""
    waiting = Referral.objects.filter(
        folder_id=folder_id, from_desk_id=by.own_desk, to_desk__off_system=True, state__in=OPEN
    ).values_list("to_desk_id", flat=True)
    shared = {one.to_desk_id for one in sharing.shares_of(folder_id=folder_id, by=by) if one.mine} if waiting else ()
    sharing.share_along_route(folder_id, [desk for desk in waiting if desk not in shared], by=by)


def first_rows(signal: Signal, decided: Decided, *, ground: str, by: Actor) -> list[Referral | Task | AgendaItem]:
    """What a new signal begins with, not kept yet: nobody was asked before, and who may see it was settled before."""
    rows: dict[tuple[object, ...], Referral | Task | AgendaItem] = {}
    for destination in decided.all:
        if destination.desk.body_id is not None:
            rows.setdefault((destination.desk.body_id,), _agenda_row(signal, destination, by))
        elif _is_task(signal, destination):
            rows[len(rows),] = _task_row(signal, destination, None)
        else:
            key = (destination.desk.id, destination.task)
            rows.setdefault(key, _referral_row(signal, destination, None, ground))
    return list(rows.values())


def desks_to_tell(decided: Decided) -> list[UUID]:
    """Who gets mail of a new signal: desks with people in Lantaarn, each once."""
    told = (d.desk for d in decided.all if d.desk.body_id is None and not d.desk.off_system)
    return list(dict.fromkeys(desk.id for desk in told))


def _is_task(signal: Signal, destination: Destination) -> bool:
    """A notice, or something further that is asked of who leads already."""
    return destination.notice or (destination.desk.id == signal.lead_desk_id and not destination.leads)


def _referral(
    signal: Signal,
    destination: Destination,
    from_desk: UUID | None,
    ground: str,
    note: str,
    overrule_reason: str,
    by: Actor,
) -> None:
    if not _asked_already(signal, destination):
        row = _referral_row(signal, destination, from_desk, ground)
        row.note, row.overrule_reason = note, overrule_reason
        seal_rows([row], folder_id=signal.folder_id, by=by)
        row.save(force_insert=True)


def _referral_row(signal: Signal, destination: Destination, from_desk: UUID | None, ground: str) -> Referral:
    keeper = from_desk
    if destination.desk.off_system and keeper is None:
        keeper = signal.lead_desk_id
    return Referral(
        region_id=signal.region_id,
        folder_id=signal.folder_id,
        from_desk_id=keeper,
        to_desk_id=destination.desk.id,
        leads=destination.leads,
        state="offered",
        task=destination.task,
        ground=ground,
        rule=destination.as_rule(),
        offered_at=timezone.now(),
        due_at=destination.due_at,
        urgent=destination.urgent,
    )


def _asked_already(signal: Signal, destination: Destination) -> bool:
    """The desk has this very task already; if it is to lead now, it leads with that."""
    found = Referral.objects.filter(
        folder_id=signal.folder_id, to_desk_id=destination.desk.id, task=destination.task, state__in=OPEN
    ).first()
    if found is not None and destination.leads and not found.leads:
        found.leads, found.due_at, found.urgent = True, destination.due_at, found.urgent or destination.urgent
        found.save(update_fields=["leads", "due_at", "urgent"])
    return found is not None


def _task_row(signal: Signal, destination: Destination, from_desk: UUID | None) -> Task:
    due = timezone.localtime(destination.due_at).date() if destination.due_at else None
    return Task(
        region_id=signal.region_id,
        folder_id=signal.folder_id,
        desk_id=destination.desk.id,
        given_by_id=from_desk,
        text=f"{destination.task_label}. {destination.task_text}".strip(),
        due_on=due,
        made_at=timezone.now(),
    )


def _agenda(signal: Signal, destination: Destination, by: Actor) -> None:
    """On the list of the body's next meeting, once; its members' desks see it."""
    assert destination.desk.body_id is not None
    waiting = AgendaItem.objects.filter(
        body_id=destination.desk.body_id, folder_id=signal.folder_id, decided_at__isnull=True
    )
    if by.kind == "desk":
        for member in body_desks(destination.desk.body_id):
            if member.id != by.desk_id:
                let_see(signal.folder_id, member.id, ground="drieluik", purpose="signal.discuss", by=by)
    if not waiting.exists():
        _agenda_row(signal, destination, by).save(force_insert=True)


def _agenda_row(signal: Signal, destination: Destination, by: Actor) -> AgendaItem:
    assert destination.desk.body_id is not None
    return AgendaItem(
        region_id=signal.region_id,
        body_id=destination.desk.body_id,
        folder_id=signal.folder_id,
        put_by_id=by.own_desk,
        put_at=timezone.now(),
    )
