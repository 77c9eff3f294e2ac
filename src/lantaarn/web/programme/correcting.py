"""What a person corrected in a row that was read: the text, who holds it, when; or that it stays out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lantaarn.programme.actions import ActionInput, PartyInput
from lantaarn.programme.queries import ReadRow

LONGEST = 2000


def corrected(row: ReadRow, given: Mapping[str, str]) -> ActionInput | None:
    """The row as the person leaves it; None when its tick was taken away."""
    if given.get(f"in-{row.index}") != "on":
        return None
    what = str(given.get(f"what-{row.index}", "")).strip()[:LONGEST] or row.action.what
    when = str(given.get(f"when-{row.index}", "")).strip()[:LONGEST]
    holder = str(given.get(f"holder-{row.index}", "")).strip()[:LONGEST]
    action = replace(row.action, what=what, parties=_parties(row, holder))
    if when == row.action.when_text:
        return action
    return replace(action, when_text=when, starts_on=None, ends_on=None, recurrence="", target=None, target_per="")


def _parties(row: ReadRow, holder: str) -> tuple[PartyInput, ...]:
    """Names that stand as they were read keep who was meant; another name is kept as typed."""
    parties = row.action.parties
    before = [party for party in parties if party.holds]
    names = [name.strip() for name in holder.split(",") if name.strip()]
    if names == [party.name for party in before]:
        return parties
    known = {party.name: party for party in parties}
    holders = tuple(replace(known.get(name, PartyInput(name)), holds=True) for name in names)
    return (*holders, *(party for party in parties if not party.holds))
