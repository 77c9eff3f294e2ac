"""What the queue does for the network: it mails invitations."""

from __future__ import annotations

import logging
import secrets
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from lantaarn.context.actor import system
from lantaarn.context.session import acting
from lantaarn.network.actions.invitations import token_hash
from lantaarn.network.models import Invitation
from lantaarn.rules.transitions import MAIL

log = logging.getLogger(__name__)
ADDRESS = "/uitnodiging/{}/"


@app.task(
    name="mail_invitation",
    pass_context=False,
    retry=RetryStrategy(max_attempts=20, linear_wait=15, retry_exceptions={OperationalError, InterfaceError}),
)
def mail_invitation(invitation_id: str, region: str) -> None:
    """Make a link and mail it, once. Marked before it leaves: what broke off midway is shown, not sent again."""
    by = system(region, purpose="account.invite")
    token = secrets.token_urlsafe(32)
    with acting(by):
        invitation = _open_one(invitation_id, region)
        if invitation is None or not MAIL.allows("start", invitation.mail_state):
            return
        invitation.token_hash = token_hash(token)
        _move(invitation, "start")
    problem = _send(invitation.email, token)
    with acting(by):
        again = _open_one(invitation_id, region)
        if again is not None and again.token_hash == invitation.token_hash:
            again.mail_problem = problem
            _move(again, "fail" if problem else "confirm")


def _open_one(invitation_id: str, region: str) -> Invitation | None:
    found = Invitation.objects.select_for_update().filter(id=UUID(invitation_id), region_id=region)
    return found.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()).first()


def _move(invitation: Invitation, step: str) -> None:
    invitation.mail_state = MAIL.check(step, invitation.mail_state).end
    invitation.mail_changed_at = timezone.now()
    invitation.save(update_fields=["token_hash", "mail_state", "mail_problem", "mail_changed_at"])


def _send(address: str, token: str) -> str:
    """The problem in words, or nothing when the mail server took it."""
    link = settings.BASE_URL.rstrip("/") + ADDRESS.format(token)
    body = _(
        "Open deze link om uw account te maken: %(link)s\n\n"
        "De link werkt zeven dagen, en één keer. Verwachtte u deze mail niet? Dan hoeft u niets te doen."
    ) % {"link": link}
    try:
        EmailMessage(subject=_("U bent uitgenodigd voor Lantaarn"), body=body, to=[address]).send()
    except OSError as error:
        log.warning("an invitation was not taken: %s", type(error).__name__)
        return type(error).__name__
    return ""
