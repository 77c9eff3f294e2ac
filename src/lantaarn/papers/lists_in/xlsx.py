"""Sheets of an Excel workbook, read as values: formulas give their last result, macros are never run."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Protocol, cast
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from lantaarn.papers.lists_in.errors import BROKEN, REFUSED, PaperError
from lantaarn.papers.lists_in.sheets import Sheet, sheet_of

# What the library raises on a damaged workbook; it has no error of its own for most of it.
_DAMAGE = (
    InvalidFileException,
    BadZipFile,
    zlib.error,
    EOFError,
    ParseError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
)


_LAST_ROW = 1_048_576


class _Rows(Protocol):
    """What the library's stubs do not say of a sheet that is read as a stream."""

    title: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, values_only: bool) -> Iterable[tuple[object, ...]]: ...


def read_xlsx(data: bytes) -> tuple[Sheet, ...]:
    try:
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return tuple(sheet_of(sheet.title, _rows(sheet)) for sheet in _sheets(workbook))
    except PaperError:
        raise
    except _DAMAGE as error:
        raise PaperError(BROKEN) from error


def _sheets(workbook: Workbook) -> list[_Rows]:
    return [cast("_Rows", sheet) for sheet in workbook.worksheets]


def _rows(sheet: _Rows) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The size that a sheet claims may be a million rows of nothing, so it is not asked."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > _LAST_ROW:
            raise PaperError(REFUSED)
        yield number, row
