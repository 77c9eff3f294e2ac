"""Who may change a programme, and how its rows are taken in hand: checked, locked, and told in the log."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.models import Municipality
from lantaarn.programme.models import Action, LocalState, Programme
from lantaarn.rules.transitions import NotAllowed


def may_manage(*, by: Actor) -> bool:
    return by.can("programme.manage")


def may_report(*, by: Actor) -> bool:
    return by.can("programme.report") or may_manage(by=by)


def check_manage(by: Actor) -> None:
    if not may_manage(by=by):
        raise NotAllowed(_("U mag in deze rol het programma niet wijzigen. Doe een voorstel."))


def check_report(by: Actor) -> None:
    if not may_report(by=by):
        raise NotAllowed(_("U mag in deze rol niet melden hoe het met acties staat. Vraag de ketenregisseur."))


def who(by: Actor) -> str:
    """Role and organisation as a reader of the story sees them."""
    return ", ".join(filter(None, (by.role_label or by.role, by.organisation)))


def programme_of(programme_id: UUID, by: Actor) -> Programme:
    found = Programme.objects.select_for_update().filter(id=programme_id, region_id=by.region).first()
    if found is None:
        raise Http404
    return found


def open_programme(programme_id: UUID, by: Actor) -> Programme:
    """A programme that may still be changed."""
    check_manage(by)
    found = programme_of(programme_id, by)
    if found.state == "closed":
        raise NotAllowed(_("Dit programma is afgelopen en verandert niet meer."))
    return found


def action_of(action_id: UUID, by: Actor) -> Action:
    found = Action.objects.select_related("programme").filter(id=action_id, region_id=by.region).first()
    if found is None:
        raise Http404
    return found


def changed(programme: Programme, deed: str, about: str, by: Actor, *, objects: tuple[UUID, ...] = ()) -> None:
    """The programme has a new revision, and the log says what was done."""
    programme.revision += 1
    programme.changed_at = timezone.now()
    programme.save(update_fields=["revision", "changed_at"])
    audit.record(action=deed, objects=[programme.id, *objects], kind="programme", about=about[:120], by=by)


def unfold(actions: list[Action], region: str) -> None:
    """A local action has one state per municipality of its programme, from the first day on."""
    local = [action for action in actions if action.level in {"local", "both"}]
    if not local:
        return
    places = list(Municipality.objects.filter(region_id=region).values_list("id", "district"))
    there = set(LocalState.objects.filter(action__in=local).values_list("action_id", "municipality_id"))
    LocalState.objects.bulk_create(
        (
            LocalState(region_id=region, action=action, municipality_id=place)
            for action in local
            for place in _where(action, places)
            if (action.id, place) not in there
        ),
        batch_size=2000,
    )


def _where(action: Action, places: list[tuple[UUID, str]]) -> list[UUID]:
    """The plan of one municipality unfolds there alone, that of a district in the municipalities of the district."""
    programme = action.programme
    if programme.municipality_id:
        return [programme.municipality_id]
    if programme.kind == "district":
        return [place for place, district in places if district == programme.district]
    return [place for place, _district in places]
