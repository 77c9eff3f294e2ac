"""Mail to the people of a desk: a link and no content, queued in the same transaction as the deed."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.keeping import keep
from lantaarn.network import queries as network
from lantaarn.rules.transitions import MAIL
from lantaarn.signals.models import Mail

TEMPLATES = (
    *("offered", "reminder", "escalated", "answered", "back", "task", "invited"),
    *("shared", "second", "corrected", "emergency"),
)


def tell_desk(desk_id: UUID, *, template: str, link: str, by: Actor) -> None:
    """Tell everybody of the desk who is there today."""
    mails = mails_to([desk_id], template=template, link=link, by=by)
    keep(mails)
    queue(mails)


def tell_people(people: Iterable[UUID], *, template: str, link: str, by: Actor) -> None:
    """Tell these people, wherever they work."""
    now = timezone.now()
    mails = [
        Mail(
            region_id=by.region,
            to_user_id=user_id,
            template=template,
            link=link,
            state="queued",
            made_at=now,
            changed_at=now,
        )
        for user_id in people
    ]
    keep(mails)
    queue(mails)


def mails_to(desks: Iterable[UUID], *, template: str, link: str, by: Actor) -> list[Mail]:
    """A mail to everybody of these desks who is there today, not kept yet."""
    now = timezone.now()
    return [
        Mail(
            region_id=by.region,
            to_user_id=user_id,
            desk_id=desk_id,
            template=template,
            link=link,
            state="queued",
            made_at=now,
            changed_at=now,
        )
        for desk_id, user_id in network.reachable(desk_ids=desks)
    ]


def queue(mails: Iterable[Mail]) -> None:
    """Hand mails that were kept to the queue, in the same transaction."""
    jobs: list[JSONDict] = [{"mail_id": str(mail.id), "region": mail.region_id} for mail in mails]
    if jobs:
        app.configure_task("send_mail").batch_defer(*jobs)


@transaction.atomic
def decide_mail(*, mail_id: UUID, again: bool, by: Actor) -> None:
    """A person says what becomes of a mail that may or may not have left: send it again, or let it rest."""
    mail = Mail.objects.select_for_update(of=("self",)).filter(id=mail_id, region_id=by.region).first()
    if mail is None:
        raise Http404
    mail.state = MAIL.check("resend" if again else "settle", mail.state).end
    mail.decided_by_id, mail.changed_at = by.user_id, timezone.now()
    mail.save()
    if again:
        app.configure_task("send_mail").defer(mail_id=str(mail.id), region=by.region)
    audit.record(action="mail.decided", objects=[mail.id], kind="mail", by=by)
