"""That a signal exists is not told: all is the same for one that lies with another desk as for one that never was.

Pages, headers, queries, the log, counts, exports, searches, links, foreign keys, unique constraints and updates.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from ground.doors import ADDRESSES
from lantaarn.config import rights
from lantaarn.context.session import acting, enter
from lantaarn.signals.actions import note_person, pass_on, plan_meeting

GUARDED = [a for a in ADDRESSES if a.door and a.door.kind != "public"]
WITH_IDS = [a for a in GUARDED if any(name.endswith("_id") for name, _ in a.arguments)]
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SAVEPOINT = re.compile(r'"s\d+_x\d+"')
OUTSIDERS = ("Bram Verzonnen", "Hanna Oefening")
"""Of the other desk in the same building, and without a desk."""


@pytest.fixture
def hidden(stage) -> dict[str, object]:
    """A signal of Emmen's social domain, with all that hangs on it; ids by the names of the addresses."""
    folder = stage.accepted(facts={"labour": "yes", "possible_victim": "yes"})
    body = stage.row("network_body", code="drieluik").id
    stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    person = stage.do(
        note_person, folder_id=folder, values=[("name", "Persoon Verzonnen-Een")], kind="observed", domain="care",
        by=stage.noor,
    )  # fmt: skip
    stage.do(plan_meeting, body_id=body, starts_at=stage.signal(folder).received_at, by=stage.sanne)
    return {
        "folder_id": folder,
        "referral_id": stage.referral(folder, stage.desk("nla")).id,
        "person_id": person,
        "other_id": person,
        "row_id": stage.rows("folders_contribution", folder_id=folder)[0].id,
        "item_id": stage.row("signals_agendaitem", folder_id=folder).id,
        "meeting_id": stage.rows("network_meeting", body_id=body)[0].id,
        "event_id": stage.rows("audit_event", organisation_id=stage.noor.organisation_id)[0].id,
        "sort": "csv",
        "form": "csv",
    }


class Seen:
    """Everything that a request shows or leaves behind, with the ids taken out."""

    def __init__(self, stage, client, method: str, path: str) -> None:
        sent: list[str] = []

        def note(execute, query, params, many, context):
            sent.append(SAVEPOINT.sub("-", str(query)))
            return execute(query, params, many, context)

        (before,) = stage.superuser.execute("SELECT count(*) FROM audit_event").fetchone()
        with connection.execute_wrapper(note):
            answer = getattr(client, method)(path)
        new = stage.superuser.execute(
            "SELECT action, outcome, purpose, ground, about, objects_count FROM audit_event ORDER BY at OFFSET %s",
            [before],
        ).fetchall()
        self.page = answer.status_code, answer.content, sorted(self.headers(answer))
        self.queries = sent
        self.log = [(*kept, UUID.sub("-", about), count) for *kept, about, count in new]

    @staticmethod
    def headers(answer) -> list[tuple[str, str]]:
        return [(name, value) for name, value in answer.items() if name not in ("Expires", "Set-Cookie")]


def missing_ids(hidden: dict[str, object]) -> dict[str, object]:
    return {name: uuid.uuid4() if isinstance(value, uuid.UUID) else value for name, value in hidden.items()}


@pytest.mark.parametrize("name", OUTSIDERS)
def test_refused_and_missing_are_one_page_one_set_of_queries_and_one_line(stage, sign_in, hidden, name):
    client, wrong = sign_in(name), []
    never = missing_ids(hidden)
    client.get("/")
    known = [a for a in WITH_IDS if any(name in hidden for name, _ in a.arguments)]
    for address in known:
        for method in ("get", "post"):
            there = Seen(stage, client, method, address.example(**hidden))
            absent = Seen(stage, client, method, address.example(**never))
            if (there.page, there.queries, there.log) == (absent.page, absent.queries, absent.log):
                continue
            again = Seen(stage, client, method, address.example(**hidden))  # the first may have met a cold cache
            wrong += [
                (address.pattern, method, what)
                for what in ("page", "queries", "log")
                if getattr(again, what) != getattr(absent, what)
            ]
    assert len(known) > 25
    assert not wrong, "; ".join(map(str, wrong))


