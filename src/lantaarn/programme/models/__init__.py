"""The data of programmes: what was decided, and what became of it."""

from lantaarn.programme.models.course import HouseFact, ImportDraft, LocalState, Progress, Proposal, Version
from lantaarn.programme.models.plan import Action, BudgetLine, Part, Party, Programme

__all__ = [
    "Action",
    "BudgetLine",
    "HouseFact",
    "ImportDraft",
    "LocalState",
    "Part",
    "Party",
    "Programme",
    "Progress",
    "Proposal",
    "Version",
]
