"""Checks of the ledger of erasures: is it whole, closed to others, apart, and is the database with it."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping

import psycopg

from lantaarn.access.retention import ledger
from lantaarn.config.database.refused import RefusedError
from lantaarn.config.doctor.findings import Finding, judged
from lantaarn.config.serving import erasures

CHECK = "grootboek van verwijderingen"


def in_the_database(inside: psycopg.Connection, environ: Mapping[str, str]) -> Iterator[Finding]:
    try:
        entries, left = erasures.known(environ), erasures.behind(inside, environ)
    except RefusedError as problem:
        yield Finding(CHECK, "klopt niet", str(problem))
        return
    yield judged(
        CHECK,
        good=not left,
        found=f"{len(entries)} verwijderingen, {left} hier nog niet gedaan",
        remedy=erasures.REPLAY,
    )
    file = ledger.place(environ)
    if file.exists():
        yield judged(
            "toegang tot het grootboek",
            good=not stat.S_IMODE(file.stat().st_mode) & 0o077,
            found=f"{file}: {stat.S_IMODE(file.stat().st_mode):o}",
            remedy=f"Sluit het voor anderen: chmod 600 {file}",
        )
