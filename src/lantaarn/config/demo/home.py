"""Where the demo keeps its state, .lantaarn/demo in the checkout: secrets made once, and a lock on being alone."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from lantaarn.config.database import statements
from lantaarn.config.database.refused import RefusedError

SIGNING_ROLES = tuple(role.name for role in statements.ROLES if role.signs_in)


class DemoError(RefusedError):
    """The demo cannot go on; the message says what to do."""


@dataclass(frozen=True)
class Secrets:
    """Made at the first start and kept, so that sessions and data outlive a restart."""

    secret_key: str
    context_key: str
    superuser: str
    roles: dict[str, str]


def checkout() -> Path:
    """The checkout that the script belongs to; an installed package keeps its demo where one stands."""
    named = os.environ.get("LANTAARN_ROOT")
    if named:
        return Path(named)
    root = Path(__file__).resolve().parents[4]
    return root if (root / "pyproject.toml").exists() else Path.cwd()


def demo_home() -> Path:
    home = checkout() / ".lantaarn" / "demo"
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise DemoError(
            f"De map {home} kan niet worden gemaakt ({problem.strerror}). "
            "Zet Lantaarn in een map waarin u mag schrijven, en probeer het opnieuw."
        ) from problem
    return home


@contextlib.contextmanager
def the_only_one(home: Path, *, says: str) -> Iterator[None]:
    """The kernel lets go of the lock however the demo ends."""
    with (home / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            running = lock.read().strip() or "onbekend"
            raise DemoError(f"De demo draait hier al ({running}). Stop die eerst met Ctrl-C.") from None
        lock.truncate(0)
        lock.write(says)
        lock.flush()
        yield


def keep_secrets(home: Path) -> Secrets:
    file = home / "secrets.json"
    if file.exists():
        return Secrets(**json.loads(file.read_text()))
    made = Secrets(
        secret_key=secrets.token_urlsafe(60),
        context_key=secrets.token_hex(32),
        superuser=secrets.token_urlsafe(24),
        roles={role: secrets.token_urlsafe(24) for role in SIGNING_ROLES},
    )
    unfinished = file.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump(asdict(made), stream)
    unfinished.rename(file)
    return made
