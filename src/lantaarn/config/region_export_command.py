"""lantaarn region export: writes a region as a pack that can be loaded again."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn region export",
        description="Schrijft een regio weg als pakket: het netwerk zoals het nu is en de geldige meldroute. "
        "Mensen en signalen gaan niet mee.",
    )
    parser.add_argument("region", metavar="REGIO", help="de code van de regio, zoals drenthe")
    parser.add_argument("folder", metavar="MAP", type=Path, help="de map waarin het pakket komt")
    parser.add_argument("--overwrite", action="store_true", help="bestanden die er al staan vervangen")
    options = parser.parse_args(argv)

    os.environ["LANTAARN_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantaarn.config.settings")
    import django

    django.setup()
    return _export(options.region, options.folder, overwrite=options.overwrite)


def _export(region: str, folder: Path, *, overwrite: bool) -> int:
    from lantaarn.network import queries as network
    from lantaarn.tables.loading import export_pack

    known = [code for code, _ in network.regions()]
    if region not in known:
        print(f"Er is geen regio '{region}'. Kies uit: {', '.join(known) or 'nog niets'}.", file=sys.stderr)
        return 2
    try:
        files = export_pack(region)
    except LookupError as error:
        print(error, file=sys.stderr)
        return 2
    there = [name for name in files if (folder / name).exists()]
    if there and not overwrite:
        print(f"In '{folder}' staat al {', '.join(there)}. Kies een lege map, of geef --overwrite.", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(folder / name)
    return 0
