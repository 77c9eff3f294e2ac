"""`lantaarn log` at the keyboard: what a row changed by hand looks like, and the lines that are handed out."""

from __future__ import annotations

import json
import re
import subprocess
import uuid
from pathlib import Path

import pytest

from audit.test_sealing import settle, write
from ground import cluster
from lantaarn.audit import actions as audit
from lantaarn.audit.lines import subjects_in
from lantaarn.audit.trace import during, taken_over
from lantaarn.config import cli
from lantaarn.config.database import binaries
from lantaarn.context.session import acting
from lantaarn.network import queries

CALLED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
def by(cast):
    return queries.actor_of(user_id=cast.people["Noor Voorbeeld"], membership_id=None).for_purpose("signal.handle")


@pytest.fixture
def said(tmp_path, monkeypatch, capsys):
    """`said("verify")`: the exit code, and what stands on both outputs."""
    monkeypatch.setenv("LANTAARN_DATA_DIR", str(tmp_path))

    def type_in(*words: str) -> tuple[int, str, str]:
        try:
            code = cli.main(["log", *words])
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err

    return type_in


@pytest.fixture
def sealed(by, connect, said):
    """Four uses, sealed."""
    made = write(by, 4)
    settle(connect("lantaarn_sealer"))
    assert said("seal")[0] == 0
    return made


