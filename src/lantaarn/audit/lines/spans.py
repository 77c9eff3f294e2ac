"""One event as lines of the Logboek Dataverwerkingen: a line for the deed, and one for each subject when they are more.

Field names and rules: "Logboek dataverwerkingen", Logius, chapter 3 (component Logboek and component Applicatie). The
lines name no person who works here: that stands in our own log, found by the trace id.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lantaarn import __version__
from lantaarn.audit.lines.activities import Register
from lantaarn.audit.lines.subjects import TYPES, Subjects

STATUS = {"done": "STATUS_CODE_OK", "denied": "STATUS_CODE_UNSET"}
"""A refusal is the caller's, not a failure of the server; the standard leaves it unset."""
CALLER = "urn:lantaarn:aanroeper:niet-genoemd"
"""The trace header does not say which party sent it."""


@dataclass(frozen=True)
class Maker:
    """What every line needs besides its event."""

    register: Register
    subjects: Subjects

    def lines_of(self, event: Mapping[str, Any], *, only: UUID | None = None) -> Iterator[dict[str, Any]]:
        """`event` holds the columns of the log, and `objects`: pairs of id and kind; `only` this subject's lines."""
        people = [(UUID(str(key)), kind) for key, kind in event["objects"] if kind in TYPES]
        whole = self._line(event)
        if len(people) == 1:
            whole["attributes"] |= self._subject(event, *people[0])
        if only is None or len(people) == 1:
            yield whole
        if len(people) > 1:
            for key, kind in people:
                if only in (None, key):
                    yield self._of_one(event, whole, key, kind)

    def _line(self, event: Mapping[str, Any]) -> dict[str, Any]:
        trace, _sign, caller = event["trace"].partition("-")
        end = _milliseconds(event["at"])
        line = {
            "trace_id": trace or _digits(event["id"], "trace", 16),
            "span_id": _digits(event["id"], "span", 8),
            "status_code": STATUS[event["outcome"]],
            "name": event["action"],
            "start_time": end - (event["took_ms"] or 0),
            "end_time": end,
            "resource": {"attributes": {"service.name": "lantaarn", "service.version": __version__}},
            "attributes": {
                "dpl.core.processing_activity_id": self.register.of(event["purpose"]),
                "dpl.lantaarn.controller": _controller(event),
                "dpl.lantaarn.outcome": event["outcome"],
            },
        }
        if caller:
            line["foreign_operation"] = {"trace_id": trace, "span_id": caller, "entity": CALLER}
        return line

    def _of_one(self, event: Mapping[str, Any], whole: dict[str, Any], key: UUID, kind: str) -> dict[str, Any]:
        """An operation under the deed, for one subject (the standard asks one line per subject)."""
        return whole | {
            "span_id": _digits(event["id"], str(key), 8),
            "parent_span_id": whole["span_id"],
            "attributes": whole["attributes"] | self._subject(event, key, kind),
        }

    def _subject(self, event: Mapping[str, Any], key: UUID, kind: str) -> dict[str, str]:
        return {
            "dpl.core.data_subject_id": self.subjects.conceal(key, organisation=_controller(event)),
            "dpl.core.data_subject_id_type": TYPES[kind],
        }


def _controller(event: Mapping[str, Any]) -> str:
    """The organisation that answers for the deed; what the queue did is the region's."""
    return f"urn:lantaarn:organisatie:{event['organisation_id'] or event['region_id']}"


def _milliseconds(moment: dt.datetime) -> int:
    return int(moment.timestamp() * 1000)


def _digits(event_id: object, what: str, size: int) -> str:
    """An id of `size` bytes that follows from the event, so that exporting twice gives the same lines."""
    return hashlib.sha256(f"{event_id}|{what}".encode()).hexdigest()[: 2 * size]
