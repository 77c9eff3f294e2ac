"""A region's first programme, from its pack: a draft, made by who manages programmes and adopted by a body later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.network.models import Organisation, Region, Role
from lantaarn.programme.actions import ActionInput, MoneyInput, PartyInput, ProgrammeInput
from lantaarn.programme.actions.holding import changed, check_manage
from lantaarn.programme.actions.money import put_money
from lantaarn.programme.actions.planning import new_actions, new_programme
from lantaarn.programme.models import Part, Programme
from lantaarn.programme.queries.rows import day_of
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables.packs import Plan, PlanAction, read_plan
from lantaarn.tables.packs.programme import FILE, GROUPS


@dataclass(frozen=True)
class PackedPlan:
    """What the pack brings, for who may begin with it."""

    title: str
    actions: int


def packed_plan(*, by: Actor) -> PackedPlan | None:
    """The programme of the newest pack; None when it brings none, or when the region has a programme already."""
    if not by.can("programme.manage") or Programme.objects.filter(region_id=by.region).exists():
        return None
    plan = _plan(by.region)
    return PackedPlan(plan.title, len(plan.actions)) if plan else None


def _plan(region: str) -> Plan | None:
    """As the pack that was loaded last says it, whichever version of the route holds."""
    kept = Region.objects.values_list("pack", flat=True).get(code=region)
    text = kept.get("files", {}).get(FILE)
    return read_plan(text.encode()) if text else None


@transaction.atomic
def begin_from_pack(*, by: Actor) -> UUID:
    """Make the draft. A region that has a programme keeps it: a newer text is read in beside it."""
    check_manage(by)
    plan = _plan(by.region)
    if plan is None or Programme.objects.filter(region_id=by.region).exists():
        raise NotAllowed(_("Uw regio heeft al een programma, of het regiopakket brengt er geen mee."))
    cover = ProgrammeInput(
        title=plan.title, starts_on=day_of(plan.starts_on), ends_on=day_of(plan.ends_on), source_name=plan.source
    )
    programme = new_programme(cover, by)
    parts = _parts(programme, plan)
    names = _names(by.region)
    new_actions(programme, [_action(one, parts, names) for one in plan.actions], by)
    for row in plan.money:
        put_money(programme, MoneyInput(row.measure, row.year, Decimal(row.planned), row.money_from), by)
    changed(programme, "programme.import_confirmed", plan.source or plan.title, by)
    return programme.id


def _parts(programme: Programme, plan: Plan) -> Mapping[str, UUID]:
    made = {
        part.code: Part(
            region_id=programme.region_id,
            programme=programme,
            kind=part.kind,
            number=part.number,
            title=part.title,
            place=place,
        )
        for place, part in enumerate(plan.parts)
    }
    Part.objects.bulk_create(made.values())
    return {code: part.id for code, part in made.items()}


def _names(region: str) -> Mapping[str, PartyInput]:
    """Who each code is: an organisation of the network, else a role, else a group."""
    found = {code: PartyInput(label, group=code) for code, label in GROUPS.items()}
    for code, label in Role.objects.filter(region_id=region).values_list("code", "label"):
        found[code] = PartyInput(label.capitalize(), role=code)
    for key, code, name in Organisation.objects.filter(region_id=region).values_list("id", "code", "name"):
        found[code] = PartyInput(name, organisation_id=key)
    return found


def _action(one: PlanAction, parts: Mapping[str, UUID], names: Mapping[str, PartyInput]) -> ActionInput:
    holders = tuple(_as(names[code], holds=True) for code in one.holders)
    return ActionInput(
        what=one.what,
        why=one.why,
        level=one.level,
        part_id=parts.get(one.part),
        parties=(*holders, *(names[code] for code in one.parties if code not in one.holders)),
        when_text=one.when,
        starts_on=day_of(one.starts_on),
        ends_on=day_of(one.ends_on),
        recurrence=one.recurrence,
        target=one.target or None,
        target_per=one.per,
        indicator=one.indicator,
    )


def _as(party: PartyInput, *, holds: bool) -> PartyInput:
    return PartyInput(party.name, holds, party.organisation_id, role=party.role, group=party.group)
