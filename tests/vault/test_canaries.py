"""Two hundred invented words are brought in through the real doors; none of them leaves the house by another way."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ground import address
from ground.region import EMMEN
from lantaarn.config import cli
from lantaarn.config.backup import tools
from web.test_report_import import mapping_of

PER_FIELD = 7


class Birds:
    """Hands out canaries and remembers them: words that occur nowhere else, each in a text as somebody types one."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def text(self) -> str:
        words = [f"kanarie{len(self.all) + n:03d}vogel" for n in range(PER_FIELD)]
        self.all += words
        return "Gezien: " + " en ".join(words) + "."


@pytest.fixture
def birds() -> Birds:
    return Birds()


def report(birds: Birds) -> str:
    """Somebody without account fills in every field; first half, so that it is kept as a draft as well."""
    visitor = Client()
    page = visitor.get("/melden/drenthe/").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    fields = ("spot", "observed", "stated", "stated_by", "interpreted", "name", "work")
    given = {
        "danger": "no",
        "municipality": EMMEN,
        "minor": "no",
        "source_domain": "care",
        "may_call": "no",
        "shielded": "on",
        "once": once,
        **{name: birds.text() for name in fields},
        "contact": "06 00 00 00 99",
    }
    half = visitor.post("/melden/drenthe/bewaren/", {**given, "observed": birds.text()})
    assert half.status_code < 400, half.content.decode()[:500]
    answer = visitor.post("/melden/drenthe/", given, follow=True)
    return re.search(r'class="la-big-code">([^<]+)<', answer.content.decode())[1]


def leave_a_draft(birds: Birds) -> None:
    visitor = Client()
    page = visitor.get("/melden/drenthe/").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    assert visitor.post("/melden/drenthe/bewaren/", {"once": once, "observed": birds.text()}).status_code < 400


def read_in(birds: Birds, desk: Client) -> None:
    """One list that is applied, with a row that stays behind; and one that still waits."""
    head = "Nr;Datum melding;Gemeente;Soort uitbuiting;Melder;Omschrijving;Minderjarig;Status;Afspraak"
    rows = [
        f"1;14-3-2025;Emmen;arbeid;{birds.text()};{birds.text()};nee;open;{birds.text()}",
        f"2;geen idee;Emmen;arbeid;;{birds.text()};nee;open;",
    ]
    for name, content in (("een.csv", rows), ("twee.csv", [f"9;15-3-2025;Emmen;arbeid;;{birds.text()};nee;open;"])):
        file = SimpleUploadedFile(name, "\n".join((head, *content)).encode())
        columns = desk.post("/inlezen/", {"file": file}).headers["Location"]
        trial = desk.post(columns, mapping_of(desk.get(columns))).headers["Location"]
        if name == "een.csv":
            done = desk.post(trial).headers["Location"]
            assert birds.all[-PER_FIELD] not in name
            assert "bleef liggen" in desk.get(done).content.decode()


def posted(client: Client, path: str, **given: object) -> None:
    answer = client.post(path, given)
    assert answer.status_code == 302, (path, answer.content.decode()[-3000:])


def handle(birds: Birds, stage, sign_in, code: str) -> list[tuple[str, str]]:
    """A desk does with the signal what a desk can do; what each page must show, that it was kept at all."""
    folder = stage.row("signals_signal", entry="form").folder_id
    noor, here = sign_in("Noor Voorbeeld"), f"/postvak/{folder}/"
    mine = stage.referral(folder, stage.noor.desk_id)
    posted(noor, f"{here}aannemen/{mine.id}/", revision=1)
    posted(
        noor,
        f"{here}aanvullen/",
        kind="checked",
        category="person",
        text=birds.text(),
        said_by=birds.text(),
        source=birds.text(),
        ground=birds.text(),
    )
    posted(noor, f"{here}vraag/", text=birds.text())
    answer(birds, code)
    posted(noor, f"{here}volgen/", revision=stage.revision(folder), ground=birds.text(), until="2027-01-04")
    desk = stage.desk("chain_director")
    otherwise = {"desk": str(desk), "leads": "no", "reason": birds.text(), "note": birds.text()}
    posted(noor, f"{here}afwijken/", revision=stage.revision(folder), **otherwise)
    sanne = sign_in("Sanne Testpersoon")
    theirs = stage.referral(folder, desk)
    posted(sanne, f"{here}aannemen/{theirs.id}/", revision=stage.revision(folder))
    posted(sanne, f"{here}klaar/{theirs.id}/", revision=stage.revision(folder), note=birds.text())
    decide(birds, stage, noor, sanne, folder)
    ends = {"reason": "disrupted", "feedback": "followed_up", "note": birds.text()}
    posted(noor, f"{here}afronden/", revision=stage.revision(folder), **ends)
    posted(noor, f"{here}heropenen/", revision=stage.revision(folder), reason=birds.text())
    return [(here, word) for word in birds.all]


