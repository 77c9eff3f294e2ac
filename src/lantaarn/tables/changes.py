"""The edits of a draft as they are kept: enough to tell another editor, and to take the last one back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Changed:
    """One edit of a draft, in words: who, when, where, and what it was before and after."""

    at: str
    by: str
    did: str
    decision: str
    rule: int
    column: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @classmethod
    def of(cls, row: dict[str, Any]) -> Changed:
        return cls(**{**row, "before": tuple(row["before"]), "after": tuple(row["after"])})

    def row(self) -> dict[str, Any]:
        return {**self.__dict__, "before": list(self.before), "after": list(self.after)}

    def __str__(self) -> str:
        what = {
            "change": f"heeft regel {self.rule} gewijzigd",
            "add": f"heeft regel {self.rule} toegevoegd",
            "remove": f"heeft regel {self.rule} weggehaald",
            "move": f"heeft regel {self.rule} verplaatst",
            "undo": "heeft de laatste wijziging teruggedraaid",
            "text": "heeft het hele bestand vervangen",
        }[self.did]
        place = f" in ‘{self.decision}’" if self.decision else ""
        return f"{self.by} {what}{place}."


def last_standing(changes: Sequence[dict[str, Any]]) -> Changed | None:
    """The newest edit that is not undone: an undo names the moment of the edit that it took back."""
    undone = {row["column"] for row in changes if row["did"] == "undo"}
    found = [Changed.of(row) for row in changes if row["did"] != "undo" and row["at"] not in undone]
    return found[-1] if found else None
