"""A sheet from CSV: the letters and the separator are found out from the file itself."""

from __future__ import annotations

import csv
from io import StringIO

from lantaarn.papers.lists_in.errors import BROKEN, ENCODING, UNKNOWN, PaperError
from lantaarn.papers.lists_in.sheets import Sheet, sheet_of

_SEPARATORS = (";", ",", "\t", "|")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SAMPLE = 40


def read_csv(data: bytes) -> tuple[Sheet, ...]:
    text = _decoded(data)
    separator, text = _declared_separator(text)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator or _likely_separator(text)))
    except csv.Error as error:
        raise PaperError(BROKEN) from error
    return (sheet_of("CSV", enumerate(([_unguarded(cell) for cell in row] for row in rows), 1)),)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data:
        raise PaperError(UNKNOWN)
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise PaperError(ENCODING)


def _declared_separator(text: str) -> tuple[str | None, str]:
    """Excel writes and reads a first line "sep=;"; it is replaced by an empty one to keep the row numbers."""
    first, newline, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip("\r")) == len("sep=;"):
        return first[4], newline + rest
    return None, text


def _likely_separator(text: str) -> str:
    """The one with which most lines fall into the same number of columns, more than one."""
    return max(_SEPARATORS, key=lambda separator: _evenness(text, separator))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    widths = []
    for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
        widths.append(len(row))
        if len(widths) >= _SAMPLE:
            break
    wide = [width for width in widths if width > 1]
    usual = max(set(wide), key=lambda width: (wide.count(width), width), default=0)
    return wide.count(usual), usual


def _unguarded(cell: str) -> str:
    """Lantaarn writes text that looks like a formula with an apostrophe before it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA_STARTS) else cell
