"""From bytes to a programme: the document opened, its blocks read in order, what is left told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lantaarn.papers.programme_in.abbreviations import abbreviations_in
from lantaarn.papers.programme_in.blocks import Aside, Block, Document, Heading, Item, Paragraph, Table
from lantaarn.papers.programme_in.columns import head_of
from lantaarn.papers.programme_in.course import Course
from lantaarn.papers.programme_in.documents.lines import action_title, begins_part
from lantaarn.papers.programme_in.documents.opening import Progress, open_document, silent
from lantaarn.papers.programme_in.findings import Findings, level_in_heading, named_part
from lantaarn.papers.programme_in.front import period_of, title_of
from lantaarn.papers.programme_in.labels import fields_in, label_of, piece_cell, run_in, run_ins
from lantaarn.papers.programme_in.layout import column_of, layout, plain, says
from lantaarn.papers.programme_in.lists import note_sentences, read_labelled_line, read_list, settle_sentences
from lantaarn.papers.programme_in.model import BudgetRow, Programme
from lantaarn.papers.programme_in.money import amount_in
from lantaarn.papers.programme_in.names import known_names
from lantaarn.papers.programme_in.overview import settle_timelines
from lantaarn.papers.programme_in.pages import joined_pages
from lantaarn.papers.programme_in.questions import answered
from lantaarn.papers.programme_in.tables import read_table

_EVERY = 200
_LONGEST_GOAL = 300


def read_programme(data: bytes, progress: Progress = silent) -> Programme:
    """The programme in a policy document; raises ProgrammeError with what to do when it cannot be read."""
    return programme_in(open_document(data, progress), progress)


def programme_in(document: Document, progress: Progress = silent) -> Programme:
    title = title_of(document)
    start, until = period_of(document, title)
    findings = Findings(start=start, until=until, title=title or "", known=_known(document.blocks))
    course = Course(findings)
    groups = list(_grouped(answered(joined_pages(document.blocks))))
    for number, group in enumerate(groups):
        if number % _EVERY == 0:
            progress("onderdeel", number + 1, len(groups))
        _read(group, course)
    settle_sentences(course)
    course.close_card()
    settle_timelines(course)
    if not findings.actions:
        findings.warn(
            "no_actions", "In dit document zijn geen acties gevonden. Staan zij in een bijlage of ander document?"
        )
    used = {action.part for action in findings.actions}
    parts = tuple(replace(part, card=findings.cards.get(part.key)) for part in findings.parts)
    assert all(key is None or key < len(parts) for key in used)
    return Programme(
        title=title,
        start=start,
        until=until,
        parts=parts,
        actions=tuple(findings.actions),
        budget=tuple(findings.budget),
        warnings=tuple(findings.warnings),
        unread=tuple(sorted(findings.unread, key=lambda left: (left.place.page or 0, left.place.line or 0))),
        abbreviations=abbreviations_in(document.blocks),
    )


_Group = Heading | Paragraph | Table | Aside | list[Item]


def _grouped(blocks: Sequence[Block]) -> Iterator[_Group]:
    """Items that follow each other are one list; labelled lines right under an item belong to it."""
    items: list[Item] = []
    for block in blocks:
        if isinstance(block, Item):
            items.append(block)
        elif items and isinstance(block, Paragraph) and run_in(block.text) and _may_label(items):
            items.append(
                Item(
                    block.text,
                    items[-1].depth + 1 if not run_in(items[-1].text) else items[-1].depth,
                    None,
                    block.place,
                )
            )
        elif items and isinstance(block, Aside):
            yield block
        else:
            if items:
                yield items
                items = []
            yield block
    if items:
        yield items


def _may_label(items: Sequence[Item]) -> bool:
    """Under a list of which no item has labels of its own, a label is about all of it."""
    return len(items) == 1 or any(run_in(item.text) for item in items)


def _read(group: _Group, course: Course) -> None:
    if isinstance(group, Heading):
        settle_sentences(course)
        course.open_heading(group.text, group.level, group.place)
        course.since_table = 0
    elif isinstance(group, Table):
        read_table(group, course)
    elif isinstance(group, Aside):
        _aside(group, course)
    elif isinstance(group, Paragraph):
        _paragraph(group, course)
    else:
        course.fresh = False
        read_list(group, course)
        course.since_table += 1


def _aside(aside: Aside, course: Course) -> None:
    if any(letter.isalpha() for letter in aside.text):
        course.findings.leave(aside.text, aside.reason, aside.place)


def _paragraph(paragraph: Paragraph, course: Course) -> None:
    course.since_table += 1
    fresh, course.fresh = course.fresh, False
    course.said = paragraph.text
    found = run_in(paragraph.text)
    if any(told(paragraph, course) for told in (_budget_of_a_year, _numbered_action, _told_action, _told_part)):
        return
    if found and course.reason:
        course.findings.leave(paragraph.text, course.reason, paragraph.place)
    elif found and (found[1] or found[0] == "what"):
        _labelled(paragraph, *found, course)
    elif course.mode == "goals" and says(course.card.title, "goals") and _is_goal(paragraph.text) and fresh:
        kind = layout().part(plain(course.card.title))
        course.findings.add_part(kind.kind if kind else "goal", None, paragraph.text, paragraph.place)
        course.mode = ""
    elif course.card.is_action and (held := run_ins(paragraph.text)[1]):
        for name, text in held.items():
            course.card.add(name, piece_cell(text), paragraph.text)
    elif paragraph.text.rstrip().endswith(":") or (
        not note_sentences(paragraph.text, paragraph.place, course) and len(paragraph.text) < 60
    ):
        _lead(paragraph.text, course)


_BUDGET_OF_YEAR = re.compile(r"^([A-Z][a-z ]{2,30}?)\s+(20\d{2})\s*:\s*(.+)$")


def _budget_of_a_year(paragraph: Paragraph, course: Course) -> bool:
    """ "Budget 2026: € 6.000" in a card."""
    match = _BUDGET_OF_YEAR.match(paragraph.text)
    if not match or label_of(match[1]) != "budget" or not course.card.title:
        return False
    amount = amount_in(match[3])
    if amount is not None:
        course.findings.budget.append(BudgetRow(course.card.title, int(match[2]), amount, paragraph.place))
    return amount is not None


def numbered_sentence(text: str) -> bool:
    """ "Actie 3: De gemeente stelt beleid vast. Trekker: …" as running text, not "Actie 3 van het programma"."""
    numbered = action_title(text)
    return bool(numbered) and bool(re.search(r"[:.–—|-]\s*$", text[: text.rindex(numbered[1])])) if numbered else False


_PARAGRAPH_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-ZÀ-Ý])")


def _numbered_action(paragraph: Paragraph, course: Course) -> bool:
    """Under "Acties" a numbered paragraph with who or when in it is an action."""
    match = _PARAGRAPH_NUMBER.match(paragraph.text)
    if match is None or course.mode != "actions":
        return False
    return read_labelled_line(paragraph.text[match.end() :], paragraph.place, course)


def _told_action(paragraph: Paragraph, course: Course) -> bool:
    if course.reason or not numbered_sentence(paragraph.text):
        return False
    course.open_heading(paragraph.text, 9, paragraph.place)
    return True


def _told_part(paragraph: Paragraph, course: Course) -> bool:
    """ "Ambitie: iedereen weet waar het gebeurt." as a sentence tells of the chapter that it stands in."""
    label, colon, name = paragraph.text.partition(":")
    column = column_of(label) if colon and name.strip() and not course.reason else None
    if column and column[0] == "part" and layout().part(plain(label)) is None:
        course.close_card()
        course.findings.open_theme(name, paragraph.place)
        return True
    named = named_part(paragraph.text) if begins_part(paragraph.text) else None
    if named is None or run_in(paragraph.text) or len(paragraph.text) > _LONGEST_GOAL:
        return False
    findings = course.findings
    if findings.current() is None and named.kind.kind not in {"goal", "objective"}:
        findings.open_part(named, 9, paragraph.place)
    else:
        findings.add_part(named.kind.kind, named.number, named.title, paragraph.place, named.label)
    return True


def _labelled(paragraph: Paragraph, name: str, text: str, course: Course) -> None:
    """ "Trekker: gemeente X" goes to the card that is open; "Actie: …" may hold a whole action, or begin the next."""
    if not text:
        _lead(paragraph.text, course)
        return
    if name == "what" and read_labelled_line(text, paragraph.place, course):
        return
    for label, held in fields_in(paragraph.text).items():
        course.add_field(label, piece_cell(held), paragraph.text, paragraph.place)


def _is_goal(text: str) -> bool:
    return len(text) < _LONGEST_GOAL and not text.rstrip().endswith(":")


def _lead(text: str, course: Course) -> None:
    """A line over a list may say what the list holds."""
    last = text.rstrip(" :").split(". ")[-1]
    if level := level_in_heading(last):
        course.findings.level = level
    mode = course.mode_of(last)
    if mode == "actions" and text.rstrip().endswith("?"):
        course.lasting = ""  # what we are going to do is asked after what was done
    if mode == "goals" and course.is_past(last):
        mode = "done"
    if mode == "actions" and course.card.listed and not course.card.is_action and course.card.tells():
        course.next_card(course.card.place)
    if mode == "actions" and (year := course.year_in(last)):
        course.findings.year = year
    if not mode and text.rstrip().endswith("?"):
        course.mode = course.lasting  # what is asked next is not what was done before
    if mode or text.rstrip().endswith(":"):
        course.mode = course.lasting or mode or (course.mode if course.mode in {"actions", "goals"} else "")


def _known(blocks: Sequence[Block]) -> frozenset[str]:
    """Names of parties that stand on their own in the columns and cards of the document."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            texts += _party_cells(block)
        elif (
            isinstance(block, Paragraph | Item)
            and (found := run_in(block.text))
            and found[0] in {"holder", "parties", "who"}
        ):
            texts.append(found[1])
    return known_names(texts)


def _party_cells(table: Table) -> Iterator[str]:
    columns: list[int] = []
    for row in table.rows:
        head = head_of(row)
        if head:
            columns = [head.where[name] for name in ("holder", "parties") if name in head.where]
        else:
            yield from (row.cells[column].text for column in columns if row.cells[column].text)
