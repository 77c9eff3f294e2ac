"""Opening a zipped document without trusting it: sizes counted, no document types, no passwords."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lantaarn.papers.lists_in.errors import BROKEN, PASSWORD, REFUSED, TOO_LARGE, PaperError

MAX_UNPACKED = 40 * 1024 * 1024
MAX_PARTS = 2_000
MAX_RATIO = 200
_SMALL = 1024 * 1024
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1

# Entities (billion laughs, external files) live in a document type, which no spreadsheet has.
_DOCTYPE = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE)


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part of the archive, unpacked within the limits; raises PaperError with what to do."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _unpacked(archive)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        if isinstance(error, PaperError):
            raise
        raise PaperError(BROKEN) from error


def _unpacked(archive: ZipFile) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = MAX_UNPACKED
    infos = archive.infolist()
    if len(infos) > MAX_PARTS:
        raise PaperError(REFUSED)
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise PaperError(PASSWORD)
        if info.filename in parts:
            raise PaperError(REFUSED)
        part = _read(archive, info, room)
        room -= len(part)
        if _is_xml(info.filename) and _DOCTYPE.search(part):
            raise PaperError(REFUSED)
        parts[info.filename] = part
    return parts


def _read(archive: ZipFile, info: ZipInfo, room: int) -> bytes:
    """What the header claims about sizes may be a lie, so what comes out is counted."""
    chunks = []
    size = 0
    with archive.open(info) as source:
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > room:
                raise PaperError(TOO_LARGE)
            if size > _SMALL and size > MAX_RATIO * max(info.compress_size, 1):
                raise PaperError(REFUSED)
            chunks.append(chunk)
    return b"".join(chunks)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml", ".rdf"))
