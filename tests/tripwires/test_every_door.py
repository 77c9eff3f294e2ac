"""Every address of the website, for every role and for nobody: what the door says is what happens."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from ground.doors import ADDRESSES, Address
from lantaarn.network.models import Desk, Membership, Organisation, Role
from lantaarn.signals.actions import note_person, pass_on

PACK = tomllib.loads((Path(__file__).parents[2] / "regions" / "drenthe" / "region.toml").read_text())
ROLES = {role["code"]: frozenset(role["may"]) for role in PACK["role"]}
DOORS = [a for a in ADDRESSES if a.door]
GUARDED = [a for a in DOORS if a.door.kind != "public"]


def test_every_address_has_a_door_or_is_a_page_of_the_sign_in_library():
    without = {a.pattern for a in ADDRESSES if not a.door and not a.is_allauth}
    assert without == set(), "put @needs, @signed_in or @public on the view"


def test_pages_of_the_sign_in_library_stand_under_one_address():
    assert all(a.pattern.startswith("toegang/") for a in ADDRESSES if a.is_allauth)


def test_no_address_is_public_by_accident():
    public = {a.pattern.split("/")[0] for a in DOORS if a.door.kind == "public"}
    assert public <= PUBLIC, "an address for everybody is a decision: add it here"


PUBLIC = {
    "melden",
    "volgen",
    "toegang",
    "^toegang",
    "accounts",  # the demo's one click, which exists in the demo alone
    "uitnodiging",
    "geen-bureau",
    "regio",  # making a region, with a link that is given from the command line
    "mijn-account",  # the language, which a cookie holds
    "weergave",
    "bureau",
    "toegankelijkheid",
    "hulp",
    "privacy",
    "over",
    "openbaar",  # the adopted programme, of the regions that chose to show it
}


@pytest.fixture
def somebody(stage):
    """`somebody("labour_inspector")`: a person in that role, signed in, at a desk of the role where there is one."""

    def enter(role: str) -> Client:
        found = Role.objects.get(region_id="drenthe", code=role)
        desk = Desk.objects.filter(role=found, municipality__cbs_code="GM0109").first()
        desk = desk or Desk.objects.filter(role=found, municipality__isnull=True).first()
        user = get_user_model().objects.create(email=f"{role}@voorbeeld.invalid", name=f"Rana Bedacht ({role})")
        Membership.objects.create(
            region_id="drenthe",
            user=user,
            organisation=desk.organisation if desk else Organisation.objects.get(code="gemeente_coevorden"),
            role=found,
            desk=desk,
            valid_from="2020-01-01",
        )
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        session["second_factor"] = True
        session.save()
        return client

    return enter


def shape(answer) -> tuple:
    return answer.status_code, answer.content, answer["Content-Type"], answer["Content-Language"]


@pytest.fixture
def missing(database) -> tuple:
    """What an address that does not exist answers."""
    return shape(Client().get("/deze-bladzijde-is-er-niet/"))


def knock(client: Client, path: str):
    """A page that only takes posts says so to whoever gets it; what counts is what the post then finds."""
    answer = client.get(path)
    return client.post(path) if answer.status_code == 405 else answer


def push(client: Client, path: str):
    """The same, posting first."""
    answer = client.post(path)
    return client.get(path) if answer.status_code == 405 else answer


def allowed(address: Address, role: str) -> bool:
    return address.door.kind == "signed_in" or bool(set(address.door.any_of) & ROLES[role])


@pytest.mark.parametrize("role", ROLES)
def test_a_role_comes_in_where_its_capabilities_say_and_finds_nothing_elsewhere(somebody, missing, role):
    """Elsewhere is not forbidden but missing: the same answer, to the letter, as an address that is not there."""
    client = somebody(role)
    wrong = []
    for address in GUARDED:
        path = address.example()
        answer = knock(client, path)
        if allowed(address, role):
            posted = answer.request["REQUEST_METHOD"] == "POST"
            fine = {200, 302, 400, 422} | ({404} if address.arguments or posted else set())
            if answer.status_code not in fine:
                wrong.append((path, answer.status_code, "should come in"))
        elif shape(answer) != missing:
            wrong.append((path, answer.status_code, "should be missing"))
    assert not wrong


def test_a_post_finds_the_same_doors(somebody, missing):
    """An executive may post nothing at all."""
    client = somebody("executive")
    wrong = [a.pattern for a in GUARDED if not allowed(a, "executive") and shape(push(client, a.example())) != missing]
    assert not wrong


def test_nobody_is_sent_to_the_sign_in_page_from_every_guarded_address(database):
    for address in GUARDED:
        for answer in (knock(Client(), address.example()), push(Client(), address.example())):
            assert answer.status_code == 302, address.pattern
            assert answer["Location"].startswith("/toegang/login/?next="), address.pattern


def test_who_has_no_second_factor_yet_is_sent_to_make_one(stage):
    client = Client()
    user = get_user_model().objects.get(id=stage.noor.user_id)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in GUARDED:
        answer = knock(client, address.example())
        assert (answer.status_code, answer["Location"]) == (302, "/toegang/2fa/"), address.pattern


def test_somebody_without_a_role_today_is_told_so_and_gets_nowhere(stage, sign_in, superuser):
    client = sign_in("Noor Voorbeeld")
    superuser.execute(
        "UPDATE network_membership SET valid_until = current_date - 1 WHERE user_id = %s", [stage.noor.user_id]
    )
    for address in GUARDED:
        answer = knock(client, address.example())
        assert (answer.status_code, answer["Location"]) == (302, "/geen-bureau/"), address.pattern


def test_a_person_that_was_stopped_is_signed_out(stage, sign_in, superuser):
    client = sign_in("Noor Voorbeeld")
    superuser.execute("UPDATE network_user SET is_active = false WHERE name = 'Noor Voorbeeld'")
    assert client.get("/postvak/")["Location"].startswith("/toegang/login/")


@pytest.fixture
def handed_over(stage) -> dict[str, object]:
    """A signal of Emmen's social domain that was handed to the labour inspectorate; real ids for every address."""
    folder = stage.accepted(facts={"labour": "yes", "possible_victim": "yes"})
    stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    person = stage.do(
        note_person, folder_id=folder, values=[("name", "Persoon Verzonnen-Een")], kind="observed", domain="care",
        by=stage.noor,
    )  # fmt: skip
    return {
        "folder_id": folder,
        "referral_id": stage.referral(folder, stage.desk("nla")).id,
        "body_id": stage.row("network_body", code="drieluik").id,
        "person_id": person,
        "row_id": stage.rows("folders_contribution", folder_id=folder)[0].id,
    }


