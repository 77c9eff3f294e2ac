"""Uses that stand out, for a privacy officer to look at: each with the reason, and "seen" with a note."""

from lantaarn.audit.unusual.findings import KINDS, Absence, Finding, Note, Watched, Worker
from lantaarn.audit.unusual.reading import unusual
from lantaarn.audit.unusual.seen import note_seen

__all__ = ["KINDS", "Absence", "Finding", "Note", "Watched", "Worker", "note_seen", "unusual"]
