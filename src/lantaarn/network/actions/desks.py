"""How a desk can be reached: the one thing of it that a screen may change."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.network.models import Desk
from lantaarn.rules.transitions import NotAllowed


@transaction.atomic
def change_desk_reach(*, desk_id: UUID, channel: str, hours: str, by: Actor) -> None:
    """Channel and hours; a desk without the system needs a channel, for it has no other door."""
    desk = Desk.objects.select_for_update().filter(region_id=by.region, id=desk_id).first()
    if desk is None:
        raise NotAllowed(_("Deze balie is er niet meer."))
    if desk.off_system and not channel.strip():
        raise NotAllowed(_("Deze balie werkt zonder Lantaarn. Schrijf op hoe een overdrachtsblad er komt."))
    desk.channel, desk.hours = channel.strip(), hours.strip()
    desk.save(update_fields=["channel", "hours"])
    audit.record(action="network.desk_reach_changed", objects=[desk.id], kind="desk", about=desk.label, by=by)
