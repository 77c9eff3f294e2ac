"""Finds the line of a key in TOML text, because the parser keeps no positions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Step = str | int
Path = tuple[Step, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*(\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)\s*=")
_DECODE_LINE = re.compile(r"at line (\d+)")


def line_of(text: str, path: Sequence[Step]) -> int:
    """The 1-based line of the key at `path`; of the nearest table around it when the key has no line."""
    wanted = tuple(path)
    best, depth = 1, 0
    for place, number in _places(text):
        if place[: len(wanted)] == wanted:
            return number
        shared = len(place)
        if shared > depth and wanted[:shared] == place:
            best, depth = number, shared
    return best


def line_of_decode_error(message: str) -> int:
    """The line that tomllib names in its message, else the first."""
    found = _DECODE_LINE.search(message)
    return int(found.group(1)) if found else 1


def _places(text: str) -> Iterator[tuple[Path, int]]:
    """Each table header and each key with its line."""
    counts: dict[Path, int] = {}
    table: Path = ()
    open_quote = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if open_quote:
            open_quote = "" if open_quote in line else open_quote
            continue
        header = _HEADER.match(line)
        if header:
            table = _table(header.group(2), header.group(1) == "[[", counts)
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, key.group(1).strip("\"'")), number
        open_quote = _left_open(line)


def _table(name: str, repeated: bool, counts: dict[Path, int]) -> Path:
    """The path of a header: arrays of tables carry the number of the element they are in."""
    path: Path = ()
    parts = [part.strip().strip("\"'") for part in name.split(".")]
    for position, part in enumerate(parts):
        path = (*path, part)
        if position == len(parts) - 1 and repeated:
            counts[path] = counts.get(path, -1) + 1
            for longer in [known for known in counts if len(known) > len(path) and known[: len(path)] == path]:
                if longer[len(path)] == counts[path]:
                    del counts[longer]
        if path in counts:
            path = (*path, counts[path])
    return path


def _left_open(line: str) -> str:
    """The triple quote that a line opens and does not close."""
    for quote in ('"""', "'''"):
        if line.count(quote) % 2:
            return quote
    return ""
