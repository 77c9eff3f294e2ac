"""Policy documents in: the programme in a DOCX, ODT, PDF, Markdown or text, with what was left unread."""

from lantaarn.papers.programme_in.errors import ProgrammeError
from lantaarn.papers.programme_in.model import (
    Action,
    BudgetRow,
    Card,
    Part,
    Programme,
    Unread,
    Warned,
    When,
    as_json,
)
from lantaarn.papers.programme_in.reading import read_programme

__all__ = [
    "Action",
    "BudgetRow",
    "Card",
    "Part",
    "Programme",
    "ProgrammeError",
    "Unread",
    "Warned",
    "When",
    "as_json",
    "read_programme",
]
