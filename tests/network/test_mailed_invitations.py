"""An invitation by mail: a link and no content, made when the mail leaves; a person resends what did not arrive."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ground.region import as_role
from lantaarn.context.session import acting
from lantaarn.network import actions, jobs, queries
from lantaarn.network.actions import Place
from lantaarn.network.queries.accounts import BREAKS_OFF
from lantaarn.rules.transitions import NotAllowed
from network.cast import PASSWORD

ADDRESS = "mila.proef@voorbeeld.invalid"


@pytest.fixture
def by(cast, settings):
    settings.EMAIL_HOST = "mail.voorbeeld.invalid"
    settings.BASE_URL = "https://lantaarn.voorbeeld.invalid"
    return queries.actor_of(user_id=cast.people["Joost Fictief"], membership_id=None).for_purpose("account.manage")


@pytest.fixture
def invited(cast, by):
    place = Place(
        "focal_point",
        cast.organisations["gemeente Verzonnendorp"],
        cast.desks["focal_point_safety@Verzonnendorp"],
        False,
    )
    with acting(by):
        return actions.invite(email=ADDRESS, name="Mila Proef", place=place, by=by)


def send(cast, invited) -> None:
    """As the queue runs it, in a session of its own role."""
    with as_role("lantaarn_worker"):
        jobs.mail_invitation(str(invited.id), cast.region)


def token_in(message) -> str:
    return re.search(r"https://lantaarn.voorbeeld.invalid/uitnodiging/([\w-]+)/", message.body)[1]


def state(cast) -> str:
    (row,) = queries.open_invitations(region=cast.region)
    return row.mail


def test_the_mail_holds_a_link_that_makes_the_account_and_no_content(cast, invited, superuser):
    assert (invited.token, state(cast)) == ("", "queued")
    send(cast, invited)
    (message,) = outbox.outbox
    assert message.to == [ADDRESS]
    said = message.subject + message.body
    assert not [word for word in ("Mila", "Joost", "Verzonnendorp", "balie", "mensenhandel") if word in said]
    assert state(cast) == "sent"
    user = actions.accept_invitation(token=token_in(message), name="Mila Proef", password=PASSWORD)
    assert user.email == ADDRESS


def test_the_link_lies_nowhere_on_its_way(cast, invited, superuser):
    waiting = superuser.execute(
        "SELECT args::text FROM procrastinate_jobs WHERE task_name = 'mail_invitation'"
    ).fetchall()
    assert len(waiting) == 1
    send(cast, invited)
    token = token_in(outbox.outbox[0])
    for table in ("procrastinate_jobs", "network_invitation", "audit_event", "django_session"):
        rows = superuser.execute(f"SELECT t::text FROM {table} t").fetchall()
        assert not [row for (row,) in rows if token in row], table


def test_a_mail_leaves_once_and_one_that_broke_off_is_shown_to_a_person(cast, invited):
    send(cast, invited)
    send(cast, invited)
    assert len(outbox.outbox) == 1
    with patch("lantaarn.network.jobs._send", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        renewed(cast, invited)
    send(cast, invited)
    assert len(outbox.outbox) == 1, "it may have left, so it is not sent blindly again"
    with patch("django.utils.timezone.now", return_value=timezone.now() + BREAKS_OFF * 2):
        assert state(cast) == "uncertain"


def renewed(cast, invited):
    by = queries.actor_of(user_id=cast.people["Joost Fictief"], membership_id=None).for_purpose("account.manage")
    with acting(by):
        again = actions.renew_invitation(invitation_id=invited.id, by=by)
    assert again.token == ""
    send(cast, again)


def test_resending_makes_another_link_and_the_first_works_no_more(cast, invited):
    send(cast, invited)
    renewed(cast, invited)
    first, second = map(token_in, outbox.outbox)
    with pytest.raises(NotAllowed):
        actions.accept_invitation(token=first, name="Mila Proef", password=PASSWORD)
    actions.accept_invitation(token=second, name="Mila Proef", password=PASSWORD)


def test_a_mail_server_that_refuses_is_told_and_the_invitation_stays(cast, invited):
    with patch("django.core.mail.EmailMessage.send", side_effect=ConnectionRefusedError("mila.proef")):
        send(cast, invited)
    assert state(cast) == "failed"
    renewed(cast, invited)
    assert state(cast) == "sent"


def test_what_was_withdrawn_before_it_left_does_not_leave(cast, invited, by):
    with acting(by):
        actions.withdraw_invitation(invitation_id=invited.id, by=by)
    send(cast, invited)
    assert outbox.outbox == []


def test_the_page_says_that_it_is_mailed_and_shows_no_link(cast, by):
    admin = Client()
    admin.force_login(django_user(cast), backend="allauth.account.auth_backends.AuthenticationBackend")
    session = admin.session
    session["second_factor"] = True
    session.save()
    asked = {
        "email": ADDRESS,
        "name": "Mila Proef",
        "role": "focal_point",
        "organisation": str(cast.organisations["gemeente Verzonnendorp"]),
        "desk": str(cast.desks["focal_point_safety@Verzonnendorp"]),
    }
    answer = admin.post(reverse("invite"), asked, follow=True)
    assert answer.redirect_chain == [(reverse("accounts"), 302)]
    text = answer.content.decode()
    assert f"gaat per mail naar {ADDRESS}" in text
    assert "Stuur opnieuw" in text
    assert f'"{reverse("accept-invitation", args=["x"])[:-2]}' not in text


def django_user(cast):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(id=cast.people["Joost Fictief"])
