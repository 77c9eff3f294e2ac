"""Handles the queue: mail, deadlines, reminders, as the role that may do no more than that."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from lantaarn.config.serving.environment import is_ready_for
from lantaarn.config.serving.erasures import refuse_when_behind


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn work", description="Handelt de wachtrij af. Er mogen er meer tegelijk draaien."
    )
    parser.add_argument("--concurrency", type=int, default=2, help="taken tegelijk (%(default)s)")
    parser.add_argument("--once", action="store_true", help="doen wat er ligt en dan stoppen")
    options = parser.parse_args(argv)
    if not is_ready_for("work"):
        return 2
    refuse_when_behind(os.environ["LANTAARN_WORKER_DATABASE_URL"], os.environ)
    os.environ["LANTAARN_ROLE"] = "worker"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantaarn.config.settings")
    from django.core.management import execute_from_command_line

    command = ["lantaarn work", "procrastinate", "worker", f"--concurrency={options.concurrency}"]
    command.append("--shutdown-graceful-timeout=20")
    if options.once:
        command.append("--one-shot")
    execute_from_command_line(command)
    return 0
