"""Serves the website with gunicorn, behind a proxy that speaks https."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from lantaarn.config.serving import gunicorn_options
from lantaarn.config.serving.environment import is_ready_for
from lantaarn.config.serving.erasures import refuse_when_behind


def main(argv: Sequence[str]) -> int:  # noqa: RET503 - it ends by becoming gunicorn
    parser = argparse.ArgumentParser(
        prog="lantaarn serve", description="Draait de website. Zet er een proxy voor die https verzorgt."
    )
    parser.add_argument("--bind", default="127.0.0.1:8000", help="adres en poort, of unix:/pad (%(default)s)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2, help="aantal processen (%(default)s)")
    parser.add_argument("--threads", type=int, default=4, help="verzoeken tegelijk per proces (%(default)s)")
    parser.add_argument("--access-log", action="store_true", help="elk verzoek op standaarduitvoer zetten")
    options = parser.parse_args(argv)
    if not is_ready_for("serve"):
        return 2
    refuse_when_behind(os.environ["DATABASE_URL"], os.environ)
    os.environ["LANTAARN_ROLE"] = "app"
    os.environ.setdefault("LANTAARN_POOL", str(options.threads + 1))
    if data := os.environ.get("LANTAARN_DATA_DIR"):
        (Path(data) / "static").mkdir(parents=True, exist_ok=True)
    command = gunicorn_options.command(
        bind=options.bind, processes=options.processes, threads=options.threads, access_log=options.access_log
    )
    os.execv(command[0], command)  # noqa: S606 - the command is ours, and no shell is wanted
