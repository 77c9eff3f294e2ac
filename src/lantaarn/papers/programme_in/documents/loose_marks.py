"""Marks of a list that came loose from their words, as a PDF copied without its layout gives them."""

from __future__ import annotations

from lantaarn.papers.programme_in.documents.lines import LOOSE_MARKS, item_marker

_FURTHER = 14


def reattached(lines: list[str]) -> list[str]:
    """The lines, with marks of a list that came loose from their words set before them again."""
    made = list(lines)
    at = 0
    while at < len(made):
        marks = 0
        while at + marks < len(made) and made[at + marks].strip() in LOOSE_MARKS:
            marks += 1
        begins = _begins_of_items(made, at + marks) if marks > 1 else []
        if marks > 1 and len(begins) == marks:
            end = next((index for index in range(begins[-1], len(made)) if not made[index].strip()), len(made))
            for index in range(begins[0], end):
                if item_marker(made[index]):
                    made[index] = f"    {made[index].strip()}"  # a mark that kept its words lies deeper
            for offset, begin in enumerate(begins):
                made[begin] = f"{made[at + offset].strip()} {made[begin].strip()}"
                made[at + offset] = ""
        at += max(marks, 1)
    return made


def _begins_of_items(lines: list[str], at: int) -> list[int]:
    """The lines of the paragraph after the white at a line that begin an item: with a capital, after one that ended."""
    first = next((index for index in range(at, min(at + _FURTHER, len(lines))) if lines[index].strip()), len(lines))
    end = next((index for index in range(first, len(lines)) if not lines[index].strip()), len(lines))
    every = [index for index in range(first, end) if not item_marker(lines[index])]
    return [index for index in every if not lines[index].strip()[:1].islower()]