def plain(answer) -> str:
    """A page without what differs each time: the form's token."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode("utf-8", "replace"))


LOOKS = ("/", "/postvak/", "/lijst/", "/lijst/?sorteer=oudste", "/lijst/csv/", "/overleg/", "/netwerk/")


def looks(client) -> dict[str, str]:
    return {path: plain(client.get(path)) for path in LOOKS}


@pytest.mark.parametrize("name", ["Bram Verzonnen", "Lotte Proef"])
def test_no_count_total_or_export_of_a_desk_moves_when_another_gets_a_signal(stage, sign_in, name):
    client = sign_in(name)
    looks(client)
    before = looks(client)
    folder = stage.accepted(facts={"labour": "unknown"})
    assert stage.signal(folder)
    assert looks(client) == before


def test_a_search_for_a_code_that_lies_elsewhere_finds_what_an_invented_code_finds(stage, sign_in, hidden):
    client, code = sign_in("Bram Verzonnen"), stage.signal(hidden["folder_id"]).code
    reference = "EMMEN-2026-17"
    stage.superuser.execute(
        "UPDATE signals_signal SET own_reference = %s WHERE folder_id = %s", [reference, hidden["folder_id"]]
    )
    invented = "S-ZZZZZZ"
    for known, unknown in ((code, invented), (reference, "EMMEN-2099-99"), ("matrassen", "zzzzzzzzz")):
        found, nothing = (plain(client.get("/lijst/", {"zoek": words})) for words in (known, unknown))
        assert found.replace(known, "-") == nothing.replace(unknown, "-")


def test_a_link_with_a_code_that_lies_elsewhere_is_refused_as_an_invented_one(stage, sign_in, hidden):
    client, code = sign_in("Bram Verzonnen"), stage.signal(hidden["folder_id"]).code
    mine = stage.report(source_domain="safety").folder_id
    stage.accept(mine, by=stage.bram)
    path = f"/postvak/{mine}/koppelen/"
    assert client.get(path).status_code == 200
    there, absent = (client.post(path, {"other_code": typed, "why": "adres"}) for typed in (code, "S-ZZZZZZ"))
    assert "Dit kenmerk staat niet op uw lijst" in plain(there)
    assert plain(there).replace(code, "-") == plain(absent).replace("S-ZZZZZZ", "-")


# Straight at the database, as the website's role.

CASE = {table.name: table for room in rights.ALL for table in room.tables if table.is_case_data}
_FOREIGN = """
SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, b.attname
FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
WHERE c.contype = 'f' AND array_length(c.conkey, 1) = 1
"""


MAIL = "signals_mail"
"""A desk may write a mail to any desk; that an id of 122 random bits was taken tells nobody anything."""


def tried(actor, statement: sql.Composed, values: list[Any]) -> str:
    """What the database says to this row: its code and its words, without ids."""
    try:
        with transaction.atomic():
            enter(actor)
            with connection.cursor() as cursor:
                cursor.cursor.execute(statement, values)
            transaction.set_rollback(True)
    except (DatabaseError, psycopg.Error) as refused:
        cause = refused.__cause__ if isinstance(refused.__cause__, psycopg.Error) else refused
        return f"{getattr(cause, 'sqlstate', '')} {str(cause).splitlines()[0]}"
    return "written"


def test_no_foreign_key_tells_that_a_row_lies_elsewhere(stage, hidden, superuser):
    """A row of Bram's that points at something hidden is refused as one that points at nothing."""
    told = []
    for table, column, target, key in superuser.execute(_FOREIGN).fetchall():
        if table not in CASE or target not in CASE or "INSERT" not in CASE[table].app:
            continue
        row = superuser.execute(f"SELECT to_jsonb(t) FROM {table} t LIMIT 1").fetchone()
        there = superuser.execute(f"SELECT {key} FROM {target} LIMIT 1").fetchone()
        if row is None or there is None:
            continue
        statement = sql.SQL("INSERT INTO {t} SELECT * FROM jsonb_populate_record(NULL::{t}, %s)").format(
            t=sql.Identifier(table)
        )
        said = []
        for value in (there[0], uuid.uuid4()):
            fresh = (
                row[0] | {column: str(value)} | ({"id": str(uuid.uuid4())} if "id" in row[0] and column != "id" else {})
            )
            said.append(tried(stage.bram, statement, [psycopg.types.json.Jsonb(fresh)]))
        told.append((table, column, *said))
    assert len(told) > 8
    assert [t for t in told if t[2] != t[3] or t[2] == "written"] == []


def test_no_unique_constraint_tells_that_a_row_lies_elsewhere(stage, hidden, superuser):
    """The same row once more, by somebody who does not see the first, meets the wall before it meets the constraint."""
    told = []
    for table, stated in CASE.items():
        if "INSERT" not in stated.app or table.startswith("audit_"):
            continue
        row = superuser.execute(
            f"SELECT to_jsonb(t) FROM {table} t ORDER BY (to_jsonb(t) ->> 'folder_id' = %s) DESC NULLS LAST LIMIT 1",
            [str(hidden["folder_id"])],
        ).fetchone()
        if row is None:
            continue
        statement = sql.SQL("INSERT INTO {t} SELECT * FROM jsonb_populate_record(NULL::{t}, %s)").format(
            t=sql.Identifier(table)
        )
        said = tried(stage.bram, statement, [psycopg.types.json.Jsonb(row[0])])
        if not said.startswith("42501"):
            told.append((table, said))
    assert [table for table, _said in told] == [MAIL]
    assert "signals_mail_pkey" in told[0][1]


def test_no_update_tells_that_a_row_lies_elsewhere(stage, hidden, superuser):
    told = []
    for table, stated in CASE.items():
        if "UPDATE" not in stated.app:
            continue
        keys = superuser.execute(f"SELECT to_jsonb(t) FROM {table} t LIMIT 1").fetchone()
        if keys is None or "id" not in keys[0]:
            continue
        with acting(stage.bram), connection.cursor() as cursor:
            counts = []
            for key in (keys[0]["id"], str(uuid.uuid4())):
                cursor.execute(f"UPDATE {table} SET id = id WHERE id = %s", [key])
                counts.append(cursor.rowcount)
        if counts != [0, 0]:
            told.append((table, counts))
    assert told == []
