"""Making and changing the plan by hand: programme, parts, actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.network.models import Desk, Organisation
from lantaarn.network.queries import districts
from lantaarn.programme.actions.holding import action_of, changed, check_manage, open_programme, unfold
from lantaarn.programme.indicators import BY_CODE
from lantaarn.programme.inputs import ActionInput, PartyInput, ProgrammeInput
from lantaarn.programme.models import Action, Part, Party, Programme
from lantaarn.programme.models.plan import GROUPS, KINDS, LEVELS, PART_KINDS, TARGET_PER
from lantaarn.rules.lights import target_of
from lantaarn.rules.transitions import NotAllowed


@transaction.atomic
def make_programme(*, programme: ProgrammeInput, by: Actor) -> UUID:
    """A new programme, as a draft that only those see who manage programmes."""
    check_manage(by)
    return new_programme(programme, by).id


def new_programme(given: ProgrammeInput, by: Actor) -> Programme:
    _check_cover(given, by)
    now = timezone.now()
    programme = Programme(
        region_id=by.region,
        state="draft",
        revision=0,
        made_at=now,
        made_by_id=by.user_id,
        changed_at=now,
        **_cover(given, by),
    )
    programme.save(force_insert=True)
    changed(programme, "programme.made", programme.title, by)
    return programme


def _check_cover(given: ProgrammeInput, by: Actor) -> None:
    if not given.title.strip():
        raise NotAllowed(_("Geef het programma een titel."))
    if given.kind not in KINDS:
        raise NotAllowed(_("Kies of dit een programma van de regio, een district of een gemeente is."))
    if given.kind == "local" and given.municipality_id is None:
        raise NotAllowed(_("Kies van welke gemeente dit programma is."))
    if given.kind == "district" and given.district.strip() not in districts(region=by.region):
        raise NotAllowed(_("Kies van welk district dit programma is. Districten staan bij ‘Netwerk’."))
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        raise NotAllowed(_("De laatste dag ligt voor de eerste dag. Draai ze om."))


def _cover(given: ProgrammeInput, by: Actor) -> dict[str, object]:
    parent = None
    if given.parent_id:
        parent = Programme.objects.filter(id=given.parent_id, region_id=by.region).first()
        if parent is None:
            raise Http404
    return {
        "title": given.title.strip()[:300],
        "kind": given.kind,
        "starts_on": given.starts_on,
        "ends_on": given.ends_on,
        "parent": parent,
        "district": given.district.strip(),
        "municipality_id": given.municipality_id,
        "source_name": given.source_name,
    }


@transaction.atomic
def change_programme(*, programme_id: UUID, programme: ProgrammeInput, by: Actor) -> None:
    """Its cover: title, period, kind, and of which programme it is part."""
    _check_cover(programme, by)
    found = open_programme(programme_id, by)
    if programme.parent_id == programme_id:
        raise NotAllowed(_("Een programma kan niet onder zichzelf hangen."))
    for name, value in _cover(programme, by).items():
        setattr(found, name, value)
    found.save()
    unfold(list(found.actions.filter(ended_on__isnull=True).select_related("programme")), by.region)
    changed(found, "programme.changed", found.title, by)


@transaction.atomic
def add_part(
    *, programme_id: UUID, kind: str, number: str, title: str, parent_id: UUID | None = None, by: Actor
) -> UUID:
    """A pillar, a goal, an activity."""
    programme = open_programme(programme_id, by)
    if kind not in PART_KINDS or not title.strip():
        raise NotAllowed(_("Kies het soort onderdeel en geef het een titel."))
    part = Part(
        region_id=by.region,
        programme=programme,
        kind=kind,
        number=number.strip(),
        title=title.strip(),
        parent_id=parent_id,
        place=programme.parts.count(),
    )
    part.save(force_insert=True)
    changed(programme, "programme.part_added", part.title, by)
    return part.id


@transaction.atomic
def add_action(*, programme_id: UUID, given: ActionInput, by: Actor) -> UUID:
    """One more action, at the end."""
    programme = open_programme(programme_id, by)
    (made,) = new_actions(programme, [given], by)
    changed(programme, "programme.action_added", made.what, by)
    return made.id


def new_actions(programme: Programme, given: Sequence[ActionInput], by: Actor) -> list[Action]:
    """Many at once: the rows, who takes part, and the states of municipalities."""
    check_known([party for one in given for party in one.parties], by.region)
    start = Action.objects.filter(programme=programme).count()
    made = []
    for place, one in enumerate(given, start):
        made.append(Action(region_id=by.region, programme=programme, place=place, **columns(one)))
    Action.objects.bulk_create(made)
    Party.objects.bulk_create(
        party for action, one in zip(made, given, strict=True) for party in _parties(action, one.parties)
    )
    unfold(made, by.region)
    return made


def _parties(action: Action, given: Sequence[PartyInput]) -> list[Party]:
    return [
        Party(
            region_id=action.region_id,
            action=action,
            holds=one.holds,
            name=one.name.strip(),
            organisation_id=one.organisation_id,
            desk_id=one.desk_id,
            role=one.role,
            group=one.group if one.group in GROUPS else "",
            place=place,
        )
        for place, one in enumerate(given)
        if one.name.strip()
    ]


def columns(given: ActionInput) -> dict[str, object]:
    """The columns of an action, checked; a rhythm that states a target gives one."""
    if not given.what.strip():
        raise NotAllowed(_("Schrijf wat er gaat gebeuren."))
    if given.level not in LEVELS:
        raise NotAllowed(_("Kies of de actie regionaal, in het district of in elke gemeente gebeurt."))
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        raise NotAllowed(_("De laatste dag ligt voor de eerste dag. Draai ze om."))
    if given.indicator and given.indicator not in BY_CODE:
        raise NotAllowed(_("Deze telling bestaat niet. Kies er een uit de lijst."))
    target, per = _target(given)
    return {
        "what": given.what.strip(),
        "why": given.why.strip(),
        "level": given.level,
        "part_id": given.part_id,
        "when_text": given.when_text.strip(),
        "starts_on": given.starts_on,
        "ends_on": given.ends_on,
        "recurrence": given.recurrence,
        "target": target,
        "target_per": per,
        "indicator": given.indicator,
        "source_line": given.source_line,
        "source_page": given.source_page,
        "source_quote": given.source_quote,
        "sure": given.sure,
        "changed_at": timezone.now(),
    }


def _target(given: ActionInput) -> tuple[int | None, str]:
    if given.target_per and given.target_per not in TARGET_PER:
        raise NotAllowed(_("Kies per wanneer het doel geldt: per jaar, halfjaar, kwartaal of maand."))
    if given.target is not None:
        return given.target, given.target_per or "whole"
    found = target_of(given.recurrence)
    return (found.number, found.per) if found else (None, "")


@transaction.atomic
def change_action(*, action_id: UUID, given: ActionInput, by: Actor) -> None:
    """What it is, who holds it, when; the place in its document stays unless a new one is given."""
    found = action_of(action_id, by)
    programme = open_programme(found.programme_id, by)
    set_action(found, given)
    unfold([found], by.region)
    changed(programme, "programme.action_changed", found.what, by, objects=(found.id,))


def set_action(found: Action, given: ActionInput) -> None:
    values = columns(given)
    if given.source_line is None and given.source_page is None:
        for name in ("source_line", "source_page", "source_quote", "sure"):
            del values[name]
    for name, value in values.items():
        setattr(found, name, value)
    found.save()
    check_known(given.parties, found.region_id)
    wanted = _parties(found, given.parties)
    if [_told(one) for one in found.parties.order_by("place")] != [_told(one) for one in wanted]:
        found.parties.all().delete()
        Party.objects.bulk_create(wanted)


def _told(party: Party) -> tuple[object, ...]:
    return (party.holds, party.name, party.organisation_id, party.desk_id, party.role, party.group)


@transaction.atomic
def end_action(*, action_id: UUID, why: str, on_day: dt.date | None = None, by: Actor) -> None:
    """Out of the programme by a decision; it stays to be seen with its story."""
    if not why.strip():
        raise NotAllowed(_("Schrijf waarom deze actie eruit gaat."))
    found = action_of(action_id, by)
    programme = open_programme(found.programme_id, by)
    found.ended_on, found.ended_why = on_day or timezone.localdate(), why.strip()
    found.save(update_fields=["ended_on", "ended_why"])
    changed(programme, "programme.action_ended", found.what, by, objects=(found.id,))


def check_known(parties: Sequence[PartyInput], region: str) -> None:
    """Organisations and desks of this region alone."""
    for model, ids in (
        (Organisation, {p.organisation_id for p in parties if p.organisation_id}),
        (Desk, {p.desk_id for p in parties if p.desk_id}),
    ):
        if model.objects.filter(region_id=region, id__in=ids).count() != len(ids):
            raise Http404
