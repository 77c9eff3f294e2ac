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
_SHORT_WORD = 3
_CODE = re.compile(r"(?:actie\s+|maatregel\s+)?([A-Z]{0,2}\.?\d{1,2}(?:(\.)\d{1,2})*[a-z]?)\b[.):]?", re.IGNORECASE)


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
    codes = _by_code(told_before)
    found = [(row, _found(row, told_before, index, codes)) for row in course.timelines]
    overviews = {row.table for row, at in found if at is not None}
    for row, at in found:
        if at is None and (
            row.table in overviews or (told_before and not row.named) or _CODE.fullmatch(row.what.strip())
        ):
            findings.leave(row.quote, "regel van een tijdlijn, hoort bij geen gevonden actie", row.place)
        elif at is None:
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
        elif row.when.known and at is not None:
            findings.actions[at] = _with_period(findings.actions[at], row.when)


def _by_code(actions: list[Action]) -> dict[str, int]:
    """Actions by the code that stands before them, when no two have the same."""
    codes: dict[str, int] = {}
    doubles = set()
    for at, action in enumerate(actions):
        code = plain(action.number or "")
        if code in codes:
            doubles.add(code)
        codes[code] = at
    return {code: at for code, at in codes.items() if code and code not in doubles}


def _found(row: TimelineRow, actions: list[Action], index: dict[str, int], codes: dict[str, int]) -> int | None:
    wanted = _compared(row.what)
    if wanted in index:
        return index[wanted]
    match = _CODE.match(row.what.strip())
    code = plain(row.number or (match[1] if match else ""))
    if code in codes and (row.number or (match and (match[2] or match[0] == row.what.strip()))):
        return codes[code]
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
    return best if best is not None else _only_one_with(wanted, actions)


def _only_one_with(wanted: str, actions: list[Action]) -> int | None:
    """The one action in which every word of a short line stands."""
    words = {word for word in wanted.split() if len(word) > _SHORT_WORD}
    having = [at for at, action in enumerate(actions) if words and words <= set(_compared(action.what).split())]
    return having[0] if len(having) == 1 else None


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
