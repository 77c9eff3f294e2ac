"""Timelines laid beside the actions: they give a period to what was found, or are actions when nothing else is."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher

from lantaarn.papers.programme_in.course import Course
from lantaarn.papers.programme_in.layout import plain
from lantaarn.papers.programme_in.making import TIMELINE, Sheet, make_action
from lantaarn.papers.programme_in.model import Action, When
from lantaarn.papers.programme_in.rows import said
from lantaarn.papers.programme_in.timelines import TimelineRow

_ALIKE = 0.82


def settle_timelines(course: Course) -> None:
    findings = course.findings
    lost = [row for row in course.timelines if row.lost]
    if lost:
        text = (
            f"In de tijdlijn staan {len(lost)} regels zonder arcering of teken: die is verloren gegaan."
            " De periode van deze acties is onbekend."
        )
        findings.warn("timeline", text, lost[0].place)
    index = {_compared(action.what): at for at, action in enumerate(findings.actions)}
    told_before = findings.actions[:]
    for row in course.timelines:
        at = _found(row, told_before, index)
        if at is None:
            doubts = ("tijdlijn zonder arcering",) if row.lost else ()
            sheet = Sheet(moment=row.when)
            findings.add_action(
                make_action(
                    said(row.what),
                    sheet,
                    findings,
                    place=row.place,
                    quote=row.quote,
                    best=TIMELINE,
                    part=row.part,
                    doubts=doubts,
                )
            )
        elif row.when.known:
            findings.actions[at] = _with_period(findings.actions[at], row.when)


def _found(row: TimelineRow, actions: list[Action], index: dict[str, int]) -> int | None:
    wanted = _compared(row.what)
    if wanted in index:
        return index[wanted]
    best, likeness = None, _ALIKE
    for at, action in enumerate(actions):
        words = _compared(action.what)
        if _covers(words, wanted):
            return at
        matcher = SequenceMatcher(None, words, wanted, autojunk=False)
        if matcher.real_quick_ratio() <= likeness or matcher.quick_ratio() <= likeness:
            continue
        if matcher.ratio() > likeness:
            best, likeness = at, matcher.ratio()
    return best


def _compared(text: str) -> str:
    """A hyphen comes and goes with the width of a column."""
    return plain(re.sub(r"(?<=\w)-(?=\w)", "", text))


def _covers(words: str, wanted: str) -> bool:
    """A timeline often shortens an action, and leaves out what stands between brackets."""
    named, have = wanted.split(), set(words.split())
    return len(named) >= 5 and sum(1 for word in named if word in have) >= 0.9 * len(named)


def _with_period(action: Action, when: When) -> Action:
    """A marked period adds dates; what the action says of how often stays."""
    if action.when.start or action.when.until:
        return action
    text = f"{action.when.text} ({when.text})" if action.when.text else when.text
    return replace(action, when=When(text, when.start, when.until, action.when.recurrence, action.when.several))
