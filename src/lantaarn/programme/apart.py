"""Reads a document in a process of its own: a file that asks too much time or memory ends that process alone."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lantaarn.papers.programme_in import ProgrammeError, errors
from lantaarn.programme.reading import Line, read_document

SECONDS = 90
MEMORY = 600 * 1024 * 1024
_HERE = "lantaarn.programme.apart"
Answer = dict[str, Any]


def read_apart(data: bytes) -> tuple[dict[str, Any], list[Line]]:
    """(what was read, the document's lines); raises ProgrammeError with what to do."""
    with tempfile.TemporaryDirectory(prefix="lantaarn-") as folder:
        path = Path(folder) / "document"
        path.write_bytes(data)
        answer = answer_of(_HERE, str(path), seconds=SECONDS)
    return answer["read"], answer["lines"]


def answer_of(module: str, *words: str, seconds: int) -> Answer:
    """What the module told when it was run apart, through `answer`; raises ProgrammeError when it refused or ended."""
    command = [sys.executable, "-m", module, *words]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=seconds, check=False)  # noqa: S603 - our own
        told: Answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise ProgrammeError(errors.TOO_HEAVY) from error
    if "refused" in told:
        raise ProgrammeError(str(told["refused"]))
    return told


def answer(read: Callable[[], Answer], *, seconds: int) -> None:
    """In the process apart: read within its share, and write what was found, or why not, on standard output."""
    _limit(seconds)
    told: Answer
    try:
        told = read()
    except ProgrammeError as error:
        told = {"refused": error.message}
    except (MemoryError, RecursionError):
        told = {"refused": errors.TOO_HEAVY}
    sys.stdout.buffer.write(json.dumps(told).encode())


def _limit(seconds: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - absent on Windows, where only the time is limited

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _document(name: str) -> Answer:
    read, lines = read_document(Path(name).read_bytes())
    return {"read": read, "lines": lines}


if __name__ == "__main__":
    answer(lambda: _document(sys.argv[1]), seconds=SECONDS)