def psql(database, statement: str) -> str:
    """As the superuser, with PostgreSQL's own program where there is one."""
    program = Path(binaries.find().program("psql"))
    done = subprocess.run(
        [program, "-X", "-q", "-d", cluster.admin_dsn(database.name), "-v", "ON_ERROR_STOP=1", "-c", statement],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_row_changed_by_hand_with_psql_is_found_and_named(sealed, said, database):
    assert said("verify")[:2] == (
        0,
        "4 gebeurtenissen in 1 ketens nagekeken.\nHet logboek is zoals het is verzegeld.\n",
    )
    psql(
        database,
        "SET session_replication_role = replica;"
        f" UPDATE audit_event SET who = 'Iemand Anders' WHERE id = '{sealed[1]}'",
    )
    code, out, _err = said("verify")
    assert code == 1
    assert "Regel 2 is veranderd na het verzegelen." in out
    assert str(sealed[1]) in out
    assert "waarschuw uw functionaris gegevensbescherming" in out
    told = json.loads(said("verify", "--json")[1])
    assert (told["good"], told["findings"][0]["kind"]) == (False, "changed")


def test_who_types_it_wrong_is_told_what_to_do(said, database, tmp_path, monkeypatch):
    code, _out, err = said("verify")
    assert (code, "log-seal.key" in err, "lantaarn log seal" in err) == (2, True, True)
    code, _out, err = said("verify", "--anchors", str(tmp_path / "weg"))
    assert (code, "is er niet" in err) == (2, True)
    assert "schrijf de dag zo: 2026-11-24" in said("lines", "--since", "gisteren")[2]
    (tmp_path / "ander").write_text("{}")
    assert said("lines", "--cursor", str(tmp_path / "ander"))[0] == 2
    (tmp_path / "lijst.toml").write_text("schema = 1")
    monkeypatch.setenv("LANTAARN_PROCESSING", str(tmp_path / "lijst.toml"))
    code, _out, err = said("lines")
    assert (code, "Begin met een kopie van" in err) == (2, True)
    monkeypatch.delenv("LANTAARN_SEALER_DATABASE_URL")
    assert "LANTAARN_SEALER_DATABASE_URL" in said("verify")[2]


def lines(said, *options: str) -> list[dict]:
    code, out, err = said("lines", *options)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def test_a_use_becomes_a_line_of_the_standard_without_who_did_it(by, said, connect, tmp_path):
    folder = uuid.uuid4()
    with during(taken_over(CALLED)), acting(by):
        audit.record(action="signal.read", objects=[folder], about="S-7K4M2Q", by=by)
    settle(connect("lantaarn_sealer"))
    (line,) = lines(said)
    assert set(line) == {
        "trace_id", "span_id", "status_code", "name", "start_time", "end_time", "resource", "attributes",
        "foreign_operation",
    }  # fmt: skip
    assert (line["trace_id"], line["name"], line["status_code"]) == (CALLED[3:35], "signal.read", "STATUS_CODE_OK")
    assert re.fullmatch("[0-9a-f]{16}", line["span_id"])
    assert line["foreign_operation"]["span_id"] == "00f067aa0ba902b7"
    assert 0 <= line["end_time"] - line["start_time"] < 60_000
    attributes = line["attributes"]
    assert attributes["dpl.core.processing_activity_id"] == "urn:lantaarn:verwerking:signaal-behandelen:1"
    assert attributes["dpl.core.data_subject_id_type"] == "urn:lantaarn:dossier"
    concealed, controller = attributes["dpl.core.data_subject_id"], attributes["dpl.lantaarn.controller"]
    assert controller == f"urn:lantaarn:organisatie:{by.organisation_id}"
    assert subjects_in(tmp_path).reveal(concealed, organisation=controller) == folder
    assert subjects_in(tmp_path).reveal(concealed, organisation="urn:lantaarn:organisatie:ander") is None
    assert (tmp_path / "log-subjects.key").stat().st_mode & 0o777 == 0o600
    whole = json.dumps(line)
    for secret in (by.name, str(by.user_id), str(by.desk_id), by.desk_label, str(folder), folder.hex, "S-7K4M2Q"):
        assert secret not in whole


def test_a_deed_about_several_subjects_has_a_line_under_it_for_each(by, said, connect):
    folders = [uuid.uuid4() for _ in range(3)]
    with acting(by):
        audit.record(action="list.read", objects=folders, searched="verzonnen kas", by=by)
    settle(connect("lantaarn_sealer"))
    deed, *each = lines(said)
    assert "dpl.core.data_subject_id" not in deed["attributes"]
    assert len({line["span_id"] for line in (deed, *each)}) == 4
    assert {line["parent_span_id"] for line in each} == {deed["span_id"]}
    assert {line["trace_id"] for line in each} == {deed["trace_id"]}
    assert len({line["attributes"]["dpl.core.data_subject_id"] for line in each}) == 3
    (only,) = lines(said, "--subject", str(folders[1]))
    assert only in each


def test_a_refusal_is_a_line_as_well(by, said, connect):
    with acting(by):
        audit.record(action="page.denied", outcome="denied", by=by)
    settle(connect("lantaarn_sealer"))
    (line,) = lines(said)
    assert (line["status_code"], line["attributes"]["dpl.lantaarn.outcome"]) == ("STATUS_CODE_UNSET", "denied")


def test_lines_go_on_where_they_were_and_none_goes_out_twice_or_never(by, said, connect, tmp_path, monkeypatch):
    monkeypatch.setattr("lantaarn.audit.lines.export.PAGE", 2)
    sealer, cursor = connect("lantaarn_sealer"), str(tmp_path / "place.json")
    write(by, 5)
    settle(sealer)
    first = lines(said, "--cursor", cursor)
    assert lines(said, "--cursor", cursor) == []
    write(by, 2)
    settle(sealer)
    second = lines(said, "--cursor", cursor)
    assert (len(first), len(second)) == (5, 2)
    assert lines(said) == first + second, "exporting twice gives the same lines"
    assert lines(said, "--since", "2999-01-01") == lines(said, "--organisation", str(uuid.uuid4())) == []


def test_nothing_goes_out_that_a_running_transaction_may_still_come_before(by, said, connect):
    running = connect("lantaarn_owner")
    running.autocommit = False
    running.execute("SELECT pg_current_xact_id()")
    write(by, 1)
    assert lines(said) == []
    running.rollback()
    settle(connect("lantaarn_sealer"))
    assert len(lines(said)) == 1
