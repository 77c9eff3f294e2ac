"""The system account that runs PostgreSQL when the person at the keyboard is root, which PostgreSQL refuses."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

NAME = "lantaarn-pg"


class PopenOwner(TypedDict, total=False):
    """The part of Popen's arguments that changes who the program is."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """An unprivileged account by its numbers."""

    name: str
    uid: int
    gid: int

    def as_popen(self) -> PopenOwner:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_run(self, command: Sequence[str]) -> bool:
        try:
            done = subprocess.run(command, capture_output=True, check=False, cwd="/", **self.as_popen())
        except PermissionError:
            return False
        return done.returncode == 0

    def can_enter(self, folder: Path) -> bool:
        return self.can_run(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)])

    def own(self, path: Path) -> None:
        os.chown(path, self.uid, self.gid)


def needed() -> Account | None:
    """None for an ordinary person; for root an account of our own, made when it is not there."""
    if os.geteuid() != 0:
        return None
    return _existing(NAME) or _made() or _existing("nobody")


def _existing(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)


def _made() -> Account | None:
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd is None:
        return None
    command = [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME]
    if _group_exists():
        command[1:1] = ["--gid", NAME]
    subprocess.run(command, capture_output=True, check=False)
    return _existing(NAME)


def _group_exists() -> bool:
    try:
        grp.getgrnam(NAME)
    except KeyError:
        return False
    return True
