"""What the queue does: sending mail, reminding, escalating, waking what was watched. Each acts for the system."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor, system
from lantaarn.context.session import acting
from lantaarn.folders import sharing
from lantaarn.folders.models import Contribution
from lantaarn.network import queries as network
from lantaarn.rules.transitions import MAIL
from lantaarn.signals.actions.course import give_access, step
from lantaarn.signals.actions.mailing import tell_desk, tell_people
from lantaarn.signals.actions.offering import OPEN
from lantaarn.signals.models import Mail, Referral, Signal, Task
from lantaarn.signals.routing import CHAIN_DIRECTOR, MANUAL_TASK
from lantaarn.vault.opening import open_rows
from lantaarn.vault.searching import keep_words

log = logging.getLogger(__name__)
REMIND_BEFORE = dt.timedelta(hours=20)
LOST_AFTER = dt.timedelta(minutes=10)


@contextmanager
def _as_system(region: str, purpose: str) -> Iterator[Actor]:
    by = system(region, purpose=purpose)
    with acting(by):
        yield by


SUBJECTS = {
    "offered": gettext_lazy("Er ligt iets nieuws voor u in Lantaarn"),
    "reminder": gettext_lazy("Er wacht iets op uw antwoord in Lantaarn"),
    "escalated": gettext_lazy("Een signaal heeft uw aandacht nodig in Lantaarn"),
    "answered": gettext_lazy("Er is een antwoord in Lantaarn"),
    "back": gettext_lazy("Een signaal kwam bij u terug in Lantaarn"),
    "task": gettext_lazy("U hebt een nieuwe taak in Lantaarn"),
    "invited": gettext_lazy("U bent uitgenodigd voor Lantaarn"),
    "shared": gettext_lazy("Er is iets met u gedeeld in Lantaarn"),
    "second": gettext_lazy("Een collega vraagt u mee te kijken in Lantaarn"),
    "corrected": gettext_lazy("Er is iets verbeterd in Lantaarn"),
    "emergency": gettext_lazy("Er is noodtoegang geopend in Lantaarn"),
}


_WHEN_THE_DATABASE_IS_AWAY = RetryStrategy(
    max_attempts=20, linear_wait=15, retry_exceptions={OperationalError, InterfaceError}
)


@app.task(name="send_mail", pass_context=False, retry=_WHEN_THE_DATABASE_IS_AWAY)
def send_mail(mail_id: str, region: str) -> None:
    """Send one mail, once. Marked 'sending' and committed before it leaves, so that a crash leaves a trace."""
    with _as_system(region, "mail.send"):
        mail = Mail.objects.select_for_update().filter(id=UUID(mail_id)).select_related(None).first()
        if mail is None or not MAIL.allows("start", mail.state):
            return
        _move(mail, "start", attempts=mail.attempts + 1)
        address = network.address_of(user_id=mail.to_user_id)
    problem = _send(address, mail)
    with _as_system(region, "mail.send"):
        mail = Mail.objects.select_for_update().get(id=UUID(mail_id))
        _move(mail, "fail" if problem else "confirm", problem=problem)


@app.task(name="tell", pass_context=False, retry=_WHEN_THE_DATABASE_IS_AWAY)
def tell(
    region: str,
    template: str,
    link: str,
    desk_id: str = "",
    officers_of: str = "",
    seconds_of: str = "",
    without: str = "",
) -> None:
    """Mail of sharing: to the people of a desk, the privacy officers of an organisation, or its second persons."""
    with _as_system(region, "mail.tell") as by:
        if desk_id:
            tell_desk(UUID(desk_id), template=template, link=link, by=by)
            return
        organisation, capability = (officers_of, "log.read") if officers_of else (seconds_of, "share.confirm")
        people = network.who_may(capability=capability, organisation_id=UUID(organisation))
        tell_people([one for one in people if str(one) != without], template=template, link=link, by=by)


@app.task(name="make_findable", pass_context=False, retry=_WHEN_THE_DATABASE_IS_AWAY)
def make_findable(contribution_id: str, region: str) -> None:
    """What a reporter answered is found by the desk that asked; the reporter does not hold the key for that."""
    with _as_system(region, "report.answer") as by:
        row = Contribution.objects.filter(id=UUID(contribution_id)).first()
        if row is not None:
            open_rows([row])
            desk = replace(by, desk_id=row.desk_id, organisation_id=row.organisation_id)
            keep_words([row.text], folder_id=row.folder_id, by=desk)


def _move(mail: Mail, name: str, **values: object) -> None:
    mail.state = MAIL.check(name, mail.state).end
    for field, value in values.items():
        setattr(mail, field, value)
    mail.changed_at = timezone.now()
    mail.save()


def _send(address: str, mail: Mail) -> str:
    """The problem in words, or nothing when the mail server took it."""
    body = _("Log in om het te lezen: %(link)s\n\nIn deze mail staat met opzet geen inhoud.") % {
        "link": settings.BASE_URL.rstrip("/") + mail.link
    }
    try:
        EmailMessage(subject=str(SUBJECTS[mail.template]), body=body, to=[address]).send()
    except OSError as error:
        log.warning("mail %s was not taken: %s", mail.id, error)
        return str(error)[:200] or type(error).__name__
    return ""


@app.periodic(cron="*/5 * * * *")
@app.task(name="look_after", queueing_lock="look_after", pass_context=False)
def look_after(timestamp: int) -> None:
    """Every five minutes: what is late is reminded or escalated, lost mail is shown, watched signals wake."""
    for region, _name in network.regions():
        find_lost_mail(region)
        remind(region)
        escalate(region)
        wake(region)


@app.periodic(cron="17 3 * * *")
@app.task(name="make_partitions", queueing_lock="make_partitions", pass_context=False)
def make_partitions(timestamp: int) -> None:
    """Every night: partitions of the log for the coming two years."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_make_partitions(24)")


