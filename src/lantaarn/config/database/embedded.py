"""A PostgreSQL of our own for demo and tests: made, started, stopped, and cleaned up after a kill."""

from __future__ import annotations

import atexit
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import quote

from lantaarn.config.database import account as accounts
from lantaarn.config.database import binaries as programs
from lantaarn.config.database import processes
from lantaarn.config.database.account import Account
from lantaarn.config.database.binaries import Binaries, PostgresError

PORT = 5432
SUPERUSER = "postgres"
THROWAWAY = "lantaarn-throwaway-"
LONGEST_SOCKET_FOLDER = 85
"""A socket's path may have 103 characters on the strictest system, and PostgreSQL adds its file name."""

BUSY = "pre-existing shared memory block"


@dataclass
class Cluster:
    """One data directory and the server on it, reachable through a socket that only its owner can enter."""

    data: Path
    sockets: Path
    log: Path
    binaries: Binaries
    account: Account | None = None
    durable: bool = True
    password: str | None = None
    _server: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _started_by: int = 0

    def dsn(self, database: str = "postgres", user: str = SUPERUSER, password: str | None = None) -> str:
        given = self.password if user == SUPERUSER and password is None else password
        name = quote(user, safe="") + (f":{quote(given, safe='')}" if given else "")
        return f"postgresql://{name}@/{quote(database, safe='')}?host={quote(str(self.sockets), safe='/')}&port={PORT}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Make the data directory when there is none, end what a killed predecessor left, and wait until ready."""
        if self.data.parent.parent == programs.SYSTEM_COPIES:
            programs.make_open(programs.SYSTEM_COPIES, self.data.parent)
        self.binaries = programs.for_account(self.binaries, self.account)
        self._make()
        self._check_version()
        stop_leftover(self.data)
        self._make_private(self.sockets)
        atexit.register(self.stop)
        deadline = time.monotonic() + 60
        while not self._launch(deadline):
            time.sleep(0.1)

    def stop(self) -> None:
        """End the server we started: fast, with a checkpoint, never leaving it behind."""
        atexit.unregister(self.stop)
        server = self._server
        if server is None or self._started_by != os.getpid():
            return
        self._server = None
        for number, patience in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            server.send_signal(number)
            try:
                server.wait(patience)
            except subprocess.TimeoutExpired:
                continue
            break

    def kill(self) -> None:
        """What a power cut does; for rehearsals."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def destroy(self) -> None:
        """Stop and remove all data."""
        self.stop()
        stop_leftover(self.data)
        for folder in (self.data, self.sockets):
            shutil.rmtree(folder, ignore_errors=True)
        self.log.unlink(missing_ok=True)
        place = self.data.parent
        if place.name.startswith(THROWAWAY) or place.parent == programs.SYSTEM_COPIES:
            shutil.rmtree(place, ignore_errors=True)

    @property
    def is_running(self) -> bool:
        return self._server is not None and self._server.poll() is None

    def _make_private(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.is_symlink() or folder.stat().st_uid not in {os.geteuid(), self.account.uid if self.account else -1}:
            raise PostgresError(f"De map {folder} is van een ander. Verwijder die map en probeer het opnieuw.")
        folder.chmod(0o700)
        if self.account:
            self.account.own(folder)

    def _make(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        unfinished = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        self._make_private(unfinished)
        arguments = ["-D", str(unfinished), "-U", SUPERUSER, "--encoding=UTF8", "--auth-host=reject"]
        arguments += locale_arguments(self.binaries.major)
        if not self.durable:
            arguments += ["--no-sync"]
        if self.password is None:
            programs.run(self.binaries, "initdb", [*arguments, "--auth-local=trust"], account=self.account)
        else:
            self._init_with_password([*arguments, "--auth-local=scram-sha-256"], self.password)
        unfinished.rename(self.data)

    def _init_with_password(self, arguments: list[str], password: str) -> None:
        with tempfile.NamedTemporaryFile("w", prefix="lantaarn-") as file:
            file.write(f"{password}\n")
            file.flush()
            if self.account:
                self.account.own(Path(file.name))
            programs.run(self.binaries, "initdb", [*arguments, f"--pwfile={file.name}"], account=self.account)

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(self.binaries.major):
            raise PostgresError(
                f"De gegevens in {self.data} zijn gemaakt met PostgreSQL {made_by}, maar hier staat versie "
                f"{self.binaries.major}.\nMaak eerst een reservekopie met de oude versie en zet die terug, "
                "of begin de demo opnieuw met: script/demo --fresh"
            )

    def _launch(self, deadline: float) -> bool:
        """True when the server is ready; False when it is worth another try."""
        with self.log.open("wb") as log:
            server = processes.start(
                [self.binaries.program("postgres"), "-D", str(self.data), *self._options()],
                on_death=signal.SIGINT,
                output=log,
                environment=programs.environment(),
                account=self.account,
            )
        self._server, self._started_by = server, os.getpid()
        while server.poll() is None:
            if is_ready(self.data, server.pid):
                return True
            if time.monotonic() > deadline:
                self.stop()
                break
            time.sleep(0.02)
        self._server = None
        said = self.log.read_text(errors="replace")
        if BUSY in said and time.monotonic() < deadline:
            return False
        raise PostgresError("PostgreSQL start niet. Dit staat in het logboek:\n" + "\n".join(said.splitlines()[-12:]))

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "port": str(PORT),
            "max_connections": "100",
            "shared_buffers": "128MB",
            "jit": "off",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "lc_messages": "C",
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
        }
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off", "max_wal_size": "2GB", "checkpoint_timeout": "1h"}
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def locale_arguments(major: int) -> list[str]:
    """C.UTF-8 everywhere: one order of text on every machine; from 17 on PostgreSQL brings it itself."""
    if major >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]


def is_ready(data: Path, pid: int) -> bool:
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"


def stop_leftover(data: Path) -> None:
    """End a server that outlived its starter; forget a pid that now belongs to somebody else."""
    file = data / "postmaster.pid"
    try:
        pid = int(file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    command = processes.command_line(pid)
    if "postgres" in command and str(data) in command:
        processes.end(pid, signal.SIGINT, signal.SIGQUIT)
    file.unlink(missing_ok=True)


def lasting(home: Path, *, password: str | None = None) -> Cluster:
    """The cluster that keeps its data under `home`, or in the system's place when PostgreSQL cannot enter there."""
    account = accounts.needed()
    place = placed(home, account)
    sockets = place / "socket"
    if len(str(sockets)) > LONGEST_SOCKET_FOLDER:
        sockets = Path(tempfile.gettempdir()) / f"lantaarn-{_short(home)}"
    return Cluster(
        data=place / "pg",
        sockets=sockets,
        log=place / "postgresql.log",
        binaries=programs.find(),
        account=account,
        password=password,
    )


def placed(home: Path, account: Account | None) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    if account is None or account.can_enter(home):
        return home
    return programs.SYSTEM_COPIES / _short(home)


def _short(home: Path) -> str:
    return hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]


def throwaway(folder: Path | None = None) -> Cluster:
    """A cluster for tests: no durability, gone afterwards; `folder` where its address must be known beforehand."""
    sweep_throwaways()
    place = folder or throwaway_folder()
    place.mkdir(exist_ok=True, mode=0o755)
    (place / "owner").write_text(str(os.getpid()))
    return Cluster(
        data=place / "pg",
        sockets=place / "socket",
        log=place / "postgresql.log",
        binaries=programs.find(),
        account=accounts.needed(),
        durable=False,
    )


def throwaway_folder() -> Path:
    return Path(tempfile.gettempdir()) / f"{THROWAWAY}{os.getpid()}-{secrets.token_hex(4)}"


def sweep_throwaways() -> None:
    """Remove the throwaway clusters whose owner was killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{THROWAWAY}*"):
        try:
            owner = int((folder / "owner").read_text())
        except (OSError, ValueError):
            continue
        if not processes.is_alive(owner):
            stop_leftover(folder / "pg")
            shutil.rmtree(folder, ignore_errors=True)
