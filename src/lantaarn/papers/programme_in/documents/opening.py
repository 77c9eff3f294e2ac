"""Which kind of document the bytes are, whatever the name says; what is no document is refused with what to do."""

from __future__ import annotations

from collections.abc import Callable

from lantaarn.papers.programme_in import errors
from lantaarn.papers.programme_in.blocks import Document
from lantaarn.papers.programme_in.documents.docx import read_docx
from lantaarn.papers.programme_in.documents.encodings import decoded
from lantaarn.papers.programme_in.documents.odt import read_odt
from lantaarn.papers.programme_in.documents.pdf import read_pdf
from lantaarn.papers.programme_in.documents.text import read_text
from lantaarn.papers.programme_in.documents.zipped import Zipped
from lantaarn.papers.programme_in.errors import ProgrammeError

MAX_FILE_MB = 50
Progress = Callable[[str, int, int], None]

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_MARK = b"\xef\xbb\xbf"


def silent(_: str, __: int, ___: int) -> None:
    """Progress that nobody watches."""


def open_document(data: bytes, progress: Progress = silent) -> Document:
    """The document as blocks; raises ProgrammeError with what to do."""
    if len(data) > MAX_FILE_MB * 1024 * 1024:
        raise ProgrammeError(errors.TOO_LARGE.format(limit=MAX_FILE_MB))
    if not data.strip(_MARK + b" \t\r\n\0"):
        raise ProgrammeError(errors.EMPTY)
    if data.startswith(b"PK"):
        return _zipped(data)
    if b"%PDF-" in data[:1024]:
        return read_pdf(data, progress)
    _refuse_other_kinds(data)
    return read_text(decoded(data))


def _zipped(data: bytes) -> Document:
    archive = Zipped(data)
    kind = archive.text_of("mimetype")
    if "opendocument.text" in kind:
        return read_odt(archive)
    if archive.has("word/document.xml"):
        return read_docx(archive)
    if "opendocument.spreadsheet" in kind or archive.has("xl/workbook.xml") or archive.has("xl/workbook.bin"):
        raise ProgrammeError(errors.SHEET)
    if "opendocument.presentation" in kind or archive.has("ppt/presentation.xml"):
        raise ProgrammeError(errors.SLIDES)
    raise ProgrammeError(errors.UNKNOWN)


def _refuse_other_kinds(data: bytes) -> None:
    start = data[:2048].lstrip(_MARK + b" \t\r\n").lower()
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        workbook = "Workbook".encode("utf-16-le") in data
        raise ProgrammeError(errors.PASSWORD if encrypted else errors.SHEET if workbook else errors.OLD_OFFICE)
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start[:512]:
        raise ProgrammeError(errors.HTML)
    if start.startswith(b"{\\rtf"):
        raise ProgrammeError(errors.RTF)
    if data.startswith(_PICTURES):
        raise ProgrammeError(errors.PICTURE)
    if start.startswith(b"<?xml"):
        raise ProgrammeError(errors.UNKNOWN)
