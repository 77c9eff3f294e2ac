"""The items of a list with what stands under them: what each says, and who and when it names at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lantaarn.papers.programme_in.blocks import Item, Place
from lantaarn.papers.programme_in.labels import fields_in, run_ins
from lantaarn.papers.programme_in.layout import layout, plain
from lantaarn.papers.programme_in.moments import is_moment
from lantaarn.papers.programme_in.tails import in_bracket, trailing

_LONGEST_BESIDE = 6
_NAME_BEHIND = re.compile(r"\s[–—-]\s+([^\s–—().:][^–—().:]{1,40})$")
_DASH = re.compile(r"\s+[–—-]\s")
_BAR = re.compile(r" \| (?![^()]*\))")
_OF_AN_ENTRY = {"holder", "who", "when", "parties", "why", "result", "budget", "level", "explanation"}


@dataclass
class Entry:
    """An item with what stands under it."""

    text: str
    place: Place
    number: str | None = None
    details: list[str] = field(default_factory=list)
    subs: list[Item] = field(default_factory=list)
    held: dict[str, str] = field(default_factory=dict)
    quote: list[str] = field(default_factory=list)

    @property
    def marked(self) -> bool:
        return bool(self.held.keys() & {"when", "holder", "who"})


def entries_in(items: Sequence[Item]) -> list[Entry]:
    entries: list[Entry] = []
    outer = items[0].depth
    for item in items:
        if item.depth <= outer or not entries:
            outer = item.depth
            entries.append(Entry(item.text, item.place, item.number, quote=[item.text]))
            continue
        entries[-1].quote.append(item.text)
        found = fields_in(item.text)
        if found.keys() & _OF_AN_ENTRY:
            entries[-1].held = {**found, **entries[-1].held}
        else:
            entries[-1].subs.append(item)
    return entries


def entry_read(entry: Entry) -> Entry:
    text, held = run_ins(entry.text)
    entry.held = {**held, **entry.held}
    for name in ("holder", "who"):
        names, stop, last = entry.held.get(name, "").rpartition(". ")
        if stop and is_moment(last) and "when" not in entry.held:
            entry.held |= {name: names, "when": last.strip(" .")}
    first, *barred = [piece.strip() for piece in _BAR.split(text)]
    if barred and len(barred) <= 2 and not held:
        found = in_bracket(", ".join(barred)) or {"holder": barred[0]}
        if all(len(piece.split()) <= _LONGEST_BESIDE for piece in barred):
            text, entry.held = first, {**found, **entry.held}
    while True:
        text, more = trailing(text)
        if not more:
            break
        entry.held = {**more, **entry.held}
    behind = _NAME_BEHIND.search(text)
    between = entry.text.startswith(text) and bool(_DASH.match(entry.text[len(text) :]))
    if (
        behind
        and (between or is_name(behind[1]))
        and "when" in entry.held
        and not entry.held.keys() & {"holder", "who"}
    ):
        text, entry.held = text[: behind.start()], {**entry.held, "holder": behind[1]}
    entry.text = text.rstrip(" ;,.")
    entry.details = [item.text for item in entry.subs]
    return entry


def is_name(text: str) -> bool:
    return text[:1].isupper() or plain(text.split(maxsplit=1)[0]) in layout().party_words
