"""The log as lines of the Dutch standard Logboek Dataverwerkingen (Logius): linked by trace, without who did it."""

from lantaarn.audit.lines.activities import ActivitiesError, Register, read_register
from lantaarn.audit.lines.export import Place, Wanted, lines
from lantaarn.audit.lines.spans import Maker
from lantaarn.audit.lines.subjects import Subjects, subjects_in

__all__ = [
    "ActivitiesError",
    "Maker",
    "Place",
    "Register",
    "Subjects",
    "Wanted",
    "lines",
    "read_register",
    "subjects_in",
]
