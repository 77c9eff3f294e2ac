"""From what a row, card or line says to actions: moments and parties read, doubts counted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lantaarn.papers.programme_in.blocks import Place
from lantaarn.papers.programme_in.findings import Findings, short
from lantaarn.papers.programme_in.layout import is_nothing, level_in_cell
from lantaarn.papers.programme_in.model import Action, When
from lantaarn.papers.programme_in.moments import moment_in_words, read_moment, rhythm_in_words
from lantaarn.papers.programme_in.names import holder_and_helpers, rejoined, split_names
from lantaarn.papers.programme_in.rows import Said

# How sure the reader is at best, by where an action was found.
TABLE, CARD, LISTED, SENTENCE, TIMELINE = 0.98, 0.95, 0.92, 0.8, 0.6

# What each doubt takes off.
_DOUBTS = {
    "geen houder en geen moment": 0.15,
    "het moment is niet in een datum te vatten": 0.06,
    "houders niet over de acties te verdelen": 0.25,
    "tabel zonder eigen kop": 0.05,
    "houder uit een kolom ‘wie’": 0.04,
    "moment van de hele activiteit": 0.03,
    "moment uit de kaart bij deze actie gelegd": 0.1,
    "partijen van de hele activiteit": 0.02,
    "meer aantallen in één regel": 0.2,
    "kop boven de tabel past niet in de volgorde": 0.1,
    "tijdlijn zonder arcering": 0.1,
    "korte tekst": 0.1,
}


@dataclass
class Sheet:
    """What stands around an action, as text."""

    when: str = ""
    parties: str = ""
    holder: str = ""
    level: str = ""
    why: str = ""
    year: int | None = None
    moment: When | None = None
    shared: bool = False
    """Whether the moment is that of the whole activity."""


def make_action(
    said: Said,
    sheet: Sheet,
    findings: Findings,
    *,
    place: Place,
    quote: str,
    best: float,
    part: int | None,
    doubts: tuple[str, ...] = (),
) -> Action:
    when = _when(said.what, sheet, findings)
    holder_text, helpers = holder_and_helpers(sheet.holder)
    holder = split_names(holder_text, findings.known)
    parties = split_names(sheet.parties, findings.known)
    for helper in split_names(helpers, findings.known):
        if helper.lower() not in {party.lower() for party in parties}:
            parties = (*parties, helper)
    found = list(doubts)
    if not holder and not when.text:
        found.append("geen houder en geen moment")
    elif when.text and not when.known:
        found.append("het moment is niet in een datum te vatten")
    if when.several:
        found.append("meer aantallen in één regel")
    if len(said.what.split()) < 2:
        found.append("korte tekst")
    level = level_in_cell(sheet.level) if sheet.level else findings.level
    return Action(
        what=rejoined(said.what),
        part=part,
        level=level,
        why=rejoined(sheet.why) or None,
        when=when,
        parties=parties,
        holder=holder,
        place=place,
        quote=short(quote, 600),
        sure=sureness(best, found),
        doubts=tuple(found),
        details=said.details,
        number=said.number,
    )


def _when(what: str, sheet: Sheet, findings: Findings) -> When:
    """The moment beside an action, with what its own words say of when or how often."""
    when = sheet.moment or moment_of(sheet.when, findings, sheet.year)
    if (own := moment_in_words(what)) and (not when.text or sheet.shared):
        when = _of_its_own(moment_of(own, findings), when)
    if when.start and when.recurrence is None and (rhythm := rhythm_in_words(what)):
        when = replace(when, recurrence=moment_of(rhythm, findings).recurrence)
    return when


def _of_its_own(own: When, shared: When) -> When:
    """What an action says itself goes before what is said of the whole activity."""
    if own.start or own.until:
        return own
    return replace(own, start=shared.start, until=shared.until)


def sureness(best: float, doubts: list[str] | tuple[str, ...]) -> float:
    return round(max(0.1, best - sum(_DOUBTS.get(doubt, 0.05) for doubt in doubts)), 2)


def moment_of(text: str, findings: Findings, year: int | None = None) -> When:
    text = " ".join(text.split())
    if not text or is_nothing(text):
        return When(text if text and text not in {"-", "–", "—"} else None)
    year = year or findings.year or findings.only_year
    return read_moment(text, year=year, period=(findings.start, findings.until)).when


def between(start: str, end: str, findings: Findings) -> When | None:
    """What is said of the start and what is said of the end are one moment."""
    first, last = moment_of(start, findings), moment_of(end, findings)
    texts = [text for text in (first.text, last.text) if text and not is_nothing(text)]
    if not texts:
        return None
    recurrence = last.recurrence or first.recurrence
    return When(" – ".join(texts), first.start, last.until, recurrence)
