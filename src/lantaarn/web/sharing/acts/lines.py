"""Each thing in a folder beside what the other will see of it: the words, where they come from, and what leaks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from lantaarn.folders.sharing import Preview, PreviewLine
from lantaarn.papers.freetext import find
from lantaarn.signals.queries import SignalView
from lantaarn.tables.packs import Pack
from lantaarn.web import words
from lantaarn.web.desk import show


@dataclass(frozen=True)
class Leak:
    """Something in free text that points at a person."""

    text: str
    label: str


@dataclass(frozen=True)
class ShownLine:
    """One contribution on the page of a share."""

    line: PreviewLine
    label: str
    text: str
    domain: str
    leaks: tuple[Leak, ...]
    ticked: bool

    @property
    def id(self) -> UUID:
        return self.line.contribution_id


def shown(found: Preview, signal: SignalView, pack: Pack | None, *, ticked: Collection[UUID] | None) -> list[ShownLine]:
    """Every line with its whole text. Without a choice made: what may simply go and names nobody is ticked."""
    texts = texts_of(signal, pack)
    names = show.names_in(signal)
    return [_shown(line, texts.get(line.contribution_id) or line.excerpt, names, ticked) for line in found.lines]


def texts_of(signal: SignalView, pack: Pack | None) -> dict[UUID, str]:
    """What each contribution says, whole: of a place where it is, of the card what was answered with yes."""
    said = {one.id: show.said(one) for one in signal.words}
    said |= {
        one.id: "; ".join(answer.text for answer in show.card_rows(signal, pack) if answer.answer == "yes")
        for one in signal.words
        if one.kind == "card"
    }
    for place in signal.places:
        if place.contribution_id is not None:
            where = ", ".join(part for part in (place.text, place.municipality, place.outside) if part)
            said[place.contribution_id] = where
    return said


def _shown(line: PreviewLine, text: str, names: Iterable[str], ticked: Collection[UUID] | None) -> ShownLine:
    leaks = {one.text: Leak(one.text, one.label) for one in find(text, names=names)}
    plain = line.verdict == "share" and not leaks and not line.shared_already
    return ShownLine(
        line=line,
        label=f"{words.KIND.get(line.kind, line.kind)}: {line.category_label}",
        text=text,
        domain=str(words.DOMAIN.get(line.domain, line.domain)),
        leaks=tuple(leaks.values()),
        ticked=plain if ticked is None else line.contribution_id in ticked,
    )


def chosen_ids(given: Iterable[str]) -> frozenset[UUID]:
    """The ticks of a post; what is no id was never a line."""
    found = set()
    for one in given:
        try:
            found.add(UUID(one))
        except ValueError:
            continue
    return frozenset(found)
