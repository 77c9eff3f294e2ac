"""Signed roots kept outside the database, one a line; copy them to another organisation to be surer still."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from lantaarn.audit.sealing.seal import Anchor

FILE = "log-anchors.jsonl"


def keep(folder: Path, anchors: Iterable[Anchor]) -> None:
    with (folder / FILE).open("a", encoding="utf-8") as out:
        out.writelines(json.dumps(asdict(anchor)) + "\n" for anchor in anchors)


def read(file: Path) -> list[Anchor]:
    """The anchors of a file; none when it is not there."""
    if not file.exists():
        return []
    return [Anchor(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
