"""The real website: gunicorn with threads and a pool, on a port of this machine, and the queue beside it."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ground.region import sign_in, stage

ONCE = re.compile(r'name="once" value="([^"]+)"')
CODE = re.compile(r"\b([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})\b")
PROGRAM = [sys.executable, "-P", "-m", "lantaarn.config"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Site:
    """One website and, if asked for, one queue; both can be killed and started again."""

    folder: Path
    environment: dict[str, str]
    processes: int = 1
    threads: int = 8
    port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen] = field(default_factory=dict)

    def start(self) -> None:
        options = ["--bind", f"127.0.0.1:{self.port}", "--processes", str(self.processes)]
        self._start("website", ["serve", *options, "--threads", str(self.threads)])
        self.wait()

    def start_queue(self) -> None:
        self._start("queue", ["work"])

    def _start(self, name: str, words: list[str]) -> None:
        log = (self.folder / f"{name}.log").open("ab")
        with log:
            self.running[name] = subprocess.Popen(
                [*PROGRAM, *words], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def wait(self, seconds: float = 60) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask("GET", "/melden/drenthe/")[0] == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(f"The website does not answer:\n{self.said('website')}")

    def said(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")[-3000:]

    def kill(self, name: str) -> None:
        """SIGKILL to the process and all that it started."""
        process = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def is_running(self, name: str) -> bool:
        return name in self.running and self.running[name].poll() is None

    def stop(self) -> None:
        for name in list(self.running):
            self.kill(name)

    def ask(self, method: str, path: str, data: dict | None = None, cookie: str = "") -> tuple[int, str, dict]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": "localhost", "Cookie": cookie}
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(data) if data is not None else None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), dict(answer.getheaders())
        finally:
            connection.close()

    def open_form(self) -> str:
        """The mark of a form that was opened."""
        status, page, _headers = self.ask("GET", "/melden/drenthe/")
        assert status == 200, page[:300]
        return ONCE.search(page)[1]

    def report(self, once: str, **changed: str) -> str:
        """Send a filled form; the code that the reporter gets, which is what says that it was kept."""
        data = {
            "once": once,
            "danger": "no",
            "municipality": "GM0114",
            "observed": "Zes matrassen in een kamer.",
            "minor": "no",
            "source_domain": "care",
            "may_call": "no",
        }
        status, page, _headers = self.ask("POST", "/melden/drenthe/", data | changed)
        assert status == 200, f"{status}: {page[:300]}"
        return CODE.search(page)[1]


@pytest.fixture
def site(stage, tmp_path):
    """The website as it is served, with the tests' database; started, and killed after the test."""
    made = Site(tmp_path, {**os.environ, "PYTHONWARNINGS": "ignore"})
    made.start()
    yield made
    made.stop()


__all__ = ["sign_in", "stage"]
