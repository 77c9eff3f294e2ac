"""The characters of a text file: in which way its bytes stand for them."""

from __future__ import annotations

import re

from lantaarn.papers.programme_in import errors
from lantaarn.papers.programme_in.errors import ProgrammeError

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 or Windows-1252, as the bytes show; binary is refused."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(data, "utf-16")
    sample = data[:4096]
    if b"\0" in sample:
        return _decode(data, _wide(sample))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _decode(data, "cp1252")
    if len(_CONTROL.findall(text[:20_000])) > 4 + len(text[:20_000]) // 200:
        raise ProgrammeError(errors.UNKNOWN)
    return text


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark shows a zero in every other byte; anything else with zeros is binary."""
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    raise ProgrammeError(errors.UNKNOWN)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError) as error:
        raise ProgrammeError(errors.ENCODING) from error
