"""Answers of the acts of sharing as a page tells them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lantaarn.folders.sharing import Ended


@dataclass(frozen=True)
class EndedAt:
    """A desk, and how many things it no longer sees."""

    desk: str
    count: int


def grouped(ended: Ended) -> list[EndedAt]:
    """What ended, per desk."""
    return [EndedAt(desk, count) for desk, count in sorted(Counter(one.desk for one in ended.ended).items())]
