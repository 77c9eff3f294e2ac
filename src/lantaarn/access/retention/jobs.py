"""What the queue does: every hour clocks are laid, and what has ended or was ordered goes."""

from __future__ import annotations

import os

from procrastinate.contrib.django import app

from lantaarn.access.retention import ledger, running


@app.periodic(cron="23 * * * *")
@app.task(name="retention_run", queueing_lock="retention_run", pass_context=False)
def retention_run(timestamp: int) -> None:
    """Every hour, as the role that may do no more than that."""
    running.run(file=ledger.place(os.environ))
