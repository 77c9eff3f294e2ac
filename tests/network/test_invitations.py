"""Coming in, by invitation only: who invites, what a link can do, and what the log keeps of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from lantaarn.context.session import acting
from lantaarn.network import actions, queries
from lantaarn.network.actions import Place
from lantaarn.rules.transitions import NotAllowed
from network.cast import PASSWORD


def actor(cast, name: str):
    found = queries.actor_of(user_id=cast.people[name], membership_id=None)
    return found.for_purpose("account.manage")


def place(cast, role: str = "focal_point", desk: str = "focal_point_safety@Verzonnendorp", **more):
    values = {"role": role, "organisation_id": cast.organisations["gemeente Verzonnendorp"], "is_deputy": False}
    return Place(**values | {"desk_id": cast.desks.get(desk)} | more)


def invite(cast, email: str = "mila.proef@voorbeeld.invalid", **more):
    by = actor(cast, "Joost Fictief")
    with acting(by):
        return actions.invite(email=email, name="Mila Proef", place=place(cast, **more), by=by)


def test_an_invitation_makes_an_account_with_its_first_role(cast, superuser):
    invited = invite(cast, is_deputy=True)
    user = actions.accept_invitation(token=invited.token, name="Mila Proef", password=PASSWORD)
    hat = queries.actor_of(user_id=user.id, membership_id=None)
    assert (hat.role, hat.desk_kind, hat.municipality) == ("focal_point", "focal_point_safety", "Verzonnendorp")
    lines = superuser.execute("SELECT who, action FROM audit_event ORDER BY at").fetchall()
    assert lines == [("Joost Fictief", "account.invited"), ("Mila Proef", "account.invitation_accepted")]


def test_the_database_keeps_the_hash_of_the_link_alone(cast, superuser):
    invited = invite(cast)
    everything = superuser.execute("SELECT network_invitation::text FROM network_invitation").fetchone()[0]
    assert invited.token not in everything


def test_a_link_works_once(cast):
    invited = invite(cast)
    actions.accept_invitation(token=invited.token, name="Mila Proef", password=PASSWORD)
    with pytest.raises(NotAllowed):
        actions.accept_invitation(token=invited.token, name="Iemand Anders", password=PASSWORD)


def test_a_link_works_seven_days(cast, superuser):
    invited = invite(cast)
    superuser.execute("UPDATE network_invitation SET expires_at = now() - interval '1 second'")
    with pytest.raises(NotAllowed, match="nieuwe"):
        actions.accept_invitation(token=invited.token, name="Mila Proef", password=PASSWORD)


def test_a_withdrawn_link_and_a_replaced_link_work_no_more(cast):
    by = actor(cast, "Joost Fictief")
    first = invite(cast)
    with acting(by):
        second = actions.renew_invitation(invitation_id=first.id, by=by)
    with pytest.raises(NotAllowed):
        actions.accept_invitation(token=first.token, name="Mila Proef", password=PASSWORD)
    with acting(by):
        actions.withdraw_invitation(invitation_id=first.id, by=by)
    with pytest.raises(NotAllowed):
        actions.accept_invitation(token=second.token, name="Mila Proef", password=PASSWORD)


def test_inviting_again_for_the_same_desk_withdraws_the_earlier_invitation(cast):
    invite(cast)
    invite(cast)
    assert len(queries.open_invitations(region=cast.region)) == 1


def test_nobody_gives_a_role_to_oneself(cast):
    with pytest.raises(NotAllowed, match="uzelf"):
        invite(cast, email=cast.email("Joost Fictief").upper())


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"role": "executive"}, "hoort niet bij deze rol"),
        ({"desk": ""}, "ook een balie"),
        ({"desk": "focal_point_safety@Voorbeeldstad"}, "andere organisatie"),
        ({"role": "bestaat_niet"}, "Kies opnieuw"),
    ],
)
def test_role_organisation_and_desk_belong_together(cast, wrong, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        invite(cast, **wrong)


def test_who_has_an_account_puts_on_a_further_hat_and_nobody_else_can(cast):
    invited = invite(cast, email=cast.email("Noor Voorbeeld"))
    with pytest.raises(NotAllowed, match="al een account"):
        actions.accept_invitation(token=invited.token, name="Noor", password=PASSWORD)
    with pytest.raises(NotAllowed, match="ander adres"):
        actions.accept_invitation_as(token=invited.token, by_user_id=cast.people["Bram Verzonnen"])
    actions.accept_invitation_as(token=invited.token, by_user_id=cast.people["Noor Voorbeeld"])
    assert len(queries.memberships_of(user_id=cast.people["Noor Voorbeeld"])) == 2


def test_the_first_administrator_is_invited_from_the_command_line(cast, capsys, superuser):
    code = superuser.execute("SELECT code FROM network_organisation WHERE kind = 'safety_house'").fetchone()[0]
    call_command("first_administrator", email="eerste@voorbeeld.invalid", name="Eerste Proef", organisation=code)
    link = capsys.readouterr().out.strip().splitlines()[-1]
    user = actions.accept_invitation(token=link.split("/")[-2], name="Eerste Proef", password=PASSWORD)
    assert queries.actor_of(user_id=user.id, membership_id=None).can("accounts.manage")
    with pytest.raises(CommandError):
        call_command("first_administrator", email="a@voorbeeld.invalid", name="A", organisation="nergens")


def test_a_role_ends_after_its_last_day(cast):
    by, hat = actor(cast, "Joost Fictief"), cast.hats["Bram Verzonnen focal_point_safety@Voorbeeldstad"]
    with acting(by):
        actions.end_membership(membership_id=hat, last_day=timezone.localdate(), by=by)
    assert queries.memberships_of(user_id=cast.people["Bram Verzonnen"])
    with acting(by):
        actions.end_membership(membership_id=hat, last_day=timezone.localdate() - dt.timedelta(days=1), by=by)
    assert not queries.memberships_of(user_id=cast.people["Bram Verzonnen"])


def test_moving_to_another_desk_leaves_the_past_as_it_was(cast):
    by, hat = actor(cast, "Joost Fictief"), cast.hats["Bram Verzonnen focal_point_safety@Voorbeeldstad"]
    with acting(by):
        actions.move_desk(
            membership_id=hat, desk_id=cast.desks["focal_point_safety@Verzonnendorp"], is_deputy=False, by=by
        )
    now = queries.actor_of(user_id=cast.people["Bram Verzonnen"], membership_id=None)
    assert (now.municipality, now.organisation) == ("Verzonnendorp", "gemeente Verzonnendorp")
    roles = queries.account(region=cast.region, user_id=cast.people["Bram Verzonnen"]).roles
    assert [(role.holds, role.desk_label) for role in roles] == [
        (True, "Aandachtsfunctionaris veiligheid"),
        (False, "Aandachtsfunctionaris veiligheid"),
    ]


def test_a_desk_of_another_role_is_no_place_to_move_to(cast):
    by, hat = actor(cast, "Joost Fictief"), cast.hats["Bram Verzonnen focal_point_safety@Voorbeeldstad"]
    with acting(by), pytest.raises(NotAllowed):
        actions.move_desk(membership_id=hat, desk_id=cast.desks["chain_director"], is_deputy=False, by=by)


def test_a_stopped_account_is_out_at_once(cast, client, sign_in):
    browser = sign_in("Bram Verzonnen")
    assert browser.get("/mijn-account/").status_code == 200
    by = actor(cast, "Joost Fictief")
    with acting(by):
        actions.stop_account(user_id=cast.people["Bram Verzonnen"], by=by)
    assert browser.get("/mijn-account/").headers["Location"].startswith("/toegang/login/")
    with acting(by):
        actions.resume_account(user_id=cast.people["Bram Verzonnen"], by=by)
    assert queries.actor_of(user_id=cast.people["Bram Verzonnen"], membership_id=None) is not None


def test_stopping_an_account_ends_its_sessions(cast, client, superuser):
    client.post("/toegang/login/", {"login": cast.email("Bram Verzonnen"), "password": PASSWORD})
    assert superuser.execute("SELECT count(*) FROM usersessions_usersession").fetchone() == (1,)
    by = actor(cast, "Joost Fictief")
    with acting(by):
        actions.stop_account(user_id=cast.people["Bram Verzonnen"], by=by)
    assert superuser.execute("SELECT count(*) FROM usersessions_usersession").fetchone() == (0,)


def test_nobody_stops_the_own_account_or_one_of_another_region(cast, superuser):
    by = actor(cast, "Joost Fictief")
    with acting(by), pytest.raises(NotAllowed, match="eigen account"):
        actions.stop_account(user_id=by.user_id, by=by)
    stranger = cast.add_person("Vreemde Proef")
    with acting(by), pytest.raises(NotAllowed, match="regio"):
        actions.stop_account(user_id=stranger, by=by)