def find_lost_mail(region: str) -> int:
    """A mail that was being sent when the machine died may have left: a person decides, it is not sent again."""
    with _as_system(region, "mail.look_after"):
        lost = Mail.objects.select_for_update().filter(
            region_id=region, state="sending", changed_at__lt=timezone.now() - LOST_AFTER
        )
        for mail in lost:
            _move(mail, "lose", problem=_("De verzending brak af. Misschien is de mail wel aangekomen."))
        return len(lost)


def remind(region: str) -> int:
    """One reminder, when the deadline is near and the desk has not answered."""
    soon = timezone.now() + REMIND_BEFORE
    with _as_system(region, "signal.remind") as by:
        due = Referral.objects.select_for_update(of=("self",)).filter(
            region_id=region, state="offered", due_at__lt=soon, reminded_at__isnull=True
        )
        found = list(due.select_related("to_desk"))
        for referral in found:
            referral.reminded_at = timezone.now()
            referral.save(update_fields=["reminded_at"])
            audit.record(action="signal.reminded", objects=[referral.folder_id], by=by)
            desk = referral.from_desk_id if referral.to_desk.off_system else referral.to_desk_id
            if desk is not None:
                tell_desk(desk, template="reminder", link=f"/postvak/{referral.folder_id}/", by=by)
        return len(found)


def escalate(region: str) -> int:
    """Nobody accepted in time: the chain director sees it and is told."""
    director = network.find_desk(region=region, kind=CHAIN_DIRECTOR, municipality_id=None)
    if director is None:
        return 0
    with _as_system(region, "signal.escalate") as by:
        late = Referral.objects.select_for_update(of=("self",)).filter(
            region_id=region, state="offered", due_at__lt=timezone.now(), escalated_at__isnull=True
        )
        found = list(late.select_related("to_desk"))
        for referral in found:
            _escalate_one(referral, director, by)
        return len(found)


def _escalate_one(referral: Referral, director: network.DeskView, by: Actor) -> None:
    now = timezone.now()
    referral.escalated_at = now
    referral.save(update_fields=["escalated_at"])
    signal = Signal.objects.select_for_update().get(folder_id=referral.folder_id)
    step(signal, "escalated", by=by, desk=referral.to_desk.label)
    audit.record(action="signal.escalated", objects=[referral.folder_id], about=signal.code, by=by)
    if referral.to_desk_id == director.id:
        tell_desk(director.id, template="reminder", link=f"/postvak/{referral.folder_id}/", by=by)
        return
    give_access(referral.folder_id, director.id, ground="escalation", purpose="signal.oversee")
    sharing.share_for_the_queue(referral.folder_id, director.id, by=by)
    _ask_director(referral, director, now)
    tell_desk(director.id, template="escalated", link=f"/postvak/{referral.folder_id}/", by=by)


def _ask_director(referral: Referral, director: network.DeskView, now: dt.datetime) -> None:
    """Once: a chain director who has this signal to handle already, accepted or not, is only told."""
    asked = {"folder_id": referral.folder_id, "to_desk_id": director.id, "task": MANUAL_TASK}
    if Referral.objects.filter(**asked, state__in=OPEN).exists():
        return
    Referral.objects.create(
        **asked,
        region_id=referral.region_id,
        state="offered",
        leads=False,
        ground="escalation",
        rule={"moved": _("‘%(desk)s’ antwoordde niet op tijd.") % {"desk": referral.to_desk.label}},
        offered_at=now,
        due_at=None,
        urgent=referral.urgent,
    )


def wake(region: str) -> int:
    """A watched signal whose day has come becomes a task of the desk that watches it."""
    with _as_system(region, "signal.wake") as by:
        today = timezone.localdate()
        due = Signal.objects.filter(region_id=region, status="watching", watch_until__lte=today)
        woken = 0
        for signal in due:
            text = _("Kijk opnieuw: dit signaal werd op afstand gevolgd.")
            if Task.objects.filter(folder_id=signal.folder_id, text=text, due_on=signal.watch_until).exists():
                continue
            _wake_one(signal, text, by)
            woken += 1
        return woken


def _wake_one(signal: Signal, text: str, by: Actor) -> None:
    Task.objects.create(
        region_id=signal.region_id,
        folder_id=signal.folder_id,
        desk_id=signal.lead_desk_id,
        text=text,
        due_on=signal.watch_until,
        made_at=timezone.now(),
    )
    audit.record(action="signal.woken", objects=[signal.folder_id], about=signal.code, by=by)
    tell_desk(signal.lead_desk_id, template="task", link=f"/postvak/{signal.folder_id}/", by=by)
