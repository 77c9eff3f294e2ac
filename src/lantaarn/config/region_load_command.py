"""lantaarn region load: shows what a pack would change, asks, and brings it in as its owner."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lantaarn.tables.loading import Load

PATTERNS = ("*.toml", "*.dmn")


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="lantaarn region load",
        description="Leest een regiopakket in. Laat eerst zien wat er verandert en vraagt of u dat wilt. "
        "De meldroute komt binnen als concept; wat op schermen is besloten, blijft staan.",
    )
    parser.add_argument("folder", metavar="MAP", type=Path, help="de map met region.toml en route.dmn")
    parser.add_argument("--yes", action="store_true", help="niet vragen, meteen inlezen")
    options = parser.parse_args(argv)
    files = pack_files(options.folder)
    if files is None:
        return 2

    os.environ["LANTAARN_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantaarn.config.settings")
    import django

    django.setup()
    return _load(files, sure=options.yes)


def pack_files(folder: Path) -> dict[str, bytes] | None:
    """The files of a pack by name; None, after saying why, when this is no folder."""
    if not folder.is_dir():
        print(f"De map '{folder}' is er niet. Geef de map waarin region.toml staat.", file=sys.stderr)
        return None
    return {path.name: path.read_bytes() for pattern in PATTERNS for path in sorted(folder.glob(pattern))}


def _load(files: dict[str, bytes], *, sure: bool) -> int:
    from lantaarn.tables.loading import load_pack, plan_load
    from lantaarn.tables.packs import PackError

    try:
        planned = plan_load(files)
    except PackError as error:
        print("Dit pakket kan niet worden ingelezen. Er is niets veranderd.\n", file=sys.stderr)
        print("\n".join(str(problem) for problem in error.problems), file=sys.stderr)
        return 2
    tell(planned)
    if planned.nothing_to_do:
        return 0
    if not sure and not _agreed():
        print("Er is niets veranderd.")
        return 1
    load_pack(files)
    print("Ingelezen.")
    return 0


def tell(load: Load) -> None:
    """What will change, what stays, and what is left alone, each in its own lines."""
    if load.nothing_to_do:
        print(f"Niets te doen: alle {load.unchanged} onderdelen staan er al zo.")
    else:
        print("Dit verandert er:")
        for change in load.changes:
            print(f"  {change}")
        print(f"Ongewijzigd: {load.unchanged}")
    for title, lines in (
        ("Op een scherm besloten, blijft zo:", load.kept),
        ("Staat niet meer in het pakket, blijft bestaan:", load.left),
    ):
        if lines:
            print(title)
            for line in lines:
                print(f"  {line}")


def _agreed() -> bool:
    if not sys.stdin.isatty():
        print("Dit was alleen kijken. Lees het in met --yes.")
        return False
    return input("Wilt u dit inlezen? [j/N] ").strip().lower() in ("j", "ja")
