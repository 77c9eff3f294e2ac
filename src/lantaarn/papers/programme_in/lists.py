"""Lists and sentences: actions that end in "(Q2|2022)", carry their holder in the line, or stand under "Acties:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lantaarn.papers.programme_in.abbreviations import is_short_for
from lantaarn.papers.programme_in.blocks import Cell, Item, Piece, Place
from lantaarn.papers.programme_in.cards import inherited
from lantaarn.papers.programme_in.course import DONE, FIRST_SENTENCE, Course
from lantaarn.papers.programme_in.entries import Entry, entries_in, entry_read, is_name
from lantaarn.papers.programme_in.findings import named_part
from lantaarn.papers.programme_in.labels import piece_cell, run_in
from lantaarn.papers.programme_in.layout import layout, plain
from lantaarn.papers.programme_in.making import LISTED, SENTENCE, Sheet, make_action
from lantaarn.papers.programme_in.moments import moment_in_words, read_moment
from lantaarn.papers.programme_in.rows import said
from lantaarn.papers.programme_in.tails import in_bracket

_BRACKET = re.compile(r"\(([^()]{2,60})\)\s*(?=[.;]|$)")
_SOURCE = re.compile(r"[A-Z][^\d:]*,?\s+\d{4}[a-z]?(?:,\s*p\.?\s*\d+)?")
_NOTE = re.compile(r"\((?:19|20)\d{2}[a-z]?\)[.,:]\s|^Zie (?:hoofdstuk|paragraaf|bijlage|ook)\b")
_YEARS = re.compile(r"\W*\d{4}\W*")
_DATED = re.compile(r"\((?:[a-z]+\s+)?(?:\d{1,2}\s+[a-z]+\s+)?(?:19|20)\d{2}\)\W*$")
_ENDS_IN_NAME = re.compile(r"(.+?)\s+(?:\((?=[^()]*\)$)|[–—-]\s+)([^()–—:\d]{2,40}?)\)?$")
_LIST_REASON = "opsomming zonder moment, houder of opschrift ‘acties’"


def read_list(items: Sequence[Item], course: Course) -> None:
    """One list: actions, goals, options or something else, as the line above it or its own items tell."""
    items = _without_notes(items, course)
    if not items:
        return
    if course.reason:
        for item in items:
            course.findings.leave(item.text, course.reason, item.place)
    elif course.mode == "abbreviations":
        return
    elif _is_card(items):
        _into_card(items, course)
    elif course.mode == "goals":
        _goals(items, course)
    else:
        _actions([entry_read(entry) for entry in entries_in(items)], course)


def _without_notes(items: Sequence[Item], course: Course) -> list[Item]:
    """A note at the foot of a page is numbered like an item, and names a source with its year."""
    kept = []
    for item in items:
        if item.number and _NOTE.search(item.text):
            course.findings.leave(item.text, "voetnoot of bron", item.place)
        else:
            kept.append(item)
    return kept


def _is_card(items: Sequence[Item]) -> bool:
    outer = min(item.depth for item in items)
    top = [item for item in items if item.depth == outer]
    fields = [item for item in top if run_in(item.text)]
    return len(fields) >= 2 and len(fields) == len(top)


def _into_card(items: Sequence[Item], course: Course) -> None:
    """Labels as items of a list; what stands under "Wat gaan we doen:" are the actions of the card."""
    outer, name = min(item.depth for item in items), "remark"
    for item in items:
        found = run_in(item.text) if item.depth == outer else None
        if found is None:
            course.card.add(name, Cell((Piece(item.text, bullet=True),)), item.text)
            continue
        name, text = found
        if text or name == "what":
            course.add_field(name, piece_cell(text) if text else Cell(), item.text, item.place)


def _goals(items: Sequence[Item], course: Course) -> None:
    outer = min(item.depth for item in items)
    entries = [entry_read(entry) for entry in entries_in(items)]
    if sum(1 for entry in entries if "when" in entry.held) * 2 > len(entries):
        _actions(entries, course)
        return
    for item in items:
        if named := named_part(item.text):
            course.findings.add_part(named.kind.kind, named.number, named.title, item.place, named.label)
            continue
        kind = "goal" if item.depth == outer else "objective"
        number = item.number.rstrip(".)") if item.number else None
        course.findings.add_part(kind, number, item.text.rstrip(" ;"), item.place)


def _actions(entries: list[Entry], course: Course) -> None:
    if course.mode == "actions":
        _name_in_brackets(entries)
    marked = [entry for entry in entries if entry.marked]
    below = [item for entry in entries for item in entry.subs]
    if reason := _reason_to_leave(entries, marked, course):
        _leave(entries, reason, course)
    elif not marked and below and _marked_below(below):
        for entry in entries:
            _from_subs(entry, course)
    elif marked or not _of_the_action(entries, course):
        every = course.mode == "actions" or (bool(marked) and len(marked) * 2 >= len(entries))
        for entry in entries:
            if every or entry.marked:
                _add(entry, course)
            else:
                _leave([entry], _LIST_REASON, course)


def _name_in_brackets(entries: list[Entry]) -> None:
    """ "Campagne voeren (Communicatie)", "Poster – GGD": in a list of actions that all end so, it is who does each."""
    found = [_ENDS_IN_NAME.match(entry.text) for entry in entries]
    if any(entry.held.keys() & {"holder", "who"} for entry in entries):
        return
    if all(match and is_name(match[2]) and not is_short_for(match[1], match[2]) for match in found):
        for entry, match in zip(entries, found, strict=True):
            if match:
                entry.text, entry.held["holder"] = match[1], match[2]


def _leave(entries: list[Entry], reason: str, course: Course) -> None:
    for entry in entries:
        for text in entry.quote:
            course.findings.leave(text, reason, entry.place)


def _reason_to_leave(entries: list[Entry], marked: list[Entry], course: Course) -> str:
    if _are_past(entries, course):
        return DONE
    return _LIST_REASON if _are_facts(marked, course) else ""


def _are_past(entries: list[Entry], course: Course) -> bool:
    """Whether each item of a list tells of days before the programme began."""
    start = course.findings.start
    if start is None or not all("when" in entry.held for entry in entries):
        return False
    untils = [read_moment(entry.held["when"]).when.until for entry in entries]
    return all(until is not None and until < start for until in untils)


def _are_facts(marked: list[Entry], course: Course) -> bool:
    """Whether a list tells how things are: under "Rollen", or what happened when in a letter or a page of news."""
    if course.mode == "facts" and not any(_has_day(entry) for entry in marked):
        return True
    if course.mode == "actions" or not marked or _in_programme(course):
        return False
    return all(set(entry.held) == {"when"} and _DATED.search(entry.quote[0]) for entry in marked)


def _has_day(entry: Entry) -> bool:
    when = read_moment(entry.held.get("when", "")).when
    return when.start is not None or when.until is not None


def _in_programme(course: Course) -> bool:
    """Whether the document is called a programme of certain years, or its list stands in a part of one."""
    findings, titles = course.findings, layout().programme["title"]
    titled = findings.start is not None and any(word in plain(findings.title) for word in titles)
    return titled or findings.named_part() is not None


def _of_the_action(entries: list[Entry], course: Course) -> bool:
    """What stands under the title of an action belongs to that action."""
    if not course.card.is_action or course.card.listed:
        return False
    for entry in entries:
        cell = Cell(tuple(Piece(text, bullet=True) for text in entry.quote))
        course.card.add("description", cell, " – ".join(entry.quote))
    return True


def _marked_below(items: Sequence[Item]) -> bool:
    read = [entry_read(Entry(item.text, item.place)) for item in items]
    return sum(1 for entry in read if entry.marked) * 10 >= 8 * len(read)


def _from_subs(entry: Entry, course: Course) -> None:
    """A label over items that each have their own moment is no action itself."""
    if not entry.subs:
        course.findings.leave(entry.text, _LIST_REASON, entry.place)
        return
    course.findings.add_part("theme", None, entry.text.rstrip(" :"), entry.place)
    for item in entry.subs:
        _add(entry_read(Entry(item.text, item.place, item.number, quote=[item.text])), course)


def _add(entry: Entry, course: Course) -> None:
    held = entry.held
    findings = course.findings
    sheet = Sheet(
        when=held.get("when", "") or course.moment,
        parties=held.get("parties", ""),
        holder=held.get("holder", held.get("who", "")),
        level=held.get("level", ""),
        why=held.get("why", ""),
    )
    sheet, more = inherited(course.card, sheet, findings)
    doubts = (*findings.doubts_of_order(), *more)
    action = make_action(
        said(entry.text, tuple(entry.details)),
        sheet,
        findings,
        place=entry.place,
        quote=" – ".join(entry.quote),
        best=LISTED,
        part=_part(course),
        doubts=doubts,
    )
    if findings.add_action(action):
        course.card.listed.append(len(findings.actions) - 1)
    course.card.actions += 1


def _part(course: Course) -> int | None:
    """Under "Maatregel 1. Toezicht" with a list of actions, the measure is the activity that they belong to."""
    card = course.card
    if not card.is_action or card.fields or not card.title:
        return course.findings.current()
    return course.findings.add_part("activity", card.number, card.title, card.place)


def read_labelled_line(text: str, place: Place, course: Course) -> bool:
    """ "Actie: Scholing van partners. Trekker: manager. Planning: Q1": all of an action in one line."""
    entry = entry_read(Entry(text, place, quote=[text]))
    if not entry.marked:
        return False
    if sentence := FIRST_SENTENCE.match(entry.text):
        entry.text, more = sentence.groups()
        entry.details = [more.rstrip(" .")]
        if moment := moment_in_words(more):
            entry.held.setdefault("when", moment)
    _add(entry, course)
    return True


def read_labelled(pieces: Sequence[str], place: Place, course: Course) -> bool:
    """ "Meldpunt versterken | Trekker: Veilig Thuis | Planning: doorlopend": an action with its labels beside it."""
    first, *others = pieces
    found = [run_in(piece) for piece in others]
    held = dict(pair for pair in found if pair)
    if run_in(first) or len(held) < len(others) or not held.keys() & {"holder", "who", "when"}:
        return False
    _add(Entry(first, place, held=held, quote=[" | ".join(pieces)]), course)
    return True


def note_sentences(text: str, place: Place, course: Course) -> bool:
    """Sentences that end in a moment between brackets; whether they are actions shows at the end of the section."""
    if course.mode in {"options", "done", "goals"}:
        return False
    found = []
    after = 0
    for match in _BRACKET.finditer(text):
        sentence, inner = text[after : match.start()].strip(" .;"), match[1]
        after = match.end()
        begins = re.split(r"(?<=[.;:])\s+(?=[A-ZÀ-Ý‘“])", sentence)[-1]
        held = in_bracket(inner)
        if "when" in held and len(begins.split()) >= 3:
            found.append((begins, inner, place))
    course.candidates += found
    return bool(found)


def settle_sentences(course: Course) -> None:
    """Under "Acties" one such sentence is an action; elsewhere there must be more of them, and of days to come."""
    candidates, course.candidates = course.candidates, []
    sure = [found for found in candidates if _is_planned(found[1], course)]
    if course.mode != "actions" and len(sure) < 2:
        return
    for sentence, inner, place in sure:
        entry = Entry(sentence, place, held=in_bracket(inner), quote=[f"{sentence} ({inner})"])
        _add(entry, course)
        action = course.findings.actions[-1]
        if action.place == place:
            course.findings.actions[-1] = replace(action, sure=round(max(0.1, action.sure - LISTED + SENTENCE), 2))


def _is_planned(inner: str, course: Course) -> bool:
    """A year with a name between brackets is a source ("Jansen, 2016"); what lies before the period is history."""
    bare_year = bool(_YEARS.fullmatch(in_bracket(inner).get("when", inner)))
    if (bare_year and _SOURCE.fullmatch(inner)) or (course.mode != "actions" and _YEARS.fullmatch(inner)):
        return False
    when = read_moment(inner).when
    edge = when.until or when.start
    start, until = course.findings.start, course.findings.until
    if edge and start and until:
        return start <= edge and (when.start or edge) <= until
    return when.known
