"""Receiving a request, and the three things that come before any search: safe contact, who asks, and the term."""

from __future__ import annotations

import calendar
import datetime as dt
import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.keeping import keep
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals.actions.mailing import queue
from lantaarn.signals.codes import ALPHABET
from lantaarn.signals.models import Mail
from lantaarn.subjects.models import Request
from lantaarn.subjects.sealing import seal
from lantaarn.subjects.states import REQUEST

PAGE = "/betrokkenen/"
MONTHS_MORE = 2
"""AVG 12 lid 3: a month, and two more when it is complex, told within the first month."""


@dataclass(frozen=True)
class Asked:
    """A request as whoever receives it writes it down."""

    kind: str
    asked_by: str
    channel: str
    received_on: dt.date
    name: str
    reach: str = ""
    words: str = ""
    safe_contact: str = ""
    never_call: bool = False


def month_after(day: dt.date, months: int = 1) -> dt.date:
    """The same day so many months on, or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@transaction.atomic
def receive(*, asked: Asked, by: Actor) -> tuple[UUID, str]:
    """Write a request down; the own organisation's privacy officer is told without content. Id and code."""
    row = Request(
        region_id=by.region,
        organisation_id=by.own_organisation,
        code="V-" + "".join(secrets.choice(ALPHABET) for _letter in range(6)),
        due_on=month_after(asked.received_on),
        received_by=by.name,
        **vars(asked),
    )
    seal(row, "name", "reach", "words", "safe_contact", request_id=row.id, by=by)
    keep([row])
    audit.record(action="subject.received", objects=[row.id], kind="request", about=row.code, by=by)
    _tell_handlers(by)
    return row.id, row.code


def _tell_handlers(by: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subjects_handlers()")
        handlers = [row[0] for row in cursor.fetchall()]
    now = timezone.now()
    mails = [
        Mail(
            region_id=by.region,
            to_user_id=user_id,
            template="task",
            link=PAGE,
            state="queued",
            made_at=now,
            changed_at=now,
        )
        for user_id in handlers
        if user_id != by.user_id
    ]
    keep(mails)
    queue(mails)


def held(request_id: UUID, by: Actor) -> Request:
    """The request, locked; missing for who does not handle it."""
    row = (
        Request.objects.select_for_update(of=("self",))
        .filter(id=request_id, organisation_id=by.own_organisation, region_id=by.region)
        .first()
    )
    if row is None:
        raise Http404
    return row


@transaction.atomic
def check_contact(*, request_id: UUID, outcome: str, note: str, by: Actor) -> None:
    """Is it safe to answer, and is it this person who wants it? Only then the rest follows.

    Unsafe or forced leaves the request where it is: then nothing may be told but that nothing can be told.
    """
    row = held(request_id, by)
    REQUEST.check("contact_is_safe", row.state)
    row.contact, row.contact_note = outcome, note
    row.contact_by, row.contact_at = by.name, timezone.now()
    if outcome == "safe":
        row.state = REQUEST.check("contact_is_safe", row.state).end
    seal(row, "contact_note", request_id=row.id, by=by)
    row.save(update_fields=["contact", "contact_note", "contact_by", "contact_at", "state"])
    audit.record(action="subject.contact_checked", objects=[row.id], kind="request", about=row.code, by=by)


@transaction.atomic
def identify(*, request_id: UUID, how: str, by: Actor) -> None:
    """Who asks, and how that was made sure; nothing is searched before."""
    row = held(request_id, by)
    step = REQUEST.check("identify", row.state)
    row.identity, row.identity_by, row.identity_at = how, by.name, timezone.now()
    if how != "not_proved":
        row.state = step.end
    row.save(update_fields=["identity", "identity_by", "identity_at", "state"])
    audit.record(action="subject.identified", objects=[row.id], kind="request", about=row.code, ground=how, by=by)


@transaction.atomic
def extend(*, request_id: UUID, why: str, by: Actor) -> dt.date:
    """Two months more, once, within the first month, with the reason that is told to who asks."""
    row = held(request_id, by)
    if row.ended_at is not None or row.extended_on is not None:
        raise NotAllowed(_("De termijn is al verlengd, of het verzoek is al klaar."))
    if timezone.localdate() > row.due_on:
        raise NotAllowed(_("De eerste maand is voorbij. Verlengen kon alleen daarbinnen. Antwoord zo snel u kunt."))
    row.extended_on, row.extended_why = timezone.localdate(), why
    row.due_on = month_after(row.received_on, 1 + MONTHS_MORE)
    row.save(update_fields=["extended_on", "extended_why", "due_on"])
    audit.record(action="subject.extended", objects=[row.id], kind="request", about=row.code, by=by)
    return row.due_on


@transaction.atomic
def stop(*, request_id: UUID, why: str, by: Actor) -> None:
    """Who asked no longer wants it."""
    row = held(request_id, by)
    row.state = REQUEST.check("stop", row.state).end
    row.ended_at, row.ended_by, row.ended_why = timezone.now(), by.name, why
    row.save(update_fields=["state", "ended_at", "ended_by", "ended_why"])
    audit.record(action="subject.stopped", objects=[row.id], kind="request", about=row.code, by=by)
