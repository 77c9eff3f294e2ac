"""Reads a document in a process of its own: a file that asks too much time or memory ends that process alone."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from lantaarn.papers.programme_in import ProgrammeError, errors
from lantaarn.programme.reading import Line, read_document

SECONDS = 90
MEMORY = 600 * 1024 * 1024
_HERE = "lantaarn.programme.apart"


def read_apart(data: bytes) -> tuple[dict[str, Any], list[Line]]:
    """(what was read, the document's lines); raises ProgrammeError with what to do."""
    with tempfile.TemporaryDirectory(prefix="lantaarn-") as folder:
        path = Path(folder) / "document"
        path.write_bytes(data)
        command = [sys.executable, "-m", _HERE, str(path)]
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, timeout=SECONDS, check=False)  # noqa: S603 - our own module, no shell
        except subprocess.TimeoutExpired as error:
            raise ProgrammeError(errors.TOO_HEAVY) from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise ProgrammeError(errors.TOO_HEAVY) from error
    if "refused" in answer:
        raise ProgrammeError(str(answer["refused"]))
    return answer["read"], answer["lines"]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _main(name: str) -> None:
    answer: dict[str, object]
    _limit()
    try:
        read, lines = read_document(Path(name).read_bytes())
        answer = {"read": read, "lines": lines}
    except ProgrammeError as error:
        answer = {"refused": error.message}
    except (MemoryError, RecursionError):
        answer = {"refused": errors.TOO_HEAVY}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    _main(sys.argv[1])
