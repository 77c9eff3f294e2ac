"""Killed in the middle of writes: what was acknowledged is there, exactly once, and the work goes on.

The website, the queue and PostgreSQL are each ended with SIGKILL while reports come in. PostgreSQL writes durably here,
as in an installation. A reporter whose line broke sends the same form again, as people do.
"""

import contextlib
import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from ground import address
from lantaarn.config.database import embedded, roles
from lantaarn.config.database.kind import Kind
from load.conftest import Site
from load.postbox import Postbox

DATABASE = "lantaarn_test_kills"
WRITERS = 6
LOAD = "import django; django.setup(); from bench.pages.house import load_drenthe; load_drenthe()"
LOST = (
    "import datetime as dt, django; django.setup(); from lantaarn.signals import jobs;"
    " jobs.LOST_AFTER = dt.timedelta(0); jobs.find_lost_mail('drenthe')"
)


@dataclass
class House:
    """A whole installation of its own: durable PostgreSQL, website, queue and mail server."""

    cluster: embedded.Cluster
    environment: dict[str, str]
    site: Site
    postbox: Postbox
    told: list[str] = field(default_factory=list)
    """Codes that a reporter got: the acknowledgements."""

    def python(self, program: str, role: str) -> None:
        subprocess.run([sys.executable, "-c", program], env={**self.environment, "LANTAARN_ROLE": role}, check=True)

    def rows(self, query: str) -> list[tuple]:
        with psycopg.connect(self.cluster.dsn(DATABASE), autocommit=True) as database:
            return database.execute(query).fetchall()

    def kill_postgresql(self) -> None:
        """The server and everything it started, at once."""
        server = self.cluster._server
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        for pid in (server.pid, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        server.wait()
        self.cluster._server = None
        self.cluster.start()

    def kill(self, what: str) -> None:
        if what == "postgresql":
            self.kill_postgresql()
        elif self.site.is_running(what):
            self.site.kill(what)
        self.restart_what_fell()

    def restart_what_fell(self) -> None:
        """As a service manager does."""
        if not self.site.is_running("website"):
            self.site.running.pop("website", None)
            self.site.start()
        if not self.site.is_running("queue"):
            self.site.running.pop("queue", None)
            self.site.start_queue()


@pytest.fixture
def house(tmp_path):
    cluster = embedded.throwaway()
    cluster.durable = True
    cluster.start()
    postbox = Postbox()
    urls = {name: f"postgresql://{role}@/{DATABASE}?host={cluster.sockets}&port=5432" for name, role in ROLES.items()}
    root = address.CHECKOUT
    environment = {
        **os.environ,
        **urls,
        "DJANGO_SETTINGS_MODULE": "lantaarn.config.settings",
        "LANTAARN_MAIL_URL": postbox.url,
        "PYTHONPATH": os.pathsep.join(map(str, (root / "src", root, root / "tests"))),
        "PYTHONWARNINGS": "ignore",
    }
    roles.prepare(cluster.dsn(), DATABASE, kind=Kind.TEST)
    found = House(cluster, environment, Site(tmp_path, environment), postbox)
    subprocess.run([sys.executable, "-P", "-m", "lantaarn.config", "migrate", "--quiet"], env=environment, check=True)
    found.python(LOAD, "app")
    found.site.start()
    found.site.start_queue()
    yield found
    found.site.stop()
    postbox.shutdown()
    postbox.server_close()
    cluster.destroy()


ROLES = {
    "DATABASE_URL": "lantaarn_app",
    "LANTAARN_OWNER_DATABASE_URL": "lantaarn_owner",
    "LANTAARN_WORKER_DATABASE_URL": "lantaarn_worker",
    "LANTAARN_SEALER_DATABASE_URL": "lantaarn_sealer",
    "LANTAARN_BACKUP_DATABASE_URL": "lantaarn_backup",
}
BROKEN = (OSError, http.client.HTTPException, AssertionError, TypeError)
"""What a reporter sees of a killed machine: no answer, half an answer, or a page that says that it went wrong."""


def _write(house: House, stop: threading.Event) -> None:
    """Report after report; the same form again until a code comes back."""
    mark = None
    while not stop.is_set() or mark is not None:
        try:
            mark = mark or house.site.open_form()
            house.told.append(house.site.report(mark))
            mark = None
        except BROKEN:
            time.sleep(0.05)


def _rehearse(house: House, kills: list[str], dice: random.Random) -> None:
    stop = threading.Event()
    writers = [threading.Thread(target=_write, args=(house, stop), daemon=True) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for what in kills:
        time.sleep(dice.uniform(0.3, 1.2))
        house.kill(what)
    stop.set()
    for writer in writers:
        writer.join(120)
        assert not writer.is_alive(), "Somebody never got an answer."


def _everything_told_is_there_once(house: House) -> None:
    from lantaarn.signals.codes import fingerprint

    assert len(set(house.told)) == len(house.told) > 0
    kept = Counter(code for (code,) in house.rows("SELECT code_hash FROM signals_report"))
    assert [code for code in house.told if kept[fingerprint(code)] != 1] == []
    whole = house.rows(
        """
        SELECT count(*), count(DISTINCT s.folder_id),
               count(*) FILTER (WHERE (SELECT count(*) FROM signals_referral r
                                       WHERE r.folder_id = s.folder_id AND r.leads) = 1
                            AND (SELECT count(*) FROM access_grant g WHERE g.folder_id = s.folder_id) > 0
                            AND (SELECT count(*) FROM audit_event_object o WHERE o.object_id = s.folder_id
                                 AND o.action = 'signal.received') = 1)
        FROM signals_signal s
        """
    )[0]
    assert whole == (len(kept), len(kept), len(kept))


def _queue_is_done(house: House, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    left = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'send_mail' AND status IN ('todo', 'doing')"
    while time.monotonic() < deadline:
        house.restart_what_fell()
        if house.rows(left) == [(0,)]:
            return True
        time.sleep(0.5)
    return False


def _each_mail_left_at_most_once(house: House) -> None:
    """Sent: delivered once. Begun when the machine died: shown to a person, and never again by itself."""
    house.python(LOST, "worker")
    mails = house.rows("SELECT u.email, m.link, m.state FROM signals_mail m JOIN network_user u ON u.id = m.to_user_id")
    delivered = Counter(house.postbox.letters)
    assert [(to, link) for (to, link), times in delivered.items() if times > 1] == []
    assert {state for _to, _link, state in mails} <= {"sent", "uncertain"}
    assert [(to, link) for to, link, state in mails if state == "sent" and delivered[to, link] != 1] == []


def test_what_was_acknowledged_outlives_a_kill_of_each_part(house):
    _rehearse(house, ["website", "postgresql", "queue"], random.Random(112))
    _everything_told_is_there_once(house)
    assert _queue_is_done(house, 240), house.rows("SELECT status, task_name, attempts FROM procrastinate_jobs")
    _each_mail_left_at_most_once(house)


@pytest.mark.long
def test_a_hundred_kills(house):
    dice = random.Random(273)
    kills = [dice.choice(("website", "website", "postgresql", "queue")) for _ in range(100)]
    _rehearse(house, kills, dice)
    _everything_told_is_there_once(house)
    assert _queue_is_done(house, 900)
    _each_mail_left_at_most_once(house)
