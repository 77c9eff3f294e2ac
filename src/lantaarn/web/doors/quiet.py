"""How the program's own messages are written down: on one line each, and without what stands in a row.

PostgreSQL adds to an error what the row held that broke a rule ("DETAIL: Failing row contains (...)"); a message may
quote an address that somebody typed. Neither may carry a case into a file, or make up a line there.
"""

from __future__ import annotations

import logging
import re
from types import TracebackType

_CONTENT = re.compile(
    r"^(?:DETAIL|HINT|CONTEXT|QUERY|STATEMENT|LINE \d+):.*?(?=^(?:Traceback |The above |During handling )|\Z)",
    re.MULTILINE | re.DOTALL,
)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")
WITHHELD = "(what the database added is left out: it may hold content)"


def escaped(text: str) -> str:
    """Control characters as they would be typed."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class Quiet(logging.Formatter):
    """One line for the message; a traceback below it without the database's details."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        return escaped(super().formatMessage(record)).replace("\n", "\\n")

    def formatException(  # noqa: N802 - logging's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        return escaped(_CONTENT.sub(WITHHELD + "\n", super().formatException(ei)).rstrip())
