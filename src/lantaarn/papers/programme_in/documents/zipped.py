"""A zipped document opened without trusting it: only the parts that are asked for, their sizes counted."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from lantaarn.papers.programme_in import errors
from lantaarn.papers.programme_in.errors import ProgrammeError

MAX_PART = 60 * 1024 * 1024
MAX_PARTS = 5_000
MAX_RATIO = 400
_SMALL = 4 * 1024 * 1024
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1

# Entities (billion laughs, external files) live in a document type, which no document of an office has.
_DOCTYPE = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE)


class Zipped:
    """Parts of an archive by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with self._opened() as archive:
            infos = archive.infolist()
        if len(infos) > MAX_PARTS or len({info.filename for info in infos}) < len(infos):
            raise ProgrammeError(errors.REFUSED)
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise ProgrammeError(errors.PASSWORD)
        self._names = {info.filename for info in infos}
        if "EncryptedPackage" in self._names or b"encryption-data" in self._bytes_if("META-INF/manifest.xml"):
            raise ProgrammeError(errors.PASSWORD)

    def has(self, name: str) -> bool:
        return name in self._names

    def text_of(self, name: str) -> str:
        return self._bytes_if(name).decode("utf-8", "replace")

    def xml(self, name: str) -> ET.Element:
        part = self.bytes_of(name)
        if _DOCTYPE.search(part):
            raise ProgrammeError(errors.REFUSED)
        try:
            return ET.fromstring(part)  # noqa: S314 (document types are refused above)
        except (ET.ParseError, ValueError) as error:
            raise ProgrammeError(errors.BROKEN) from error

    def _bytes_if(self, name: str) -> bytes:
        return self.bytes_of(name) if self.has(name) else b""

    def bytes_of(self, name: str) -> bytes:
        """What the header claims about sizes may be a lie, so what comes out is counted."""
        chunks = []
        size = 0
        with self._opened() as archive:
            packed = max(archive.getinfo(name).compress_size, 1)
            with archive.open(name) as source:
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    if size > MAX_PART or (size > _SMALL and size > MAX_RATIO * packed):
                        raise ProgrammeError(errors.REFUSED)
                    chunks.append(chunk)
        return b"".join(chunks)

    @contextmanager
    def _opened(self) -> Iterator[ZipFile]:
        try:
            with ZipFile(BytesIO(self._data)) as archive:
                yield archive
        except ProgrammeError:
            raise
        except (
            BadZipFile,
            zlib.error,
            EOFError,
            KeyError,
            NotImplementedError,
            OSError,
            ValueError,
            RuntimeError,
        ) as error:
            raise ProgrammeError(errors.BROKEN) from error
