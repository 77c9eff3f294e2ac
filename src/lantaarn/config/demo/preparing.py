"""Brings the demo's database to this version and fills it, once per version and per day."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lantaarn.config.demo.home import DemoError, checkout

PACKAGE = Path(__file__).resolve().parents[2]


def prepare(home: Path, environment: Mapping[str, str], say: Callable[[str], None]) -> str:
    """What the loading told, for the first screen; at once when nothing has changed since the last start."""
    file = home / "prepared.json"
    mark = version_mark()
    known = json.loads(file.read_text()) if file.exists() else {}
    if known.get("mark") == mark:
        say("2/4  Database is van deze versie")
        say("3/4  Verzonnen gegevens staan klaar")
        return str(known["told"])
    file.unlink(missing_ok=True)
    say("2/4  Database bijwerken naar deze versie …")
    run(environment, "migrate", "--quiet")
    say("3/4  Verzonnen gegevens klaarzetten (de eerste keer duurt dat even) …")
    told = run(environment, "manage", "demo_data")
    file.write_text(json.dumps({"mark": mark, "told": told}))
    return told


def version_mark() -> str:
    """Changes with the code, with the region's pack, and every day: a meeting of this week is about today."""
    parts = [dt.datetime.now(tz=dt.UTC).date().isoformat()]
    for path in sources():
        state = path.stat()
        parts.append(f"{path} {state.st_mtime_ns} {state.st_size}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def sources() -> Iterator[Path]:
    for folder in (PACKAGE, checkout() / "regions"):
        yield from sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".sql", ".toml", ".dmn"})


def run(environment: Mapping[str, str], *words: str) -> str:
    """Run one of our own commands; what it says on standard error is progress and passes through."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "lantaarn.config", *words],
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise DemoError(
            f"De stap '{' '.join(words)}' is niet gelukt; de reden staat hierboven.\n"
            "Opnieuw beginnen met lege gegevens kan met: script/demo --fresh"
        )
    return done.stdout.strip()
