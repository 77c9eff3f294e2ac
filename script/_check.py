"""Every check that needs no test, each named, each run even when one before it failed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
# Django's settings want an installation; a check touches no database.
ENVIRONMENT = {
    **os.environ,
    "PYTHONWARNINGS": "ignore",
    "DJANGO_SETTINGS_MODULE": "lantaarn.config.settings",
    "LANTAARN_SECRET_KEY": "only-for-checks" * 5,
    "LANTAARN_CONTEXT_KEY": "00" * 32,
    "LANTAARN_DATA_DIR": str(ROOT / ".lantaarn"),
    "LANTAARN_ROLE": "owner",
    "LANTAARN_OWNER_DATABASE_URL": "postgresql:///none?host=/nonexistent",
}


LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"


@dataclass(frozen=True)
class Check:
    """A name as in `script/check NAME`, and the command whose exit code decides."""

    name: str
    promise: str
    command: tuple[str, ...]


CHECKS = (
    Check("style", "ruff finds nothing", (PYTHON, "-m", "ruff", "check", "src", "tests", "script", "bench")),
    Check("types", "mypy --strict finds nothing", (PYTHON, "-m", "mypy")),
    Check("floors", "nobody imports upwards", (PYTHON, "-c", LINT_IMPORTS)),
    Check("django", "Django's own checks", (PYTHON, "-P", "-m", "lantaarn.config", "manage", "check")),
    Check(
        "migrations",
        "every model has its migration",
        (PYTHON, "-P", "-m", "lantaarn.config", "manage", "makemigrations", "--check", "--dry-run"),
    ),
    Check("documents", "generated documents are up to date", (PYTHON, "script/_documents.py", "--check")),
    Check("translations", "every text has its English", (PYTHON, "script/_translations.py", "--check")),
)


def passes(check: Check) -> bool:
    started = time.monotonic()
    done = subprocess.run(
        check.command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    good = done.returncode == 0
    seconds = time.monotonic() - started
    print(f"{'ok  ' if good else 'FAIL'} {check.name:<13} {check.promise} ({seconds:.1f} s)", flush=True)
    if not good:
        print((done.stdout + done.stderr).rstrip(), flush=True)
    return good


def main(wanted: list[str], run: Callable[[Check], bool] = passes) -> int:
    known = {check.name for check in CHECKS}
    unknown = set(wanted) - known
    if unknown:
        print(f"No check named {', '.join(sorted(unknown))}; there are: {', '.join(sorted(known))}", file=sys.stderr)
        return 2
    results = [run(check) for check in CHECKS if not wanted or check.name in wanted]
    failed = results.count(False)
    print(f"{len(results) - failed} of {len(results)} checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
