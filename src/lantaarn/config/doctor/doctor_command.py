"""`lantaarn doctor`: looks the installation over and says what to mend."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

import psycopg

from lantaarn.config.doctor import database, erasures, sealing, surroundings
from lantaarn.config.doctor.findings import Finding
from lantaarn.config.doctor.vault import vault


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn doctor",
        description="Kijkt de installatie na en zegt per punt of het goed is of wat u moet doen. "
        "Eindigt met 0 als alles goed is, anders met 1.",
    )
    parser.add_argument("--json", action="store_true", help="als JSON op standaarduitvoer")
    options = parser.parse_args(argv)
    findings = list(examine(os.environ))
    print(as_json(findings) if options.json else as_text(findings))
    return 0 if all(finding.good for finding in findings) else 1


def examine(environ: Mapping[str, str]) -> Iterator[Finding]:
    for check in (surroundings.settings, surroundings.keys, vault, surroundings.files, surroundings.mail):
        yield from check(environ)
    yield from database.connections(environ)
    yield from sealing.sealing(environ)
    url = environ.get("DATABASE_URL")
    if not url:
        return
    try:
        connection = psycopg.connect(url, connect_timeout=8, autocommit=True)
    except psycopg.Error:
        return  # said already by the check of the connections
    with connection:
        for check_inside in database.INSIDE:
            yield from inside(check_inside, connection)
        yield from erasures.in_the_database(connection, environ)


def inside(check: database.Check, connection: psycopg.Connection) -> Iterator[Finding]:
    try:
        yield from list(check(connection))
    except psycopg.Error as problem:
        yield Finding(check.__name__, database.first_line(problem), database.MIGRATE)


def as_json(findings: Sequence[Finding]) -> str:
    lines = [{**asdict(finding), "good": finding.good} for finding in findings]
    return json.dumps({"good": all(f.good for f in findings), "findings": lines}, ensure_ascii=False, indent=2)


def as_text(findings: Sequence[Finding]) -> str:
    lines = []
    for finding in findings:
        lines.append(f"{'goed ' if finding.good else 'FOUT '} {finding.check}: {finding.found}")
        if finding.remedy:
            lines.append(f"       Doe dit: {finding.remedy}")
    wrong = sum(1 for finding in findings if not finding.good)
    lines += ["", f"{wrong} van {len(findings)} punten vragen aandacht." if wrong else "Alles is in orde."]
    return "\n".join(lines)
