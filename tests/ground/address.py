"""Where the tests' PostgreSQL will be: settled before Django reads its settings, so before any server runs."""

import os
from pathlib import Path

from lantaarn.config.database import embedded, statements

CHECKOUT = Path(__file__).parents[2]
TEMPLATE = "lantaarn_template"


def folder() -> Path:
    """The cluster's folder; workers of one run inherit it and share the cluster."""
    return Path(os.environ.setdefault("LANTAARN_TEST_CLUSTER", str(embedded.throwaway_folder())))


def database_name() -> str:
    return named("test")


def named(what: str) -> str:
    """A further database that only this worker uses."""
    return f"lantaarn_{what}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


def url(role: str, database: str) -> str:
    return f"postgresql://{role}@/{database}?host={folder() / 'socket'}&port={embedded.PORT}"


def urls(database: str) -> dict[str, str]:
    return {name: url(role, database) for name, role in statements.ROLE_OF_URL.items()}


def key_file() -> Path:
    """Keys that lock what tests write; one file for every run, made at the first."""
    from lantaarn.vault.providers.file import make_key_file

    file = CHECKOUT / ".lantaarn" / "only-for-tests.key"
    make_key_file(file)
    return file


def settle() -> None:
    """The environment of an installation, with keys that are not secret."""
    static = CHECKOUT / ".lantaarn" / "static"
    static.mkdir(parents=True, exist_ok=True)
    os.environ.update(urls(database_name()))
    os.environ.update(
        LANTAARN_ROLE="app",
        LANTAARN_SECRET_KEY="only-for-tests-" + "x" * 50,
        LANTAARN_CONTEXT_KEY="7e" * 32,
        LANTAARN_ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
        LANTAARN_BASE_URL="http://localhost",
        LANTAARN_DATA_DIR=str(folder() / "data"),
        LANTAARN_STATIC_ROOT=str(static),
        LANTAARN_VAULT_KEY_FILE=str(key_file()),
    )
    for name in ("LANTAARN_DEMO", "LANTAARN_MAIL_URL"):
        os.environ.pop(name, None)
