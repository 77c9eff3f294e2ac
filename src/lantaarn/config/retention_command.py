"""`lantaarn retention`: let go what has ended, do erasures again after a restore, and check the ledger."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lantaarn.access.retention.running import Run

_NEEDED = {"run": "LANTAARN_WORKER_DATABASE_URL", "verify": "DATABASE_URL", "replay": "LANTAARN_OWNER_DATABASE_URL"}


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn retention",
        description="run: klokken zetten en laten gaan wat is afgelopen; replay: na het terugzetten van een "
        "reservekopie opnieuw vernietigen wat in het grootboek staat; verify: het grootboek nakijken.",
    )
    parser.add_argument("what", choices=tuple(_NEEDED), help="run, replay of verify")
    parser.add_argument("--dry-run", action="store_true", help="bij run: alleen zeggen wat er zou gaan")
    parser.add_argument("--json", action="store_true", help="het antwoord als JSON")
    options = parser.parse_args(argv)
    url = os.environ.get(_NEEDED[options.what])
    if not url:
        print(f"Zet {_NEEDED[options.what]}: het adres van de database.", file=sys.stderr)
        return 2
    if options.what == "run":
        return _run(dry_run=options.dry_run, as_json=options.json)
    return _replay(url, as_json=options.json) if options.what == "replay" else _verify(url, as_json=options.json)


def _run(*, dry_run: bool, as_json: bool) -> int:
    os.environ["LANTAARN_ROLE"] = "worker"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantaarn.config.settings")
    import django

    django.setup()
    from lantaarn.access.retention import ledger, running
    from lantaarn.config.database.refused import RefusedError

    try:
        done = running.run(file=ledger.place(os.environ), dry_run=dry_run)
    except ledger.LedgerBrokenError as problem:
        raise RefusedError(str(problem)) from problem
    print(as_values(done) if as_json else in_words(done, dry_run=dry_run))
    return 0


def as_values(done: Run) -> str:
    due = [
        {
            "region": one.region,
            "code": one.code,
            "keep": one.keep,
            "ground": one.ground,
            "by": one.by,
            "whole": one.organisation_id is None,
        }
        for one in done.due
    ]
    return json.dumps({"clocks_changed": done.laid, "due": due, "erased": list(done.erased)}, ensure_ascii=False)


def in_words(done: Run, *, dry_run: bool) -> str:
    verb = "zou gaan" if dry_run else "is vernietigd"
    lines = [f"{one.region}, {one.code}, {one.keep}: {verb}. Grond: {one.ground}" for one in done.due]
    return "\n".join([*lines, f"{done.laid} klokken gezet of bijgesteld; {len(done.due)} keer iets dat is afgelopen."])


def _replay(url: str, *, as_json: bool) -> int:
    import psycopg

    from lantaarn.config.serving import erasures

    with psycopg.connect(url) as connection:
        again = erasures.replay(connection, os.environ)
    print(json.dumps({"replayed": again}) if as_json else erasures.told(again))
    return 1 if again is None else 0


def _verify(url: str, *, as_json: bool) -> int:
    import psycopg

    from lantaarn.config.serving import erasures

    entries = erasures.known(os.environ)
    with psycopg.connect(url) as connection:
        left = erasures.behind(connection, os.environ)
    if as_json:
        print(json.dumps({"erasures": len(entries), "behind": left, "good": not left}))
    else:
        print(f"{len(entries)} verwijderingen nagekeken; de keten klopt.")
        print(f"{left} zijn hier nog niet gedaan. {erasures.REPLAY}" if left else "De database is bij.")
    return 1 if left else 0
