"""What the queue does for the log: partitions ahead, and a seal over what has settled."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from lantaarn.audit.sealing import keys_in, seal
from lantaarn.audit.sealing.anchors import keep, keep_what_was_missed


@app.periodic(cron="*/5 * * * *")
@app.task(name="seal_log", queueing_lock="seal_log", pass_context=False)
def seal_log(timestamp: int) -> None:
    """Every five minutes, as the sealer; without its address in the environment somebody else seals."""
    address = os.environ.get("LANTAARN_SEALER_DATABASE_URL")
    if address:
        seal_now(address, Path(settings.DATA_DIR))


def seal_now(address: str, folder: Path) -> int:
    """Seal all that has settled; how many chains grew. New roots are kept in `folder` as anchors."""
    keys = keys_in(folder, make=True)
    grown = 0
    with psycopg.connect(address, autocommit=True) as connection:
        keep_what_was_missed(connection, keys, folder)
        while anchors := seal(connection, keys, now=timezone.now()):
            keep(folder, anchors)
            grown += len(anchors)
    return grown
