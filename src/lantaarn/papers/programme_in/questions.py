"""Questions with their answers under them: "Wat gaan we doen?", "Wanneer?", "Wie?" become labels of one action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeGuard

from lantaarn.papers.programme_in.blocks import Block, Heading, Paragraph
from lantaarn.papers.programme_in.documents.lines import UNKNOWN_LEVEL, begins_part
from lantaarn.papers.programme_in.labels import label_of, run_in

_ASKED = {"what", "when", "who", "holder", "parties", "result", "why", "budget", "start"}
_TELLING = {"when", "who", "holder"}
_LONGEST = 600


def answered(blocks: Iterable[Block]) -> list[Block]:
    """A bare question and the paragraph under it are a label with its text.

    "Wat gaan we doen?" over words alone is only a heading, so that takes a question after it of who or when.
    """
    left = list(blocks)
    made: list[Block] = []
    at = 0
    while at < len(left):
        block, name = left[at], _question(left[at])
        answer = left[at + 1] if at + 1 < len(left) else None
        if name is None or not _answers(answer) or (name == "what" and not _goes_on(left[at + 2 : at + 8])):
            made.append(block)
            at += 1
            continue
        text = block.text.rstrip(" ?:") if isinstance(block, Heading | Paragraph) else ""
        made.append(Paragraph(f"{text}: {answer.text}", answer.place))
        at += 2
    return made


def _question(block: Block) -> str | None:
    if not isinstance(block, Heading | Paragraph) or not block.text.rstrip().endswith("?"):
        return None
    name = label_of(block.text.rstrip(" ?:"))
    return name if name in _ASKED else None


def _answers(block: Block | None) -> TypeGuard[Heading | Paragraph]:
    """A short answer that stands alone looks like a heading of which the level does not show."""
    return (
        (isinstance(block, Paragraph) or (isinstance(block, Heading) and block.level == UNKNOWN_LEVEL))
        and not begins_part(block.text)
        and not block.text.rstrip().endswith((":", "?"))
        and len(block.text) <= _LONGEST
        and run_in(block.text) is None
    )


def _goes_on(following: list[Block]) -> bool:
    """Whether who or when is asked before what is asked again."""
    for block in following:
        name = _question(block)
        found = run_in(block.text) if isinstance(block, Paragraph) else None
        if name in _TELLING or (found and found[0] in _TELLING):
            return True
        if name == "what":
            return False
    return False
