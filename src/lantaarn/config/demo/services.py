"""The demo's own processes: website and queue, started together, ended together."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lantaarn.config.database import processes
from lantaarn.config.demo.home import DemoError


@dataclass
class Services:
    """What runs beside the database; `home` remembers their numbers for a successor of a killed demo."""

    home: Path
    environment: Mapping[str, str]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def memory(self) -> Path:
        return self.home / "processes.json"

    def start(self, name: str, command: Sequence[str], *, on_death: signal.Signals) -> None:
        with self.log(name).open("wb") as log:
            self.running[name] = processes.start(command, on_death=on_death, output=log, environment=self.environment)
        self.memory.write_text(json.dumps([process.pid for process in self.running.values()]))

    def log(self, name: str) -> Path:
        return self.home / f"{name}.log"

    def stopped(self) -> str | None:
        """The name of a service that has ended by itself."""
        return next((name for name, process in self.running.items() if process.poll() is not None), None)

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        deadline = time.monotonic() + 25
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()
        self.memory.unlink(missing_ok=True)

    def end_leftovers(self) -> None:
        """Processes of a demo that was killed: the kernel ends them, or we do; both take a moment."""
        if not self.memory.exists():
            return
        for pid in json.loads(self.memory.read_text()):
            if "lantaarn" in processes.command_line(pid):
                processes.end(pid, signal.SIGTERM)
        self.memory.unlink()

    def complain(self, name: str) -> DemoError:
        last = self.log(name).read_text(errors="replace").splitlines()[-15:]
        return DemoError("\n".join([f"Onderdeel '{name}' is gestopt. Dit zei het als laatste:", *last]))


def website(options: Sequence[str]) -> list[str]:
    return [sys.executable, "-P", "-m", "lantaarn.config", "serve", *options]


def queue() -> list[str]:
    return [sys.executable, "-P", "-m", "lantaarn.config", "work"]


def is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def becomes_free(host: str, port: int, *, seconds: float) -> bool:
    """The website of a demo that was just killed may hold the port a little longer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        time.sleep(0.1)
        if is_free(host, port):
            return True
    return False


def wait_until_answering(services: Services, host: str, port: int, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if name := services.stopped():
            raise services.complain(name)
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
            connection.getresponse()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise DemoError(f"De website antwoordt niet binnen {seconds:.0f} seconden. Kijk in {services.log('website')}.")
