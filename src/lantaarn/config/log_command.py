"""`lantaarn log`: seal the log, check it, and hand out the signed roots."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="lantaarn log", description="Het logboek verzegelen en nakijken.")
    parser.add_argument("what", choices=("seal", "verify"), help="seal: verzegelen; verify: nakijken")
    parser.add_argument("--json", action="store_true", help="het antwoord als JSON")
    parser.add_argument("--anchors", type=Path, help="bestand met wortels die elders zijn bewaard")
    options = parser.parse_args(argv)
    address = os.environ.get("LANTAARN_SEALER_DATABASE_URL")
    if not address:
        print(
            "Zet LANTAARN_SEALER_DATABASE_URL: het adres van de database voor de rol lantaarn_sealer.", file=sys.stderr
        )
        return 2
    folder = Path(os.environ.get("LANTAARN_DATA_DIR", ".lantaarn"))
    return _seal(address, folder) if options.what == "seal" else _verify(address, folder, options)


def _seal(address: str, folder: Path) -> int:
    os.environ["LANTAARN_ROLE"] = "sealer"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantaarn.config.settings")
    import django

    django.setup()
    from lantaarn.audit.jobs import seal_now

    print(f"Verzegeld: {seal_now(address, folder)} ketens groeiden.")
    return 0


def _verify(address: str, folder: Path, options: argparse.Namespace) -> int:
    import psycopg

    from lantaarn.audit.sealing import keys_in, verify
    from lantaarn.audit.sealing.anchors import FILE, read

    try:
        keys = keys_in(folder)
    except FileNotFoundError:
        print(f"In {folder} is geen sleutel van het logboek. Er is nog niets verzegeld.", file=sys.stderr)
        return 2
    with psycopg.connect(address, autocommit=True) as connection:
        checked = verify(connection, keys, anchors=read(options.anchors or folder / FILE))
    if options.json:
        print(json.dumps({**asdict(checked), "good": not checked.findings}, ensure_ascii=False))
    else:
        print(f"{checked.events} gebeurtenissen in {checked.chains} ketens nagekeken.")
        for finding in checked.findings:
            print(f"Niet goed, keten {finding.chain}: {finding.text} {finding.event_id}".rstrip())
        if not checked.findings:
            print("Het logboek is zoals het is verzegeld.")
    return 1 if checked.findings else 0