ABOUT_A_SIGNAL = [a for a in GUARDED if any(name == "folder_id" for name, _ in a.arguments)]


@pytest.mark.parametrize(
    "name", ["Bram Verzonnen", "Lotte Proef", "Esra Voorbeeld", "Hanna Oefening", "Iris Testpersoon"]
)
def test_a_real_signal_of_another_desk_is_as_missing_as_one_that_never_was(handed_over, sign_in, missing, name):
    client = sign_in(name)
    wrong = []
    for address in ABOUT_A_SIGNAL:
        path = address.example(**handed_over)
        for answer in (knock(client, path), push(client, path)):
            if shape(answer) != missing:
                wrong.append((address.pattern, answer.status_code))
    assert len(ABOUT_A_SIGNAL) > 15
    assert not wrong


def test_the_own_desk_comes_in_at_each_of_those_addresses(handed_over, sign_in):
    client = sign_in("Noor Voorbeeld")
    opened = {a.name: client.get(a.example(**handed_over)).status_code for a in ABOUT_A_SIGNAL}
    assert {name for name, status in opened.items() if status == 200} >= {
        "signal", "signal-add", "signal-ask", "signal-close", "person", "person-join",
        "sheet", "sheet-pdf", "sheet-odt",
    }  # fmt: skip
    assert not {name: status for name, status in opened.items() if status >= 500}


def test_a_refusal_is_in_the_log_before_the_answer_and_names_the_address_alone(stage, sign_in):
    folder = stage.report().folder_id
    sign_in("Bram Verzonnen").get(f"/postvak/{folder}/")
    sign_in("Hanna Oefening").get("/postvak/")
    denied = {(row.who, row.action, row.about) for row in stage.rows("audit_event", outcome="denied")}
    assert denied == {
        ("Bram Verzonnen", "page.denied", f"/postvak/{folder}/"),
        ("Hanna Oefening", "page.denied", "/postvak/"),
    }
    denial = stage.row("audit_event", outcome="denied", who="Bram Verzonnen")
    tried = stage.row("audit_event_object", event_id=denial.id)
    assert (tried.object_id, tried.kind) == (folder, "folder"), (
        "who asks who tried to see this signal finds the refusal too"
    )