def answer(birds: Birds, code: str) -> None:
    """The reporter reads the question with the code and answers it."""
    reporter = Client()
    page = reporter.post("/volgen/", {"code": code, "region": "drenthe"}, follow=True).content.decode()
    assert birds.all[-1] in page, "the reporter reads the question"
    asked = re.search(r'name="question" value="([^"]+)"', page)[1]
    page = reporter.post("/volgen/antwoord/", {"question": asked, "answer": birds.text()}, follow=True)
    assert birds.all[-1] in page.content.decode(), "and sees the answer back"


def decide(birds: Birds, stage, noor: Client, sanne: Client, folder) -> None:
    """The meeting discusses it, and gives a task."""
    from lantaarn.signals.actions import TaskInput, decide_item, finish_task, plan_meeting, put_on_agenda

    body = stage.row("network_body", code="drieluik").id
    start = dt.datetime(2026, 12, 20, 9, tzinfo=dt.UTC)
    meeting = stage.do(plan_meeting, body_id=body, starts_at=start, by=stage.sanne)
    if stage.row("signals_agendaitem", folder_id=folder) is None:
        stage.do(put_on_agenda, folder_id=folder, body_id=body, by=stage.noor)
    item = stage.row("signals_agendaitem", folder_id=folder)
    tasks = [TaskInput(desk_id=stage.noor.desk_id, text=birds.text(), due_on=dt.date(2026, 12, 30))]
    stage.do(
        decide_item,
        item_id=item.id,
        meeting_id=meeting,
        decision=birds.text(),
        tasks=tasks,
        comes_back=False,
        by=stage.sanne,
    )
    task = next(row for row in stage.rows("signals_task", folder_id=folder) if row.item_id)
    assert "kanarie" in noor.get("/postvak/").content.decode(), "the desk reads its task"
    stage.do(finish_task, task_id=task.id, note=birds.text(), by=stage.noor)
    assert "kanarie" in sanne.get(f"/overleg/{meeting}/").content.decode(), "who sits there reads the decision"


def leaks(birds: Birds, text: str) -> list[str]:
    return [word for word in birds.all if word in text]


def dumped(database) -> str:
    """Everything that the database holds, keys included, as plain SQL."""
    url = address.url("lantaarn_backup", database.name)
    file = address.folder() / "canaries.sql"
    tools.run(of_server(database), "pg_dump", ["--format=plain", f"--file={file}"], url=url)
    text = file.read_text(errors="replace")
    file.unlink()
    assert "COPY public.folders_contribution" in text
    assert "COPY public.vault_datakey" in text
    return text


def of_server(database) -> tools.Binaries:
    return tools.for_server(database.connection.info.server_version // 10000)


def backed_up(database, folder: Path) -> Iterator[tuple[str, str]]:
    """The backup with all that lies beside it, unpacked."""
    assert cli.main(["backup", str(folder / "archive")]) == 0
    restore = of_server(database).program("pg_restore")
    unpacked = subprocess.run([restore, "--file=-", str(folder / "archive")], capture_output=True, check=True).stdout
    yield "archive", unpacked.decode(errors="replace")
    for beside in folder.iterdir():
        yield beside.name, beside.read_bytes().decode("latin-1")


def test_two_hundred_canaries_stay_inside(stage, sign_in, birds, database, tmp_path, caplog, capfd, mailoutbox):
    caplog.set_level(logging.DEBUG)
    code = report(birds)
    leave_a_draft(birds)
    read_in(birds, sign_in("Noor Voorbeeld"))
    handle(birds, stage, sign_in, code)
    assert len(birds.all) >= 200

    found = {
        "dump": leaks(birds, dumped(database)),
        **{f"backup {name}": leaks(birds, text) for name, text in backed_up(database, tmp_path)},
        "log": leaks(birds, caplog.text),
        "output": leaks(birds, "".join(capfd.readouterr())),
        "mail": leaks(birds, "".join(str(mail.message()) for mail in mailoutbox)),
        "postgresql": leaks(birds, (address.folder() / "postgresql.log").read_text(errors="replace")),
        "queue": leaks(birds, json.dumps(stage.superuser.execute("SELECT args FROM procrastinate_jobs").fetchall())),
        "sessions": leaks(birds, sessions(stage)),
    }
    assert {name: words for name, words in found.items() if words} == {}


def sessions(stage) -> str:
    """Sessions as Django reads them: signed and compressed they would hide what they hold."""
    from django.contrib.sessions.backends.db import SessionStore

    rows = stage.superuser.execute("SELECT session_data FROM django_session").fetchall()
    return json.dumps([SessionStore().decode(row[0]) for row in rows])
