"""`lantaarn keys`: make the first key, rotate keys while everybody works on, and check that each still opens."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict

from lantaarn.config.database.refused import RefusedError
from lantaarn.config.keys_file import key_file
from lantaarn.config.serving.environment import is_ready_for


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn keys",
        description="Sleutels van organisaties: de eerste maken (make), vernieuwen (rotate), nakijken (check), en"
        " versleutelen wat nog gewoon in de database staat (seal).",
    )
    parser.add_argument("what", choices=("make", "rotate", "check", "seal"))
    parser.add_argument("--provider", action="store_true", help="rotate: ook de sleutel van de kluis zelf vernieuwen")
    parser.add_argument("--finish", action="store_true", help="rotate: alleen afmaken wat nog onder oude sleutels ligt")
    parser.add_argument("--json", action="store_true", help="het antwoord als JSON")
    options = parser.parse_args(argv)
    if options.what == "make":
        return _make()
    if not is_ready_for("migrate" if options.what == "seal" else "work"):
        return 2
    os.environ["LANTAARN_ROLE"] = "owner" if options.what == "seal" else "worker"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantaarn.config.settings")
    import django

    django.setup()
    from lantaarn.vault.providers.closed import Closed

    try:
        return {"rotate": _rotate, "check": _check, "seal": _seal}[options.what](options)
    except Closed as problem:
        raise RefusedError(str(problem)) from problem


def _make() -> int:
    from lantaarn.vault.providers.file import make_key_file

    if os.environ.get("LANTAARN_VAULT_URL"):
        print("De sleutels liggen bij de kluis van LANTAARN_VAULT_URL; een bestand is niet nodig.", file=sys.stderr)
        return 1
    path = key_file(os.environ)
    if not make_key_file(path):
        print(f"{path} bestaat al en blijft zoals het is.", file=sys.stderr)
        return 0
    print(f"Gemaakt: {path}. Bewaar een kopie buiten deze machine: zonder dit bestand is niets meer te lezen.")
    return 0


def _rotate(options: argparse.Namespace) -> int:
    from lantaarn.vault.providers import provider
    from lantaarn.vault.rotation import regions_with_keys, rotate

    if options.provider:
        provider().renew()
    done = {region: rotate(region, new_versions=not options.finish) for region in regions_with_keys()}
    if options.json:
        print(json.dumps({region: asdict(found) for region, found in done.items()}))
        return 0
    for region, found in done.items():
        print(
            f"{region}: {found.organisations} organisaties kregen een nieuwe sleutel, {found.data_keys} sleutels"
            f" liggen daar nu onder, {found.let_go} oude versies zijn weg."
        )
    if not done:
        print("Er is nog niets versleuteld.")
    return 0


def _check(options: argparse.Namespace) -> int:
    from lantaarn.vault.rotation import check, regions_with_keys

    found = {region: check(region) for region in regions_with_keys()}
    good = not any(checked.broken for checked in found.values())
    if options.json:
        print(json.dumps({"good": good, **{region: asdict(c) for region, c in found.items()}}, default=str))
        return 0 if good else 1
    for region, checked in found.items():
        print(
            f"{region}: {checked.data_keys} sleutels van {checked.organisations} organisaties nagekeken,"
            f" {checked.destroyed} vernietigd, {checked.under_older} onder een oudere versie."
        )
        for key_id in checked.broken:
            print(f"Niet goed: sleutel {key_id} gaat niet open.")
    if good:
        print("Alle sleutels gaan open." if found else "Er is nog niets versleuteld.")
    return 0 if good else 1


def _seal(options: argparse.Namespace) -> int:
    from lantaarn.config.sealing_existing import seal_what_is_plain

    count = seal_what_is_plain()
    print(json.dumps({"rows": count}) if options.json else f"{count} rijen zijn nu versleuteld.")
    return 0
