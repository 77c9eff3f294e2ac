"""The trace of a request (W3C Trace Context): taken over from the caller when it is well-formed, else made."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

_PARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")


@dataclass(frozen=True)
class Trace:
    """`caller` is the span of the one who asked; empty when the trace began here."""

    id: str = field(default_factory=lambda: secrets.token_hex(16))
    caller: str = ""
    started: float = field(default_factory=time.monotonic)

    def as_kept(self) -> str:
        """How the log keeps it."""
        return f"{self.id}-{self.caller}" if self.caller else self.id

    def milliseconds(self) -> int:
        """How long it has been going on."""
        return int((time.monotonic() - self.started) * 1000)


_current: ContextVar[Trace | None] = ContextVar("lantaarn_trace", default=None)


def taken_over(traceparent: str) -> Trace:
    """The caller's trace; a header that breaks the standard is as none (W3C Trace Context 3.2)."""
    found = _PARENT.fullmatch(traceparent)
    if found is None:
        return Trace()
    version, trace, span, more = found.groups()
    broken = version == "ff" or (version == "00" and more) or not int(trace, 16) or not int(span, 16)
    return Trace() if broken else Trace(trace, span)


@contextmanager
def during(trace: Trace) -> Iterator[None]:
    """All that is recorded inside belongs to this trace."""
    token = _current.set(trace)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Trace | None:
    """The trace of now; the queue and commands have none, and each of their deeds begins one."""
    return _current.get()
