"""What a municipality says of its own house, with what shows it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.models import Municipality
from lantaarn.programme.actions.holding import check_report, may_manage, who
from lantaarn.programme.house import BY_CODE, STATES
from lantaarn.programme.models import HouseFact
from lantaarn.rules.transitions import NotAllowed


@transaction.atomic
def note_house(
    *,
    municipality_id: UUID,
    item: str,
    state: str,
    evidence: str = "",
    since: dt.date | None = None,
    look_again_on: dt.date | None = None,
    by: Actor,
) -> UUID:
    """One thing of the list; ‘in order’ needs what shows it."""
    check_report(by)
    place = Municipality.objects.filter(id=municipality_id, region_id=by.region).first()
    if place is None:
        raise Http404
    if not may_manage(by=by) and by.municipality_id != municipality_id:
        raise NotAllowed(_("U kunt alleen voor uw eigen gemeente melden."))
    if item not in BY_CODE or BY_CODE[item].measured or state not in STATES:
        raise NotAllowed(_("Kies iets uit de lijst dat u zelf kunt invullen."))
    if state == "yes" and not evidence.strip():
        raise NotAllowed(_("Schrijf waaruit het blijkt: een besluit, een link of een dag."))
    fact = HouseFact(
        region_id=by.region,
        municipality=place,
        item=item,
        state=state,
        evidence=evidence.strip(),
        since=since,
        look_again_on=look_again_on,
        at=timezone.now(),
        made_by_id=by.user_id,
        who=who(by),
    )
    fact.save(force_insert=True)
    audit.record(
        action="programme.house_noted", objects=[place.id], kind="municipality", about=f"{place.name}: {item}", by=by
    )
    return fact.id
