"""Mail to the people of a desk: a link and no content, queued in the same transaction as the deed."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from lantaarn.context.actor import Actor
from lantaarn.network import queries as network
from lantaarn.signals.models import Mail

TEMPLATES = ("offered", "reminder", "escalated", "answered", "back", "task", "invited")


def tell_desk(desk_id: UUID, *, template: str, link: str, by: Actor) -> None:
    """Tell everybody of the desk who is there today."""
    now = timezone.now()
    for member in network.members(desk_id=desk_id):
        if not member.reachable:
            continue
        mail = Mail(
            region_id=by.region,
            to_user_id=member.user_id,
            desk_id=desk_id,
            template=template,
            link=link,
            state="queued",
            made_at=now,
            changed_at=now,
        )
        mail.save(force_insert=True)
        app.configure_task("send_mail").defer(mail_id=str(mail.id), region=by.region)
