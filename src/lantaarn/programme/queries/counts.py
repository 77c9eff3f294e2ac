"""The indicators as readers see them: what each counts, how, and what came out in these days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lantaarn.context.actor import Actor
from lantaarn.programme.indicators import INDICATORS, Count


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with its outcome."""

    code: str
    label: str
    how: str
    unit: str
    number: float | None
    whole: int | None
    items: tuple[str, ...]
    hidden: bool


def indicators() -> list[tuple[str, str, str]]:
    """(code, label, how) of all there are, for a choice."""
    return [(one.code, str(one.label), str(one.how)) for one in INDICATORS]


def counted(*, first: dt.date, last: dt.date, by: Actor) -> list[IndicatorView]:
    """Everything that the rooms count, in these days."""
    count = Count(by)
    found = []
    for one in INDICATORS:
        outcome = count(one.code, first, last)
        assert outcome is not None
        found.append(
            IndicatorView(
                one.code,
                str(one.label),
                str(one.how),
                one.unit,
                outcome.number,
                outcome.whole,
                outcome.items,
                outcome.hidden,
            )
        )
    return found
