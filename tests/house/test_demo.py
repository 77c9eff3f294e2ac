"""The demo as a person starts it: from nothing to a website, and nothing left running afterwards."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lantaarn.config.database import embedded, processes
from lantaarn.config.demo import home as state
from lantaarn.config.demo import preparing


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Demo:
    """One run of `lantaarn demo` in a checkout of its own."""

    def __init__(self, checkout: Path, port: int, *options: str) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "lantaarn.config", "demo", "--port", str(port), *options],
            env={**os.environ, "LANTAARN_ROOT": str(checkout)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # The tests may run in the background of a shell, where Ctrl-C is ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        self.said = ""

    def wait_until_shown(self) -> str:
        for line in self.process.stdout:
            self.said += line
            if "Stoppen: Ctrl-C" in line:
                return self.said
        raise AssertionError(f"The demo stopped by itself:\n{self.said}")

    def end(self, number: signal.Signals) -> str:
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=60)
        return rest

    def started(self) -> list[int]:
        """Everything that runs for this demo, found by its parent."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split()]

    def status(self, path: str = "/") -> int:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=20)
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status


@pytest.fixture
def start(tmp_path, port):
    """`start()`: one more run of the demo in the same checkout; what still runs at the end is ended."""
    begun = []

    def run() -> Demo:
        begun.append(Demo(tmp_path, port))
        return begun[-1]

    yield run
    for demo in begun:
        if demo.process.poll() is None:
            demo.process.kill()
        demo.process.wait()
        demo.process.stdout.close()
    embedded.lasting(tmp_path / ".lantaarn" / "demo").destroy()


def gone(pids: list[int]) -> bool:
    return all(processes.wait_until_gone(pid, 15) for pid in pids)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_demo_from_first_start_to_last_kill(start, tmp_path, port, monkeypatch):
    monkeypatch.setenv("LANTAARN_ROOT", str(tmp_path))
    mark = preparing.version_mark()
    demo = start()
    shown = demo.wait_until_shown()
    assert f"http://localhost:{port}/" in shown
    assert "(Drenthe)" in shown
    assert "in Zuid-Limburg met: " in shown
    assert [step for step in ("1/4", "2/4", "3/4", "4/4") if step in shown] == ["1/4", "2/4", "3/4", "4/4"]
    assert demo.status() < 500
    secrets = tmp_path / ".lantaarn" / "demo" / "secrets.json"
    assert secrets.stat().st_mode & 0o077 == 0
    kept = secrets.read_text()

    second = start()
    assert "draait hier al" in second.process.communicate(timeout=30)[0]
    assert second.process.returncode == 1

    running = demo.started()
    assert len(running) == 3
    assert "bewaard" in demo.end(signal.SIGINT)
    assert demo.process.returncode == 0
    assert gone(running)

    demo = start()
    shown = demo.wait_until_shown()
    if preparing.version_mark() == mark:  # nobody changed the code meanwhile
        assert "Database is van deze versie" in shown
    assert secrets.read_text() == kept
    running = demo.started()
    demo.end(signal.SIGKILL)
    assert gone(running)

    demo = start()
    demo.wait_until_shown()
    running = demo.started()
    demo.end(signal.SIGTERM)
    assert gone(running)


def test_a_port_that_is_taken_is_said_with_another_one(start, tmp_path, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        said = start().process.communicate(timeout=30)[0]
    assert re.search(rf"Poort {port} is al in gebruik.*--port \d+", said)
    assert not embedded.lasting(tmp_path / ".lantaarn" / "demo").data.exists()


def test_data_without_their_keys_are_not_touched(start, tmp_path):
    data = embedded.lasting(tmp_path / ".lantaarn" / "demo").data
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("18\n")
    said = start().process.communicate(timeout=30)[0]
    assert "--fresh" in said
    assert "Traceback" not in said
    assert (data / "PG_VERSION").exists()


def test_secrets_are_made_once_and_for_their_maker_alone(tmp_path):
    first = state.keep_secrets(tmp_path)
    assert state.keep_secrets(tmp_path) == first
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0
    assert len(bytes.fromhex(first.context_key)) == 32
    assert set(first.roles) == set(state.SIGNING_ROLES)
