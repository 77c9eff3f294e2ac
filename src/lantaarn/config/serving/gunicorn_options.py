"""How gunicorn serves Lantaarn: threads in a few processes; the database is the only state."""

from __future__ import annotations

import sys

APPLICATION = "lantaarn.config.wsgi:application"


def command(*, bind: str, processes: int, threads: int, access_log: bool) -> list[str]:
    """The whole command line; error messages go to standard error, each request only when asked for."""
    options = [
        f"--bind={bind}",
        f"--workers={processes}",
        "--worker-class=gthread",
        f"--threads={threads}",
        "--timeout=60",
        "--graceful-timeout=20",
        "--keep-alive=5",
        "--max-requests=20000",
        "--max-requests-jitter=2000",
        "--no-control-socket",
        "--log-level=warning",
    ]
    if access_log:
        # Without the query: a filter may hold what somebody searched for.
        options += ["--logger-class=lantaarn.config.serving.access.Access", "--access-logfile=-"]
        options += ["--access-logformat=%(t)s %(m)s %(U)s %(s)s %(M)sms"]
    return [sys.executable, "-P", "-m", "gunicorn", *options, APPLICATION]
