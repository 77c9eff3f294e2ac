"""Reads a document in a process of its own: a file that asks too much time or memory ends that process alone."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

from lantaarn.papers.programme_in import ProgrammeError, errors
from lantaarn.programme.reading import Line, read_document

SECONDS = 90
MEMORY = 600 * 1024 * 1024
_HERE = "lantaarn.programme.apart"
_STEP = "stap "
Answer = dict[str, Any]
Watch = Callable[[str], bool]


def read_apart(data: bytes, watch: Watch | None = None) -> tuple[dict[str, Any], list[Line]]:
    """(what was read, the document's lines); raises ProgrammeError with what to do.

    `watch` is told how far it is, and answers whether to go on.
    """
    with tempfile.TemporaryDirectory(prefix="lantaarn-") as folder:
        path = Path(folder) / "document"
        path.write_bytes(data)
        answer = answer_of(_HERE, str(path), seconds=SECONDS, watch=watch)
    return answer["read"], answer["lines"]


def answer_of(module: str, *words: str, seconds: int, watch: Watch | None = None) -> Answer:
    """What the module told when it was run apart, through `answer`; raises ProgrammeError when it refused or ended."""
    command = [sys.executable, "-m", module, *words]
    with tempfile.TemporaryFile() as answered:
        process = subprocess.Popen(  # noqa: S603 - our own
            command, stdout=answered, stderr=subprocess.PIPE if watch else None, text=True
        )
        limit = Timer(seconds, process.kill)
        limit.start()
        try:
            for line in process.stderr or ():
                if watch and line.startswith(_STEP) and not watch(line.removeprefix(_STEP).strip()):
                    break
            else:
                process.wait()
        finally:
            limit.cancel()
            process.kill()
            process.wait()
            if process.stderr:
                process.stderr.close()
        answered.seek(0)
        return _told(answered.read())


def _told(said: bytes) -> Answer:
    try:
        told: Answer = json.loads(said)
    except ValueError as error:
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


def _tell(what: str, number: int, of: int) -> None:
    sys.stderr.write(f"{_STEP}{what} {number} {of}\n")
    sys.stderr.flush()


def _document(name: str) -> Answer:
    read, lines = read_document(Path(name).read_bytes(), _tell)
    return {"read": read, "lines": lines}


if __name__ == "__main__":
    answer(lambda: _document(sys.argv[1]), seconds=SECONDS)
