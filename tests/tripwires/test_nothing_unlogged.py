"""No page shows case data without a line in the log: each address is walked, and what it asks the database is seen."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from ground.doors import ADDRESSES
from lantaarn.config import rights
from lantaarn.context.session import acting
from lantaarn.folders import sharing
from lantaarn.signals import queries
from lantaarn.signals.actions import note_person, pass_on

APART = ("audit", "programme", "outreach")
"""The log itself; and what a region plans and tells in public, which is about no person."""
CASE = sorted(
    {table.name for room in rights.ALL for table in room.tables if table.is_case_data and room.room not in APART}
    | {
        name.partition("(")[0]
        for room in rights.ALL
        for name in room.keeper_owns
        if room.room in ("signals", "folders")
    }
)
TOUCHES = re.compile(rf"\b({'|'.join(CASE)})\b")
READERS = ("Noor Voorbeeld", "Sanne Testpersoon", "Fenna Voorbeeld", "Esra Voorbeeld", "Iris Testpersoon")

NOT_OF_A_CASE = {
    "vault_orgkey",  # a wrapped key says nothing of anybody
}
SHOWS_NOTHING_OF_A_CASE = {
    "emergencies": "none here; those that are shown are logged, below",
    "share-waiting": "none here; what is shown is logged by the same query",
    "advice": "how many conversations without names the own desk noted",
    "report-for-others": "what the person was typing here before, out of the own browser's draft",
    "today": "for who has no desk: how many mails are uncertain",
    "meetings": "when bodies sit; the signals on a list are behind it, and logged there",
    "import": "files that the own desk brought and how far each is; the rows are behind it, and logged there",
    "mail": "that a mail is uncertain, to which desk; mails have no content",
}


@pytest.fixture
def ids(stage) -> dict[str, object]:
    """A signal of Emmen's social domain that was handed to the labour inspectorate."""
    folder = stage.accepted(facts={"labour": "yes", "possible_victim": "yes"})
    stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    person = stage.do(
        note_person, folder_id=folder, values=[("name", "Persoon Verzonnen-Een")], kind="observed", domain="care",
        by=stage.noor,
    )  # fmt: skip
    return {
        "folder_id": folder,
        "referral_id": stage.referral(folder, stage.desk("nla")).id,
        "person_id": person,
        "row_id": stage.rows("folders_contribution", folder_id=folder)[0].id,
        "event_id": stage.rows("audit_event")[0].id,
        "sort": "csv",
        "form": "csv",
    }


class Watch:
    """What was asked of the database."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    def __call__(self, execute, query, params, many, context):
        self.sent.append(str(query))
        return execute(query, params, many, context)


def of_the_menu(stage) -> set[str]:
    """The number beside "Postvak" stands on every page: how many new ones, nothing else."""
    watch = Watch()
    with acting(stage.noor), connection.execute_wrapper(watch):
        queries.count_new(by=stage.noor)
    return set(watch.sent)


def touched(sent: list[str], apart: set[str]) -> set[str]:
    asked = [query for query in sent if query not in apart and not query.lstrip().startswith("WITH event AS")]
    return {name for query in asked for name in TOUCHES.findall(query)} - NOT_OF_A_CASE


def lines(stage) -> int:
    """How long the log is; it is asked after every page, so no line of it is read."""
    return stage.superuser.execute("SELECT count(*) FROM audit_event").fetchone()[0]


def test_every_page_that_asks_for_case_data_leaves_a_line(stage, sign_in, ids):
    apart, unlogged, logged = of_the_menu(stage), {}, set()
    for name in READERS:
        client = sign_in(name)
        for address in ADDRESSES:
            if not address.door or address.door.kind == "public":
                continue
            before, watch = lines(stage), Watch()
            with connection.execute_wrapper(watch):
                answer = client.get(address.example(**ids))
            asked = touched(watch.sent, apart)
            if answer.status_code != 200 or not asked:
                continue
            if lines(stage) > before:
                logged.add(address.name)
            elif address.name not in SHOWS_NOTHING_OF_A_CASE:
                unlogged[address.name] = (name, sorted(asked))
    assert len(logged) > 20
    assert not unlogged, f"record() it in the query, or say why it shows nothing: {unlogged}"


def test_a_list_of_emergencies_leaves_a_line_that_names_their_signals(stage, sign_in, ids):
    reason = "Er is nu gevaar voor een kind."
    stage.do(sharing.open_emergency, folder_id=ids["folder_id"], reason=reason, by=stage.fenna)
    sign_in("Esra Voorbeeld").get("/noodtoegang/")
    lines = stage.rows("audit_event", action="emergency.listed", who="Esra Voorbeeld")
    assert lines
    assert stage.row("audit_event_object", event_id=lines[0].id).object_id == ids["folder_id"]
